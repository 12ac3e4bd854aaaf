import { toArabicDigits } from '../thai/digits.ts';
import { monthAt } from '../thai/months.ts';
import { tidy } from '../thai/normalise.ts';
import { isBlank } from './cell-text.ts';

/** A mark below a month or quarter: the label of its column and what is drawn there. */
export interface CalendarMark {
  label: string;
  text: string;
  column: number;
}

/**
 * The month or quarter that a heading stands for, as a period can be read from it (`ต.ค. 2568`, `ไตรมาส 2`);
 * `null` for any other heading. `group` is the heading above: พ.ศ. ๒๕๖๘ above months, ไตรมาส above 1, 2, 3, 4.
 */
export function calendarLabel(text: string, group: string): string | null {
  const plain = toArabicDigits(tidy(text));
  const quarter = /^(?:ไตรมาส\s?(?:ที่)?\s?)?\(?([1-4])\)?(?:\s?\(.{0,40}\))?$/.exec(plain)?.[1];
  if (quarter !== undefined && /ไตรมาส/.test(`${group} ${text}`)) return `ไตรมาส ${quarter}`;
  const month = monthAt(plain, 0);
  if (month === null) return null;
  const rest = plain.slice(month.end).trim();
  if (!/^(?:(?:พ\.ศ\. ?)?(?:25)?\d{2})?$/.test(rest)) return null;
  const year = rest === '' ? (/25\d{2}(?!\d|\s?[-–])/.exec(toArabicDigits(group))?.[0] ?? '') : rest;
  return `${plain.slice(0, month.end)} ${year}`.trim();
}

/**
 * The period that marks below months or quarters draw: from the first to the last when they stand side by side or are the
 * two ends of an arrow, each of them when not. `null` without marks, and for a lone arrow, whose length is not in the text.
 */
export function drawnPeriod(marks: readonly CalendarMark[]): string | null {
  const drawn = marks.filter(({ text }) => !isBlank(text) && text !== '0');
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isArrow = drawn.every(({ text }) => ARROW.test(text));
  if (drawn.length === 1) return isArrow ? null : first.label;
  const isWhole = isArrow || last.column - first.column === drawn.length - 1 || first.label.startsWith('ไตรมาส');
  return isWhole ? `${first.label} - ${last.label}` : drawn.map(({ label }) => label).join(', ');
}

const ARROW = /^[←→↔⟵⟶⟷◄►◀▶<>=\s–—-]+$/;
