import { authorOf } from './author.ts';
import { chosenMeasure } from './conditions.ts';
import { inBrief } from './excerpt.ts';
import type { Facts, MeasureFacts, ReportBefore } from './facts.ts';
import type { Text } from './message.ts';
import { duties } from './own-measures.ts';
import type { PlacedStep } from './path.ts';
import type { Run } from './session.ts';
import { statusOf } from '../reporting/summary.ts';

/** The first question about a measure says where it stands: in a series, in the round before, and in this one. */
export function openingOf(run: Run, steps: readonly PlacedStep[], placed: PlacedStep): ((ask: Text) => Text) | null {
  const row = chosenMeasure(placed.situation);
  const before = steps[steps.findIndex(({ key }) => key === placed.key) - 1];
  if (row === undefined || before?.step.answer !== 'measure') return null;
  const layers: ((ask: Text) => Text)[] = [
    ...(row.before === undefined
      ? []
      : [(ask: Text) => earlierReport(ask, row.before as ReportBefore, placed.situation.facts)]),
    ...(row.report === undefined ? [] : [(ask: Text) => reportedAlready(ask, row.report as SavedReport)]),
    ...(run.series === true ? [(ask: Text) => inSeries(ask, placed.situation.facts)] : []),
  ];
  return layers.length === 0 ? null : (ask) => layers.reduce((said, layer) => layer(said), ask);
}

type SavedReport = NonNullable<MeasureFacts['report']>;

const reportedAlready = (ask: Text, report: SavedReport): Text => ({
  key: 'question.reported',
  params: {
    ask: { text: ask },
    name: authorOf(report),
    when: { instant: report.at },
    status: { text: { key: `status.${report.status}` } },
  },
});

function earlierReport(ask: Text, { report, round, fiscalYear }: ReportBefore, facts: Facts): Text {
  const said = [report.result, report.outcome, report.reasonText].find((one) => one !== undefined);
  const params = {
    round,
    year: { fiscalYear },
    status: { text: { key: `status.${report.status}` } },
    said: inBrief(said ?? '', facts),
  };
  const key = said === undefined ? 'question.before' : 'question.beforeSaid';
  return { key, params: { ask: { text: ask }, ...params } };
}

/** How far a series has come: of the measures a person is to report. */
function inSeries(ask: Text, { plans, member }: Facts): Text {
  const all = plans.flatMap(({ rows }) => duties(rows, member));
  const done = all.filter((row) => statusOf(row) !== 'waitingReport').length;
  return { key: 'question.series', params: { ask: { text: ask }, done, total: all.length } };
}

/** Whether a run of a series stands where its measure may still be left for later. */
export function isSeriesStart(run: Run, steps: readonly PlacedStep[]): boolean {
  const index = steps.findIndex(({ key }) => key === run.at);
  return run.series === true && steps[index - 1]?.step.answer === 'measure';
}
