import type { Finding } from '../../reporting/model.ts';
import { chosenPlan } from '../conditions.ts';
import type { Situation } from '../conditions.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers, UNKNOWN } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** Something that does not add up in the documents of the plan, told by its code and place. */
export const finding: AnswerKind = {
  offers: ({ situation }) => openFindings(situation).map((one) => ({ value: nameOf(one), label: sentenceOf(one) })),
  read: () => ({ problem: { key: 'answers.choice.problem' } }),
  tapped: (value, placed) => amongOffers(finding, value, placed),
  gone: (answer, placed) => foundBy(answer, placed) === undefined,
  show: (answer, placed) => {
    const found = foundBy(answer, placed);
    return found === undefined ? { verbatim: UNKNOWN } : sentenceOf(found);
  },
};

/** What is open in the documents of the plan that is talked about, but for what is only to be known. */
const openFindings = (situation: Situation): Finding[] =>
  (situation.facts.findings[chosenPlan(situation)?.id ?? ''] ?? []).filter(({ severity }) => severity !== 'info');

const foundBy = (answer: string | number, { situation }: PlacedStep): Finding | undefined =>
  openFindings(situation).find((one) => nameOf(one) === answer);

const nameOf = ({ code, where }: Finding): string => `${code}@${where}`;

const sentenceOf = ({ code, where, params, stated, computed }: Finding) => ({
  key: `findings.${code}`,
  params: { where, ...params, stated: stated ?? '', computed: computed ?? '' },
});
