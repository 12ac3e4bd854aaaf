import { reviewOf } from '../../reporting/review.ts';
import { revisionOf } from '../basis.ts';
import { chosenMeasure, chosenPlan } from '../conditions.ts';
import type { Effect } from '../effects.ts';
import type { Facts, MeasureFacts } from '../facts.ts';
import type { Choice, Text } from '../message.ts';
import { isOwnReport, waitingForReview } from '../reviewing.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** A report is confirmed, or returned with what is to be done about it; or the next one is looked at. */
export const review: Outcome = ({ facts, answer, opened }) => {
  const situation = { answers: { measure: answer('measure') ?? null }, facts };
  const [row, plan] = [chosenMeasure(situation), chosenPlan(situation)];
  if (row === undefined || plan === undefined) return [say(sentence('review.none'))];
  const next = nextAfter(row, facts);
  const verdict = answer('verdict');
  if (verdict === 'next')
    return next === undefined ? [say(sentence('review.none'))] : [{ type: 'openReview', measureId: next.id }];
  const comment = answer('comment');
  // Of the report that was shown: another one is looked at first.
  if (row.report === undefined || (opened !== undefined && opened !== revisionOf(row))) {
    return [
      say(outdated(row, comment)),
      ...(row.report === undefined ? [] : [{ type: 'openReview' as const, measureId: row.id }]),
    ];
  }
  const state = verdict === 'confirm' ? 'confirmed' : 'returned';
  const done = reviewOf(row.report);
  const effect: Effect = {
    type: 'review',
    planId: plan.id,
    measureId: row.id,
    round: plan.round,
    verdict: { state, revision: revisionOf(row), ...(comment === undefined ? {} : { comment: String(comment) }) },
    ...(state === 'returned' ? toldTo(row, facts, String(comment)) : {}),
  };
  const count = waitingForReview(facts).length - (done === undefined ? 1 : 0);
  return [
    effect,
    say({
      kind: 'text',
      text: withRest({ key: `review.done.${state}`, params: nameOf(row) }, count),
      choices: [
        ...(next === undefined ? [] : [nextChoice(next)]),
        { label: { key: 'menu.summary' }, data: commandTap('summary') },
      ],
    }),
  ];
};

/** What is said when the report was changed before it was said what becomes of it; what was typed is said again. */
export const outdated = (row: MeasureFacts, comment: string | number | undefined) =>
  comment === undefined
    ? sentence('review.outdated', nameOf(row))
    : sentence('review.outdatedComment', { ...nameOf(row), comment });

const nameOf = ({ measure: { number, title } }: MeasureFacts) => ({ number, title });

/** Who reported it is told, unless they returned it themselves. */
function toldTo(row: MeasureFacts, facts: Facts, comment: string) {
  const id = row.report?.memberId;
  if (id === undefined || isOwnReport(row, facts.member)) return {};
  const params = { ...nameOf(row), name: facts.member?.name ?? '', comment };
  return { reporter: { id, notice: { key: 'review.notice', params } } };
}

/** The one that waits after this one; past the last one the first again. */
function nextAfter(row: MeasureFacts, facts: Facts): MeasureFacts | undefined {
  const waiting = waitingForReview(facts);
  const others = waiting.filter(({ id }) => id !== row.id);
  const index = waiting.findIndex(({ id }) => id === row.id);
  return waiting.slice(index + 1)[0] ?? others[0];
}

const nextChoice = (row: MeasureFacts): Choice => ({
  label: { key: 'review.nextOne', params: { number: row.measure.number } },
  data: commandTap('review', row.id),
});

const withRest = (done: Text, count: number): Text => ({
  key: count === 0 ? 'review.thenNone' : 'review.thenLeft',
  params: { done: { text: done }, count },
});
