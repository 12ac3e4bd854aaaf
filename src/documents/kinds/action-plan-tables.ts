import type { Cell, HeadingCell, Table } from '../content.ts';
import type { Wording } from '../wording.ts';
import type { DimensionGroup } from './dimension-groups.ts';
import { isInOrdinance, isProvidedFor } from './dimension-groups.ts';
import type { Material } from './material.ts';
import { center, headingRow, left, money, over, percentCell, right, textCell, whole } from './parts.ts';

/** `มิติที่ 1`, or that none is named. */
export const dimensionName = ({ dimension }: DimensionGroup, words: Wording): string =>
  dimension === null ? words.say('documents.noDimension') : words.say('documents.dimension', { number: dimension });

/** Projects and money by dimension, with the sums: what the report is judged by. */
export function summaryTable({ snapshot, words, summary }: Material, groups: readonly DimensionGroup[]): Table {
  const { say } = words;
  const figures = ({ summary: of }: Pick<DimensionGroup, 'summary'>): Cell[] => [
    whole(of.total),
    whole(of.completed),
    money(of.plannedBudget),
    money(of.ordinanceBudget),
    money(of.disbursed),
    percentCell(of.completedPercent),
    percentCell(of.disbursedPercent),
  ];
  const number = ({ dimension }: DimensionGroup): Cell =>
    dimension === null ? textCell(say('documents.noDimension')) : whole(dimension);
  return {
    name: say('documents.table.summary'),
    columns: [left(20), center(8), right(9), right(10), right(15), right(16), right(14), right(9), right(9)],
    headings: [
      [
        { text: say('documents.column.organisation'), rows: 2 },
        { text: say('documents.column.dimension'), rows: 2 },
        { text: say('documents.column.projects'), columns: 2 },
        { text: say('documents.column.budget'), columns: 3 },
        { text: say('documents.column.percent'), columns: 2 },
      ],
      headingRow(
        say('documents.column.planned'),
        say('documents.column.done'),
        say('documents.column.planned'),
        say('documents.column.byOrdinance'),
        say('documents.column.used'),
        say('documents.column.projects'),
        say('documents.column.budget'),
      ),
    ],
    rows: [
      ...groups.map((group, index) => ({
        cells: [
          index === 0 ? over(textCell(snapshot.organisation), groups.length) : null,
          number(group),
          ...figures(group),
        ],
      })),
      { cells: [textCell(say('documents.total')), textCell(), ...figures({ summary })], isTotal: true },
    ],
  };
}

/** Number of projects and their money, side by side for each dimension: by the development plan, or by the ordinance. */
export function projectsTable(
  { words }: Material,
  groups: readonly DimensionGroup[],
  by: 'developmentPlan' | 'ordinance',
): Table {
  const { say } = words;
  const of = groups.map(({ rows, summary }) =>
    by === 'developmentPlan'
      ? { projects: rows.length, budget: summary.plannedBudget }
      : { projects: rows.filter(({ measure }) => isProvidedFor(measure)).length, budget: summary.ordinanceBudget },
  );
  const all = { projects: sum(of.map(({ projects }) => projects)), budget: sum(of.map(({ budget }) => budget)) };
  const pairs = [...of, all];
  const names = [...groups.map((group) => dimensionName(group, words)), totalName(groups, words)];
  return {
    name: say(`documents.table.${by}`),
    caption: say(`documents.caption.${by}`),
    columns: pairs.flatMap(() => [right(9), right(15)]),
    headings: [
      names.map((text): HeadingCell => ({ text, columns: 2 })),
      pairs.flatMap(() => headingRow(say('documents.column.projects'), say('documents.column.budget'))),
    ],
    rows: [{ cells: pairs.flatMap(({ projects, budget }) => [whole(projects), money(budget)]) }],
  };
}

/** Planned, in the ordinance and disbursed, by dimension. */
export function disbursementTable({ words, summary }: Material, groups: readonly DimensionGroup[]): Table {
  const { say } = words;
  const figures = (of: Pick<DimensionGroup, 'summary'>): Cell[] => [
    money(of.summary.plannedBudget),
    money(of.summary.ordinanceBudget),
    money(of.summary.disbursed),
  ];
  return {
    name: say('documents.table.disbursement'),
    caption: say('documents.caption.disbursement'),
    columns: [left(16), right(20), right(20), right(20)],
    headings: [
      headingRow(
        say('documents.column.dimension'),
        say('documents.column.byPlan'),
        say('documents.column.byOrdinance'),
        say('documents.column.disbursement'),
      ),
    ],
    rows: [
      ...groups.map((group) => ({ cells: [textCell(dimensionName(group, words)), ...figures(group)] })),
      { cells: [textCell(totalName(groups, words)), ...figures({ summary })], isTotal: true },
    ],
  };
}

/** What became of the projects, from those the plan began with to the level of implementation. */
export function statusTable({ snapshot, words, summary }: Material): Table {
  const { say } = words;
  return {
    name: say('documents.table.status'),
    caption: say('documents.caption.status'),
    columns: [center(11), center(11), center(18), center(11), center(11), center(13), center(18), center(12)],
    headings: [
      headingRow(
        say('documents.column.initialProjects'),
        say('documents.column.totalProjects'),
        say('documents.column.inOrdinance'),
        say('documents.status.inProgress'),
        say('documents.status.completed'),
        say('documents.status.cannotProceed'),
        say('documents.column.implementation'),
        say('documents.column.level'),
      ),
    ],
    rows: [
      {
        cells: [
          whole(summary.initialProjects),
          whole(summary.total),
          whole(snapshot.rows.filter(({ measure }) => isInOrdinance(measure)).length),
          whole(summary.inProgress),
          whole(summary.completed),
          whole(summary.cannotProceed),
          percentCell(summary.implementationPercent),
          textCell(summary.implementationLevel),
        ],
      },
    ],
  };
}

const totalName = (groups: readonly DimensionGroup[], words: Wording): string =>
  words.say('documents.totalOfDimensions', { number: groups.filter(({ dimension }) => dimension !== null).length });

/** Money is summed in satang. */
const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + Math.round(amount * 100), 0) / 100;
