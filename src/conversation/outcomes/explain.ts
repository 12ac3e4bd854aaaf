import { chosenPlan } from '../conditions.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** A finding stays as it is, and the documents say why, with the name of who explained it. */
export const explain: Outcome = ({ facts, answer }) => {
  const [code = '', where = ''] = String(answer('finding')).split('@');
  const plan = chosenPlan({ answers: { plan: answer('plan') ?? null }, facts });
  if (plan === undefined) return [say(sentence('plan.none'))];
  const { id: planId, round } = plan;
  return [
    { type: 'explain', planId, round, code, where, text: String(answer('text')) },
    say(sentence('explainFlow.done')),
  ];
};
