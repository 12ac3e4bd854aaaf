import type { PlainDate, Round } from './model.ts';
import { toCommonYear } from '../thai/calendar.ts';

/**
 * The round that is reported on a day (Bangkok): round 6 until the end of April of the fiscal year, round 12 from May
 * until it closes at the end of October. Outside its year a plan stays at the round its import named.
 * @param fiscalYear Buddhist Era
 * @param stored the round the plan names, if any
 */
export function reportingRound(fiscalYear: number, stored: Round | undefined, today: PlainDate): Round {
  const year = toCommonYear(fiscalYear);
  const within = today >= `${year - 1}-10-01` && today <= `${year}-10-31`;
  if (stored === 12 || !within) return stored ?? 12;
  return today < `${year}-05-01` ? 6 : 12;
}
