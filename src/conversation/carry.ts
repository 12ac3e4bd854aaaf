import type { Report, StepReport } from '../reporting/model.ts';
import type { MeasureFacts } from './facts.ts';

/** Statuses that may honestly stay as they were: what is completed has a result of its own in every round. */
const STAYS: readonly StepReport['status'][] = ['inProgress', 'cannotProceed'];

/**
 * The report of round 6 that round 12 may take over as it is; `undefined` where that would not be honest: it was completed,
 * it is of another year, or something is reported in this round already. A measure of several steps is told step by step.
 */
export function carried(row: MeasureFacts | undefined): Report | undefined {
  const report = ofThisYear(row);
  return report !== undefined && report.steps === undefined && STAYS.includes(report.status) ? report : undefined;
}

/** The same for one step of a measure that has several, by its index. */
export function carriedStep(row: MeasureFacts | undefined, index: number | undefined): StepReport | undefined {
  const step = index === undefined ? undefined : ofThisYear(row)?.steps?.[index];
  return step !== undefined && STAYS.includes(step.status) ? step : undefined;
}

/** Only of the same plan: another year begins anew. */
function ofThisYear(row: MeasureFacts | undefined): Report | undefined {
  if (row?.before === undefined || row.report !== undefined) return undefined;
  return row.before.isSamePlan ? row.before.report : undefined;
}
