import { toArabicDigits } from './digits.ts';
import { MONTH_BEGINNING, monthAt } from './months.ts';
import { composeSaraAm } from './normalise.ts';
import { lastDayOfMonth, toCommonYear } from './calendar.ts';

/** A moment as written: a whole month when there is no day, a month of an unnamed year when there is no year. */
export interface DatePoint {
  day?: number;
  month: number;
  /** Common Era. */
  year?: number;
  /** Where it stands in the text that was scanned. */
  start: number;
  end: number;
}

/** Longest text that is scanned; what comes after is left out. */
export const LONGEST_DATE_TEXT = 2_000;

/** The form in which texts are scanned: Arabic digits, single spaces, no longer than `LONGEST_DATE_TEXT`. */
export function dateText(text: string): string {
  return toArabicDigits(composeSaraAm(text)).replace(/\s+/g, ' ').trim().slice(0, LONGEST_DATE_TEXT);
}

/**
 * Every date and month in a text that went through `dateText`, in order. Years may be Buddhist or Common Era; two digits are
 * Buddhist (๖๖ = 2566). An impossible day (31 กันยายน) makes the date unknown: it is left out.
 */
export function findDates(text: string): DatePoint[] {
  const points: DatePoint[] = [];
  BEGINNING.lastIndex = 0;
  for (let found = BEGINNING.exec(text); found !== null; found = BEGINNING.exec(text)) {
    const point = numericDateAt(text, found.index) ?? namedDateAt(text, found.index);
    BEGINNING.lastIndex = point?.end ?? found.index + 1;
    if (point !== null && isPossible(point)) points.push(point);
  }
  return points;
}

/** Where a date may begin. */
const BEGINNING = new RegExp(`(?<!\\d)\\d|${MONTH_BEGINNING}`, 'gi');

/** The year that a written number means, Common Era; `null` when it is not a year. */
export function readYear(digits: string): number | null {
  const year = Number(digits);
  if (/^\d{2}$/.test(digits)) return toCommonYear(2500 + year);
  if (!/^\d{4}$/.test(digits)) return null;
  if (year >= 2400 && year <= 2700) return toCommonYear(year);
  return year >= 1900 && year <= 2150 ? year : null;
}

/** `1/10/2566`, `1-10-2566`, `1.10.66`, `2023-10-01`. */
function numericDateAt(text: string, start: number): DatePoint | null {
  if (!isDigit(text[start]) || isDigit(text[start - 1])) return null;
  NUMERIC.lastIndex = start;
  const found = NUMERIC.exec(text);
  if (found === null) return null;
  const [, a = '', , b = '', c = ''] = found;
  const isIso = a.length === 4;
  const year = readYear(isIso ? a : c);
  const day = Number(isIso ? c : a);
  const month = Number(b);
  if (year === null || month < 1 || month > 12 || day < 1) return null;
  return { day, month, year, start, end: NUMERIC.lastIndex };
}

const NUMERIC = /(\d{4}|\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/y;

/** `[day] month [year]`, with the words and dots that stand between. */
function namedDateAt(text: string, index: number): DatePoint | null {
  const found = monthAt(text, index);
  if (found === null) return null;
  const before = DAY_BEFORE.exec(text.slice(Math.max(0, index - 24), index));
  YEAR_AFTER.lastIndex = found.end;
  const after = YEAR_AFTER.exec(text);
  const year = after === null ? null : readYear(after[1] ?? '');
  const point: DatePoint = { month: found.month, start: index, end: found.end };
  if (before !== null) {
    point.day = Number(before[1]);
    point.start = index - before[0].length;
  }
  if (year !== null) {
    point.year = year;
    point.end = YEAR_AFTER.lastIndex;
  }
  return point;
}

/** `๑. ตุลาคม` is how a scanner reads ๑ ตุลาคม. */
const DAY_BEFORE = /(?<!\d|\d[.,/])(\d{1,2}) ?\.? ?(?:เดือน ?)?$/;
/** Two digits are a year only when no other date or number goes on after them (`ม.ค. 66`, not `ม.ค. 15-20`). */
const YEAR_AFTER =
  /[ ,.]*(?:ปี ?)?(?:พ ?\. ?ศ ?\.?|ค ?\. ?ศ ?\.?|พศ)? ?(\d{4}|\d{2}(?!\d| ?[-–] ?\d| ?(?:เดือน|วัน|ครั้ง|คน|ราย|[.)] ?[ก-๎])))(?!\d)/y;

function isPossible(point: DatePoint): boolean {
  if (point.day === undefined) return true;
  return point.day >= 1 && point.day <= lastDayOfMonth(point.year ?? 2024, point.month);
}

const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character);
