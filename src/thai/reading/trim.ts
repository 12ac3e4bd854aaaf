import type { Span } from './view.ts';

/** A span without the spaces, signs, particles of politeness and joining words at its ends; empty when nothing is left. */
export function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  for (let length = -1; length !== to - from && to > from;) {
    length = to - from;
    from += FIRST.exec(text.slice(from, to))?.[0].length ?? 0;
    const words = text.slice(Math.max(from, to - LONGEST_TAIL), to);
    const tail = LAST.exec(words);
    if (tail !== null && tail[0] !== '') to -= tail[0].length;
    else to -= SIGNS.exec(words)?.[0].length ?? 0;
  }
  return to > from ? closed(text, { start: from, end: to }) : { start: from, end: from };
}

/** A bracket that was cut in two: the lone half goes. */
function closed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const open = words.split('(').length - words.split(')').length;
  if (open < 0 && words.endsWith(')')) return trimmed(text, { start, end: end - 1 });
  const isWrapped = open === 0 && words.startsWith('(') && words.indexOf(')') === words.length - 1;
  if (isWrapped) return trimmed(text, { start: start + 1, end: end - 1 });
  return open > 0 && words.startsWith('(') ? trimmed(text, { start: start + 1, end }) : { start, end };
}

const LONGEST_TAIL = 24;
const SIGN = '[\\s:;,=\\-–—•*·●>|/_!~^"\'”“]';
const EMOJI = '[\\ud83c-\\ud83e][\\udc00-\\udfff]|\\ufe0f';
/** Particles of politeness; what they end is no other word. */
const POLITE = [
  'ค่ะ|คะ|(?<!รอง|สม)ครับผม|(?<!รอง|สม)ครับ|(?<!บัง)คับผม|(?<!บัง)คับ|ค้าบ|คร้าบ|งับ|ฮะ|ฮับ|จ้า+|จ้ะ|จ๊ะ|(?<=\\s)ค่า+|ค่าา+',
  'นะคะ|นะครับ|(?<!สถา|ช|ข|คณ|ลั)นะ|(?<!ห)น้า',
].join('|');
const THANKS = '(?<=[\\sก-๎])ขอบคุณ(?:มาก)?(?:ค่ะ|ครับ)?';
/** Words that join a part to what stands before it, or after it. */
const JOINS_BEFORE = 'แล้วก็|และ|แต่(?!ง|ล)|โดย(?!สาร)|ซึ่ง|(?:ส่วน|คือ|ว่า|ก็|แล้ว|ที่)(?=\\s)|and |but ';
const JOINS_AFTER = 'และ|แต่|โดย|ส่วน|ซึ่ง|แล้วก็|\\sก็|\\sand|\\sbut';
const FIRST = new RegExp(`^(?:${SIGN}|\\.|${EMOJI}|(?:${POLITE})(?![ก-๎])|${JOINS_BEFORE})`);
const SIGNS = new RegExp(`(?:${SIGN}|${EMOJI})+$`);
const LAST = new RegExp(`\\s*(?:${POLITE}|${JOINS_AFTER}|${THANKS})$`);
