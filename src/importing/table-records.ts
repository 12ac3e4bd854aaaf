import type { Dimension, Status } from '../reporting/model.ts';
import { readStatus } from '../thai/statuses.ts';
import { cellText, isBlank, isTicked } from './cell-text.ts';
import type { Field } from './column-headings.ts';
import { dimensionHeading } from './dimensions.ts';
import type { Row, Table } from './document.ts';
import { columnNumber } from './numbering.ts';
import { alignRow } from './align-row.ts';
import type { Layout } from './table-layout.ts';
import { columnOf, hasTicks, isColumnNumbers, readLayout } from './table-layout.ts';

/** A row of a table of measures, its cells by what their columns mean. */
export interface RowRecord {
  line: number;
  values: Partial<Record<Field, string>>;
  ticks: Status[];
}

/** A row with the dimension of the section it stands in. */
export interface PlacedRow extends RowRecord {
  dimension?: number;
  /** Whether its table has a column of numbers. */
  hasNumbers: boolean;
}

export type TableEntry =
  | ({ kind: 'row' } & RowRecord)
  /** A line across the table that names a dimension. */
  | { kind: 'dimension'; line: number; dimension: Dimension }
  /** A row of sums; `label` as written. */
  | ({ kind: 'total'; label: string } & RowRecord);

export interface ReadTable {
  layout: Layout;
  entries: TableEntry[];
  /** Lines whose cells had slipped into neighbouring columns and were put back. */
  shifted: number[];
}

/**
 * Reads a table of measures, `null` when it is none. Headings repeated on each page are skipped;
 * a table without headings goes on with the layout of the one before when it is as wide.
 */
export function readTable(table: Table, before: Layout | null): ReadTable | null {
  const width = table.rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0);
  let layout = goesOn(table, width, before) ? before : null;
  const entries: TableEntry[] = [];
  const shifted: number[] = [];
  const rows = [...table.rows];
  for (let index = 0; index < rows.length; index += 1) {
    if (index > (layout === null ? HEADING_WITHIN : LONGEST_TABLE)) break;
    const heading = readLayout(rows, index);
    if (heading !== null) {
      layout = heading;
      index += heading.height - 1;
      continue;
    }
    const row = rows[index];
    if (row === undefined || row.cells.every(isBlank) || isColumnNumbers(row.cells)) continue;
    if (layout === null) {
      const dimension = sectionOf(row);
      if (dimension !== null) entries.push({ kind: 'dimension', line: row.line, dimension });
      continue;
    }
    const whole = joinSplit(layout, row, rows[index + 1]);
    if (whole !== null) index += 1;
    entries.push(...entryOf(layout, whole ?? row, shifted));
  }
  if (layout === null || !namesMeasures(layout, entries)) return null;
  if (resultsAreStatuses(layout, entries)) moveResults(entries);
  return { layout, entries, shifted };
}

/** A column ผลการดำเนินงาน that holds nothing but statuses, in a table without a column for them and without outcomes. */
function resultsAreStatuses(layout: Layout, entries: readonly TableEntry[]): boolean {
  if (hasTicks(layout) || columnOf(layout, 'status') >= 0 || columnOf(layout, 'outcome') >= 0) return false;
  const results = entries.flatMap((entry) => (entry.kind === 'row' ? (entry.values.result ?? []) : []));
  const filled = results.filter((text) => !isBlank(text));
  return filled.length > 0 && filled.every((text) => text.length <= 60 && readStatus(text) !== null);
}

function moveResults(entries: readonly TableEntry[]): void {
  for (const entry of entries) {
    if (entry.kind !== 'row' || entry.values.result === undefined) continue;
    entry.values.status = entry.values.result;
    delete entry.values.result;
  }
}

/** Rows among which a heading must come, and rows after which a table is no plan: bounds for files that are none. */
const HEADING_WITHIN = 300;
const LONGEST_TABLE = 10_000;

/** A table without headings of its own, as wide as the one before, whose rows have words where titles stand. */
function goesOn(table: Table, width: number, before: Layout | null): boolean {
  return (
    before !== null &&
    before.columns.length === width &&
    table.rows.slice(0, 3).every((_, index) => readLayout(table.rows, index) === null)
  );
}

function sectionOf(row: Row): Dimension | null {
  const filled = [...new Set(row.cells.filter((cell) => !isBlank(cell)))];
  return filled.length === 1 ? dimensionHeading(filled[0] ?? '') : null;
}

/** A row that a line break inside a cell cut in two: the parts together are exactly as wide as the table. */
function joinSplit(layout: Layout, row: Row, next: Row | undefined): Row | null {
  const width = layout.columns.length;
  const [first = '', second = ''] = [row.cells[0], next?.cells[0]];
  if (next === undefined || columnOf(layout, 'number') !== 0 || columnNumber(first) === null) return null;
  if (row.cells.length + next.cells.length - 1 !== width || row.cells.length >= width) return null;
  if (second === '' || columnNumber(second) !== null || TOTAL.test(second)) return null;
  const joined = cellText(`${row.cells.at(-1) ?? ''} ${second}`);
  return { line: row.line, cells: [...row.cells.slice(0, -1), joined, ...next.cells.slice(1)] };
}

function entryOf(layout: Layout, row: Row, shifted: number[]): TableEntry[] {
  const dimension = sectionOf(row);
  if (dimension !== null) return [{ kind: 'dimension', line: row.line, dimension }];
  const label = row.cells.find((cell) => !isBlank(cell)) ?? '';
  if (TOTAL.test(label) || TOTAL.test(row.cells[columnOf(layout, 'title')] ?? '')) {
    return [
      {
        kind: 'total',
        label: TOTAL.test(label) ? label : (row.cells[columnOf(layout, 'title')] ?? ''),
        ...recordOf(layout, row),
      },
    ];
  }
  const aligned = alignRow(layout, row.cells);
  if (aligned !== null) shifted.push(row.line);
  return [{ kind: 'row', ...recordOf(layout, { line: row.line, cells: aligned ?? row.cells }) }];
}

/** `รวม`, `รวมทั้งสิ้น 24 โครงการ`, `รวม 4 มิติ`, but not a title such as รวมพลัง…. */
const TOTAL =
  /^(?:ยอด)?\s?รวม(?:\s?(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|ทุกมิติ|งบประมาณ|จำนวน|มิติ|โครงการ|เงิน)[^]{0,60}|\s?[(]?[0-9๐-๙][^]{0,60})?\s*:?$|^total\b.{0,40}$|^ผลรวม/i;

function recordOf(layout: Layout, row: Row): RowRecord {
  const values: Partial<Record<Field, string>> = {};
  const ticks: Status[] = [];
  for (const [index, column] of layout.columns.entries()) {
    const cell = row.cells[index] ?? '';
    if (column === null || cell === '') continue;
    if ('tick' in column) {
      if (isTicked(cell)) ticks.push(column.tick);
    } else if (column.field === 'method' || values[column.field] === undefined) {
      const before = values[column.field];
      values[column.field] = before === undefined ? cell : `${before}\n${cell}`;
    }
  }
  return { line: row.line, values, ticks };
}

/** Whether the title column holds words: a table of counts below โครงการ does not name measures. */
function namesMeasures(layout: Layout, entries: readonly TableEntry[]): boolean {
  const titles = entries.flatMap((entry) => (entry.kind === 'row' ? (entry.values.title ?? []) : []));
  const worded = titles.filter((title) => /\p{L}{3}/u.test(title));
  return worded.length > 0 && worded.length * 2 >= titles.length && columnOf(layout, 'title') >= 0;
}
