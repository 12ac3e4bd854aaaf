import type { Finding } from '../model.ts';
import type { CheckedMeasure, CheckedPlan } from './checked-plan.ts';
import { numbersOf } from './reports.ts';

/** Measures without a dimension, responsible unit or period in a plan whose other measures have one: each kind of gap once. */
export function checkGaps(plan: CheckedPlan): Finding[] {
  const hasUnit = (measure: CheckedMeasure) => measure.allUnits === true || measure.responsibleUnits.length > 0;
  return [
    ...gap('dimension-missing', plan.measures, (measure) => measure.dimension !== undefined),
    ...gap('units-missing', plan.measures, hasUnit),
    ...gap('period-missing', plan.measures, (measure) => measure.period.text !== ''),
  ];
}

function gap(code: string, measures: readonly CheckedMeasure[], has: (measure: CheckedMeasure) => boolean): Finding[] {
  const without = measures.filter((measure) => !has(measure));
  if (without.length === 0 || without.length === measures.length) return [];
  const params = { count: without.length, measures: numbersOf(without) };
  return [{ code, severity: 'warning', where: 'plan', params, computed: without.length }];
}
