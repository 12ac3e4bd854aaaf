import { readScore, readScores } from '../../thai/read-scores.ts';
import { assessmentOf, scoreBefore } from '../document-settings.ts';
import type { Situation } from '../conditions.ts';
import type { AnswerKind } from './kind.ts';
import { asAnswers } from './scores.ts';

/** The score of one indicator, 0–100; of the steps of `each: indicators` the index tells which. Outside them: the printed total. */
export const score: AnswerKind = {
  readsNumbers: true,
  itemLabel: 'documentSettings.score.item',
  offers: () => [],
  read: (typed, { situation }) => {
    const alone = readScore(typed);
    if (alone !== null) return { answer: alone };
    const read = situation.index === undefined ? null : readScores(typed);
    const own = read !== null && 'scores' in read ? read.scores.get(numberOf(situation)) : undefined;
    if (read === null || !('scores' in read) || own === undefined) {
      return { problem: { key: 'documentSettings.score.problem' } };
    }
    return { answer: own, also: asAnswers(read.scores) };
  },
  tapped: () => ({ problem: { key: 'answers.gone' } }),
  show: (answer, { situation }) => {
    const now = Number(answer).toFixed(2);
    const before = beforeOf(situation);
    return before === undefined
      ? { verbatim: now }
      : { key: 'documentSettings.score.shown', params: { now, before: before.toFixed(2) } };
  },
};

const numberOf = ({ index = -1 }: Situation): number => index + 1;

const beforeOf = (situation: Situation): number | undefined =>
  situation.index === undefined ? assessmentOf(situation)?.statedTotal : scoreBefore(situation, numberOf(situation));
