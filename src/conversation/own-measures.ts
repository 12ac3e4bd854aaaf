import { isResponsible, statusOf } from '../reporting/summary.ts';
import type { MeasureFacts, MemberFacts } from './facts.ts';

/** Whose a measure is, seen by a member: their units', nobody's in particular, or other units'. */
export type Ownership = 'mine' | 'open' | 'others';

/** Coordinators and observers answer for the whole organisation: to them nothing is other people's. */
export function ownership(row: MeasureFacts, member: MemberFacts | undefined): Ownership {
  if (member !== undefined && member.units.some((unit) => isResponsible(row.measure, unit))) return 'mine';
  if (member === undefined || member.units.length === 0) return 'open';
  return isResponsible(row.measure, null) ? 'open' : 'others';
}

/** Mine first, then nobody's, then others'; within each those not reported yet first, by number. */
export function inReportingOrder<Row extends MeasureFacts>(
  rows: readonly Row[],
  member: MemberFacts | undefined,
): Row[] {
  const rank = (row: Row) => RANK[ownership(row, member)] * 2 + (statusOf(row) === 'waitingReport' ? 0 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.measure.number - b.measure.number);
}

/** The measures a member is to report and has not: their units', or, when the plan names none of their units, nobody's. */
export function stillMine<Row extends MeasureFacts>(rows: readonly Row[], member: MemberFacts | undefined): Row[] {
  const waiting = rows.filter((row) => statusOf(row) === 'waitingReport');
  const mine = rows.some((row) => ownership(row, member) === 'mine') ? 'mine' : 'open';
  return waiting.filter((row) => ownership(row, member) === mine);
}

const RANK: Record<Ownership, number> = { mine: 0, open: 1, others: 2 };
