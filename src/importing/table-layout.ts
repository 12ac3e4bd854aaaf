import { readAmount } from '../thai/amounts.ts';
import { columnNumber } from './numbering.ts';
import type { Row } from './document.ts';
import type { Field } from './column-headings.ts';
import type { ColumnMeaning } from './match-heading.ts';
import { isYear } from './match-heading.ts';
import { isBlank } from './cell-text.ts';
import type { HeadingCell } from './heading-rows.ts';
import { firstHeadings, joinHeadings } from './heading-rows.ts';

/** What each column of a table means, from its heading rows. */
export interface Layout {
  /** By column; `null` for a column without a known heading. */
  columns: (ColumnMeaning | null)[];
  /** Headings as written, for telling which columns were not understood. */
  headings: string[];
  /** The same without the words of their groups. */
  own: string[];
  /** Rows that the heading takes up. */
  height: number;
}

/** Reads the heading of a table of measures at a row; `null` when the row is no such heading. */
export function readLayout(rows: readonly Row[], index: number): Layout | null {
  const top = rows[index]?.cells;
  if (top === undefined || top.filter((cell) => cell !== '').length < 2 || !top.every(mayBeHeading)) return null;
  let cells = firstHeadings(top);
  if (cells.every(({ meaning }) => meaning === null)) return null;
  let height = 1;
  while (height < MOST_HEADING_ROWS) {
    const joined = joinHeadings(cells, rows[index + height]?.cells ?? []);
    if (joined === null) break;
    cells = joined;
    height += 1;
  }
  if (!isHeading(cells)) return null;
  const headings = cells.map(({ whole }) => whole);
  const columns = chooseTitle(oneYear(cells.map(({ meaning }) => meaning)), headings);
  return isOfMeasures(columns) ? { columns, headings, own: cells.map(({ own }) => own), height } : null;
}

/** Whether a column of that field is in the layout. */
export const hasField = (layout: Layout, field: Field): boolean => columnOf(layout, field) >= 0;

/** Index of the first column of a field, -1 when there is none. */
export const columnOf = (layout: Layout, field: Field): number =>
  layout.columns.findIndex((column) => column !== null && 'field' in column && column.field === field);

/** Whether the layout has columns of status ticks. */
export const hasTicks = (layout: Layout): boolean =>
  layout.columns.some((column) => column !== null && 'tick' in column);

/** No heading is longer; values often are. */
const LONGEST_HEADING = 120;
const MOST_HEADING_ROWS = 3;

/** Neither a text too long nor a number, unless the number is a year. */
const mayBeHeading = (cell: string): boolean =>
  cell.length <= LONGEST_HEADING &&
  (isBlank(cell) || isYear(cell) || (columnNumber(cell) === null && readAmount(cell) === null));

/** Most filled headings are known wordings; a single status is a value and no heading. */
function isHeading(cells: readonly HeadingCell[]): boolean {
  const meanings = cells.flatMap(({ meaning }) => (meaning === null ? [] : [meaning]));
  const filled = cells.filter(({ whole }) => whole !== '').length;
  const fields = meanings.filter((meaning) => 'field' in meaning).length;
  const ticks = meanings.filter((meaning) => 'tick' in meaning).length;
  const drawn = meanings.filter((meaning) => 'calendar' in meaning).length;
  const known = fields + (ticks > 1 ? ticks : 0);
  return known >= 2 && (known + drawn) * 2 >= filled;
}

/** Columns of money carry a year only where there are several of them to choose from. */
function oneYear(columns: readonly (ColumnMeaning | null)[]): (ColumnMeaning | null)[] {
  const years = new Set(columns.flatMap((column) => (column !== null && 'year' in column ? (column.year ?? []) : [])));
  if (years.size > 1) return [...columns];
  return columns.map((column) => (column !== null && 'field' in column ? { field: column.field } : column));
}

/**
 * Which column names the measure: มาตรการ or โครงการ, else the approach to an issue, else the issue itself.
 * An approach or activity beside a title says how it is done; an issue beside a title groups the rows.
 */
function chooseTitle(columns: (ColumnMeaning | null)[], headings: readonly string[]): (ColumnMeaning | null)[] {
  const fields = columns.map((column) => (column !== null && 'field' in column ? column.field : null));
  const title = (['title', 'approach', 'topic'] as const).find((field) => fields.includes(field));
  if (title === undefined) return columns;
  const named = fields.findIndex((field, index) => field === title && /มาตรการ|โครงการ/.test(headings[index] ?? ''));
  const titleAt = named < 0 ? fields.indexOf(title) : named;
  const hasTopic = fields.some((field, index) => field === 'topic' && index !== titleAt);
  const indicatorAt = hasTopic ? -1 : fields.indexOf('indicator');
  return columns.map((column, index) => {
    const field = fields[index];
    if (index === titleAt) return { field: 'title' };
    if (field === 'title' || field === 'approach') return { field: 'method' };
    if (field === 'topic' && fields.indexOf('topic') !== index) return { field: 'ignored' };
    // Indicators before the measure say what it is for; behind it they measure it.
    if (field === 'indicator') return { field: index === indicatorAt && index < titleAt ? 'topic' : 'ignored' };
    return column;
  });
}

/** A table of measures names them and says at least one thing about each. */
function isOfMeasures(columns: readonly (ColumnMeaning | null)[]): boolean {
  const fields = new Set(columns.map((column) => (column !== null && 'field' in column ? column.field : null)));
  const telling: Field[] = [
    'units',
    'period',
    'method',
    'result',
    'outcome',
    'plannedBudget',
    'disbursed',
    'status',
    'dimension',
  ];
  const ticks = columns.some((column) => column !== null && 'tick' in column);
  return fields.has('title') && (ticks || telling.some((field) => fields.has(field)));
}

/** Whether a row numbers the columns: (1) (2) (3), as forms do below their headings. */
export function isColumnNumbers(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isBlank(cell));
  return (
    filled.length >= 3 &&
    filled.every(
      (cell, index) =>
        cell.replace(/[()[\]\s]/g, '').replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - 0x0e50)) === String(index + 1),
    )
  );
}
