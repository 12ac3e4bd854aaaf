import { carried, carriedStep } from '../carry.ts';
import { chosenMeasure, chosenPlan } from '../conditions.ts';
import { prefilled } from '../prefill.ts';
import type { PlacedStep } from '../path.ts';
import { numberNamed, readingContext, understood } from '../understood.ts';
import type { Answers } from '../session.ts';
import { readReports } from '../../thai/read-report.ts';
import { choice } from './choice.ts';
import type { AnswerKind, Reading } from './kind.ts';

/**
 * What became of a measure: one of the options, a whole report in one message, or, by the option `same`, what was reported
 * last round.
 */
export const status: AnswerKind = {
  ...choice,
  read: (text, placed) => {
    const chosen = choice.read(text, placed);
    return 'answer' in chosen ? withCarried(chosen, placed) : (told(text, placed) ?? chosen);
  },
  tapped: (value, placed, held) => withCarried(choice.tapped(value, placed, held), placed),
};

/** The option that takes over what was reported last round. */
export const SAME = 'same';

function withCarried(reading: Reading, placed: PlacedStep): Reading {
  if (!('answer' in reading) || reading.answer !== SAME) return reading;
  const also = carriedAnswers(placed);
  const answer = also[placed.key];
  return answer === undefined ? { problem: { key: 'answers.gone' } } : { answer, also };
}

function carriedAnswers({ situation }: PlacedStep): Answers {
  const row = chosenMeasure(situation);
  if (row === undefined) return {};
  const { index } = situation;
  if (index === undefined) {
    const report = carried(row);
    return report === undefined ? {} : prefilled(row, report);
  }
  const report = row.before?.report;
  if (report === undefined || carriedStep(row, index) === undefined) return {};
  const own = Object.entries(prefilled(row, report)).filter(([key]) => key.endsWith(`.${index}`));
  return Object.fromEntries(own);
}

/** The status in a sentence that says more (`เสร็จแล้ว อบรม 2 รุ่น`); nothing when it speaks of another measure. */
function told(text: string, placed: PlacedStep): Reading | undefined {
  const { situation } = placed;
  const [plan, row] = [chosenPlan(situation), chosenMeasure(situation)];
  if (plan === undefined || row === undefined || situation.index !== undefined) return undefined;
  const [reading, ...more] = readReports(text, readingContext(plan, situation.facts));
  if (reading === undefined || more.length > 0) return undefined;
  const named = numberNamed(text, reading);
  if (named !== undefined && named !== row.measure.number) {
    return { problem: { key: 'report.otherMeasure', params: { named, number: row.measure.number } } };
  }
  const also = understood(text, reading, row);
  const answer = also['status'];
  return answer === undefined || answer === null ? undefined : { answer, also };
}
