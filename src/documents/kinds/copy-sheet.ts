import { statusOf } from '../../reporting/summary.ts';
import type { Speaker } from '../../i18n.ts';
import type { Table } from '../content.ts';
import { plainNumber } from '../formats/number-text.ts';
import type { Snapshot, SnapshotRow } from '../snapshot.ts';
import type { Wording } from '../wording.ts';
import { makeWording } from '../wording.ts';
import { isInOrdinance } from './dimension-groups.ts';
import { dataAsOfBlock, planName, reporterBlock, titleBlocks, yearAndRound } from './frame.ts';
import type { Made, Material } from './material.ts';
import { reasonsOf, reportedText } from './measure-parts.ts';
import { center, headingRow, left, over, tableBlock, textCell, textOrDash, tick } from './parts.ts';

/** The fields of the web form, in its order. */
export const COPY_FIELDS = [
  'title',
  'dimension',
  'plannedBudget',
  'inOrdinance',
  'ordinanceBudget',
  'disbursed',
  'status',
  'reason',
  'result',
  'outcome',
  'remark',
] as const;
export type CopyField = (typeof COPY_FIELDS)[number];

/** The values of one project as they are put into the web form. */
export interface CopiedMeasure {
  measureId: string;
  number: number;
  /** Amounts without separators and in Arabic digits, as the form takes them; empty where nothing was stated. */
  fields: { key: CopyField; label: string; value: string }[];
}

/** What is to be entered in the web form, project by project. */
export const copyFields = (snapshot: Snapshot, speaker: Speaker): CopiedMeasure[] =>
  copied(snapshot, makeWording(speaker, 'arabic'));

const copied = ({ rows }: Snapshot, words: Wording): CopiedMeasure[] =>
  rows.map((row) => {
    const values = valuesOf(row, words);
    const fields = COPY_FIELDS.map((key) => ({ key, label: words.say(`documents.field.${key}`), value: values[key] }));
    return { measureId: row.id, number: row.measure.number, fields };
  });

function valuesOf(row: SnapshotRow, words: Wording): Record<CopyField, string> {
  const { measure, report } = row;
  const amount = (number: number | undefined): string =>
    number === undefined ? '' : plainNumber({ number, as: 'money' });
  return {
    title: measure.title,
    dimension: measure.dimension === undefined ? '' : String(measure.dimension),
    plannedBudget: amount(measure.plannedBudget),
    inOrdinance: words.say(isInOrdinance(measure) ? 'documents.yes' : 'documents.no'),
    ordinanceBudget: amount(measure.ordinanceBudget),
    disbursed: amount(report?.disbursed),
    status: words.say(`documents.status.${statusOf(row)}`),
    reason: reasonsOf(row, words).join('\n'),
    result: reportedText(row, 'result', words),
    outcome: reportedText(row, 'outcome', words),
    remark: report?.obstacle ?? '',
  };
}

/** The E-PlanNACC copy sheet on paper: one value a line, with a box to tick once it is entered. */
export function copySheet(material: Material): Made {
  const { snapshot, words } = material;
  const { say } = words;
  const title = [
    say('documents.copySheet.title'),
    say('documents.copySheet.ofPlan', { plan: planName(snapshot, words) }),
    ...yearAndRound(snapshot, words),
  ];
  return {
    title: title.join(' '),
    orientation: 'portrait',
    blocks: [
      ...titleBlocks(material, [...title, snapshot.organisation]),
      tableBlock(copyTable(material)),
      reporterBlock(material),
      dataAsOfBlock(material),
    ],
  };
}

function copyTable({ snapshot, words }: Material): Table {
  const { say } = words;
  // What is typed into the form has its digits whatever those of the paper are.
  const measures = copied(snapshot, makeWording(words.speaker, 'arabic'));
  return {
    name: say('documents.table.copy'),
    columns: [center(8), left(42), left(40), center(10)],
    headings: [
      headingRow(
        say('documents.column.number'),
        say('documents.column.field'),
        say('documents.column.value'),
        say('documents.column.entered'),
      ),
    ],
    rows: measures.flatMap(({ number, fields }) =>
      fields.map(({ label, value }, index) => ({
        cells: [
          index === 0 ? over(textCell(words.number(number)), fields.length) : null,
          textCell(label),
          textOrDash(value),
          tick(false),
        ],
      })),
    ),
  };
}
