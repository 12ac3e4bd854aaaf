import type { ReportToSave } from '../conversation/effects.ts';
import type { Report, StepReport } from '../reporting/model.ts';
import { statusOfSteps } from '../reporting/summary.ts';

/**
 * A report as it is stored: steps that were kept come from what stood there before, and so does money when nothing
 * was said about it, and what nobody is asked about a status that has not changed (a result of something that cannot
 * proceed, from a file); the status of a measure with steps follows from them.
 */
export function completeReport(toSave: ReportToSave, before: Report | null): Report {
  const { steps, status, disbursed, ...rest } = toSave;
  const money = disbursed ?? before?.disbursed;
  const common = { ...rest, ...(money === undefined ? {} : { disbursed: money }) };
  if (steps === undefined) return { ...unasked(status, before), ...common, status: status ?? 'waitingReport' };
  const complete = steps.map((step, index): StepReport => {
    const stood = before?.steps?.[index] ?? null;
    return step === 'keep' ? (stood ?? { status: 'waitingReport' }) : { ...unasked(step.status, stood), ...step };
  });
  return { ...common, status: statusOfSteps(complete), steps: complete };
}

/** What stood there of the same status and belongs to no question about it. */
function unasked(status: StepReport['status'] | undefined, before: StepReport | null): Partial<StepReport> {
  if (before === null || before.status !== status) return {};
  const asksWhy = status === 'cannotProceed' && before.reason === 'other';
  const fields = UNASKED[before.status].filter((field) => field !== 'reasonText' || !asksWhy);
  return Object.fromEntries(
    fields.map((field) => [field, before[field]] as const).filter(([, text]) => text !== undefined),
  );
}

const UNASKED: Record<StepReport['status'], readonly (keyof StepReport)[]> = {
  waitingReport: ['reason', 'reasonText', 'result', 'outcome'],
  inProgress: ['reason', 'reasonText', 'outcome'],
  completed: ['reason', 'reasonText'],
  cannotProceed: ['reasonText', 'result', 'outcome'],
};
