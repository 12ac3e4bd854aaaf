import { returnOf } from '../../reporting/review.ts';
import { statusOf } from '../../reporting/summary.ts';
import { toArabicDigits } from '../../thai/digits.ts';
import { searchMeasures } from '../../thai/measure-search.ts';
import { chosenPlan } from '../conditions.ts';
import type { MeasureFacts } from '../facts.ts';
import type { PlacedStep } from '../path.ts';
import { inReportingOrder } from '../own-measures.ts';
import { waitingForReview } from '../reviewing.ts';
import { UNKNOWN } from './kind.ts';
import type { AnswerKind, Offer } from './kind.ts';

/** A measure among some: by its number, by words of its title, or tapped. */
const measureAmong = (rowsOf: (placed: PlacedStep) => readonly MeasureFacts[]): AnswerKind => ({
  readsNumbers: true,
  isMeasure: true,
  offers: (placed) => inReportingOrder(rowsOf(placed), placed.situation.facts.member).map(offer),
  read: (typed, placed) => {
    const rows = rowsOf(placed);
    const found = searchMeasures(
      rows.map((row) => ({ number: row.measure.number, title: row.measure.title, row })),
      typed,
    );
    const only = found.length === 1 ? found[0] : undefined;
    if (only !== undefined) return { answer: only.row.id };
    if (found.length > 1) return { which: found.slice(0, MOST_FOUND).map(({ row }) => offer(row)) };
    return { problem: { key: 'answers.measure.problem', params: { count: rows.length } } };
  },
  tapped: (value, placed) =>
    rowsOf(placed).some((row) => row.id === value) ? { answer: value } : { problem: { key: 'answers.gone' } },
  gone: (answer, placed) => !rowsOf(placed).some(({ id }) => id === answer),
  show: (answer, placed) => {
    const row = rowsOf(placed).find(({ id }) => id === answer);
    return row === undefined ? { verbatim: UNKNOWN } : offer(row).label;
  },
});

/** A measure of the chosen plan. */
export const measure: AnswerKind = measureAmong((placed) => chosenPlan(placed.situation)?.rows ?? []);

const ofEveryPlan = measureAmong(({ situation }) => situation.facts.plans.flatMap(({ rows }) => rows));

/** A measure of any plan that is reported now, to be asked about: what follows its number may be the rest of a question. */
export const anyMeasure: AnswerKind = {
  ...ofEveryPlan,
  read: (typed, placed) => {
    const whole = ofEveryPlan.read(typed, placed);
    const number = NUMBER_FIRST.exec(toArabicDigits(typed).trim())?.[1];
    return 'problem' in whole && number !== undefined ? ofEveryPlan.read(number, placed) : whole;
  },
};

const NUMBER_FIRST = /^(?:ข้อ(?:ที่)?|measure|no\.?|#)?\s*(\d{1,4})(?!\d)/iu;

/** A measure whose report waits to be confirmed or returned by whoever is asked. */
export const toReview: AnswerKind = {
  ...measureAmong(({ situation }) => waitingForReview(situation.facts)),
  // Once it is looked at, somebody else may have been quicker.
  gone: (answer, placed) => ofEveryPlan.gone?.(answer, placed) ?? false,
  show: (answer, placed) => ofEveryPlan.show(answer, placed),
};

const MOST_FOUND = 10;

const offer = (row: MeasureFacts): Offer => ({
  value: row.id,
  label: { key: 'answers.measure.shown', params: { number: row.measure.number, title: row.measure.title } },
});

/** The status of a measure as it is named in lists; that a report was returned comes before it. */
export const statusText = (row: MeasureFacts) => ({
  key: returnOf(row.report) === undefined ? `status.${statusOf(row)}` : 'review.returned',
});
