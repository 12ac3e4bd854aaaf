import type { Amount } from './amounts.ts';
import { endAt, isWhole, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

/** Money that a text says was spent. */
export interface MoneyMark extends Span {
  /** Baht; 0 where it says that none was. */
  value: number;
  /** Where several are said the highest counts: a total over what was paid, that over a budget or a bare amount. */
  rank: number;
  /** One thing that was paid (ค่าอาหาร 3,000): part of what was done when a total is told beside it. */
  isItem: boolean;
}

/**
 * What a text says was spent. The last word about money before an amount decides: after เบิก it was spent, after วงเงิน or
 * ประหยัด it was not, and a bare number is money only right behind such a word.
 */
export function findMoney(scene: Scene, amounts: readonly Amount[], isTaken: (span: Span) => boolean): MoneyMark[] {
  const { view } = scene;
  const words = [...places(view, MONEY_WORD)].filter((span) => !isTaken(span));
  const none = [...places(view, NONE)].filter((span) => !isTaken(span) && isWhole(view, span.end));
  const marks: MoneyMark[] = none.map(({ start, end }) => ({ start, end, value: 0, rank: SPENT, isItem: false }));
  let before: MoneyMark | null = null;
  let lastEnd = 0;
  let next = 0;
  for (const amount of amounts) {
    while ((words[next]?.end ?? Infinity) <= amount.start) next += 1;
    const last = words[next - 1];
    const word = last !== undefined && last.start >= lastEnd ? last : undefined;
    lastEnd = amount.end;
    const isNone = amount.isOther || none.some((span) => overlap(span, amount));
    const read: MoneyMark | null = isNone ? null : mark(scene, amount, word, before);
    if (read !== null) marks.push(read);
    before = read === null || read.rank < BARE ? null : read;
  }
  return marks.toSorted((a, b) => a.start - b.start);
}

/** What money is read beside. */
interface Scene {
  view: View;
  /** Statuses and the numbers of measures. */
  understood: readonly Span[];
  /** Years as they are written beside งบ: not amounts. */
  years: readonly number[];
}

type MoneyWord = Span & { found: RegExpExecArray };

/** What a budget is or leaves: told beside the money spent, and no money spent by itself. */
const BUDGETED_ONLY = -1;
const TOTAL = 3;
const SPENT = 2;
const SAID = 1;
const BARE = 0;

function mark(scene: Scene, amount: Amount, word: MoneyWord | undefined, before: MoneyMark | null): MoneyMark | null {
  const { view, years } = scene;
  const { start, end, value, hasBaht, looksLikeMoney } = amount;
  const joint = before === null ? '' : view.key.slice(before.end, start);
  if (before !== null && AND.test(joint) && (hasBaht || looksLikeMoney || value >= 100))
    return { start, end, value, rank: before.rank, isItem: before.isItem };
  const gap = word === undefined ? '' : view.key.slice(word.end, start);
  if (word !== undefined && gap.length <= FARTHEST && !gap.includes('\n')) {
    const { total, spent, said, item } = word.found.groups ?? {};
    const isRight = FILL.test(gap);
    const isYear = BUDGET_END.test(word.found[0]) && !hasBaht && !looksLikeMoney && years.includes(value);
    const rank =
      total !== undefined
        ? TOTAL
        : spent !== undefined
          ? SPENT
          : said !== undefined || item !== undefined
            ? SAID
            : null;
    if (rank === null && isRight && BUDGETED.test(word.found[0]))
      return { start: word.start, end, value, rank: BUDGETED_ONLY, isItem: false };
    if (isYear || (rank === null && (isRight || !/\d/.test(gap)))) return null;
    if (rank !== null && isRight && (hasBaht || looksLikeMoney || (item === undefined && isBareMoney(view, amount))))
      return { start: item === undefined ? word.start : start, end, value, rank, isItem: item !== undefined };
  }
  if (hasBaht) return { start, end, value, rank: SAID, isItem: false };
  const isWritten = looksLikeMoney && view.key.slice(start, end).includes(',');
  return isWritten && standsAlone(scene, amount) ? { start, end, value, rank: BARE, isItem: false } : null;
}

/** A plain number right behind เบิก: not when it is small and a word nobody listed follows, which it may count. */
function isBareMoney(view: View, { start, end, value }: Amount): boolean {
  if (value === 0 || value >= 100 || view.key.slice(start, end).includes('.')) return true;
  return !/^ ?[\p{L}\p{M}]/u.test(view.key.slice(end, end + 2)) || endAt(view, POLITE_NEXT, end) !== null;
}

/** The last words of a line, right behind a status or the measure. */
function standsAlone({ view, understood }: Scene, { start, end }: Amount): boolean {
  const isBehind = understood.some((span) => span.end <= start && ONLY_POLITE.test(view.key.slice(span.end, start)));
  return isBehind && endAt(view, LINE_ENDS, end) !== null && beginsWord(view, start);
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

const FARTHEST = 40;
const BUDGET_END = /(?:งบ|งบประมาณ)$/;
/** Not the end and beginning of other words: ครองบริจาค, ห้องบาง. */
const BUDGET = '(?:งบ(?:ประมาณ)?(?!ริ|รร|[าุัีิืูึำ]|อก))';
const SPENDING = `(?:เบิกจ่าย|เบิก|ใช้จ่าย|ใช้|จ่าย)`;
const TOTAL_WORDS = `(?:รวม(?:เป็น)?(?:ทั้งสิ้น|ทั้งหมด|เบิก(?:จ่าย)?|ใช้(?:จ่าย)?|จ่าย|เงิน|${BUDGET}){1,3}|รวมเป็นเงิน|เป็นเงินทั้งสิ้น|ทั้งสิ้น|รวม(?= ?\\d)|total)`;
const SPENT_WORDS = [
  `ใช้${BUDGET}(?:เหลือจ่าย|สะสม|อุดหนุน)`,
  `${SPENDING}(?:เงิน|ตังค์|ครบ|${BUDGET}|ไป|จริง|แล้ว|จ่าย|ได้|ทั้งสิ้น|ทั้งหมด|รวม){0,4}`,
  `${BUDGET}(?:ที่)?(?:ได้)?${SPENDING}(?:จริง|ไป|แล้ว){0,2}`,
  `(?:งบ|เงิน)(?:หมด|ไป)ไป?`,
  '(?:budget )?(?:spent|used)|spend|disbursed|disbursement|paid',
].join('|');
const SAID_WORDS = `${BUDGET}|ค่าใช้จ่าย|เป็นเงิน|จำนวนเงิน|หมดไป|budget|cost|expenses?`;
/** Money that was not spent, or not by the office; also plans. */
const NOT_SPENT = [
  `(?:ได้รับ|(?<!ค)รับ|ตั้ง|ของ|ขอ|จาก|มี|เสนอ|โอน)(?:การ)?(?:จัดสรร|อนุมัติ)?${BUDGET}(?:ไว้|มา|ทั้งหมด|ทั้งสิ้น|จัดสรร){0,2}`,
  `${BUDGET}(?:ที่)?(?:ได้รับ|ตั้งไว้|ตั้ง|อนุมัติ|จัดสรร|ตามแผน|ตามข้อบัญญัติ|ตามเทศบัญญัติ|ทั้งหมด|คงเหลือ|เหลือ|มี)(?:ไว้|จัดสรร|มา)?`,
  `(?:จาก)?(?:ที่)?ตั้งไว้`,
  `(?:ได้)?รับ(?:การ)?(?:จัดสรร|อุดหนุน|โอน)`,
  `(?:ยัง)?(?:จะ|รอ|เตรียม|คาดว่า|ต้อง|ขอ|ขออนุมัติ|อยู่ระหว่าง|กำลัง){1,3}${SPENDING}(?:เงิน|${BUDGET}|จ่าย){0,2}`,
  'วงเงิน|อนุมัติ(?:งบ|เงิน)?|(?:คง)?เหลือ(?:งบประมาณ|งบ|เงิน)?|ส่งคืน|คืน(?:เงิน|งบ)|ขาด|มูลค่า|ราคา|ประหยัด|ลด|บริจาค|รายได้|รายรับ|ค่าปรับ|จัดเก็บ|เก็บ|ภาษี|ได้กำไร|ปรับ|ต้องการ|ไม่เกิน|เกือบ|จาก|/',
  `(?:ไม่|ไม่ได้|ยังไม่|ยังไม่ได้)${SPENDING}`,
  '(?:ใช้เวลา|ใช้รถ|ใช้คน|budget of|remaining|left)',
].join('|');
const MONEY_WORD = keyed(
  `(?<not>${NOT_SPENT})|(?<total>${TOTAL_WORDS})|(?<spent>${SPENT_WORDS})|(?<said>${SAID_WORDS})|(?<item>(?<!ประหยัด|ลด)ค่า(?!ย|ปรับ|น้ำหนัก|เฉลี่ย|คะแนน|นิยม)(?:(?!เบิก|ใช้|จ่าย|งบ|รวม)[\\p{L}\\p{M}]){2,20}(?= ?[\\d฿]))`,
);
const BUDGETED = keyed('งบ|วงเงิน|เหลือ|^จาก$|^/$', 'u');
/** What may stand between such a word and its amount. */
const FILL = keyed(
  `^(?: |:|=|-|\\(|฿|แล้ว|ไป|จริง|เงิน|${BUDGET}|จำนวน|ทั้งสิ้น|ทั้งหมด|รวม|เป็น|ประมาณ|ราวๆ|ราว|แค่|เพียง|อยู่|ได้|ที่|คือ|จ่าย|ค่ะ|ครับ|ว่า|(?:แล้ว)?เสร็จ(?:สิ้น)?|เรียบร้อย|ครบ|งวด(?:แรก|สุดท้าย|ที่ ?\\d)|รอบแรก|รุ่นแรก|ครั้งแรก){0,7}$`,
  'u',
);
const AND = keyed('^ ?(?:และ|กับ|\\+|หรือ|,) ?(?:อีก)? ?$', 'u');
const POLITE_NEXT = keyed(' ?(?:ค่ะ|คะ|ครับ|คับ|จ้า|นะ|และ|แต่|ส่วน|จัด|เสร็จ|บาท)', 'uy');
const ONLY_POLITE = keyed('^[\\s:,.-]*(?:ค่ะ|คะ|ครับ|คับ|จ้า|นะ){0,2}[\\s:,.-]*$', 'u');
const LINE_ENDS = keyed(' ?(?:ค่ะ|คะ|ครับ|คับ|จ้า|นะ)?(?:[\\n.,]| ?$)', 'uy');
const NOT = '(?:ไม่|มิ|ยังไม่|ยังมิ)(?:ได้|เคย|ต้อง)?(?:มีการ|ดำเนินการ|ทำการ|ขอ){0,2}';
const NONE = keyed(
  [
    `${NOT}(?:ใช้จ่าย|ใช้(?=เงิน|งบ|ตัง)|เบิกจ่าย|เบิก|(?:จ่าย|เสีย)(?=เงิน|งบ|ตัง|$|[ \\n]))(?:จ่าย|เงิน|ตังค์|ตัง|${BUDGET}|ใดๆ|เลย|อะไร|สักบาท|แต่อย่างใด){0,4}`,
    `(?:ยัง)?ไม่(?:มี|เสีย|มีการ)(?:เบิกจ่าย|ค่าใช้จ่าย|การ(?:เบิกจ่าย|ใช้จ่าย|ใช้${BUDGET}|เบิก))(?:${BUDGET}|เงิน|ใดๆ|เลย|แต่อย่างใด){0,3}`,
    `(?:${BUDGET}|${SPENDING})(?:ที่ใช้|จ่าย|เงิน|${BUDGET}|จริง|ไป){0,3} ?[:=-]? ?(?:ไม่มี|ไม่ได้ใช้|ไม่ใช้|ศูนย์บาท|ศูนย์|-(?![\\d ]\\d))(?:บาท)?`,
    `(?<![a-z])(?:no (?:cost|expenses?|spending)|free of charge|zero baht)(?![a-z])`,
    `ไม่ใช้(?=$|[\\n])`,
  ].join('|'),
);
