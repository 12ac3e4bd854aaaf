import { toArabicDigits } from '../thai/digits.ts';
import { calendarLabel } from './calendar-columns.ts';
import type { ColumnMeaning } from './match-heading.ts';
import { isHeadingWords, matchHeading } from './match-heading.ts';

/** The heading of a column, put together from up to three rows. */
export interface HeadingCell {
  /** The words of the column itself, without those of its group; a line for each row they are cut over. */
  own: string;
  /** With the words of the group (สถานะ, งบประมาณ, ไตรมาส) before them. */
  whole: string;
  meaning: ColumnMeaning | null;
}

/** The headings of a first row. */
export const firstHeadings = (cells: readonly string[]): HeadingCell[] =>
  cells.map((text) => ({ own: text, whole: text, meaning: meaningOf(text, null) }));

/**
 * The headings with a further row of them: below a group each column has its own words, below any other heading the row
 * goes on with its words (`ผู้` above `รับผิดชอบ`). `null` when the row is no row of headings.
 */
export function joinHeadings(above: readonly HeadingCell[], below: readonly string[]): HeadingCell[] | null {
  if (!isSubHeading(above, below)) return null;
  let group: HeadingCell = EMPTY;
  return Array.from({ length: Math.max(above.length, below.length) }, (_, column) => {
    const top = above[column] ?? EMPTY;
    const text = below[column] ?? '';
    if (top.whole !== '') group = top;
    if (text === '' || text === top.own) return top;
    const whole = `${group.whole} ${text}`.trim();
    if (top.whole !== '' && isTail(above, column, text)) {
      const own = `${top.own}\n${text}`;
      return { own, whole, meaning: meaningOf(own, null) ?? top.meaning };
    }
    return { own: text, whole, meaning: meaningOf(text, group) };
  });
}

const EMPTY: HeadingCell = { own: '', whole: '', meaning: null };
const LONGEST_SUB = 60;

/**
 * Whether every filled cell below the headings is one itself: below a group or an empty cell, in brackets, or words that go
 * on with the heading above. At least one must have a wording that is known.
 */
function isSubHeading(above: readonly HeadingCell[], below: readonly string[]): boolean {
  let known = 0;
  for (const [column, text] of below.entries()) {
    const top = above[column] ?? EMPTY;
    if (text === '' || text === top.own) continue;
    if (text.length > LONGEST_SUB) return false;
    const tail = isTail(above, column, text);
    if (/^\([^()]{1,30}\)$/.test(text) && !tail) continue;
    const isGrouped = top.whole === '' || isGroup(above, column);
    if (!tail && (!isGrouped || (top.meaning !== null && 'field' in top.meaning && top.meaning.field === 'title'))) {
      return false;
    }
    if (tail || matchHeading(text) !== null || /^(?:\d|[๐-๙]|[ก-ฮ]\.[ก-ฮ]\.)/.test(text)) known += 1;
  }
  return known > 0;
}

/** Words that only go on with the heading above them. */
const isTail = (above: readonly HeadingCell[], column: number, text: string): boolean =>
  (above[column]?.whole ?? '') !== '' && !isGroup(above, column) && isHeadingWords(text);

/** A heading over several columns: the cell after it is empty, or says the same again. */
function isGroup(above: readonly HeadingCell[], column: number): boolean {
  const whole = (at: number) => above[at]?.whole ?? '';
  const isLast = column >= above.length - 1;
  return (
    (!isLast && whole(column + 1) === '') ||
    (whole(column) !== '' && [column - 1, column + 1].some((at) => whole(at) === whole(column))) ||
    isLast
  );
}

/** What a heading means below its group: a month or quarter, its own meaning, or that of both together. */
function meaningOf(text: string, group: HeadingCell | null): ColumnMeaning | null {
  const label = calendarLabel(text, group?.whole ?? '');
  if (label !== null) return { calendar: label };
  const whole = `${group?.whole ?? ''} ${text}`.trim();
  const field = group?.meaning !== null && group !== null && 'field' in group.meaning ? group.meaning.field : null;
  if (field === 'title') return { field: 'ignored' };
  const isYears = YEAR.test(toArabicDigits(group?.own ?? ''));
  if (field === 'ignored' && !isYears) return { field };
  const meaning = matchHeading(withoutYear(text)) ?? (whole === text ? null : matchHeading(withoutYear(whole)));
  const year = YEAR.exec(toArabicDigits(whole))?.[1];
  const isMoney = meaning !== null && 'field' in meaning && MONEY.has(meaning.field);
  return isMoney && year !== undefined ? { ...meaning, year: Number(year) } : meaning;
}

/** The heading without its year, unless there is nothing else in it. */
const withoutYear = (text: string): string => text.replace(YEAR_WORDS, ' ').trim() || text;

const YEAR_WORDS = /(?:ปี\s?(?:งบประมาณ)?\s?)?(?:พ\.ศ\.\s?)?(?<![\d๐-๙])(?:25\d{2}|๒๕[๐-๙]{2})(?![\d๐-๙])/g;
const YEAR = /(?<!\d|\d\s?[-–]\s?(?:พ\.ศ\.\s?)?)(25\d{2})(?!\d|\s?[-–]\s?(?:พ\.ศ\.\s?)?\d)/;
const MONEY = new Set<string>(['plannedBudget', 'ordinanceBudget', 'disbursed']);
