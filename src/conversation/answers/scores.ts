import { checkIta } from '../../reporting/checks/ita.ts';
import { readScores } from '../../thai/read-scores.ts';
import type { Situation } from '../conditions.ts';
import { assessmentOf, INDICATOR_NUMBERS, ONE_BY_ONE, scoreKey, scoresAfter, totalOf } from '../document-settings.ts';
import type { Row, Text } from '../message.ts';
import type { Answers } from '../session.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** Scores of an assessment, all or some, in one message; or to be asked for one by one. The scores are answers of their own steps. */
export const scores: AnswerKind = {
  readsNumbers: true,
  offers: () => [{ value: ONE_BY_ONE, label: { key: 'documentSettings.scores.each' } }],
  read: (typed, { situation }) => {
    const each = situation.facts.wordings('documentSettings.scores.each');
    if (each.includes(typed.trim())) return { answer: ONE_BY_ONE };
    const read = readScores(typed);
    if ('scores' in read) return { answer: TYPED, also: asAnswers(read.scores) };
    return { problem: { key: `documentSettings.scores.${read.problem}`, params: { count: read.count } } };
  },
  tapped: (value, placed) => amongOffers(scores, value, placed),
  details: (_answer, { situation }) => totalRows(situation),
  show: (_answer, { situation }) => {
    const count = INDICATOR_NUMBERS.filter((number) => typeof situation.answers[scoreKey(number)] === 'number').length;
    return { key: 'documentSettings.scores.shown', params: { count } };
  },
};

/** The answer of who typed scores at once: they stand with their own steps. */
const TYPED = 'typed';

/** Scores by indicator as answers of the steps that ask for them. */
export const asAnswers = (read: ReadonlyMap<number, number>): Answers =>
  Object.fromEntries([...read].map(([number, score]) => [scoreKey(number), score]));

/** Total and level as they will be and as they were, and a printed total that is another one. */
function totalRows(situation: Situation): Row[] {
  const stored = assessmentOf(situation);
  if (stored === undefined) return [];
  const scored = scoresAfter(situation);
  const after = totalOf(scored, stored.year);
  const before = totalOf(stored.indicators, stored.year);
  const label = { key: 'documentSettings.total.label' };
  if (after === null)
    return [{ label, value: { key: 'documentSettings.total.missing', params: { count: scored.length } } }];
  const differing = differingTotal(situation);
  return [
    { label, value: { key: 'documentSettings.total.shown', params: after } },
    ...(before === null
      ? []
      : [
          { label: { key: 'documentSettings.before' }, value: { key: 'documentSettings.total.shown', params: before } },
        ]),
    ...(differing === undefined ? [] : [{ label: { key: 'documentSettings.finding' }, value: differing }]),
  ];
}

/** What is said of a printed total, typed now or stored, that the scores do not give. */
export function differingTotal(situation: Situation): Text | undefined {
  const { printed } = situation.answers;
  const statedTotal = typeof printed === 'number' ? printed : assessmentOf(situation)?.statedTotal;
  if (statedTotal === undefined) return undefined;
  const indicators = scoresAfter(situation).map((one) => ({ ...one, name: '' }));
  const found = checkIta({ indicators, statedTotal, texts: [] }).find(({ code }) => code === 'ita-total-differs');
  const params = { where: 'plan', stated: statedTotal.toFixed(2), computed: Number(found?.computed).toFixed(2) };
  return found === undefined ? undefined : { key: 'findings.ita-total-differs', params };
}
