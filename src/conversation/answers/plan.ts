import { fold } from '../../thai/normalise.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers, UNKNOWN } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** One of the plans that are reported now. */
export const plan: AnswerKind = {
  offers: ({ situation }) =>
    situation.facts.plans.map(({ id, kind, fiscalYear }) => ({
      value: id,
      label: { key: `plan.kind.${kind}`, params: { year: { fiscalYear } } },
    })),
  read: (typed, placed) => {
    const { facts } = placed.situation;
    const meant = facts.plans.filter(({ kind }) =>
      facts.wordings(`plan.kind.${kind}`).some((wording) => fold(wording) === fold(typed)),
    );
    return meant.length === 1 && meant[0] !== undefined
      ? { answer: meant[0].id }
      : { problem: { key: 'answers.choice.problem' } };
  },
  tapped: (value, placed) => amongOffers(plan, value, placed),
  gone: (answer, placed) => !placed.situation.facts.plans.some(({ id }) => id === answer),
  show: (answer, placed) => shown(String(answer), placed),
};

function shown(id: string, { situation }: PlacedStep) {
  const found = situation.facts.plans.find((one) => one.id === id);
  return found === undefined ? { verbatim: UNKNOWN } : { key: `plan.kind.${found.kind}` };
}
