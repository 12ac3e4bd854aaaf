import type { Finding, Period, Round } from '../model.ts';
import { dateParts, fiscalYearSpan, roundSpan } from '../../thai/calendar.ts';
import { mentionedSpans } from '../../thai/periods.ts';
import type { CheckedPlan } from './checked-plan.ts';

/** Periods inside the fiscal year and over the whole round; dates in results inside the period they report. */
export function checkPeriods(plan: CheckedPlan): Finding[] {
  return plan.measures.flatMap((measure) => {
    const rows = measure.steps ?? [measure];
    const ofRows = rows.flatMap((row, index) => {
      const where = rows.length > 1 ? `measure ${measure.number} step ${index + 1}` : `measure ${measure.number}`;
      return [...yearOf(row.period, plan, where), ...datesOf(row.result, row.period, where)];
    });
    return ofRows.some(({ code }) => code !== 'result-outside-period')
      ? ofRows
      : [...ofRows, ...coverageOf(measure.period, plan, `measure ${measure.number}`)];
  });
}

function yearOf(period: Period, plan: CheckedPlan, where: string): Finding[] {
  const stated = period.text;
  if (stated === '') return [];
  if (period.from === null && period.to === null) {
    return [{ code: 'period-not-understood', severity: 'warning', where, stated }];
  }
  const year = fiscalYearSpan(plan.fiscalYear);
  const startsOutside = period.from !== null && (period.from < year.from || period.from > year.to);
  const endsOutside = period.to !== null && (period.to < year.from || period.to > year.to);
  if (!startsOutside && !endsOutside) return [];
  const computed = `${year.from} – ${year.to}`;
  const params = { fiscalYear: plan.fiscalYear };
  return [{ code: 'period-outside-year', severity: 'warning', where, params, stated, computed }];
}

/**
 * A measure of integrity is meant for the whole round; a project of an action plan is often one event and is only
 * remarked on when no day of the round is its own.
 */
function coverageOf(period: Period, plan: CheckedPlan, where: string): Finding[] {
  if (plan.round === undefined || (period.from === null && period.to === null)) return [];
  const months = monthsCovered(period, plan.fiscalYear, plan.round);
  const isMeasure = plan.kind === 'measures';
  if (isMeasure ? months >= plan.round : months > 0) return [];
  const params = { round: plan.round, months };
  const stated = period.text.replaceAll('\n', ', ');
  const severity = isMeasure ? 'warning' : 'info';
  return [{ code: 'period-not-covering-round', severity, where, params, stated, computed: months }];
}

/** Calendar months of the round that a period touches; an open end reaches to the round's. */
function monthsCovered(period: Period, fiscalYear: number, round: Round): number {
  const span = roundSpan(fiscalYear, round);
  const from = period.from !== null && period.from > span.from ? period.from : span.from;
  const to = period.to !== null && period.to < span.to ? period.to : span.to;
  if (from > to) return 0;
  const [start, end] = [dateParts(from), dateParts(to)];
  return (end.year - start.year) * 12 + end.month - start.month + 1;
}

/** The first date of a result that lies wholly outside the period. */
function datesOf(result: string | undefined, period: Period, where: string): Finding[] {
  if (result === undefined || period.text === '') return [];
  const outside = mentionedSpans(result).find(
    ({ from, to }) => (period.from !== null && to < period.from) || (period.to !== null && from > period.to),
  );
  if (outside === undefined) return [];
  return [{ code: 'result-outside-period', severity: 'warning', where, stated: outside.text, computed: period.text }];
}
