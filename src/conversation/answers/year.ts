import { bangkokDate, toBuddhistYear } from '../../thai/calendar.ts';
import { readInteger, toArabicDigits } from '../../thai/digits.ts';
import { reportingYear } from '../../reporting/rounds.ts';
import type { PlacedStep } from '../path.ts';
import type { AnswerKind } from './kind.ts';

/** Fiscal years a plan can be of, Buddhist Era. */
const FIRST = 2540;
const LAST = 2640;

/** A fiscal year: kept in Buddhist Era, typed in either. */
export const year: AnswerKind = {
  readsNumbers: true,
  offers: (placed) =>
    yearsAround(placed).map((fiscalYear) => ({ value: String(fiscalYear), label: shown(fiscalYear) })),
  read: (typed) => {
    const number = readInteger(toArabicDigits(typed).replace(/^\D{0,20}/u, ''));
    const fiscalYear = number === null ? 0 : number < LAST - 543 + 1 ? toBuddhistYear(number) : number;
    return fiscalYear >= FIRST && fiscalYear <= LAST
      ? { answer: fiscalYear }
      : { problem: { key: 'answers.year.problem' } };
  },
  tapped: (value, placed) => {
    const fiscalYear = yearsAround(placed).find((one) => String(one) === value);
    return fiscalYear === undefined ? { problem: { key: 'answers.gone' } } : { answer: fiscalYear };
  },
  show: (answer) => shown(Number(answer)),
};

/** The year that is reported now, the next and the last one. */
function yearsAround({ situation }: PlacedStep): number[] {
  const now = reportingYear(bangkokDate(situation.facts.now));
  return [now, now + 1, now - 1];
}

const shown = (fiscalYear: number) => ({ key: 'answers.year.shown', params: { year: { fiscalYear } } });
