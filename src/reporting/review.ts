/** What a supervisor or the coordinator said of a report. It belongs to one revision: what is saved later waits again. */
export interface Review {
  state: 'confirmed' | 'returned';
  /** Of the report, as it was when it was looked at. */
  revision: number;
  by: string;
  memberId?: string;
  /** Instant, milliseconds since the epoch. */
  at: number;
  /** What is to be done about it, of a report that was returned. */
  comment?: string;
}

/** A report, as far as its review goes. */
export interface Reviewed {
  revision?: number;
  review?: Review;
}

/** The review of a report as it stands; `undefined`: it waits for one. */
export const reviewOf = (report: Reviewed | undefined): Review | undefined =>
  report?.review?.revision === report?.revision ? report?.review : undefined;

/** The review of a report that was returned and has not been changed since. */
export function returnOf(report: Reviewed | undefined): Review | undefined {
  const review = reviewOf(report);
  return review?.state === 'returned' ? review : undefined;
}
