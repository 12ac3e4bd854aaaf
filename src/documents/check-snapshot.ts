import { checkPlan } from '../reporting/checks.ts';
import type { CheckedMeasure, CheckedPlan } from '../reporting/checks.ts';
import type { Finding } from '../reporting/model.ts';
import type { StatedFigure } from '../reporting/stated-figures.ts';
import { statusOf } from '../reporting/summary.ts';
import { bangkokDate, dateParts, toBuddhistYear } from '../thai/calendar.ts';
import { mentionedSpans } from '../thai/periods.ts';
import { MONTH_NAMES } from '../thai/months.ts';
import { evidenceNamed } from './kinds/evidence-text.ts';
import type { DocumentKind, Explanation, Snapshot, SnapshotRow } from './snapshot.ts';

/** A finding that stays, and who says why. */
export interface Explained {
  finding: Finding;
  explanation: Explanation;
}

/**
 * Everything that does not add up in what a document would be made from: the checks of plans and reports, and what only a
 * document needs; the worst first. A plan of measures says nothing of reports, so none are asked for.
 */
export function checkSnapshot(snapshot: Snapshot, kind?: DocumentKind): Finding[] {
  const rows = kind === 'measures-plan' ? snapshot.rows.map(({ report: _report, ...row }) => row) : snapshot.rows;
  const done = new Set(rows.flatMap((row) => (statusOf(row) === 'completed' ? [row.measure.number] : [])));
  const checked = checkPlan(checkedPlan(snapshot, rows)).map((finding) => asDocument(finding, snapshot, done));
  const own = kind === 'measures-plan' ? missingScores(snapshot) : [...waiting(rows), ...missingReporter(snapshot)];
  return [...own, ...missingDimensions(snapshot), ...checked].toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** The findings that are open, and those that somebody has explained by name. */
export function settleFindings(snapshot: Snapshot, kind?: DocumentKind): { open: Finding[]; explained: Explained[] } {
  const open: Finding[] = [];
  const explained: Explained[] = [];
  for (const finding of checkSnapshot(snapshot, kind)) {
    const isOf = ({ code, where }: Explanation) => code === finding.code && where === finding.where;
    const explanation = snapshot.explanations.findLast(isOf);
    if (explanation === undefined) open.push(finding);
    else explained.push({ finding, explanation });
  }
  return { open, explained };
}

/** The snapshot as the checks look at a plan. */
function checkedPlan(snapshot: Snapshot, rows: readonly SnapshotRow[]): CheckedPlan {
  const { organisation, fiscalYear, kind, round, dimensions, units, indicators, statedTotal } = snapshot;
  return {
    organisation,
    fiscalYear,
    kind,
    round,
    dimensions,
    indicators,
    ...(statedTotal === undefined ? {} : { statedTotal }),
    units: units.map((name) => ({ name, aliases: [] })),
    measures: rows.map(checkedMeasure),
    // The follow-up of an action plan states, money and remarks alone.
    expectsResults: kind === 'measures',
    stated: statedFigures(snapshot),
    dataAsOf: dates(snapshot),
    texts: textsOf(snapshot, rows),
  };
}

function checkedMeasure(row: SnapshotRow): CheckedMeasure {
  const { measure, report } = row;
  const status = statusOf(row);
  const evidence = evidenceNamed(row);
  const stopped = (report?.steps ?? []).filter((step) => step.status === 'cannotProceed');
  // A measure that stops for its steps has its reason when each of them has one.
  const unexplained = stopped.find(({ reason, reasonText }) => (reason ?? 'other') === 'other' && !filled(reasonText));
  const because = report?.reason === undefined && !filled(report?.reasonText) ? (unexplained ?? stopped[0]) : report;
  const { steps: planned, ...rest } = measure;
  const steps = planned?.map((step, index) => {
    const said = report?.steps?.[index] ?? (report?.steps === undefined && index === 0 ? report : undefined);
    return { ...step, ...texts(said) };
  });
  return {
    ...rest,
    ...(steps === undefined || steps.length === 0 ? {} : { steps }),
    status,
    ...(because?.reason === undefined ? {} : { reason: because.reason }),
    ...(because?.reasonText === undefined ? {} : { reasonText: because.reasonText }),
    ...(report?.disbursed === undefined ? {} : { disbursed: report.disbursed }),
    ...texts(report),
    ...(evidence.length === 0 ? {} : { evidence: evidence.join('\n') }),
  };
}

const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** Result and outcome, where they say something. */
const texts = (said: { result?: string; outcome?: string } | undefined): { result?: string; outcome?: string } => ({
  ...(said?.result !== undefined && filled(said.result) ? { result: said.result } : {}),
  ...(said?.outcome !== undefined && filled(said.outcome) ? { outcome: said.outcome } : {}),
});

/** The printed figures that are kept with a plan; they have no line. */
function statedFigures({ initialProjects, inOrdinanceStated }: Snapshot): StatedFigure[] {
  return [
    ...(initialProjects === undefined ? [] : [{ figure: 'initialProjects' as const, value: initialProjects, line: 0 }]),
    ...(inOrdinanceStated === undefined ? [] : [{ figure: 'inOrdinance' as const, value: inOrdinanceStated, line: 0 }]),
  ];
}

/** The date of the figures, and those that paragraphs somebody wrote name as such. */
function dates({ dataAsOf, narrative }: Snapshot): string[] {
  const { year, month, day } = dateParts(bangkokDate(dataAsOf));
  const own = `${day} ${MONTH_NAMES[month - 1]?.[0] ?? ''} ${toBuddhistYear(year)}`;
  const written = Object.values(narrative).flatMap((text) =>
    [...text.matchAll(/ข้อมูล\s?ณ\s?(?:วันที่)?([^\n]{4,40})/g)].flatMap(
      (found) => mentionedSpans(found[1] ?? '')[0]?.text ?? [],
    ),
  );
  return [own, ...written];
}

/** Everything people wrote, with the measure or paragraph it stands in. */
function textsOf(snapshot: Snapshot, rows: readonly SnapshotRow[]): { where: string; text: string }[] {
  const ofRows = rows.flatMap(({ measure, report }) => {
    const steps = [...(measure.steps ?? []), ...(report?.steps ?? [])].flatMap((step) => Object.values(step));
    const all = [
      measure.title,
      measure.topic,
      measure.method,
      report?.result,
      report?.outcome,
      report?.obstacle,
      ...steps,
    ];
    const written = all.flatMap((text) => (typeof text === 'string' ? [text] : []));
    return written.map((text) => ({ where: `measure ${measure.number}`, text }));
  });
  const ofNarrative = Object.entries(snapshot.narrative).map(([part, text]) => ({ where: `narrative ${part}`, text }));
  const ofIssues = (snapshot.issues ?? []).flatMap(({ number, topic, analysis = '', blocks }) =>
    [topic, analysis, ...blocks.map(({ advice }) => advice)].map((text) => ({ where: `issue ${number}`, text })),
  );
  return [...ofRows, ...ofNarrative, ...ofIssues];
}

/** What is a warning of a plan stops a document that rests on it; `done`: numbers of measures that are completed. */
function asDocument(finding: Finding, { kind }: Snapshot, done: ReadonlySet<number>): Finding {
  const isOfReport = finding.code === 'result-missing' || finding.code === 'outcome-missing';
  const number = Number(/^measure (\d+)/.exec(finding.where)?.[1]);
  const isDue = isOfReport && kind === 'measures' && done.has(number);
  return isDue || finding.code === 'initial-projects-unexplained' ? { ...finding, severity: 'error' } : finding;
}

function waiting(rows: readonly SnapshotRow[]): Finding[] {
  const open = rows.filter((row) => statusOf(row) === 'waitingReport');
  if (open.length === 0) return [];
  const params = listed(open);
  return [
    { code: 'reports-waiting', severity: 'error', where: 'plan', params, stated: rows.length, computed: open.length },
  ];
}

/** The form of the action plan names who answers for it. */
function missingReporter({ kind, reporter }: Snapshot): Finding[] {
  if (kind !== 'action-plan' || filled(reporter?.name)) return [];
  return [{ code: 'reporter-missing', severity: 'error', where: 'plan' }];
}

/** Some without a dimension are a gap of the plan; without any, nothing can be summed by dimension. */
function missingDimensions({ kind, rows }: Snapshot): Finding[] {
  if (kind !== 'action-plan' || rows.length === 0 || rows.some(({ measure }) => measure.dimension !== undefined))
    return [];
  const params = listed(rows);
  return [{ code: 'dimension-missing', severity: 'error', where: 'plan', params, computed: rows.length }];
}

/** The measures of a year rest on the scores of the assessment. */
const missingScores = ({ indicators }: Snapshot): Finding[] =>
  indicators.length > 0 ? [] : [{ code: 'ita-scores-missing', severity: 'warning', where: 'plan' }];

/** How many, and the numbers of the first ones. */
function listed(rows: readonly SnapshotRow[]): { count: number; measures: string } {
  const numbers = rows.slice(0, MOST_NAMED).map(({ measure }) => measure.number);
  return { count: rows.length, measures: numbers.join(', ') + (rows.length > numbers.length ? ' …' : '') };
}

const MOST_NAMED = 12;
