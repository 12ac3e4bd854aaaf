import type { Dimension, Status } from '../reporting/model.ts';
import { readStatus } from '../thai/statuses.ts';
import { cellText, isBlank, isTicked } from './cell-text.ts';
import type { Field } from './column-headings.ts';
import type { Row, Table } from './document.ts';
import { columnNumber, cutNumber } from './numbering.ts';
import type { CalendarMark } from './calendar-columns.ts';
import { drawnPeriod } from './calendar-columns.ts';
import { alignRow } from './align-row.ts';
import { dimensionAcross, readSection, TOTAL } from './section-rows.ts';
import type { Layout } from './table-layout.ts';
import { tickedStatuses } from './ticked-status.ts';
import { columnOf, hasTicks, isColumnNumbers, readLayout } from './table-layout.ts';

/** A row of a table of measures, its cells by what their columns mean. */
export interface RowRecord {
  line: number;
  values: Partial<Record<Field, string>>;
  ticks: Status[];
  /** Budgets of several years, by year (Buddhist Era), where each has a column of its own. */
  budgets?: Record<number, string>;
}

/** A row with the dimension and topic of the section it stands in. */
export interface PlacedRow extends RowRecord {
  dimension?: number;
  topic?: string;
  /** Whether its table has a column of topics. */
  hasTopics: boolean;
  /** Whether its table has a column of numbers. */
  hasNumbers: boolean;
}

export type TableEntry =
  | ({ kind: 'row' } & RowRecord)
  /** A line across the table that names a dimension. */
  | { kind: 'dimension'; line: number; dimension: Dimension }
  /** A line across the table that groups the rows below it. */
  | { kind: 'topic'; line: number; topic: string }
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
 * a table without headings goes on with the layout of the one before when it is as wide. A heading alone, cut off from
 * its rows by a page, has a layout and no entries.
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
      const dimension = dimensionAcross(row, -1);
      if (dimension !== null) entries.push({ kind: 'dimension', line: row.line, dimension });
      continue;
    }
    const last = entries.at(-1);
    if (last?.kind === 'dimension' && last.dimension.name === '' && isLoneText(row)) continue;
    const whole = joinSplit(layout, row, rows[index + 1]);
    if (whole !== null) index += 1;
    entries.push(...entryOf(layout, whole ?? row, rows[index + 1], shifted));
  }
  if (layout === null || (entries.length > 0 && !namesMeasures(layout, entries))) return null;
  if (resultsAreStatuses(layout, entries)) readStatuses(entries);
  return { layout, entries, shifted };
}

/** A column ผลการดำเนินงาน whose texts all begin with a status, in a table without a column for them and without outcomes. */
function resultsAreStatuses(layout: Layout, entries: readonly TableEntry[]): boolean {
  if (hasTicks(layout) || columnOf(layout, 'status') >= 0 || columnOf(layout, 'outcome') >= 0) return false;
  const results = entries.flatMap((entry) => (entry.kind === 'row' ? (entry.values.result ?? []) : []));
  const filled = results.filter((text) => !isBlank(text));
  return filled.length > 0 && filled.every(isStatus);
}

const isStatus = (text: string): boolean => readStatus(text) !== null || tickedStatuses(text) !== null;

function readStatuses(entries: readonly TableEntry[]): void {
  for (const entry of entries) {
    if (entry.kind === 'row' && entry.values.result !== undefined) entry.values.status = entry.values.result;
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

/** Nothing but a text without number: below `มิติที่ ๑` its name. */
function isLoneText(row: Row): boolean {
  const [text, ...more] = row.cells.filter((cell) => !isBlank(cell));
  return text !== undefined && more.length === 0 && cutNumber(text) === null && !TOTAL.test(text);
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

function entryOf(layout: Layout, row: Row, next: Row | undefined, shifted: number[]): TableEntry[] {
  const section = readSection(layout, row, next);
  if (section?.kind === 'note') return [];
  if (section?.kind === 'total') return [{ ...section, ...recordOf(layout, row) }];
  if (section !== null) return [{ ...section, line: row.line }];
  const aligned = alignRow(layout, row.cells);
  if (aligned !== null) shifted.push(row.line);
  return [{ kind: 'row', ...recordOf(layout, { line: row.line, cells: aligned ?? row.cells }) }];
}

function recordOf(layout: Layout, row: Row): RowRecord {
  const record: RowRecord = { line: row.line, values: {}, ticks: [] };
  const marks: CalendarMark[] = [];
  for (const [index, column] of layout.columns.entries()) {
    const text = row.cells[index] ?? '';
    if (column === null || text === '') continue;
    if ('tick' in column) {
      if (isTicked(text)) record.ticks.push(column.tick);
    } else if ('calendar' in column) marks.push({ label: column.calendar, text, column: index });
    else if (column.year === undefined) keep(record.values, column.field, text);
    else if (column.field === 'plannedBudget') record.budgets = { ...record.budgets, [column.year]: text };
  }
  const period = writtenPeriod(record.values) ?? drawnPeriod(marks);
  if (period !== null) record.values.period = period;
  return record;
}

/** The first text of a field counts; several columns of methods are one method. */
function keep(values: RowRecord['values'], field: Field, text: string): void {
  const before = values[field];
  if (before === undefined) values[field] = text;
  else if (field === 'method') values.method = `${before}\n${text}`;
}

/** The period as one column or two (เริ่มต้น, สิ้นสุด) have it. */
function writtenPeriod({ period, periodStart, periodEnd }: RowRecord['values']): string | null {
  if (period !== undefined && !isBlank(period)) return period;
  const ends = [periodStart, periodEnd].filter((text) => text !== undefined && !isBlank(text));
  return ends.length === 0 ? null : ends.join(' - ');
}

/** Whether the title column holds words: a table of counts below โครงการ does not name measures. */
function namesMeasures(layout: Layout, entries: readonly TableEntry[]): boolean {
  const titles = entries.flatMap((entry) => (entry.kind === 'row' ? (entry.values.title ?? []) : []));
  const worded = titles.filter((title) => /\p{L}{3}/u.test(title));
  return worded.length > 0 && worded.length * 2 >= titles.length && columnOf(layout, 'title') >= 0;
}
