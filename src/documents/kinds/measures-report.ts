import type { Column, Table } from '../content.ts';
import type { HeadingField } from '../snapshot.ts';
import { dataAsOfBlock, titleBlocks, yearAndRound } from './frame.ts';
import { itaBlocks } from './ita-table.ts';
import type { Made, Material } from './material.ts';
import { resultCell, unitsCell } from './measure-parts.ts';
import type { MeasureColumn } from './measure-rows.ts';
import { hasTopics, measureRows } from './measure-rows.ts';
import { heading, headingRow, left, prose, section, tableBlock, textCell, textOrDash } from './parts.ts';

/** R1: what was done of each measure and what it led to, then the ITA scores beside those of the year before. */
export function measuresReport(material: Material): Made {
  const { snapshot, words, narrative } = material;
  const { say } = words;
  const title = [say('documents.measuresReport.title'), ...yearAndRound(snapshot, words)];
  const scores = itaBlocks(material, true);
  return {
    title: title.join(' '),
    orientation: 'landscape',
    blocks: [
      ...titleBlocks(material, [...title, snapshot.organisation]),
      ...prose(narrative.introduction),
      tableBlock(measuresTable(material)),
      ...section(say('documents.section.summary'), narrative.progress),
      ...section(say('documents.section.overdue'), narrative.overdue),
      ...section(say('documents.section.obstacles'), narrative.obstacles),
      ...section(say('documents.section.suggestions'), narrative.suggestions),
      ...(scores.length === 0 ? [] : [heading(say('documents.section.ita')), ...scores]),
      dataAsOfBlock(material),
    ],
  };
}

/** The columns of the report in the organisation's own headings; topics and remarks where it has them. */
function measuresTable({ snapshot, words }: Material): Table {
  const { headings, rows } = snapshot;
  const columns: (MeasureColumn & { field: HeadingField; column: Column })[] = [
    { field: 'topic', column: left(14), of: 'topic', cell: ({ measure }) => textOrDash(measure.topic) },
    {
      field: 'title',
      column: left(20),
      of: 'measure',
      cell: ({ measure }) => textCell(`${words.number(measure.number)}. ${measure.title}`),
    },
    { field: 'method', column: left(20), of: 'part', cell: ({ method }) => textOrDash(method) },
    { field: 'units', column: left(12), of: 'part', cell: (part) => unitsCell(part, words) },
    { field: 'period', column: left(12), of: 'part', cell: ({ period }) => textOrDash(period) },
    { field: 'result', column: left(20), of: 'part', cell: (part) => resultCell(part, words) },
    { field: 'outcome', column: left(20), of: 'part', cell: ({ report }) => textOrDash(report?.outcome) },
    { field: 'remark', column: left(14), of: 'measure', cell: ({ report }) => textOrDash(report?.obstacle) },
  ];
  const shown = columns.filter(({ field }) => {
    if (field === 'topic') return hasTopics(rows);
    return field !== 'remark' || headings.remark !== undefined;
  });
  return {
    name: words.say('documents.table.measures'),
    columns: shown.map(({ column }) => column),
    headings: [
      headingRow(...shown.map(({ field }) => headings[field] ?? words.say(`documents.reportHeading.${field}`))),
    ],
    rows: measureRows(rows, shown),
  };
}
