import { mergeUnits } from '../thai/units.ts';
import type { ImportedMeasure, ImportedUnit } from './imported-plan.ts';

/** The units of a plan, each by one name, and the measures with those names instead of the spellings found. */
export function nameUnits(measures: readonly ImportedMeasure[]): {
  measures: ImportedMeasure[];
  units: ImportedUnit[];
} {
  const written = measures.flatMap(({ steps, responsibleUnits }) =>
    steps === undefined ? responsibleUnits : steps.flatMap((step) => step.responsibleUnits),
  );
  const units = mergeUnits(written);
  const names = new Map(units.flatMap(({ name, aliases }) => [name, ...aliases].map((spelling) => [spelling, name])));
  const rename = (spellings: readonly string[]) => [
    ...new Set(spellings.map((spelling) => names.get(spelling) ?? spelling)),
  ];
  return {
    units,
    measures: measures.map((measure) => ({
      ...measure,
      responsibleUnits: rename(measure.responsibleUnits),
      ...(measure.steps === undefined
        ? {}
        : { steps: measure.steps.map((step) => ({ ...step, responsibleUnits: rename(step.responsibleUnits) })) }),
    })),
  };
}
