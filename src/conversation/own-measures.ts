import { returnOf } from '../reporting/review.ts';
import { isResponsible, statusOf } from '../reporting/summary.ts';
import type { MeasureFacts, MemberFacts, PlanFacts } from './facts.ts';

/** Whose a measure is, seen by a member: their units', nobody's in particular, or other units'. */
export type Ownership = 'mine' | 'open' | 'others';

/** Coordinators and observers answer for the whole organisation: to them nothing is other people's. */
export function ownership(row: MeasureFacts, member: MemberFacts | undefined): Ownership {
  if (member !== undefined && member.units.some((unit) => isResponsible(row.measure, unit))) return 'mine';
  if (member === undefined || member.units.length === 0) return 'open';
  return isResponsible(row.measure, null) ? 'open' : 'others';
}

/** Whether a report was returned and is this member's to mend: of their units, or their own. */
export function isReturnedTo(row: MeasureFacts, member: MemberFacts | undefined): boolean {
  if (member === undefined || returnOf(row.report) === undefined) return false;
  return ownership(row, member) !== 'others' || row.report?.memberId === member.id;
}

/** What was returned to me first, then mine, nobody's and others'; within each those not reported yet first, by number. */
export function inReportingOrder<Row extends MeasureFacts>(
  rows: readonly Row[],
  member: MemberFacts | undefined,
): Row[] {
  const rank = (row: Row) =>
    isReturnedTo(row, member) ? -1 : RANK[ownership(row, member)] * 2 + (statusOf(row) === 'waitingReport' ? 0 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.measure.number - b.measure.number);
}

/** The measures a member is to report: their units', or, when the plan names none of their units, nobody's. */
export function duties<Row extends MeasureFacts>(rows: readonly Row[], member: MemberFacts | undefined): Row[] {
  const mine = rows.some((row) => ownership(row, member) === 'mine') ? 'mine' : 'open';
  return rows.filter((row) => ownership(row, member) === mine);
}

/** Those of them that nobody has reported yet. */
export const stillMine = <Row extends MeasureFacts>(rows: readonly Row[], member: MemberFacts | undefined): Row[] =>
  duties(rows, member).filter((row) => statusOf(row) === 'waitingReport');

/**
 * What a member is still to report of all their plans, in order, what was returned to them before it; the plan of `first`
 * comes first.
 * @param saved a measure that has just been reported
 */
export function remaining(
  plans: readonly PlanFacts[],
  member: MemberFacts | undefined,
  { first, saved }: { first?: string; saved?: MeasureFacts } = {},
): MeasureFacts[] {
  return plans
    .toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
    .flatMap(({ rows }) => {
      const now = rows.map((row) => (row.id === saved?.id ? saved : row));
      const returned = now.filter((row) => isReturnedTo(row, member));
      return [...returned, ...inReportingOrder(stillMine(now, member), member)];
    });
}

/** Of what a member is still to report: the measure after this one, and after the last the first again; not this one. */
export function nextAfter(
  id: string,
  plans: readonly PlanFacts[],
  member: MemberFacts | undefined,
): MeasureFacts | undefined {
  const rows = remaining(plans, member);
  const index = rows.findIndex((row) => row.id === id);
  return [...rows.slice(index + 1), ...rows].find((row) => row.id !== id);
}

const RANK: Record<Ownership, number> = { mine: 0, open: 1, others: 2 };
