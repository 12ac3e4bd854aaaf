import { endAt, keyed } from './pattern.ts';
import { NAMED_AHEAD } from './mentions.ts';
import type { Span, View } from './view.ts';

/** A line of a message, without what stands before the words: quote marks, time and name of a forwarded chat, bullets. */
export interface Line extends Span {
  /** Begins with `-`, `•` or a tick. */
  isItem: boolean;
  /** Comes out of another chat: the person before it said it. */
  isForwarded: boolean;
}

/** The lines of a message that hold anything. */
export function linesOf(view: View, text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= view.key.length) {
    const stop = view.key.indexOf('\n', start);
    const end = stop < 0 ? view.key.length : stop;
    const line = lineOf(view, text, start, end);
    if (line.start < line.end) lines.push(line);
    start = end + 1;
  }
  return lines;
}

function lineOf(view: View, text: string, start: number, end: number): Line {
  const quoted = endAt(view, QUOTE, start) ?? start;
  const spoken = behindSpeaker(view, text, quoted, end);
  const bullet = endAt(view, BULLET, spoken);
  return { start: Math.min(bullet ?? spoken, end), end, isItem: bullet !== null, isForwarded: spoken !== quoted };
}

/** `14:32 สมหญิง …` and `[12/4/70 14:32] สมหญิง: …` as chats are copied, `สมหญิง: ข้อ 5 …` as people retell them. */
function behindSpeaker(view: View, text: string, start: number, end: number): number {
  const forwarded = endAt(view, FORWARDED, start) ?? start;
  const time = endAt(view, TIME, forwarded);
  if (time === null) {
    const name = endAt(view, NAME_COLON, forwarded);
    return name !== null && name <= end ? name : forwarded;
  }
  const tab = text.slice(view.from[time - 1] ?? 0, view.to[time - 1] ?? 0).includes('\t');
  const colon = endAt(view, ANY_NAME_COLON, time);
  if (colon !== null && colon <= end) return colon;
  let name = afterWord(view, time, end);
  for (let words = tab ? MOST_NAME_WORDS : 1; words < MOST_NAME_WORDS; words += 1) {
    // More words belong to the name only when the number of a measure follows them.
    const next = afterWord(view, name, end);
    if (
      next >= end ||
      endAt(view, UNIT_AHEAD, name) !== null ||
      endAt(view, NAMED_AHEAD, name) !== null ||
      endAt(view, NAMED_AHEAD, next) === null
    )
      break;
    name = next;
  }
  return name;
}

/** Where the word that begins here ends, with the space behind it: in the key Thai words stand together, in the text apart. */
function afterWord(view: View, start: number, end: number): number {
  let place = start + 1;
  while (place < end && view.key.charAt(place) !== ' ' && (view.from[place] ?? 0) <= (view.to[place - 1] ?? 0))
    place += 1;
  return view.key.charAt(place) === ' ' ? place + 1 : place;
}

const UNIT_AHEAD = keyed('(?:กอง|สำนัก|หน่วย|ฝ่าย|งาน|สป\\.|กค\\.|กช\\.|กศ\\.)', 'uy');
const MOST_NAME_WORDS = 3;
const QUOTE = /(?:[>|»] ?){1,9}/uy;
const BULLET = /(?:[-*•·●○▪◦►▶➢] ?){1,3}(?![\d.,]*\d ?%)/uy;
const TIME = keyed('(?:\\[[^\\]\\n]{3,40}\\]|\\d{1,2}[:.]\\d{2}(?::\\d{2})?(?: ?(?:am|pm|น\\.?))?(?! ?-)) ?', 'uy');
const FORWARDED = keyed(
  '(?:-{2,9} ?)?(?:fwd|fw|forwarded(?: message)?|ส่งต่อ|ข้อความส่งต่อ|คัดลอกมา|จากกลุ่ม) ?(?:-{2,9}|:) ?',
  'uy',
);
const ANY_NAME_COLON = /[\p{L}\p{M}. ()@_]{1,40}: ?/uy;
/** A name with a colon, right before the number of a measure. */
const NAME_COLON = keyed(
  '(?!(?:ผล|สถานะ|งบ|ปัญหา|ข้อ|กอง|สำนัก|หน่วย|มาตรการ|โครงการ|เสร็จ|ยัง|กำลัง|done|รายงาน|ดังนี้|เบิก|[\\p{L}\\p{M}]{0,20}(?:เสร็จ|แล้ว|เริ่ม|ทำ|ดังนี้|ยกเลิก)))[\\p{L}\\p{M}. ()]{2,30}: ?(?=(?:ข้อ|#|มาตรการที่) ?\\d)',
  'uy',
);
