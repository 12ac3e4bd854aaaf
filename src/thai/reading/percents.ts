import { DIGITS } from './numerals.ts';
import { anyOf, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

/** How much of a measure is done. */
export interface PercentMark extends Span {
  /** 0–100, two decimals. */
  value: number;
  /** Says that it is about the work done; else it counts only where it stands by itself. */
  isProgress: boolean;
}

/**
 * Percents and fractions that may tell how much is done: `80%`, ร้อยละ 80, ครึ่งหนึ่ง, `3 ใน 5 ครั้ง`. A share of people, points
 * or money (ร้อยละ 85 ของผู้เข้าอบรม, เบิก 50%) is none.
 */
export function findPercents(view: View, isTaken: (span: Span) => boolean): PercentMark[] {
  const marks: PercentMark[] = [];
  for (const { start, end, found } of places(view, PERCENT)) {
    const value = Number(found[1] ?? found[2]);
    marks.push(...percent(view, { start, end }, value));
  }
  for (const { start, end, found } of places(view, SHARE)) {
    const [part, whole] = [Number(found[1]), Number(found[2])];
    if (whole > 0 && part <= whole) marks.push(...percent(view, { start, end }, (part / whole) * 100, true));
  }
  for (const { start, end, found } of places(view, WORDED_SHARE)) {
    const [part, whole] = [wordedDigit(found[1]), wordedDigit(found[2])];
    if (part <= whole) marks.push(...percent(view, { start, end }, (part / whole) * 100));
  }
  for (const { start, end } of places(view, HALF)) marks.push(...percent(view, { start, end }, 50, true, true));
  return marks.filter((mark) => !isTaken(mark)).toSorted((a, b) => a.start - b.start);
}

function percent(view: View, span: Span, value: number, isShare = false, isHalf = false): PercentMark[] {
  const before = view.key.slice(
    isHalf ? wordStart(view, span.start) : Math.max(0, span.start - LONGEST_CONTEXT),
    span.start,
  );
  const after = view.key.slice(span.end, span.end + LONGEST_CONTEXT);
  if (value > 100 || OTHER_BEFORE.test(before) || OTHER_AFTER.test(after)) return [];
  return [
    {
      ...span,
      value: Math.round(value * 100) / 100,
      isProgress: isShare || PROGRESS_BEFORE.test(before) || PROGRESS_AFTER.test(after),
    },
  ];
}

/** Where the words without a space between them begin that end at a place. */
function wordStart(view: View, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST_CONTEXT && !beginsWord(view, start)) start -= 1;
  return start;
}

const wordedDigit = (word: string | undefined): number => (DIGITS as Record<string, number>)[word ?? ''] ?? 0;

const LONGEST_CONTEXT = 30;
const DIGIT_WORDS = anyOf(Object.keys(DIGITS).join(' '));
const NUMBER = '(\\d{1,3}(?:\\.\\d{1,2})?)';
const PERCENT = keyed(
  `(?<![\\d.,/])${NUMBER} ?(?:%|เปอร์เซ็นต์|เปอร์เซนต์|เปอร์เซน|เปอร์|percent|ปซ\\.?)|ร้อยละ ?${NUMBER}(?![\\d,])`,
);
/** What a share of the work is counted in; people are not. */
const WORK = anyOf(
  'ครั้ง ตอน ป้าย ชุด เล่ม รุ่น กิจกรรม โครงการ ขั้นตอน ขั้น งวด เวที หมู่บ้าน หมู่ ชุมชน โรงเรียน แห่ง เรื่อง รอบ ตำบล จุด ไตรมาส เดือน ข้อ ส่วน วัน ฉบับ สาย หน่วย กอง times sessions rounds steps',
);
const SHARE = keyed(
  `(?<![\\d.,/])(\\d{1,3}) ?(?:${WORK} ?(?=ใน|จาก))?(?:ใน|จาก(?:ทั้งหมด)?|จากแผน|of|out of|/) ?(\\d{1,3}) ?${WORK}(?![\\p{L}\\p{M}]{0,1}ละ)`,
);
const WORDED_SHARE = keyed(`(${DIGIT_WORDS})ใน(${DIGIT_WORDS})`);
const HALF = keyed(
  '(?:ไป|ได้|แล้ว|เสร็จ|ถึง|มา)(?:แค่|เพียง|ประมาณ|ราวๆ|เกือบ|แล้ว|ได้){0,2}ครึ่ง(?:หนึ่ง|ทาง|เดียว|นึง)?(?!ปี|เดือน|วัน|ชั่วโมง|แสน|หมื่น|ล้าน|พัน|ร้อย)|ครึ่ง(?:หนึ่ง|ทาง|นึง)(?!ของ)|(?<![a-z])half(?: way)? (?:done|completed?|finished|way)|halfway',
);
const OTHER_BEFORE = keyed(
  `(?:เบิก|จ่าย|งบ|เงิน|พอใจ|พึงพอใจ|เชื่อมั่น|คะแนน|ita|oit|iit|eit|ผู้เข้า[\\p{L}\\p{M}]{0,12}|ประชาชน|เกณฑ์|ตอบแบบ(?:สอบถาม)?|ตอบกลับ|เห็นด้วย|ลดลง|ประหยัด|เพิ่มขึ้น|เพิ่ม|ลด|ดอกเบี้ย|ส่วนลด|ปรับ|เข้าใจ|ผ่าน|รับรู้|satisf[a-z]{0,10}|spent|budget|ไม่น้อยกว่า|ไม่ต่ำกว่า|มากกว่า|เป้าหมาย)[\\p{L}\\p{M} :]{0,12}$`,
  'u',
);
const OTHER_AFTER = keyed(
  '^ ?(?:ของ(?!งาน|แผน|โครงการ|กิจกรรม|ทั้งหมด)|ขึ้นไป|พอใจ|พึงพอใจ|satisf|พูดว่า|เห็นว่า|of (?:people|participants|respondents|the budget|budget))',
  'u',
);
const PROGRESS_BEFORE = keyed(
  '(?:เสร็จ|ทำ|ดำเนินการ|ดำเนินงาน|คืบหน้า|ก้าวหน้า|สำเร็จ|เรียบร้อย|progress|done|completed?|จัด|ได้|แล้ว|ครบ|ไป|ประมาณ|ราว|เกือบ|(?<!คน ?|ท่าน ?)คิดเป็น)(?:ไป|แล้ว|ได้|ราวๆ|ประมาณ|อยู่|ที่|เป็น|คิด|สิ้น|ถึง|ร้อยละ|เพียง|แค่|เกือบ|is|at| |:|ทั้งหมด|ของงาน){0,5}$',
  'u',
);
const PROGRESS_AFTER = keyed('^ ?(?:แล้ว|เสร็จ|ของ(?:งาน|แผน|โครงการ|กิจกรรม)|done|completed?|finished)', 'u');
