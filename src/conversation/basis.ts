import { BASIS, chosenMeasure, chosenPlan } from './conditions.ts';
import type { Facts, MeasureFacts, PlanFacts } from './facts.ts';
import type { Flow, OutcomeName } from './flow.ts';
import { prefilled } from './prefill.ts';
import type { Answers, Run } from './session.ts';
import { returnOf } from '../reporting/review.ts';

/**
 * What was reported of a measure when a conversation about it began is remembered with its answers, as measure, round and
 * revision: what others save meanwhile is seen before it is overwritten.
 */

/** Outcomes that change what is reported, or what is said of it. */
const BOUND: readonly OutcomeName[] = ['saveReport', 'review'];

/** Revision of what others saved meanwhile that was last shown; no step has this name. */
export const SEEN = '=seen';

/** The run with what is reported of its measure now, as soon as it has one; a report that was returned opens as it stands. */
export function withBasis(flow: Flow, run: Run, facts: Facts): Run {
  const about = BOUND.includes(flow.outcome) ? aboutOf(run.answers, facts) : undefined;
  if (about === undefined) return run;
  const { plan, row } = about;
  if (basisIn(run.answers, plan, row) !== undefined) return run;
  const answers: Answers = { ...run.answers, [BASIS]: [row.id, plan.round, revisionOf(row)].join(':') };
  const { report } = row;
  const opens = flow.outcome === 'saveReport' && report !== undefined && returnOf(report) !== undefined;
  return { ...run, answers: opens ? { ...prefilled(row, report), ...answers } : answers };
}

/** The revision a run about a measure began from; `undefined`: it began without one, or in another round. */
export function basisOf(answers: Answers, facts: Facts): number | undefined {
  const about = aboutOf(answers, facts);
  return about === undefined ? undefined : basisIn(answers, about.plan, about.row);
}

/** Whether the report a run is about has changed since it began. */
export function isOutdated(run: Run, facts: Facts): boolean {
  const about = aboutOf(run.answers, facts);
  const basis = basisOf(run.answers, facts);
  return about !== undefined && basis !== undefined && basis !== revisionOf(about.row);
}

/** Whether it has changed, and the person has not seen how. */
export const isUnseen = (run: Run, facts: Facts): boolean =>
  isOutdated(run, facts) && run.answers[SEEN] !== revisionOf(aboutOf(run.answers, facts)?.row);

/** The run once what others saved has been shown. */
export const withSeen = (run: Run, facts: Facts): Run => ({
  ...run,
  answers: { ...run.answers, [SEEN]: revisionOf(aboutOf(run.answers, facts)?.row) },
});

/** The run once its person has decided what becomes of it: from now on it goes out from what was shown. */
export function decided(run: Run, facts: Facts): Run {
  const { [SEEN]: seen, ...answers } = run.answers;
  const about = aboutOf(answers, facts);
  if (about === undefined || typeof seen !== 'number') return run;
  return { ...run, answers: { ...answers, [BASIS]: [about.row.id, about.plan.round, seen].join(':') } };
}

/** 0 where nothing is reported. */
export const revisionOf = (row: MeasureFacts | undefined): number => row?.report?.revision ?? 0;

function aboutOf(answers: Answers, facts: Facts): { plan: PlanFacts; row: MeasureFacts } | undefined {
  const situation = { answers, facts };
  const [plan, row] = [chosenPlan(situation), chosenMeasure(situation)];
  return plan === undefined || row === undefined ? undefined : { plan, row };
}

function basisIn(answers: Answers, { round }: PlanFacts, { id }: MeasureFacts): number | undefined {
  const [measure, of, revision] = String(answers[BASIS] ?? '').split(':');
  return measure === id && of === String(round) ? Number(revision) : undefined;
}
