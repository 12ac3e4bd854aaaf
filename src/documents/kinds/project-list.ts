import { STATUSES } from '../../reporting/model.ts';
import { statusOf } from '../../reporting/summary.ts';
import type { Table } from '../content.ts';
import type { Material } from './material.ts';
import { reasonsOf } from './measure-parts.ts';
import { center, headingRow, left, money, right, textCell, textOrDash, tick, whole } from './parts.ts';

/** Every project with its money and its status as one tick of four; reasons and obstacles are the remark. */
export function projectList({ snapshot, words }: Material): Table {
  const { say } = words;
  return {
    name: say('documents.table.projects'),
    caption: say('documents.caption.projects', {
      organisation: snapshot.organisation,
      year: words.number(snapshot.fiscalYear),
      round: snapshot.round,
    }),
    columns: [center(6), left(44), center(5), right(14), right(13), ...STATUSES.map(() => center(10)), left(14)],
    headings: [
      [
        { text: say('documents.column.number'), rows: 2 },
        { text: say('documents.column.project'), rows: 2 },
        { text: say('documents.column.dimension'), rows: 2 },
        { text: say('documents.column.budgetBaht'), rows: 2 },
        { text: say('documents.column.disbursedBaht'), rows: 2 },
        { text: say('documents.column.status'), columns: STATUSES.length },
        { text: say('documents.column.remark'), rows: 2 },
      ],
      headingRow(...STATUSES.map((status) => say(`documents.status.${status}`))),
    ],
    rows: snapshot.rows.map((row) => {
      const { measure, report } = row;
      return {
        cells: [
          whole(measure.number),
          textCell(measure.title),
          measure.dimension === undefined ? textOrDash() : whole(measure.dimension),
          money(measure.plannedBudget),
          money(report?.disbursed),
          ...STATUSES.map((status) => tick(statusOf(row) === status)),
          textCell(...reasonsOf(row, words), report?.obstacle),
        ],
      };
    }),
  };
}
