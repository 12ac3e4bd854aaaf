import type { ReportToSave } from '../conversation/effects.ts';
import type { Report } from '../reporting/model.ts';
import { statusOfSteps } from '../reporting/summary.ts';

/**
 * A report as it is stored: steps that were kept come from what stood there before, and so does money when nothing
 * was said about it; the status of a measure with steps follows from them.
 */
export function completeReport(toSave: ReportToSave, before: Report | null): Report {
  const { steps, status, disbursed, ...rest } = toSave;
  const money = disbursed ?? before?.disbursed;
  const common = { ...rest, ...(money === undefined ? {} : { disbursed: money }) };
  if (steps === undefined) return { ...common, status: status ?? 'waitingReport' };
  const complete = steps.map((step, index) =>
    step === 'keep' ? (before?.steps?.[index] ?? { status: 'waitingReport' as const }) : step,
  );
  return { ...common, status: statusOfSteps(complete), steps: complete };
}
