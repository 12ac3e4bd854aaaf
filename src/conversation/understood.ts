import { bangkokDate } from '../thai/calendar.ts';
import { toArabicDigits } from '../thai/digits.ts';
import type { ReaderContext, ReadReport } from '../thai/read-report.ts';
import type { Facts, MeasureFacts, PlanFacts } from './facts.ts';
import type { Answers } from './session.ts';

/** What a message in people's own words says, as answers of the report flow. */

/** What the reader may know of a plan. */
export const readingContext = ({ rows, fiscalYear, round }: PlanFacts, facts: Facts): ReaderContext => ({
  measures: rows.map(({ measure }) => ({ number: measure.number, title: measure.title })),
  units: facts.units,
  today: bangkokDate(facts.now),
  fiscalYear,
  round,
});

/** The number by which a message names a measure; `undefined` when it names none, several, or one by words of its title. */
export function numberNamed(text: string, { measure }: ReadReport): number | undefined {
  const [only, ...more] = measure?.numbers ?? [];
  if (measure === null || only === undefined || more.length > 0) return undefined;
  return /\d/.test(toArabicDigits(text.slice(measure.start, measure.end))) ? only : undefined;
}

/** Whether a message says anything of a measure beside which it is. */
export const saysSomething = ({ status, statusChoice, disbursed, result, outcome, obstacle }: ReadReport): boolean =>
  [status, statusChoice, disbursed, result, outcome, obstacle].some((part) => part !== undefined);

/**
 * The answers one reading gives. Words that answer no question of this report join the ones that do: nothing a person wrote
 * is lost. A status that is not one to be reported (not begun), or that may be several, is left to be asked.
 * @param text the message, as typed
 * @param row the measure it is about
 */
export function understood(text: string, reading: ReadReport, row: MeasureFacts): Answers {
  const { status, reason, reasonText, disbursed } = reading;
  const value = status?.value;
  const isReported = value !== undefined && value !== 'waitingReport';
  const hasBudget = (row.measure.ordinanceBudget ?? row.measure.plannedBudget ?? 0) > 0;
  const money = disbursed === undefined || !hasBudget ? {} : { disbursed: disbursed.value };
  const spans = [reading.result, reading.outcome, hasBudget ? undefined : disbursed].filter((one) => one !== undefined);
  const words = spans.toSorted((a, b) => a.start - b.start).map((one) => text.slice(one.start, one.end).trim());
  const obstacle = reading.obstacle?.value;
  if ((row.measure.steps?.length ?? 0) > 1) {
    // Told as a whole, but reported step by step: the words stand as a remark.
    const told = [...words, ...(obstacle === undefined ? [] : [obstacle])];
    return { ...money, ...(told.length === 0 ? {} : { obstacle: told.join(' ') }) };
  }
  if (value === 'cannotProceed') {
    const told = [...words, ...(obstacle === undefined ? [] : [obstacle])];
    const other = reason?.value === 'other' && reasonText !== undefined ? { reasonText: reasonText.value } : {};
    return {
      status: value,
      ...money,
      ...(reason === undefined ? {} : { reason: reason.value, ...other }),
      ...(told.length === 0 ? {} : { obstacle: told.join(' ') }),
    };
  }
  const outcome = value === 'completed' ? reading.outcome?.value : undefined;
  const result = outcome === undefined ? words : words.filter((one) => one !== outcome);
  return {
    ...(isReported ? { status: value } : {}),
    ...money,
    ...(result.length === 0 ? {} : { result: result.join(' ') }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(obstacle === undefined ? {} : { obstacle }),
  };
}
