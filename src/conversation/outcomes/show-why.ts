import { revisions } from '../../reporting/history.ts';
import { deadlineOf } from '../../reporting/rounds.ts';
import { reviewOf } from '../../reporting/review.ts';
import { statusOf } from '../../reporting/summary.ts';
import { bangkokDate } from '../../thai/calendar.ts';
import { authorOf } from '../author.ts';
import { chosenMeasure, chosenPlan } from '../conditions.ts';
import type { Facts, MeasureFacts, PlanFacts } from '../facts.ts';
import type { Text } from '../message.ts';
import { nextSteps } from '../menu.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Why a measure stands where it stands: its status and since when, the deadline, evidence, review and history, in a few sentences. */
export const showWhy: Outcome = ({ facts, answer }) => {
  const situation = { answers: { measure: answer('measure') ?? null }, facts };
  const [row, plan] = [chosenMeasure(situation), chosenPlan(situation)];
  if (row === undefined || plan === undefined) return [say(sentence('report.gone'))];
  const sentences = [standing(plan, row), deadline(plan, row, facts), reviewed(row, facts), changed(plan, row, facts)];
  return [
    say({
      kind: 'text',
      text: joined(sentences.filter((one) => one !== undefined)),
      choices: [
        { label: { key: 'menu.history' }, data: commandTap('history', row.id) },
        ...nextSteps(facts, ['report']),
      ],
    }),
  ];
};

function standing({ round }: PlanFacts, row: MeasureFacts): Text {
  const { number, title } = row.measure;
  const { report } = row;
  const what = { number, title, round };
  if (report === undefined || statusOf(row) === 'waitingReport') return { key: 'why.notReported', params: what };
  const reason =
    report.reasonText ?? (report.reason === undefined ? undefined : { text: { key: `reason.${report.reason}` } });
  const params = {
    ...what,
    status: { text: { key: `status.${report.status}` } },
    name: authorOf(report),
    when: { instant: report.at },
    ...(reason === undefined ? {} : { reason }),
  };
  return { key: report.status === 'cannotProceed' && reason !== undefined ? 'why.because' : 'why.reported', params };
}

/** When the round is due, and how often those who have not reported were reminded. */
function deadline({ fiscalYear, round }: PlanFacts, row: MeasureFacts, facts: Facts): Text | undefined {
  if (statusOf(row) === 'completed' || statusOf(row) === 'cannotProceed') return undefined;
  const date = deadlineOf(fiscalYear, round);
  const count = facts.reminded?.(fiscalYear, round) ?? 0;
  const key = bangkokDate(facts.now) > date ? 'why.overdue' : 'why.due';
  return { key: count === 0 ? key : `${key}Reminded`, params: { date: { date }, count } };
}

function reviewed(row: MeasureFacts, facts: Facts): Text | undefined {
  const { report } = row;
  if (report === undefined || statusOf(row) === 'waitingReport') return undefined;
  const review = reviewOf(report);
  if (review === undefined)
    return statusOf(row) === 'completed' ? { key: 'why.waitsForReview', params: evidence(row) } : undefined;
  const params = { name: review.by, when: { instant: review.at }, comment: review.comment ?? '' };
  return { key: `why.${review.state}`, params: { ...params, ...evidence(row), now: { instant: facts.now } } };
}

const evidence = ({ evidence: pieces = [] }: { evidence?: readonly unknown[] }) => ({ count: pieces.length });

function changed({ round }: PlanFacts, row: MeasureFacts, facts: Facts): Text | undefined {
  const count = revisions(facts.history?.(row.id, round) ?? []).length;
  return count < 2 ? undefined : { key: 'why.changed', params: { count } };
}

const joined = (sentences: readonly Text[]): Text =>
  sentences.reduce((before, text) => ({ key: 'why.then', params: { before: { text: before }, text: { text } } }));
