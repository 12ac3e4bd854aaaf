import type { Outcome } from './outcome.ts';

/** The report of a measure opens as it stands, to be changed. */
export const editReport: Outcome = ({ answer }) => [{ type: 'openEdit', measureId: String(answer('measure')) }];
