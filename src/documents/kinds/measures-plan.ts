import type { Block, Column, Table } from '../content.ts';
import type { HeadingField } from '../snapshot.ts';
import { dataAsOfBlock, titleBlocks } from './frame.ts';
import { analysisBlocks, issuesTable } from './issues-table.ts';
import { itaBlocks } from './ita-table.ts';
import type { Made, Material } from './material.ts';
import { unitsCell } from './measure-parts.ts';
import type { MeasureColumn } from './measure-rows.ts';
import { hasTopics, measureRows } from './measure-rows.ts';
import { heading, headingRow, left, prose, section, tableBlock, textCell, textOrDash } from './parts.ts';

/** R2: the measures of a year with the scores they rest on, before anything is done. */
export function measuresPlan(material: Material): Made {
  const { snapshot, words } = material;
  const { narrative: written } = snapshot;
  const { say } = words;
  const title = [
    say('documents.planName.measures'),
    say('documents.title.year', { year: words.number(snapshot.fiscalYear) }),
  ];
  const scores = itaBlocks(material, false);
  return {
    title: title.join(' '),
    orientation: 'landscape',
    blocks: [
      ...titleBlocks(material, [...title, snapshot.organisation]),
      ...prose(written.introduction ?? ''),
      ...(scores.length === 0 ? [] : [heading(say('documents.section.scores')), ...scores]),
      ...issueBlocks(material),
      heading(say('documents.section.measures')),
      tableBlock(measuresTable(material)),
      // Nothing is done yet: there is nothing to generate them from.
      ...section(say('documents.section.limitations'), written.obstacles ?? ''),
      ...section(say('documents.section.suggestions'), written.suggestions ?? ''),
      dataAsOfBlock(material),
    ],
  };
}

function issueBlocks({ snapshot, words }: Material): Block[] {
  const { issues = [] } = snapshot;
  if (issues.length === 0) return [];
  const analysis = analysisBlocks(issues, words);
  return [
    heading(words.say('documents.section.issues')),
    tableBlock(issuesTable(issues, words)),
    ...(analysis.length === 0 ? [] : [heading(words.say('documents.section.analysis')), ...analysis]),
  ];
}

/** Topic, way of putting it into practice, unit, steps and period; a plan without topics has the measure alone. */
function measuresTable({ snapshot, words }: Material): Table {
  const { headings, rows } = snapshot;
  const isGrouped = hasTopics(rows);
  const columns: (MeasureColumn & { field: HeadingField; column: Column })[] = [
    {
      field: 'topic',
      column: left(20),
      of: 'topic',
      cell: ({ measure }, number) =>
        measure.topic === undefined ? textOrDash() : textCell(`${words.number(number)}. ${measure.topic}`),
    },
    {
      field: 'title',
      column: left(28),
      of: 'measure',
      cell: ({ measure }) => textCell(isGrouped ? measure.title : `${words.number(measure.number)}. ${measure.title}`),
    },
    { field: 'units', column: left(14), of: 'part', cell: (part) => unitsCell(part, words) },
    { field: 'method', column: left(28), of: 'part', cell: ({ method }) => textOrDash(method) },
    { field: 'period', column: left(14), of: 'part', cell: ({ period }) => textOrDash(period) },
  ];
  const shown = columns.filter(({ field }) => field !== 'topic' || isGrouped);
  return {
    name: words.say('documents.table.measures'),
    columns: shown.map(({ column }) => column),
    headings: [
      headingRow(
        ...shown.map(
          ({ field }) =>
            headings[field] ??
            words.say(isGrouped ? `documents.planHeading.${field}` : `documents.reportHeading.${field}`),
        ),
      ),
    ],
    rows: measureRows(rows, shown),
  };
}
