import type { Summary } from '../../reporting/summary.ts';
import type { Cell, Table } from '../content.ts';
import type { Material } from './material.ts';
import { headingRow, left, money, percentCell, right, textCell, whole } from './parts.ts';

/** The figures of the round before beside those of this one, and the difference. */
export function changeTable({ words, summary }: Material, previous: Summary): Table {
  const { say } = words;
  const row = (name: string, figure: (of: Summary) => number, cell: (value: number) => Cell) => {
    const [before, now] = [figure(previous), figure(summary)];
    return { cells: [textCell(name), cell(before), cell(now), cell(Math.round((now - before) * 100) / 100)] };
  };
  return {
    name: say('documents.table.change'),
    columns: [left(40), right(20), right(20), right(20)],
    headings: [
      headingRow(
        say('documents.column.item'),
        say('documents.column.round', { round: previous.round }),
        say('documents.column.round', { round: summary.round }),
        say('documents.column.change'),
      ),
    ],
    rows: [
      row(say('documents.column.totalProjects'), ({ total }) => total, whole),
      row(say('documents.status.waitingReport'), ({ waitingReport }) => waitingReport, whole),
      row(say('documents.status.inProgress'), ({ inProgress }) => inProgress, whole),
      row(say('documents.status.completed'), ({ completed }) => completed, whole),
      row(say('documents.status.cannotProceed'), ({ cannotProceed }) => cannotProceed, whole),
      row(say('documents.column.completedPercent'), ({ completedPercent }) => completedPercent, percentCell),
      row(say('documents.column.disbursedBaht'), ({ disbursed }) => disbursed, money),
      row(say('documents.column.implementation'), ({ implementationPercent }) => implementationPercent, percentCell),
    ],
  };
}
