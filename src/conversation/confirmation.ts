import type { Offer } from './answers/kind.ts';
import { changeable, labelOf, rowsOf } from './answer-rows.ts';
import { control, morePages, numbered, numberedControl } from './buttons.ts';
import { chosenMeasure } from './conditions.ts';
import { confirmedEvidence } from './evidence-question.ts';
import type { Flow } from './flow.ts';
import type { Message, Row, Text } from './message.ts';
import { isAsked } from './path.ts';
import type { PlacedStep } from './path.ts';
import { EDIT } from './session.ts';
import type { Run } from './session.ts';
import { returnOf } from '../reporting/review.ts';

/** The card that shows every answer before anything is done with them. */
export function confirmation(flow: Flow, run: Run, steps: readonly PlacedStep[]): Message {
  const situation = steps[0]?.situation;
  const evidence =
    flow.outcome === 'saveReport' && situation !== undefined
      ? confirmedEvidence(situation)
      : { rows: [], save: 'control.save' };
  return {
    kind: 'card',
    title: { key: flow.confirm ?? 'confirm.title' },
    rows: [...returnedRows(steps), ...rowsOf(run, steps), ...evidence.rows],
    note: confirmNote(run, steps),
    choices: [
      numberedControl(run, 'save', 1, evidence.save),
      numberedControl(run, 'edit', 2),
      numberedControl(run, 'cancel', 3),
    ],
  };
}

/** Why the report that is changed was returned; in a group only that it was. */
function returnedRows(steps: readonly PlacedStep[]): Row[] {
  const last = steps.at(-1);
  const returned = last === undefined ? undefined : returnOf(chosenMeasure(last.situation)?.report);
  if (last === undefined || returned === undefined) return [];
  if (last.situation.facts.chat !== 'user')
    return [{ label: { key: 'review.returned' }, value: { key: 'manners.comment' } }];
  const value = { key: 'review.returnedBy', params: { name: returned.by, comment: returned.comment ?? '' } };
  return [{ label: { key: 'review.returned' }, value }];
}

/** More spent than there is may be right, but is asked about. */
function confirmNote(run: Run, steps: readonly PlacedStep[]): Text {
  const spending = steps.find(({ step }) => step.answer === 'money');
  const amount = spending === undefined ? undefined : run.answers[spending.key];
  const measure = spending === undefined ? undefined : chosenMeasure(spending.situation)?.measure;
  const budget = measure?.ordinanceBudget ?? measure?.plannedBudget ?? 0;
  return typeof amount === 'number' && amount > budget
    ? { key: 'confirm.overBudget', params: { amount: { money: amount }, budget: { money: budget } } }
    : { key: 'confirm.note' };
}

/** Which answer of the card is to be changed. */
export function whichField(run: Run, steps: readonly PlacedStep[]): Message {
  const offers = changeable(run, steps).map((placed): Offer => {
    const isEmpty = (run.answers[placed.key] ?? null) === null && !isAsked(placed);
    const label = labelOf(placed);
    return { value: placed.key, label: isEmpty ? { key: 'confirm.add', params: { label: { text: label } } } : label };
  });
  return {
    kind: 'text',
    text: { key: 'confirm.which' },
    choices: [
      ...numbered(run, EDIT, offers),
      ...morePages(run, offers.length),
      control(run, 'back'),
      control(run, 'cancel'),
    ],
  };
}
