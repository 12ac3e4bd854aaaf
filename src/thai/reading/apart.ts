import type { Facts } from './facts.ts';
import type { Marks } from './marks.ts';
import { endAt, isWhole, keyed } from './pattern.ts';
import type { PercentMark } from './percents.ts';
import type { StatusMark } from './statuses.ts';
import type { Meant } from './title-mentions.ts';
import type { Span } from './view.ts';
import { beginsWord, isLetter } from './view.ts';

/** A status word that no word is written together with: it is told by the status alone. */
export function isApart({ view }: Marks, mark: StatusMark, hard: readonly Span[]): boolean {
  const isCovered = (place: number) => hard.some(({ start, end }) => place >= start && place < end);
  const left = mark.start - 1;
  const isJoinedLeft =
    !mark.isTick &&
    left >= 0 &&
    isLetter(view.key.charAt(left)) &&
    !beginsWord(view, mark.start) &&
    !isCovered(left) &&
    !JOINS_LEFT.test(view.key.slice(Math.max(0, mark.start - 10), mark.start));
  if (isJoinedLeft) return false;
  if (!mark.isPrefix) return true;
  const next = view.key.charAt(mark.end) === ' ' ? mark.end + 1 : mark.end;
  return !/[\p{L}\p{N}]/u.test(view.key.charAt(next)) || isCovered(next);
}

/** Words that only lead to a status. */
const JOINS_LEFT = keyed(
  '(?:ค่ะ|ครับ|คับ|จ้า|นะ|แล้ว|และ|แต่|ที่|เป็น|ก็ยัง|เรา|ทั้งหมด|ตอนนี้|ปัจจุบัน|ขณะนี้|มาตรการนี้|โครงการนี้|ข้อนี้)$',
  'u',
);

/** Percents that are part of the status: เสร็จแล้ว 80%. */
export const percentsBeside = ({ view }: Marks, percents: readonly Span[], hard: readonly Span[]): Span[] =>
  beside(percents, hard, (from, to) => NEAR.test(view.key.slice(from, to)));

/** Dates that are part of what is told before them: เสร็จแล้วเมื่อวาน, จะเสร็จภายในเดือนหน้า. */
export const datesBeside = ({ view }: Marks, dates: readonly Span[], hard: readonly Span[]): Span[] =>
  beside(
    dates.filter(({ end }) => isWhole(view, end)),
    hard,
    (from, to) => to - from <= FARTHEST && JOINED.test(view.key.slice(from, to)),
  );

/** Spans right behind what is told, with the words between. */
function beside(spans: readonly Span[], hard: readonly Span[], isJoint: (from: number, to: number) => boolean): Span[] {
  return spans.flatMap(({ start, end }) => {
    const before = hard.find((told) => told.end <= start && isJoint(told.end, start));
    return before === undefined ? [] : [{ start: before.end, end }];
  });
}

/** A percent with nothing around it but what is understood: `ข้อ 5 80%`. */
export function standsAlone(
  { view, lines }: Marks,
  { start, end }: PercentMark,
  facts: Facts,
  mention: Span | null,
): boolean {
  const edges = [...facts.statuses, ...facts.money, ...(mention === null ? [] : [mention])];
  const line = lines.find((one) => start >= one.start && start < one.end);
  const isNext = (from: number, to: number) => to - from <= FARTHEST && ONLY_POLITE.test(view.key.slice(from, to));
  const begins = edges.some((edge) => edge.end <= start && isNext(edge.end, start)) || isNext(line?.start ?? 0, start);
  const ends =
    edges.some((edge) => edge.start >= end && isNext(end, edge.start)) || isNext(end, line?.end ?? view.key.length);
  return begins && ends;
}

/** Whom a line speaks to: พี่นกคะ, เรียนท่านปลัด. */
export const addressed = ({ view, lines }: Marks, own: Span): Span[] =>
  lines.flatMap(({ start }) => {
    const end = start >= own.start && start < own.end ? endAt(view, ADDRESS, start) : null;
    return end === null ? [] : [{ start, end }];
  });

/** The title of the measure itself, wherever it stands apart. */
export const titlesOf = ({ view, wholeTitles }: Marks, mention: Meant | null): Span[] =>
  wholeTitles.filter(
    ({ start, end, number }) =>
      mention?.numbers.includes(number) === true && beginsWord(view, start) && beginsWord(view, end),
  );

/** Farther apart nothing is part of the same words. */
const FARTHEST = 24;
const ONLY_POLITE = keyed('^[\\s:,.=-]*(?:ค่ะ|ครับ|คับ|จ้า|นะ|แล้ว)*[\\s:,.=-]*$', 'u');
const NEAR = keyed('^ ?(?:แล้ว|ไป|ประมาณ|ราวๆ?|ได้)? ?$', 'u');
const JOINED = keyed(
  '^ ?(?:(?:ค่ะ|ครับ|คับ|จ้า|นะ){1,2} )?(?:on|in|(?:สิ้น|ต้น|กลาง|ปลาย|ใน)?(?:เดือน|ปี)?|ช่วง|เมื่อ|ภายใน|ใน|ตั้งแต่|เมื่อวันที่|วันที่)? ?$',
  'u',
);
const ADDRESS = keyed(
  '(?:เรียน ?)?(?:ท่าน|พี่|น้อง|คุณ|ผอ\\.?|ปลัด|นายก|หัวหน้า|หน\\.|เจ๊|ป้า|ลุง|อาจารย์|ครู)[\\p{L}\\p{M}.]{0,16}?(?:ค่ะ|ครับ|คับ|จ้า|ขา)(?![\\p{M}น])',
  'uy',
);
