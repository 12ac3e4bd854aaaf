import type { Row } from './document.ts';
import type { Field } from './column-headings.ts';
import type { ColumnMeaning } from './match-heading.ts';
import { matchHeading } from './match-heading.ts';
import { isBlank } from './cell-text.ts';

/** What each column of a table means, from its heading rows. */
export interface Layout {
  /** By column; `null` for a column without a known heading. */
  columns: (ColumnMeaning | null)[];
  /** Headings as written, for telling which columns were not understood. */
  headings: string[];
  /** Rows that the heading takes up. */
  height: number;
}

/** Reads the heading of a table of measures at a row; `null` when the row is no such heading. */
export function readLayout(rows: readonly Row[], index: number): Layout | null {
  const top = rows[index]?.cells;
  if (top === undefined || top.filter((cell) => cell !== '').length < 2) return null;
  if (top.some((cell) => cell.length > LONGEST_HEADING)) return null;
  const meanings = top.map(matchHeading);
  if (!isHeading(top, meanings)) return null;
  const below = rows[index + 1]?.cells;
  const sub = below !== undefined && isSubHeading(top, meanings, below) ? below : null;
  const joined = sub === null ? { columns: meanings, headings: [...top] } : joinHeadings(top, meanings, sub);
  const layout = { ...joined, columns: chooseTitle(joined.columns), height: sub === null ? 1 : 2 };
  return isOfMeasures(layout.columns) ? layout : null;
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
const LONGEST_HEADING = 100;

/** Most filled cells of a heading are known wordings. */
function isHeading(cells: readonly string[], meanings: readonly (ColumnMeaning | null)[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const known = meanings.filter((meaning, index) => meaning !== null && cells[index] !== '').length;
  return known >= 2 && known * 2 >= filled.length;
}

/**
 * A second row of headings: nothing below the title column, and every filled cell stands below an empty cell or below
 * the heading of a group (สถานะ, งบประมาณ, ไตรมาส), at least one of them with a wording of its own.
 */
function isSubHeading(
  top: readonly string[],
  meanings: readonly (ColumnMeaning | null)[],
  below: readonly string[],
): boolean {
  const width = Math.max(top.length, below.length);
  let known = 0;
  for (let column = 0; column < width; column += 1) {
    const cell = below[column] ?? '';
    if (cell === '') continue;
    if (cell === top[column]) continue;
    const isGrouped = (top[column] ?? '') === '' || isGroup(top, column);
    if (!isGrouped || cell.length > 60) return false;
    const field = meanings[column];
    if (field !== null && field !== undefined && 'field' in field && field.field === 'title') return false;
    if (matchHeading(cell) !== null || /^(?:\d|[๐-๙]|[ก-ฮ]\.[ก-ฮ]\.)/.test(cell)) known += 1;
  }
  return known > 0;
}

/** A heading over several columns: the cell after it is empty, or says the same again. */
const isGroup = (top: readonly string[], column: number): boolean =>
  top[column + 1] === '' ||
  top[column + 1] === undefined ||
  top[column + 1] === top[column] ||
  top[column - 1] === top[column];

function joinHeadings(
  top: readonly string[],
  meanings: readonly (ColumnMeaning | null)[],
  sub: readonly string[],
): Pick<Layout, 'columns' | 'headings'> {
  const columns: (ColumnMeaning | null)[] = [];
  const headings: string[] = [];
  let group = '';
  for (let column = 0; column < Math.max(top.length, sub.length); column += 1) {
    const above = top[column] ?? '';
    const below = sub[column] ?? '';
    if (above !== '') group = above;
    if (below === '' || below === above) {
      columns.push(above === '' ? null : (meanings[column] ?? null));
      headings.push(above);
      continue;
    }
    const heading = `${group} ${below}`.trim();
    headings.push(heading);
    columns.push(inGroup(matchHeading(group), matchHeading(below)) ?? matchHeading(heading));
  }
  return { columns, headings };
}

/** The meaning of a heading below a group's: its own, but under a group of money or counts only what belongs there. */
function inGroup(group: ColumnMeaning | null, own: ColumnMeaning | null): ColumnMeaning | null {
  if (group !== null && 'field' in group && group.field === 'ignored') return group;
  if (group !== null && 'field' in group && group.field === 'title') return { field: 'ignored' };
  if (own === null && group !== null && 'field' in group && group.field === 'status') return null;
  return own;
}

/**
 * Which column names the measure: มาตรการ or โครงการ, else the approach to an issue, else the issue itself.
 * An approach or activity beside a title says how it is done; an issue beside a title groups the rows.
 */
function chooseTitle(columns: (ColumnMeaning | null)[]): (ColumnMeaning | null)[] {
  const fields = columns.map((column) => (column !== null && 'field' in column ? column.field : null));
  const title = (['title', 'approach', 'topic'] as const).find((field) => fields.includes(field));
  if (title === undefined) return columns;
  const titleAt = fields.indexOf(title);
  return columns.map((column, index) => {
    const field = fields[index];
    if (index === titleAt) return { field: 'title' };
    if (field === 'title' || field === 'approach') return { field: 'method' };
    if (field === 'topic' && fields.indexOf('topic') !== index) return { field: 'ignored' };
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
