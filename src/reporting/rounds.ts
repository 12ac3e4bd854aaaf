import type { PlainDate, Round } from './model.ts';
import { dateParts, fiscalYearOf, lastDayOfMonth, plainDate, toBuddhistYear, toCommonYear } from '../thai/calendar.ts';

/**
 * The round that is reported on a day (Bangkok). Round 6 is open in April, round 12 in October; what is late is reported in
 * the month after. So: round 6 until the end of May of the fiscal year, round 12 from June until the end of November.
 * Outside its year a plan stays at the round its import named.
 * @param fiscalYear Buddhist Era
 * @param stored the round the plan names, if any
 */
export function reportingRound(fiscalYear: number, stored: Round | undefined, today: PlainDate): Round {
  const year = toCommonYear(fiscalYear);
  const within = today >= `${year - 1}-10-01` && today <= `${year}-11-30`;
  if (stored === 12 || !within) return stored ?? 12;
  return today < `${year}-06-01` ? 6 : 12;
}

/** The last day of the month a round is reported in: April for round 6, October for round 12. */
export function deadlineOf(fiscalYear: number, round: Round): PlainDate {
  const month = round === 6 ? 4 : 10;
  const year = toCommonYear(fiscalYear);
  return plainDate(year, month, lastDayOfMonth(year, month));
}

/** The fiscal year (Buddhist Era) that is reported on a day (Bangkok): its last round is open, or late, until the end of November. */
export function reportingYear(today: PlainDate): number {
  const { year, month } = dateParts(today);
  return month === 10 || month === 11 ? toBuddhistYear(year) : fiscalYearOf(today);
}
