import { IMPORTED } from './model.ts';
import type { Report } from './model.ts';

/**
 * How a change of a report came: first said, changed later, read from a file, looked at by whoever reviews it, or words of a
 * message that was unsent.
 */
export type Act = 'reported' | 'edited' | 'imported' | 'confirmed' | 'returned' | 'erased';

/** One step of a report's history. `before` and `after` are the same where nothing of it changed; `null`: no report. */
export interface Change {
  act: Act;
  by: string;
  /** Instant, milliseconds since the epoch. */
  at: number;
  before: Report | null;
  after: Report | null;
  /** Of a report that was returned. */
  comment?: string;
}

/** What is kept of a change: what stood there before, or, of a review, which it was. */
export interface Kept {
  by: string;
  at: number;
  before?: Report | null;
  act?: 'confirmed' | 'returned' | 'erased';
  comment?: string;
}

/** The history of a report as it stands, oldest first: what came after a change stood there before the next. */
export function changesOf(kept: readonly Kept[], report: Report): Change[] {
  let after: Report | null = report;
  return kept
    .toReversed()
    .map(({ by, at, before, act, comment }): Change => {
      const change: Change = {
        act: act ?? (by === IMPORTED ? 'imported' : (before ?? null) === null ? 'reported' : 'edited'),
        by,
        at,
        before: before === undefined ? after : before,
        after,
        ...(comment === undefined ? {} : { comment }),
      };
      after = change.before;
      return change;
    })
    .toReversed();
}

/** What changed what is reported: the report of revision n is what the nth of these left. */
export const revisions = (changes: readonly Change[]): Change[] =>
  changes.filter(({ act }) => act !== 'confirmed' && act !== 'returned');

/** The fields of a report, in the order they are asked. */
export const FIELDS = [
  'status',
  'reason',
  'reasonText',
  'result',
  'outcome',
  'disbursed',
  'obstacle',
  'noEvidenceReason',
] as const satisfies readonly (keyof Report)[];
export type Field = (typeof FIELDS)[number];

/** One field that changed; `step`: of which row of a measure that has several. A value that is absent was not said. */
export interface FieldChange {
  field: Field;
  step?: number;
  before?: string | number;
  after?: string | number;
}

/** What differs between two reports of a measure, field by field. The status of the whole follows from that of its steps. */
export function fieldChanges(before: Report | null, after: Report | null): FieldChange[] {
  const count = Math.max(before?.steps?.length ?? 0, after?.steps?.length ?? 0);
  const steps = Array.from({ length: count }, (_, step) =>
    differences(before?.steps?.[step], after?.steps?.[step]).map((change) => ({ ...change, step })),
  ).flat();
  const whole = differences(before ?? undefined, after ?? undefined);
  return [...steps, ...(count > 0 ? whole.filter(({ field }) => field !== 'status') : whole)];
}

function differences(before: Partial<Report> | undefined, after: Partial<Report> | undefined): FieldChange[] {
  return FIELDS.flatMap((field): FieldChange[] => {
    const [was, is] = [valueOf(before, field), valueOf(after, field)];
    if (was === is) return [];
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** That nobody has reported a status yet is the same as no report. */
const valueOf = (part: Partial<Report> | undefined, field: Field): string | number | undefined => {
  const value = part?.[field];
  return value === 'waitingReport' ? undefined : value;
};
