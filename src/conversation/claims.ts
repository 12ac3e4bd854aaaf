import { IMPORTED } from '../reporting/model.ts';
import { statusOf, statusOfSteps } from '../reporting/summary.ts';
import type { Status } from '../reporting/model.ts';
import type { MeasureFacts } from './facts.ts';
import type { Answers } from './session.ts';

/** Whether the answers of a report say that the measure is completed; of several steps, each as it will stand. */
export function claimsCompleted(answers: Answers, row: MeasureFacts | undefined): boolean {
  const steps = row?.measure.steps ?? [];
  if (steps.length < 2) return answers['status'] === 'completed';
  const after = steps.map((_, index): { status: Status } => {
    const answer = answers[['stepStatus', index].join('.')];
    if (answer === 'keep') return row?.report?.steps?.[index] ?? { status: 'waitingReport' };
    return { status: answer === 'completed' ? 'completed' : 'inProgress' };
  });
  return statusOfSteps(after) === 'completed';
}

/** Whether something is shown for a measure. */
export const isEvidenced = (row: MeasureFacts | undefined): boolean => (row?.evidence ?? []).length > 0;

/** Reported as completed by a person, with nothing that shows it and no reason why. */
export const lacksEvidence = (row: MeasureFacts): boolean =>
  statusOf(row) === 'completed' &&
  row.report?.by !== IMPORTED &&
  row.report?.noEvidenceReason === undefined &&
  !isEvidenced(row);
