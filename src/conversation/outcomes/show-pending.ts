import { isResponsible, statusOf } from '../../reporting/summary.ts';
import type { Facts, MeasureFacts, PlanFacts } from '../facts.ts';
import type { Item, Message, Phrase } from '../message.ts';
import { nextSteps } from '../menu.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What is outstanding, by unit: nothing reported yet. Units of the person who asks come first. */
export const showPending: Outcome = ({ facts }) => {
  if (facts.plans.length === 0) return [say(sentence('plan.none'))];
  return [say(...facts.plans.map((plan) => pendingOf(plan, facts)))];
};

function pendingOf(plan: PlanFacts, facts: Facts): Message {
  const waiting = plan.rows.filter((row) => statusOf(row) === 'waitingReport');
  const params = { plan: { text: { key: `plan.kind.${plan.kind}` } }, count: waiting.length, round: plan.round };
  if (waiting.length === 0) return sentence('pendingFlow.none', params);
  const own = facts.member?.units ?? [];
  const units = facts.units
    .map(({ name }) => name)
    .toSorted((a, b) => Number(own.includes(b)) - Number(own.includes(a)));
  const sections: { heading: Phrase; items: Item[] }[] = [
    ...units.map((name) => ({ heading: { verbatim: name }, items: itemsOf(waiting, name, facts) })),
    { heading: { key: 'summaryFlow.noUnit' }, items: itemsOf(waiting, null, facts) },
  ];
  return {
    kind: 'list',
    title: { key: 'pendingFlow.title', params },
    sections: sections.filter(({ items }) => items.length > 0),
    choices: nextSteps(facts, ['report', 'summary']),
  };
}

const itemsOf = (rows: readonly MeasureFacts[], unit: string | null, facts: Facts): Item[] =>
  rows
    .filter(({ measure }) => isResponsible(measure, unit))
    .map(({ id, measure }) => ({
      number: measure.number,
      title: measure.title,
      ...(mayReport(facts) ? { data: commandTap('report', id) } : {}),
    }));

const mayReport = (facts: Facts): boolean => nextSteps(facts, ['report']).length > 0;
