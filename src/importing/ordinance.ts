import type { Finding } from '../reporting/model.ts';
import type { StatedFigure } from '../reporting/stated-figures.ts';
import type { ImportedMeasure } from './imported-plan.ts';

/**
 * The ordinance budget of each row, where no column states it: when the ordinance total of every dimension equals the sum of
 * the planned budgets, each row's is its planned budget, and a finding says that this was assumed. Otherwise left open.
 */
export function assumeOrdinance(
  measures: readonly ImportedMeasure[],
  stated: readonly StatedFigure[],
): { measures: ImportedMeasure[]; findings: Finding[] } {
  const totals = stated.filter(({ figure }) => figure === 'ordinanceBudget');
  const isKnown = measures.some(
    (measure) => measure.ordinanceBudget !== undefined || measure.inOrdinance !== undefined,
  );
  const agrees = totals.every(({ dimension, value }) => Math.abs(sumOf(measures, dimension) - value) < 0.005);
  if (isKnown || totals.length === 0 || !agrees) return { measures: [...measures], findings: [] };
  const assumed = measures.map((measure) => {
    const { plannedBudget } = measure;
    return plannedBudget === undefined
      ? measure
      : { ...measure, ordinanceBudget: plannedBudget, inOrdinance: plannedBudget > 0 };
  });
  const computed = assumed.filter(({ inOrdinance }) => inOrdinance === true).length;
  return {
    measures: assumed,
    findings: [{ code: 'ordinance-assumed', severity: 'info', where: 'plan', params: { count: computed }, computed }],
  };
}

function sumOf(measures: readonly ImportedMeasure[], dimension: number | undefined): number {
  const own = dimension === undefined ? measures : measures.filter((measure) => measure.dimension === dimension);
  return own.reduce((sum, { plannedBudget }) => sum + (plannedBudget ?? 0), 0);
}
