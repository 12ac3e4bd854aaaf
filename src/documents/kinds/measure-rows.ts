import type { Cell, TableRow } from '../content.ts';
import type { SnapshotRow } from '../snapshot.ts';
import type { MeasurePart } from './measure-parts.ts';
import { partsOf } from './measure-parts.ts';
import { over } from './parts.ts';

/** One column of a table of measures. */
export type MeasureColumn =
  /** One cell for all rows that share a topic. */
  | { of: 'topic'; cell: (row: SnapshotRow, topicNumber: number) => Cell }
  /** One cell for all rows of a measure. */
  | { of: 'measure'; cell: (row: SnapshotRow) => Cell }
  /** A cell for each row. */
  | { of: 'part'; cell: (part: MeasurePart, row: SnapshotRow) => Cell };

/** The rows of a table of measures: a measure with steps has several, and neighbours under one topic share its cell. */
export function measureRows(rows: readonly SnapshotRow[], columns: readonly MeasureColumn[]): TableRow[] {
  const measures = rows.map((row) => ({ row, parts: partsOf(row) }));
  const groups: (typeof measures)[] = [];
  for (const [index, measure] of measures.entries()) {
    const isSame = index > 0 && measures[index - 1]?.row.measure.topic === measure.row.measure.topic;
    if (isSame && measure.row.measure.topic !== undefined) groups.at(-1)?.push(measure);
    else groups.push([measure]);
  }
  return groups.flatMap((group, topic) => {
    const height = group.reduce((sum, { parts }) => sum + parts.length, 0);
    return group.flatMap(({ row, parts }, inTopic) =>
      parts.map((part, index) => ({
        cells: columns.map((column): Cell | null => {
          if (column.of === 'part') return column.cell(part, row);
          if (index > 0) return null;
          if (column.of === 'measure') return over(column.cell(row), parts.length);
          return inTopic > 0 ? null : over(column.cell(row, topic + 1), height);
        }),
      })),
    );
  });
}

/** Whether the plan groups its measures by topics. */
export const hasTopics = (rows: readonly SnapshotRow[]): boolean =>
  rows.some(({ measure }) => measure.topic !== undefined);
