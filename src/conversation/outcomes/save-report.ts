import type { Reason, Report, Status } from '../../reporting/model.ts';
import { statusOfSteps } from '../../reporting/summary.ts';
import { authorOf } from '../author.ts';
import { revisionOf } from '../basis.ts';
import { chosenMeasure, chosenPlan, measureStepCount } from '../conditions.ts';
import type { ReportToSave, StepToSave } from '../effects.ts';
import type { MeasureFacts, PlanFacts } from '../facts.ts';
import type { Message, Row } from '../message.ts';
import { nextAfter, ownership, remaining } from '../own-measures.ts';
import { nextSteps } from '../menu.ts';
import { commandTap } from '../tap.ts';
import type { Sources } from '../sources.ts';
import type { WordsOf } from '../../reporting/erase.ts';
import { say, sentence } from './outcome.ts';
import type { Finished, Outcome } from './outcome.ts';

/** Stores a report and says what was stored, how many of mine are left, and which is next. */
export const saveReport: Outcome = (finished) => {
  const { facts, answer } = finished;
  const situation = { answers: { plan: answer('plan') ?? null, measure: answer('measure') ?? null }, facts };
  const plan = chosenPlan(situation);
  const row = chosenMeasure(situation);
  if (plan === undefined || row === undefined) return [say(sentence('report.gone'))];
  const stepCount = measureStepCount(situation);
  const report: ReportToSave = {
    ...(stepCount > 0 ? { steps: steps(finished, stepCount) } : core(finished)),
    ...(typeof answer('disbursed') === 'number' ? { disbursed: Number(answer('disbursed')) } : {}),
    ...(answer('obstacle') === undefined ? {} : { obstacle: String(answer('obstacle')) }),
    ...(answer('noEvidenceReason') === undefined ? {} : { noEvidenceReason: String(answer('noEvidenceReason')) }),
  };
  const saved = {
    ...row,
    report: {
      revision: revisionOf(row) + 1,
      status: statusAfter(row, report),
      by: facts.member?.name ?? '',
      at: facts.now,
    },
  };
  // Of every plan: being through with one is not being through.
  const left = remaining(facts.plans, facts.member, { first: plan.id, saved });
  const { status } = saved.report;
  const next = finished.series ? nextAfter(row.id, facts.plans, facts.member) : undefined;
  const brief = sentence('report.savedInSeries', { number: row.measure.number, status: statusName(status) });
  return [
    {
      type: 'saveReport',
      planId: plan.id,
      measureId: row.id,
      round: plan.round,
      report,
      messages: messagesOf(finished.run.sources),
      ...(finished.opened === undefined ? {} : { basis: finished.opened, run: finished.run }),
    },
    { type: 'reported', row: saved },
    say(next !== undefined ? brief : receipt(finished, plan, row, { report, status, left })),
    ...(next !== undefined ? [{ type: 'begin' as const, measureId: next.id }] : []),
  ];
};

/** Which message gave which words of the report; `stepResult.0` is the `result.0` of it. */
const messagesOf = (sources: Sources = {}): WordsOf[] =>
  Object.entries(sources).map(([key, messageId]) => ({
    place: key.replace(/^step(.)/, (_, first: string) => first.toLowerCase()),
    messageId,
  }));

/** What was saved, and what is left. */
interface Saved {
  report: ReportToSave;
  status: Status;
  left: readonly MeasureFacts[];
}

function core({ answer }: Finished, index?: number): Exclude<StepToSave, 'keep'> {
  const id = (name: string) => (index === undefined ? name : `step${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  const text = (name: string) => {
    const value = answer(id(name), index);
    return value === undefined ? {} : { [name]: String(value) };
  };
  const reason = answer(id('reason'), index);
  return {
    status: answer(id('status'), index) as Status,
    ...(reason === undefined ? {} : { reason: reason as Reason }),
    ...text('reasonText'),
    ...text('result'),
    ...text('outcome'),
  };
}

const steps = (finished: Finished, count: number): StepToSave[] =>
  Array.from({ length: count }, (_, index) =>
    finished.answer('stepStatus', index) === 'keep' ? 'keep' : core(finished, index),
  );

function receipt({ facts }: Finished, plan: PlanFacts, row: MeasureFacts, { report, status, left }: Saved): Message {
  const next = left[0];
  const open = openSteps(row, report);
  const others = ownership(row, facts.member) === 'others';
  const period = { year: { fiscalYear: plan.fiscalYear }, round: plan.round };
  const rows: Row[] = [
    { label: { key: 'report.measure.label' }, value: { verbatim: `${row.measure.number}. ${row.measure.title}` } },
    { label: { key: 'report.status.label' }, value: { key: `status.${status}` } },
    // A report begun in one round and saved in the next is said to be one of the next.
    { label: { key: 'report.period.label' }, value: { key: 'summary.period', params: period } },
    ...(others
      ? [{ label: { key: 'report.units.label' }, value: { verbatim: row.measure.responsibleUnits.join(', ') } }]
      : []),
    ...sinceBefore(row, status),
    ...(open.length === 0 ? [] : [{ label: { key: 'report.openSteps' }, value: { verbatim: open.join(', ') } }]),
    ...(row.report === undefined ? [] : [replaced(row.report)]),
  ];
  return {
    kind: 'card',
    title: { key: 'report.saved' },
    rows,
    about: { measureId: row.id, round: plan.round },
    note: next === undefined ? { key: 'report.noneLeft' } : { key: 'report.left', params: { count: left.length } },
    choices: [
      ...(next === undefined
        ? []
        : [
            {
              label: { key: 'report.next', params: { number: next.measure.number } },
              data: commandTap('report', next.id),
            },
            ...nextSteps(facts, ['remaining']),
          ]),
      { label: { key: 'menu.summary' }, data: commandTap('summary') },
    ],
  };
}

/** How the status moved since the round before, of the same plan. */
function sinceBefore({ before }: MeasureFacts, status: Status): Row[] {
  if (before?.isSamePlan !== true) return [];
  const params = { round: before.round, from: statusName(before.report.status), to: statusName(status) };
  const key = before.report.status === status ? 'report.since.same' : 'report.since.moved';
  return [{ label: { key: 'report.since.label' }, value: { key, params } }];
}

const statusName = (status: Status) => ({ text: { key: `status.${status}` } });

const replaced = (report: Report & { by: string; at: number }): Row => ({
  label: { key: 'report.replaced' },
  value: { key: 'report.replacedBy', params: { name: authorOf(report), when: { instant: report.at } } },
});

const statusAfter = (row: MeasureFacts, report: ReportToSave): Status =>
  report.steps === undefined ? (report.status ?? 'waitingReport') : statusOfSteps(stepsAfter(row, report));

const stepsAfter = (row: MeasureFacts, { steps = [] }: ReportToSave): { status: Status }[] =>
  steps.map((step, index) => (step === 'keep' ? (row.report?.steps?.[index] ?? { status: 'waitingReport' }) : step));

/** Numbers of the steps that nobody has reported. */
const openSteps = (row: MeasureFacts, report: ReportToSave): number[] =>
  stepsAfter(row, report).flatMap(({ status }, index) => (status === 'waitingReport' ? [index + 1] : []));
