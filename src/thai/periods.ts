import type { Period, PlainDate } from '../reporting/model.ts';
import { fiscalYearSpan, lastDayOfMonth, plainDate, toBuddhistYear, toCommonYear } from './calendar.ts';
import type { DatePoint } from './dates.ts';
import { dateText, findDates, readYear } from './dates.ts';
import { toArabicDigits } from './digits.ts';

/**
 * A period as people write it (DOMAIN "What people write"): `text` stays as given, `from` is the first day of the first month,
 * `to` the last day of the last one, plain Common Era dates. An end the text leaves open (เป็นต้นไป) or that is not
 * understood is `null`; both are `null` when the end would lie before the start.
 * @param fiscalYear Buddhist Era; the year of months written without one, and of ตลอดปีงบประมาณ
 */
export function readPeriod(text: string, fiscalYear?: number): Period {
  const scanned = dateText(text);
  const span = ofDates(scanned, fiscalYear) ?? ofQuarters(scanned, fiscalYear) ?? ofYears(scanned, fiscalYear);
  const { from, to } = span ?? { from: null, to: null };
  const isReversed = from !== null && to !== null && from > to;
  return isReversed ? { text, from: null, to: null } : { text, from, to };
}

/** A single date (`๓๐ กันยายน ๒๕๖๗`, `30/9/67`) as a plain Common Era date; `null` when the text is not one whole date. */
export function readDate(text: string): PlainDate | null {
  const points = findDates(dateText(text));
  const [point] = points;
  if (points.length !== 1 || point?.day === undefined || point.year === undefined) return null;
  return plainDate(point.year, point.month, point.day);
}

/** Every full date or month with a year that a text mentions, as spans of plain dates. */
export function mentionedSpans(text: string): { text: string; from: PlainDate; to: PlainDate }[] {
  const scanned = dateText(text);
  return findDates(scanned).flatMap((point) => {
    if (point.year === undefined) return [];
    const dated = { ...point, year: point.year };
    return [{ text: scanned.slice(point.start, point.end).trim(), from: firstDay(dated), to: lastDay(dated) }];
  });
}

interface Span {
  from: PlainDate | null;
  to: PlainDate | null;
}

const OPEN_END = /เป็นต้น(?:ไป|มา)|ต่อเนื่อง|เรื่อยไป|onwards/;
const OPEN_START = /(?:ภายใน|ไม่เกิน|ก่อน|จนถึง|ถึง|สิ้นสุด)[ก-๎ ]{0,16}$/;
const START_ONLY = /(?:ตั้งแต่|เริ่ม)[ก-๎ ]{0,16}$/;
/** `1 - 15 มีนาคม`: the first day of a range within one month. */
const DAY_RANGE = /(?<!\d)(\d{1,2}) ?(?:-|–|—|ถึง|และ|,) ?$/;

function ofDates(text: string, fiscalYear: number | undefined): Span | null {
  const points = findDates(text);
  const [first] = points;
  if (first === undefined) return null;
  const dated = withYears(points, fiscalYear);
  if (dated === null) return null;
  const from = dated.map(firstDay).reduce((a, b) => (a < b ? a : b));
  const to = dated.map(lastDay).reduce((a, b) => (a > b ? a : b));
  if (points.length > 1) {
    const [start, end] = [dated[0], dated.at(-1)];
    const isRange = points.length === 2 && start !== undefined && end !== undefined;
    return isRange ? { from: firstDay(start), to: lastDay(end) } : { from, to };
  }
  const before = text.slice(Math.max(0, first.start - 24), first.start);
  const day = DAY_RANGE.exec(before);
  const [only] = dated;
  if (day !== null && only !== undefined && first.day !== undefined && Number(day[1]) <= first.day) {
    return { from: plainDate(only.year, only.month, Math.max(1, Number(day[1]))), to };
  }
  if (OPEN_END.test(text.slice(first.end)) || START_ONLY.test(before)) return { from, to: null };
  if (OPEN_START.test(before)) return { from: null, to };
  // `๑. มกราคม ๒๕๖๖` alone is an item number before a month, not a day.
  const isItem = only !== undefined && /^\d{1,2} ?\./.test(text.slice(first.start, first.end));
  return isItem
    ? { from: plainDate(only.year, only.month, 1), to: lastDay({ ...only, day: undefined }) }
    : { from, to };
}

type Dated = { day?: number | undefined; month: number; year: number };

/** Gives each point a year: its own, that of the next one that has it (one less when months run backwards), or the fiscal year's. */
function withYears(points: readonly DatePoint[], fiscalYear: number | undefined): Dated[] | null {
  const dated: Dated[] = [];
  let next: Dated | undefined;
  for (const point of points.toReversed()) {
    let year = point.year;
    if (year === undefined && next !== undefined) year = point.month > next.month ? next.year - 1 : next.year;
    if (year === undefined && fiscalYear !== undefined) {
      year = toCommonYear(fiscalYear) - (point.month >= 10 ? 1 : 0);
    }
    if (year === undefined) {
      const written = points.findLast((other) => other.year !== undefined && other.start < point.start);
      if (written?.year === undefined) return null;
      year = written.month > point.month ? written.year + 1 : written.year;
    }
    next = { day: point.day, month: point.month, year };
    dated.unshift(next);
  }
  return dated;
}

/** `ไตรมาสที่ 1`, `ไตรมาส 1 - 2 ปีงบประมาณ 2567`: quarters of the fiscal year. */
function ofQuarters(text: string, fiscalYear: number | undefined): Span | null {
  const found = /ไตรมาส(?:ที่)? ?([1-4])(?: ?(?:-|–|ถึง|และ|,) ?(?:ไตรมาส(?:ที่)? ?)?([1-4]))?(?!\d)/.exec(text);
  const year = writtenYears(text)[0] ?? fiscalYear;
  if (found === null || year === undefined) return null;
  const quarters = [Number(found[1]), Number(found[2] ?? found[1])];
  const common = toCommonYear(year);
  const [first, last] = [Math.min(...quarters), Math.max(...quarters)];
  const starts = ['', `${common - 1}-10-01`, `${common}-01-01`, `${common}-04-01`, `${common}-07-01`];
  const ends = ['', `${common - 1}-12-31`, `${common}-03-31`, `${common}-06-30`, `${common}-09-30`];
  return { from: starts[first] ?? null, to: ends[last] ?? null };
}

/** `ตลอดปีงบประมาณ`, `ปีงบประมาณ พ.ศ. ๒๕๖๗`, `ปี 2566 - 2567`. */
function ofYears(text: string, fiscalYear: number | undefined): Span | null {
  const isWholeYear = /ตลอด ?(?:ทั้ง ?)?ปี|ทั้ง ?ปี|ปี ?งบ ?ประมาณ|ตลอดระยะเวลา|รอบปี|^(?:ปี|พ\.ศ\.|\d{4}\b)/.test(text);
  const years = writtenYears(text);
  const [first, last] = years.length > 0 ? [years[0], years.at(-1)] : [fiscalYear, fiscalYear];
  if (!isWholeYear || first === undefined || last === undefined) return null;
  const isOpen = OPEN_END.test(text) && /เป็นต้นไป/.test(text);
  return { from: fiscalYearSpan(first).from, to: isOpen ? null : fiscalYearSpan(last).to };
}

/** Fiscal years written in a text, Buddhist Era. */
function writtenYears(text: string): number[] {
  const found = toArabicDigits(text).match(/(?<!\d)\d{4}(?!\d)/g) ?? [];
  return found.flatMap((digits) => {
    const year = readYear(digits);
    return year === null ? [] : [toBuddhistYear(year)];
  });
}

const firstDay = (point: Dated): PlainDate => plainDate(point.year, point.month, point.day ?? 1);
const lastDay = (point: Dated): PlainDate =>
  plainDate(point.year, point.month, point.day ?? lastDayOfMonth(point.year, point.month));
