import type { Dimension } from '../reporting/model.ts';
import { fold } from '../thai/normalise.ts';
import { isBlank } from './cell-text.ts';
import { dimensionHeading } from './dimensions.ts';
import { uprightTable } from './form-tables.ts';
import type { SourceDocument, Table } from './document.ts';
import type { Layout } from './table-layout.ts';
import { hasField, hasTicks } from './table-layout.ts';
import { topicHeading } from './section-rows.ts';
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
  let above: string[] = [];
  let section: Place = {};
  const known: Known = new Map();
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      const dimension = block.text.length <= 250 ? dimensionHeading(block.text) : null;
      if (dimension !== null) headings.push(dimension);
      above.push(block.text);
      continue;
    }
    const topic = above
      .slice(-TOPIC_WITHIN)
      .map(topicHeading)
      .findLast((text) => text !== null);
    above = [];
    const read = readTable(uprightTable(block), found.layouts.at(-1) ?? null);
    if (read === null) continue;
    found.tables.add(block);
    const shape = shapeOf(read.layout);
    const isOther = found.layouts.length > 0 && shape !== shapeOf(found.layouts.at(-1));
    if (headings.length > 0) section = { dimension: isLegend(headings) ? undefined : headings.at(-1)?.number };
    if (topic !== undefined || isOther) section = { ...section, topic };
    headings = [];
    found.layouts.push(read.layout);
    for (const line of read.shifted) found.shifted.push(line);
    fillDown(read.entries);
    for (const entry of read.entries) {
      if (entry.kind === 'dimension') section = { dimension: entry.dimension.number };
      else if (entry.kind === 'topic') section = { ...section, topic: entry.topic };
      else place(found, entry, read.layout, section, { known, shape });
    }
    // Whoever reads on finds out by the number of rows that this is no plan.
    if (found.rows.length > MOST_ROWS) break;
  }
  return found;
}

/** What the headings above a row say of it. */
interface Place {
  dimension?: number | undefined;
  topic?: string | undefined;
}

/** Lines right above a table among which its topic is looked for. */
const TOPIC_WITHIN = 3;

/** Far above any plan (the largest known has 90 projects); it bounds the work on a file that is none. */
export const MOST_ROWS = 3_000;

/** The first row of each title, and the columns of its table. */
type Known = Map<string, { row: PlacedRow; shape: string }>;

/** Whether any table of measures has a column of that field. */
export const anyField = (found: FoundMeasures, field: Parameters<typeof hasField>[1]): boolean =>
  found.layouts.some((layout) => hasField(layout, field));

/** Whether any table of measures has columns of status ticks. */
export const anyTicks = (found: FoundMeasures): boolean => found.layouts.some(hasTicks);

/** A cell of dimensions that is merged over several rows is filled in its first row only. */
function fillDown(entries: readonly TableEntry[]): void {
  let above: string | undefined;
  for (const entry of entries) {
    if (entry.kind !== 'row') above = undefined;
    else if (isBlank(entry.values.dimension ?? '')) {
      if (above !== undefined && saysMoreThanTitle(entry)) entry.values.dimension = above;
    } else above = entry.values.dimension;
  }
}

const saysMoreThanTitle = ({ values: { title: _title, ...others }, ticks, budgets }: RowRecord): boolean =>
  budgets !== undefined || ticks.length > 0 || Object.values(others).some((text) => !isBlank(text));

function place(
  found: FoundMeasures,
  entry: Extract<TableEntry, { kind: 'row' | 'total' }>,
  layout: Layout,
  section: Place,
  { known, shape }: { known: Known; shape: string },
): void {
  const { kind: _kind, ...record } = entry;
  const dimension = hasField(layout, 'dimension') ? undefined : section.dimension;
  const { topic } = section;
  const placed = {
    ...record,
    ...(dimension === undefined ? {} : { dimension }),
    ...(topic === undefined ? {} : { topic }),
  };
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
  const row = { ...placed, hasNumbers: hasField(layout, 'number'), hasTopics: hasField(layout, 'topic') };
  found.rows.push(row);
  if (key !== '' && same === undefined) known.set(key, { row, shape });
}

const shapeOf = (layout: Layout | undefined): string =>
  (layout?.columns ?? []).map((column) => JSON.stringify(column)).join();

/** Several headings in rising order with no table between them list the dimensions. */
const isLegend = (headings: readonly Dimension[]): boolean =>
  headings.length > 1 &&
  headings.every(({ number }, index) => index === 0 || number > (headings[index - 1]?.number ?? 0));
