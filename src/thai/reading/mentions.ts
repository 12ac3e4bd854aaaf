import { COUNTED } from './counters.ts';
import type { Line } from './lines.ts';
import { DIGITS } from './numerals.ts';
import { anyOf, endAt, isWhole, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord, isLetter } from './view.ts';

/** Words that say which measures are meant by their numbers. */
export interface Mention extends Span {
  /** Every number that is said, in order, existing or not. */
  numbers: number[];
  /** `or`: one of the numbers, not all of them. */
  isEither: boolean;
  /** How it is written: only like ones begin reports of their own in one message. */
  style: 'named' | 'dotted' | 'plain';
}

/** `ข้อ ๕`, `#5`, `ม.5`, `ข้อ 3,4 และ 7`, `ข้อ 3-5`, wherever they stand; not `ตามระเบียบข้อ 5`. */
export function findNamedMentions(
  view: View,
  text: string,
  exists: (number: number) => boolean,
  isTaken: (span: Span) => boolean,
): Mention[] {
  return [...worded(view, text, isTaken), ...figured(view, text, exists, isTaken)].toSorted(
    (a, b) => a.start - b.start,
  );
}

/** `ข้อสาม`, `ข้อที่สิบสอง`; ข้อหา needs its tone mark to be ข้อห้า. */
function worded(view: View, text: string, isTaken: (span: Span) => boolean): Mention[] {
  return [...places(view, WORDED)].flatMap(({ start, end, found }) => {
    const [, ten, unit, alone] = found;
    const one = unit ?? alone ?? '';
    const value = (ten === undefined ? 0 : 10) + ((DIGITS as Record<string, number>)[one] ?? (one === 'เอด' ? 1 : 0));
    const words = text.slice(view.from[start], view.to[end - 1]);
    const isOther = (one === 'หา' && !words.includes('ห้า')) || (one === 'เกา' && !words.includes('เก้า'));
    const isClosed = isWhole(view, end) || endAt(view, LIST_ENDS, end) !== null;
    if (isOther || !isClosed || isReference(view, start) || isTaken({ start, end })) return [];
    return [{ start, end, numbers: [value], isEither: false, style: 'named' }];
  });
}

function figured(
  view: View,
  text: string,
  exists: (number: number) => boolean,
  isTaken: (span: Span) => boolean,
): Mention[] {
  const mentions: Mention[] = [];
  for (const { start, end, found } of places(view, NAMED)) {
    if (start < (mentions.at(-1)?.end ?? 0) || isReference(view, start) || isTaken({ start, end })) continue;
    const { word = '', sure } = found.groups ?? {};
    const isSure = sure !== undefined && !isBareKho(view, text, start, word);
    if (/^[a-zมคก]/.test(word) && word.length <= LONGEST_SHORT && !beginsWord(view, start)) continue;
    const first = numberAt(view, end, isSure);
    if (first !== null) mentions.push(listed(view, start, first, 'named', exists));
  }
  return mentions;
}

/** A number that begins a line or, right before a status, a part of one: `5 เสร็จแล้ว, 6 ยังไม่เริ่ม`. */
export function findBareMentions(
  view: View,
  lines: readonly Line[],
  statuses: readonly (Span & { isTick: boolean })[],
  units: readonly Span[],
  exists: (number: number) => boolean,
  isTaken: (span: Span) => boolean,
): Mention[] {
  const mentions: Mention[] = [];
  for (const line of lines) {
    const tick = statuses.find(({ start, end, isTick }) => isTick && start === line.start && end > line.start);
    const said = tick === undefined ? statuses.find(({ start }) => start === line.start) : undefined;
    const colon = said === undefined ? null : endAt(view, LISTED_BEHIND, said.end);
    const unit = units.find(({ start }) => start === line.start);
    const lead = tick?.end ?? unit?.end ?? (said === undefined ? line.start : (colon ?? said.end));
    const start = behind(view, POLITE_LEAD, behindSpace(view, lead));
    const first = numberAt(view, endAt(view, BRACKET, start) ?? start, false);
    if (first === null || isTaken({ start, end: first.end })) continue;
    const closed = endAt(view, CLOSED, first.end);
    const mention = listed(view, start, first, closed === null ? 'plain' : 'dotted', exists);
    const end = Math.max(mention.end, closed ?? 0);
    const next = behindSpace(view, end);
    // เสร็จแล้ว: 1, 2: behind a status only what cannot be a count.
    if (said !== undefined && !(next >= line.end && (colon !== null || mention.numbers.length > 1))) continue;
    const isSaid = next >= line.end || statuses.some((status) => status.start === next);
    if (exists(first.value) ? next >= line.end || end > first.end || !isJoined(view, end) : isSaid)
      mentions.push({ ...mention, end });
  }
  return mentions;
}

/** Bare numbers in the midst of a line: behind a status, money or comma and right before a status. */
export function findInnerMentions(
  view: View,
  statuses: readonly (Span & { isTick: boolean })[],
  understood: readonly Span[],
  exists: (number: number) => boolean,
  isTaken: (span: Span) => boolean,
): Mention[] {
  const followed = new Set<number>();
  for (const { end } of understood) {
    const next = behindSpace(view, end);
    followed.add(next).add(behind(view, POLITE_LEAD, next));
  }
  const plain = ({ start, end, value }: Numbered): Mention[] =>
    exists(value) && !isTaken({ start, end })
      ? [{ start, end, numbers: [value], isEither: false, style: 'plain' }]
      : [];
  return statuses.flatMap((status): Mention[] => {
    const ticked = status.isTick ? numberAt(view, behindSpace(view, status.end), false) : null;
    if (ticked !== null && endAt(view, ENDS_TICKED, ticked.end) !== null) return plain(ticked);
    const found = NUMBER_BEFORE.exec(view.key.slice(Math.max(0, status.start - 12), status.start));
    if (found === null) return [];
    const [whole, lead = '', digits = ''] = found;
    const start = status.start - whole.length + lead.length;
    const isBehind = /[,;\n]/.test(lead) || followed.has(start);
    return isBehind ? plain({ start, end: start + digits.length, value: Number(digits) }) : [];
  });
}

interface Numbered extends Span {
  value: number;
}

/** The whole number that stands at a place, when nothing makes it something else: an amount, a date, a share, a count. */
function numberAt(view: View, start: number, isSure: boolean): Numbered | null {
  const end = endAt(view, NUMBER, start);
  if (end === null || endAt(view, isSure ? OTHER_NUMBER : ANY_OTHER_NUMBER, end) !== null) return null;
  if (!isSure && endAt(view, COUNTED, end) !== null) return null;
  return { start, end, value: Number(view.key.slice(start, end).replace(/\D/g, '')) };
}

/** The numbers that go on behind the first: `3,4 และ 7`, `3-5`, `1 2 3`. */
function listed(
  view: View,
  start: number,
  first: Numbered,
  style: Mention['style'],
  exists: (number: number) => boolean,
): Mention {
  const numbers = [first.value];
  let end = first.end;
  let isEither = false;
  for (let parts = 1; parts < MOST_NUMBERS && numbers.length < MOST_NUMBERS; parts += 1) {
    JOINT.lastIndex = end;
    const joint = JOINT.exec(view.key);
    if (joint === null) break;
    const { range, or, space } = joint.groups ?? {};
    const next = numberAt(view, JOINT.lastIndex, false);
    const last = numbers.at(-1) ?? 0;
    if (next === null || (space !== undefined && !(exists(next.value) && endsList(view, next.end)))) break;
    if (range !== undefined) {
      const count = next.value - last;
      if (count < 1 || count > MOST_NUMBERS || endAt(view, /[ ]?-/uy, next.end) !== null) break;
      for (let value = last + 1; value <= next.value; value += 1) numbers.push(value);
    } else if (!numbers.includes(next.value)) numbers.push(next.value);
    isEither ||= or !== undefined;
    end = next.end;
  }
  return { start, end: endAt(view, /\)/uy, end) ?? end, numbers, isEither, style };
}

/** Whether numbers set apart by spaces alone may end here: not before a word that they could count. */
const endsList = (view: View, end: number): boolean =>
  endAt(view, / ?(?:\n|$|[:,.]|\d)/uy, end) !== null || endAt(view, LIST_ENDS, end) !== null;

/** `ขอ 5 คน` is no ข้อ 5: without its tone mark the word needs to be one. */
const isBareKho = (view: View, text: string, start: number, word: string): boolean =>
  word.startsWith('ขอ') && !/้/.test(text.slice(view.from[start], (view.to[start + 1] ?? 0) + 1));

function isReference(view: View, start: number): boolean {
  return REFERENCE.test(view.key.slice(Math.max(0, start - 40), start));
}

const isJoined = (view: View, place: number): boolean =>
  isLetter(view.key.charAt(place)) && /[a-z]/.test(view.key.charAt(place));
const behindSpace = (view: View, place: number): number => endAt(view, / /uy, place) ?? place;
const behind = (view: View, pattern: RegExp, place: number): number => endAt(view, pattern, place) ?? place;

/** Between a status and the measures it is said of. */
const LISTED_BEHIND = keyed(' ?(?::|with|for|คือ|มี|ได้แก่) ?', 'uy');
const ENDS_TICKED = /(?=\s|$|[✓✔☑✅☐⬜✗✘❌✖✕,])/uy;
const WORDED = keyed(
  `ข้อ(?:ที่)? ?(?:(สิบ)(?:(เอ็ด|${anyOf(Object.keys(DIGITS).join(' '))}))?|(${anyOf(Object.keys(DIGITS).join(' '))}))`,
);
const LONGEST_SHORT = 2;
const MOST_NUMBERS = 60;
/** Words before the number of a measure; the sure ones count nothing themselves. */
const SURE =
  '(?:ข้อ(?:ที่|\\.)?|ขัอ|มาตรการ(?:ข้อ|ลำดับ)?ที่|มาตรการข้อ|โครงการ(?:ลำดับ)?ที่|กิจกรรม(?:ลำดับ)?ที่|ลำดับ(?:ที่)?|หมายเลข|รายการที่|#|no\\. ?|number |measure |item |ม\\.)';
const UNSURE = '(?:มาตรการ|โครงการ|กิจกรรม|รายการ|ส่วน|no |ค\\.|project )';
const NAMED = keyed(`(?<word>(?<sure>${SURE})|${UNSURE}) ?#?\\(? ?(?=\\d)`);
export const NAMED_AHEAD = keyed(
  `(?:${SURE}|${UNSURE}) ?\\(? ?\\d|\\d{1,3}(?![\\d:.,/]| ?${anyOf('คน รุ่น ครั้ง')})`,
  'uy',
);
const NUMBER = /\d{1,4}(?!\d)/uy;
/** What makes a number behind ข้อ something else. */
const OTHER_NUMBER = keyed('(?:,\\d{3}|\\.\\d|/\\d|:\\d{2}| ?%| ?(?:บาท|หมื่น|แสน|ล้าน|พัน|ร้อย(?!ละ)) ?)', 'uy');
const ANY_OTHER_NUMBER = keyed(
  '(?:,\\d{3}|\\.\\d|/\\d|:\\d{2}|-\\d{1,2}-| ?%| ?(?:บาท|หมื่น|แสน|ล้าน|พัน|ร้อย(?!ละ)|ใน ?\\d|จาก ?\\d|น\\.) ?)',
  'uy',
);
const JOINT = keyed(
  '(?<range> ?(?:-|ถึง(?:ข้อ)?|to|through) ?(?:ข้อ(?:ที่)? ?)?)|(?<or> ?(?:หรือ|or) ?(?:ข้อ(?:ที่)? ?|#)?)|(?<and> ?(?:, ?(?:และ|กับ|and)?|และ|กับ|&|\\+|/|and) ?(?:ข้อ(?:ที่)? ?|# ?|ม\\.)?| ?(?:ข้อ(?:ที่)? ?|#))|(?<space> )',
  'uy',
);
const LIST_ENDS = keyed(
  ' ?(?:เสร็จ|แล้ว|ยัง|กำลัง|เรียบร้อย|ทำ|ดำเนิน|อยู่|ไม่|ยกเลิก|ครบ|ค่ะ|คะ|ครับ|คับ|done|not|in progress|และ|กับ|[✓✔☑✅❌])',
  'uy',
);
/** Right before it the number belongs to a rule, a form or another report. */
const REFERENCE = keyed(
  '(?:หัว|(?:ตาม|เหมือน(?:กับ)?|เช่นเดียวกับ|เดียวกับ|พร้อม(?:กับ)?|ร่วมกับ|รวม(?:กับ|ใน|อยู่ใน|อยู่กับ)?|ต่อจาก|จาก|อ้างอิง|อ้างถึง|ดู|คู่กับ|คล้าย|ก่อน|หลัง|รอ|สอดคล้องกับ|ผูกกับ|ใช้งบ(?:ของ)?) ?|(?:ระเบียบ|ประกาศ|ข้อบังคับ|คำสั่ง|กฎหมาย|หนังสือ|แบบฟอร์ม|แบบ|ตัวชี้วัด|ita|oit|คำถาม|พรบ\\.?|มาตรา|ข้อบัญญัติ)(?:(?!แล้ว|เสร็จ|ค่ะ|ครับ|เบิก)[\\p{L}\\p{M}\\d/.()]){0,20} ?|ชั้น|ซอย|หมู่|ที่ ?)$',
  'u',
);
const POLITE_LEAD = keyed(
  `(?:${anyOf('ค่ะ คะ ครับ คับ จ้า นะคะ และ ส่วน แล้วก็ รายงาน ขอรายงาน แจ้ง report please')}[ ,]{0,2}){0,3}`,
  'uy',
);
const BRACKET = /\(/uy;
const CLOSED = / ?(?:[.):]|-(?= )|\.\))(?!\d) ?/uy;
const NUMBER_BEFORE = keyed('(^|[,;\\n] ?|[^\\d\\p{L}\\p{M}]|[\\p{L}\\p{M}] ?)(\\d{1,3})[.)]? ?$', 'u');
