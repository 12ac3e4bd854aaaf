import type { Finding } from '../model.ts';
import type { CheckedMeasure, CheckedPlan } from './checked-plan.ts';

/** Disbursed at most the budget, nothing without one; the ordinance tick agrees with the ordinance's money. */
export function checkMoney(plan: CheckedPlan): Finding[] {
  return plan.measures.flatMap((measure) => [...disbursedOf(measure), ...ordinanceOf(measure)]);
}

function disbursedOf(measure: CheckedMeasure): Finding[] {
  const { disbursed, ordinanceBudget, plannedBudget } = measure;
  if (disbursed === undefined || disbursed === 0) return [];
  const budget = ordinanceBudget ?? plannedBudget;
  if (budget === undefined) return [];
  const where = `measure ${measure.number}`;
  if (budget === 0) {
    return [{ code: 'disbursed-without-budget', severity: 'error', where, stated: disbursed, computed: 0 }];
  }
  if (disbursed <= budget) return [];
  return [{ code: 'disbursed-over-budget', severity: 'error', where, stated: disbursed, computed: budget }];
}

function ordinanceOf(measure: CheckedMeasure): Finding[] {
  const { inOrdinance, ordinanceBudget, plannedBudget } = measure;
  const budget = ordinanceBudget ?? plannedBudget;
  if (inOrdinance !== true || budget === undefined || budget > 0) return [];
  return [{ code: 'ordinance-without-money', severity: 'info', where: `measure ${measure.number}`, computed: budget }];
}
