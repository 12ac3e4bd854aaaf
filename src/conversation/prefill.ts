import type { Report, StepReport } from '../reporting/model.ts';
import { stepKey } from './conditions.ts';
import type { MeasureFacts } from './facts.ts';
import type { Answer, Answers } from './session.ts';

/**
 * The answers of the flow `report` that save this report of a measure again as it is: one of this round to be changed, or
 * of an earlier one to be carried on. What the report does not say counts as skipped. A status nobody has reported yet
 * (`waitingReport`) is left to be asked, unless it is that of a step.
 */
export function prefilled(row: MeasureFacts, report: Report): Answers {
  const count = row.measure.steps?.length ?? 0;
  return {
    measure: row.id,
    ...(count > 1 ? stepAnswers(row, report, count) : statusAnswers(report)),
    disbursed: report.disbursed ?? null,
    obstacle: report.obstacle ?? null,
    noEvidenceReason: report.noEvidenceReason ?? null,
  };
}

function statusAnswers(report: Report): Answers {
  return report.status === 'waitingReport' ? {} : fields(report, (name) => name);
}

function stepAnswers({ report: stored }: MeasureFacts, report: Report, count: number): Answers {
  const parts = Array.from({ length: count }, (_, index): Answers => {
    const step = report.steps?.[index] ?? { status: 'waitingReport' };
    if (step.status !== 'waitingReport')
      return fields(step, (name) => stepKey(`step${name.charAt(0).toUpperCase()}${name.slice(1)}`, index));
    // Once a step is reported, the flow has no answer that takes that back.
    const isReported = (stored?.steps?.[index]?.status ?? 'waitingReport') !== 'waitingReport';
    return isReported ? {} : { [stepKey('stepStatus', index)]: step.status };
  });
  return Object.assign({}, ...parts) as Answers;
}

/** The fields the flow asks about a status, under the keys of its steps. */
function fields(part: StepReport, keyOf: (name: keyof StepReport) => string): Answers {
  const asked: (keyof StepReport)[] =
    part.status === 'cannotProceed'
      ? ['status', 'reason', ...(part.reason === 'other' ? (['reasonText'] as const) : [])]
      : ['status', 'result', ...(part.status === 'completed' ? (['outcome'] as const) : [])];
  return Object.fromEntries(asked.map((name): [string, Answer] => [keyOf(name), part[name] ?? null]));
}
