import { statusOf } from '../../reporting/summary.ts';
import { searchMeasures } from '../../thai/measure-search.ts';
import { chosenPlan } from '../conditions.ts';
import type { MeasureFacts } from '../facts.ts';
import type { PlacedStep } from '../path.ts';
import { inReportingOrder } from '../own-measures.ts';
import { UNKNOWN } from './kind.ts';
import type { AnswerKind, Offer } from './kind.ts';

/** A measure of the chosen plan: by its number, by words of its title, or tapped. */
export const measure: AnswerKind = {
  readsNumbers: true,
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
};

const MOST_FOUND = 10;

const rowsOf = (placed: PlacedStep): readonly MeasureFacts[] => chosenPlan(placed.situation)?.rows ?? [];

const offer = (row: MeasureFacts): Offer => ({
  value: row.id,
  label: { key: 'answers.measure.shown', params: { number: row.measure.number, title: row.measure.title } },
});

/** The status of a measure as it is named in lists. */
export const statusText = (row: MeasureFacts) => ({ key: `status.${statusOf(row)}` });
