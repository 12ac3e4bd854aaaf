import { IMPORTED } from '../../reporting/model.ts';
import { statusOf } from '../../reporting/summary.ts';
import type { Table } from '../content.ts';
import type { SnapshotRow } from '../snapshot.ts';
import { evidenceNamed, evidenceSent } from './evidence-text.ts';
import { dataAsOfBlock, planName, titleBlocks, yearAndRound } from './frame.ts';
import type { Made, Material } from './material.ts';
import { center, headingRow, left, prose, tableBlock, textCell, textOrDash, whole } from './parts.ts';
import { unitsCell } from './measure-parts.ts';

/** What shows that each measure was done, and where nothing does. */
export function evidenceIndex(material: Material): Made {
  const { snapshot, words } = material;
  const { say } = words;
  const title = [
    say('documents.evidence.title'),
    say('documents.evidence.ofPlan', { plan: planName(snapshot, words) }),
    ...yearAndRound(snapshot, words),
  ];
  const completed = snapshot.rows.filter((row) => statusOf(row) === 'completed');
  const bare = completed.filter((row) => shownBy(row, material).length === 0);
  const counts = { completed: completed.length, with: completed.length - bare.length, without: bare.length };
  return {
    title: title.join(' '),
    orientation: 'landscape',
    blocks: [
      ...titleBlocks(material, [...title, snapshot.organisation]),
      ...prose(say('documents.evidence.counts', counts)),
      tableBlock(evidenceTable(material)),
      dataAsOfBlock(material),
    ],
  };
}

function evidenceTable(material: Material): Table {
  const { snapshot, words } = material;
  const { say } = words;
  return {
    name: say('documents.table.evidence'),
    columns: [center(6), left(32), left(14), left(14), left(14), left(20), left(24)],
    headings: [
      headingRow(
        say('documents.column.number'),
        say(`documents.measureColumn.${snapshot.kind}`),
        say('documents.column.unit'),
        say('documents.column.status'),
        say('documents.column.reportedBy'),
        say('documents.column.reportedAt'),
        say('documents.column.evidence'),
      ),
    ],
    rows: snapshot.rows.map((row) => {
      const { measure, report } = row;
      const status = statusOf(row);
      return {
        cells: [
          whole(measure.number),
          textCell(measure.title),
          unitsCell({ method: '', period: '', units: unitsOf(row), isOfAllUnits: measure.allUnits === true }, words),
          textCell(say(`documents.status.${status}`)),
          textOrDash(report?.by === IMPORTED ? say('documents.evidence.imported') : report?.by),
          textOrDash(report === undefined ? undefined : words.day(report.at)),
          textCell(...shown(row, material)),
        ],
      };
    }),
  };
}

/** Units of the measure and of its steps, each once. */
const unitsOf = ({ measure }: SnapshotRow): string[] => [
  ...new Set([
    ...measure.responsibleUnits,
    ...(measure.steps ?? []).flatMap(({ responsibleUnits }) => responsibleUnits),
  ]),
];

/** The evidence; that it is missing, once something is said to be done. */
function shown(row: SnapshotRow, material: Material): string[] {
  const { say } = material.words;
  const all = shownBy(row, material);
  if (all.length > 0) return all;
  const reason = row.report?.noEvidenceReason;
  if (reason !== undefined) return [say('documents.evidence.reason', { reason })];
  return statusOf(row) === 'waitingReport' ? ['-'] : [say('documents.evidence.missing')];
}

/** What was sent to show it, then what is named in what was reported. */
const shownBy = (row: SnapshotRow, { words }: Material): string[] => [
  ...evidenceSent(row, words),
  ...evidenceNamed(row),
];
