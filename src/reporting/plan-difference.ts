import { matchMeasures } from './match-measures.ts';
import type { Measure } from './model.ts';

/** What may differ of a measure, in the order it is told. */
export const COMPARED = [
  'number',
  'title',
  'topic',
  'dimension',
  'responsibleUnits',
  'period',
  'plannedBudget',
  'ordinanceBudget',
  'inOrdinance',
  'method',
  'steps',
] as const;
export type ComparedField = (typeof COMPARED)[number];

/** What a corrected file changes of a plan. What was reported stays with its measure, whatever its number is now. */
export interface PlanDifference {
  /** Measures with nothing changed. */
  same: number;
  changed: { before: Measure; after: Measure; fields: ComparedField[] }[];
  added: Measure[];
  /** No longer in the file: they leave the plan, and what was reported of them is kept. */
  gone: Measure[];
}

/** Compares a plan with a newer form of it; measures are matched as `matchMeasures` does. */
export function planDifference(before: readonly Measure[], after: readonly Measure[]): PlanDifference {
  const matches = matchMeasures(before, after);
  const difference: PlanDifference = { same: 0, changed: [], added: [], gone: [] };
  for (const [index, fresh] of after.entries()) {
    const at = matches[index] ?? null;
    const old = at === null ? undefined : before[at];
    if (old === undefined) difference.added.push(fresh);
    else {
      const fields = COMPARED.filter((field) => written(old[field]) !== written(fresh[field]));
      if (fields.length === 0) difference.same += 1;
      else difference.changed.push({ before: old, after: fresh, fields });
    }
  }
  const kept = new Set(matches);
  difference.gone = before.filter((_measure, index) => !kept.has(index));
  return difference;
}

/** Whether anything changes at all. */
export const isUnchanged = ({ changed, added, gone }: PlanDifference): boolean =>
  changed.length + added.length + gone.length === 0;

/** A value for comparing: absent, empty and false are the same. */
function written(value: unknown): string {
  if (value === undefined || value === null || value === false || value === 0) return '';
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
