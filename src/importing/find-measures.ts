import type { Dimension } from '../reporting/model.ts';
import { fold } from '../thai/normalise.ts';
import { dimensionHeading } from './dimensions.ts';
import type { SourceDocument, Table } from './document.ts';
import type { Layout } from './table-layout.ts';
import { hasField, hasTicks } from './table-layout.ts';
import type { PlacedRow, RowRecord, TableEntry } from './table-records.ts';
import { readTable } from './table-records.ts';

/** The rows of all tables of measures of a document, and what their headings say. */
export interface FoundMeasures {
  tables: Set<Table>;
  layouts: Layout[];
  rows: PlacedRow[];
  totals: (RowRecord & { label: string; dimension?: number })[];
  shifted: number[];
}

/**
 * Reads every table of measures. A table without a column of dimensions takes the dimension of the heading above it;
 * a list of all dimensions above a table is a legend and says nothing about its rows.
 * A second table with other columns about the same titles adds to the rows of the first.
 */
export function findMeasures(document: SourceDocument): FoundMeasures {
  const found: FoundMeasures = { tables: new Set(), layouts: [], rows: [], totals: [], shifted: [] };
  let headings: Dimension[] = [];
  let section: number | undefined;
  const known: Known = new Map();
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      const heading = block.text.length <= 250 ? dimensionHeading(block.text) : null;
      if (heading !== null) headings.push(heading);
      continue;
    }
    const read = readTable(block, found.layouts.at(-1) ?? null);
    if (read === null) continue;
    found.tables.add(block);
    if (headings.length > 0) section = isLegend(headings) ? undefined : headings.at(-1)?.number;
    headings = [];
    found.layouts.push(read.layout);
    for (const line of read.shifted) found.shifted.push(line);
    const shape = shapeOf(read.layout);
    for (const entry of read.entries) {
      if (entry.kind === 'dimension') section = entry.dimension.number;
      else place(found, entry, read.layout, section, { known, shape });
    }
    // Whoever reads on finds out by the number of rows that this is no plan.
    if (found.rows.length > MOST_ROWS) break;
  }
  return found;
}

/** Far above any plan (the largest known has 90 projects); it bounds the work on a file that is none. */
export const MOST_ROWS = 3_000;

/** The first row of each title, and the columns of its table. */
type Known = Map<string, { row: PlacedRow; shape: string }>;

/** Whether any table of measures has a column of that field. */
export const anyField = (found: FoundMeasures, field: Parameters<typeof hasField>[1]): boolean =>
  found.layouts.some((layout) => hasField(layout, field));

/** Whether any table of measures has columns of status ticks. */
export const anyTicks = (found: FoundMeasures): boolean => found.layouts.some(hasTicks);

function place(
  found: FoundMeasures,
  entry: Exclude<TableEntry, { kind: 'dimension' }>,
  layout: Layout,
  section: number | undefined,
  { known, shape }: { known: Known; shape: string },
): void {
  const { kind: _kind, ...record } = entry;
  const dimension = hasField(layout, 'dimension') ? undefined : section;
  const placed = { ...record, ...(dimension === undefined ? {} : { dimension }) };
  if (entry.kind === 'total') {
    found.totals.push({ ...placed, label: entry.label });
    return;
  }
  const key = fold(entry.values.title ?? '');
  const same = known.get(key);
  if (same !== undefined && same.shape !== shape) {
    same.row.values = { ...entry.values, ...same.row.values };
    same.row.ticks.push(...entry.ticks.filter((tick) => !same.row.ticks.includes(tick)));
    return;
  }
  const row = { ...placed, hasNumbers: hasField(layout, 'number') };
  found.rows.push(row);
  if (key !== '' && same === undefined) known.set(key, { row, shape });
}

const shapeOf = (layout: Layout | undefined): string =>
  (layout?.columns ?? []).map((column) => JSON.stringify(column)).join();

/** Several headings in rising order with no table between them list the dimensions. */
const isLegend = (headings: readonly Dimension[]): boolean =>
  headings.length > 1 &&
  headings.every(({ number }, index) => index === 0 || number > (headings[index - 1]?.number ?? 0));
