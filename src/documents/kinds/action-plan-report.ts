import { STATUSES } from '../../reporting/model.ts';
import type { Block } from '../content.ts';
import { disbursementTable, projectsTable, statusTable, summaryTable } from './action-plan-tables.ts';
import { changeTable } from './change-table.ts';
import type { DimensionGroup } from './dimension-groups.ts';
import { dimensionGroups, isInOrdinance, needsNoMoney } from './dimension-groups.ts';
import { dataAsOfBlock, planName, reporterBlock, titleBlocks, yearAndRound } from './frame.ts';
import type { Made, Material } from './material.ts';
import { heading, note, prose, section, tableBlock } from './parts.ts';
import { projectList } from './project-list.ts';

/** R3: what became of an action plan by the end of a round, in the order the commission's form has it. */
export function actionPlanReport(material: Material): Made {
  const { snapshot, words } = material;
  const { say } = words;
  const groups = dimensionGroups(snapshot);
  const title = [
    say('documents.actionPlan.title'),
    say('documents.actionPlan.ofPlan', { plan: planName(snapshot, words) }),
    ...yearAndRound(snapshot, words),
  ];
  return {
    title: title.join(' '),
    orientation: 'landscape',
    blocks: [
      ...titleBlocks(material, [...title, snapshot.organisation]),
      { kind: 'pageBreak' },
      heading(say('documents.section.results')),
      ...prose(material.narrative.introduction),
      tableBlock(summaryTable(material, groups)),
      ...prose(material.narrative.progress),
      ...prose(material.narrative.dimensions),
      tableBlock(projectsTable(material, groups, 'developmentPlan')),
      tableBlock(projectsTable(material, groups, 'ordinance')),
      ...(snapshot.rows.some(({ measure }) => needsNoMoney(measure)) ? [note(say('documents.note.withoutMoney'))] : []),
      tableBlock(disbursementTable(material, groups)),
      tableBlock(statusTable(material)),
      ...notesOnStatus(material),
      dataAsOfBlock(material),
      ...changeBlocks(material),
      { kind: 'pageBreak' },
      heading(say('documents.section.projects')),
      tableBlock(projectList(material)),
      ...section(say('documents.section.overdue'), material.narrative.overdue),
      ...section(say('documents.section.obstacles'), material.narrative.obstacles),
      ...section(say('documents.section.suggestions'), material.narrative.suggestions),
      heading(say('documents.section.conclusion')),
      conclusion(material),
      dataAsOfBlock(material),
      reporterBlock(material),
      heading(say('documents.section.legend')),
      legend(material, groups),
    ],
  };
}

/** By which scale the level is named, and a printed count that the rows do not give. */
function notesOnStatus({ snapshot, words }: Material): Block[] {
  const { scale, inOrdinanceStated: stated, rows } = snapshot;
  const steps = scale.levels
    .toSorted((a, b) => b.from - a.from)
    .map(({ from, name }) => words.say('documents.note.level', { name, percent: words.number(from) }));
  const counted = rows.filter(({ measure }) => isInOrdinance(measure)).length;
  const differs = stated !== undefined && stated !== counted;
  return [
    note(words.say('documents.note.scale', { scale: scale.name, levels: steps.join(' ') })),
    ...(differs ? [note(words.say('documents.note.ordinance', { stated, counted }))] : []),
  ];
}

/** What moved since the round before; nothing in the first one. */
function changeBlocks(material: Material): Block[] {
  const { snapshot, words, narrative } = material;
  const { previous, round } = snapshot;
  if (round !== 12 || previous === undefined) return [];
  return [
    heading(words.say('documents.section.change')),
    ...prose(narrative.change),
    tableBlock(changeTable(material, previous)),
  ];
}

/** The seven lines of the form. */
function conclusion({ summary, words }: Material): Block {
  const { say, money, percent } = words;
  const items = [
    say('documents.conclusion.total', { number: summary.total }),
    say('documents.conclusion.waitingReport', { number: summary.waitingReport }),
    say('documents.conclusion.inProgress', { number: summary.inProgress }),
    say('documents.conclusion.completed', { number: summary.completed }),
    say('documents.conclusion.cannotProceed', { number: summary.cannotProceed }),
    say('documents.conclusion.disbursed', {
      amount: money(summary.disbursed),
      percent: percent(summary.disbursedPercent),
    }),
    say('documents.conclusion.implementation', {
      level: summary.implementationLevel,
      percent: percent(summary.implementationPercent),
    }),
  ];
  return { kind: 'list', items: items.map((item) => `- ${item}`) };
}

/** What the dimensions and the statuses mean. */
function legend({ words }: Material, groups: readonly DimensionGroup[]): Block {
  const { say } = words;
  const dimensions = groups.flatMap(({ dimension, name }) =>
    dimension === null || name === undefined ? [] : [say('documents.dimensionNamed', { number: dimension, name })],
  );
  const statuses = STATUSES.map((status) =>
    say('documents.meaning', { word: say(`documents.status.${status}`), meaning: say(`documents.legend.${status}`) }),
  );
  return { kind: 'list', items: [...dimensions, ...statuses] };
}
