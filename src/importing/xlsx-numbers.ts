import { addDays, dateParts, plainDate, toBuddhistYear } from '../thai/calendar.ts';
import { MONTH_NAMES } from '../thai/months.ts';
import { walkXml } from './markup.ts';

/** Shows a number of a cell as a person sees it there, by the style of the cell. */
export type ShowNumber = (value: number, style: number) => string;

/**
 * Reads which styles of a workbook (`styles.xml`) show dates, times and percentages. Dates come with the Thai month and the year of
 * the Buddhist Era (`1 ตุลาคม 2567`), percentages with their sign, other numbers bare.
 * @param is1904 whether days are counted from 1904, as old Macintosh files do
 * @throws AppError as `walkXml` does
 */
export function readNumberStyles(part: Uint8Array | null, is1904: boolean): ShowNumber {
  const styles = part === null ? [] : readFormats(part);
  const firstDay = is1904 ? plainDate(1904, 1, 1) : plainDate(1899, 12, 30);
  return (value, style) => {
    const format = styles[style] ?? '';
    if (/%/.test(format)) return `${bare(value * 100)}%`;
    if (value < 0 || value >= LAST_DAY || !/[ymdhsbวดปชนท]/i.test(format)) return bare(value);
    const shows = { day: /[dว]/i.test(format), year: /[ybป]/i.test(format) };
    // The letter m stands for months and, beside hours or seconds, for minutes.
    const isDate = shows.day || shows.year || !/[hsชท]/i.test(format);
    return isDate ? dateOf(addDays(firstDay, Math.floor(value)), shows) : timeOf(value);
  };
}

/** 31 December 9999, the last day that spreadsheets know. */
const LAST_DAY = 2_958_466;

/** A number without the noise of binary fractions: 15 digits, as spreadsheets count. */
const bare = (value: number): string => String(Number(value.toPrecision(15)));

function dateOf(date: string, shows: { day: boolean; year: boolean }): string {
  const { year, month, day } = dateParts(date);
  // A year that was typed in the Buddhist Era into a Western calendar is in the Buddhist Era already.
  const buddhistYear = year >= FIRST_BUDDHIST ? year : toBuddhistYear(year);
  const parts = [shows.day ? day : '', MONTH_NAMES[month - 1]?.[0] ?? '', shows.year ? buddhistYear : ''];
  return parts.filter((part) => part !== '').join(' ');
}

const FIRST_BUDDHIST = 2400;

function timeOf(value: number): string {
  const minutes = Math.round(value * 24 * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The format of each style, without its literal texts, colours and conditions. */
function readFormats(part: Uint8Array): string[] {
  const codes = new Map(Object.entries(BUILT_IN));
  const styles: string[] = [];
  let isCell = false;
  walkXml(part, {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(numFmtId, letters(formatCode));
      else if (name === 'cellXfs') isCell = true;
      else if (name === 'xf' && isCell) styles.push(codes.get(numFmtId) ?? '');
    },
    close: (name) => {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return styles;
}

/** The letters of a format that stand for parts of a number: those for positive ones, elapsed hours for hours. */
const letters = (code: string): string =>
  code
    .slice(0, LONGEST_CODE)
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[([hms])\1*\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|ทั่วไป/gi, '')
    .replace(/;.*$/s, '');

const LONGEST_CODE = 255;

/** The formats that need no code in the file; 71–78 are those of Thai. */
const BUILT_IN: Record<string, string> = {
  ...Object.fromEntries([9, 10, 67, 68].map((id) => [id, '0%'])),
  ...Object.fromEntries(
    [14, 15, 22, 27, 28, 29, 30, 31, 36, 50, 51, 54, 57, 58, 71, 72, 77].map((id) => [id, 'd/m/y']),
  ),
  ...Object.fromEntries([16, 73].map((id) => [id, 'd-m'])),
  ...Object.fromEntries([17, 52, 55, 74].map((id) => [id, 'm-y'])),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 75, 76, 78].map((id) => [id, 'h:m'])),
};
