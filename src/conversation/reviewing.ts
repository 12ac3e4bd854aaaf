import { reviewOf } from '../reporting/review.ts';
import { statusOf } from '../reporting/summary.ts';
import type { Facts, MeasureFacts, MemberFacts } from './facts.ts';
import { inReportingOrder, ownership } from './own-measures.ts';

/** Who looks at which reports: a supervisor at those of their units, the coordinator at all. */

/** The reports that wait to be confirmed or returned by whoever is asked, of every plan. */
export const waitingForReview = ({ plans, member }: Facts): MeasureFacts[] =>
  plans.flatMap(({ rows }) =>
    inReportingOrder(
      rows.filter((row) => statusOf(row) !== 'waitingReport' && reviewOf(row.report) === undefined),
      member,
    ).filter((row) => mayReview(row, member)),
  );

/** Whether the report is one's own. Where it is not known who a name was, the name decides. */
export function isOwnReport({ report }: MeasureFacts, member: MemberFacts | undefined): boolean {
  if (report === undefined || member === undefined) return false;
  return report.memberId === undefined ? report.by === member.name : report.memberId === member.id;
}

/** Others who may look at a report, besides whoever is asked. */
export const otherReviewers = (row: MeasureFacts, { members, member }: Facts): MemberFacts[] =>
  members.filter((one) => one.id !== member?.id && mayReview(row, one));

function mayReview(row: MeasureFacts, member: MemberFacts | undefined): boolean {
  if (member?.role === 'coordinator') return true;
  return member?.role === 'supervisor' && ownership(row, member) !== 'others';
}
