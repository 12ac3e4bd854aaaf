import { statusOf } from '../../reporting/summary.ts';
import type { StepReport } from '../../reporting/model.ts';
import type { SnapshotRow } from '../snapshot.ts';
import type { Wording } from '../wording.ts';
import type { Cell } from '../content.ts';
import { linesOf, textOrDash } from './parts.ts';

/** One row of a table of measures: a measure, or one of its steps, with what was reported of it. */
export interface MeasurePart {
  method: string;
  units: readonly string[];
  isOfAllUnits: boolean;
  period: string;
  report?: StepReport;
}

/** The rows of a measure: one for each step, or one. What was reported of a step that is no longer in the plan has a row too. */
export function partsOf({ measure, report }: SnapshotRow): MeasurePart[] {
  const { method, responsibleUnits, allUnits = false, period, steps = [] } = measure;
  const reported = report?.steps ?? (report === undefined ? [] : [report]);
  const rows = Math.max(1, steps.length, reported.length);
  return Array.from({ length: rows }, (_, index): MeasurePart => {
    const step = steps[index];
    const said = reported[index];
    const own = step?.responsibleUnits ?? [];
    const methods = [...(index === 0 ? [method] : []), step?.method].flatMap((text) => text ?? []);
    return {
      method: [...new Set(methods)].join('\n'),
      units: own.length > 0 ? own : responsibleUnits,
      isOfAllUnits: own.length === 0 && allUnits,
      period: step?.period.text ?? period.text,
      ...(said === undefined ? {} : { report: said }),
    };
  });
}

/** Names of the units, a line each. */
export const unitsCell = ({ units, isOfAllUnits }: MeasurePart, words: Wording): Cell =>
  textOrDash(...(isOfAllUnits ? [words.say('documents.allUnits')] : []), ...units);

/** Why a measure cannot proceed, in the words of the form or in the person's own; empty when nobody said. */
export function reasonText({ reason, reasonText: own }: StepReport, words: Wording): string {
  if (own !== undefined && own !== '') return own;
  return reason === undefined || reason === 'other' ? '' : words.say(`documents.reason.${reason}`);
}

/** What was done, with the status where the measure is not completed. */
export function resultCell({ report }: MeasurePart, words: Wording): Cell {
  if (report === undefined) return textOrDash(words.say('documents.status.waitingReport'));
  return textOrDash(...(report.status === 'completed' ? [] : statusLines(report, words)), report.result);
}

/** The status of what is not completed, with its reason. */
export function statusLines(report: StepReport, words: Wording): string[] {
  const status = words.say(`documents.status.${report.status}`);
  const reason = report.status === 'cannotProceed' ? reasonText(report, words) : '';
  return [reason === '' ? status : words.say('documents.because', { status, reason })];
}

/** What was reported in one field, of the measure or of each of its steps with the step's number. */
export function reportedText({ report }: SnapshotRow, field: 'result' | 'outcome', words: Wording): string {
  const steps = report?.steps ?? [];
  if (steps.length < 2) return report?.[field] ?? steps[0]?.[field] ?? '';
  return steps
    .flatMap((step, index) => {
      const lines = linesOf(step[field]);
      return lines.length === 0 ? [] : [words.say('documents.step', { number: index + 1, text: lines.join('\n') })];
    })
    .join('\n');
}

/** The reasons why a measure cannot proceed, each once. */
export function reasonsOf(row: SnapshotRow, words: Wording): string[] {
  const { report } = row;
  if (report === undefined || statusOf(row) !== 'cannotProceed') return [];
  const said = [report, ...(report.steps ?? []).filter(({ status }) => status === 'cannotProceed')];
  return [...new Set(said.map((one) => reasonText(one, words)).filter((text) => text !== ''))];
}
