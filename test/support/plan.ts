import type { ImportedMeasure, ImportedPlan } from '../../src/importing/imported-plan.ts';

/** An invented office. */
export const OFFICE = 'องค์การบริหารส่วนตำบลบ้านทดสอบ';

/** A measure with what a test does not care about filled in. */
export function aMeasure(number: number, overrides: Partial<ImportedMeasure> = {}): ImportedMeasure {
  return {
    number,
    title: `โครงการที่ ${number}`,
    responsibleUnits: [],
    period: { text: '', from: null, to: null },
    sourceLine: number,
    ...overrides,
  };
}

/** An action plan of fiscal year 2570, round 6. */
export function aPlan(measures: ImportedMeasure[], overrides: Partial<ImportedPlan> = {}): ImportedPlan {
  const units = [...new Set(measures.flatMap((measure) => measure.responsibleUnits))];
  return {
    organisation: OFFICE,
    fiscalYear: 2570,
    kind: 'action-plan',
    round: 6,
    dimensions: [{ number: 1, name: 'สร้างสังคมไม่ทนต่อการทุจริต' }],
    units: units.map((name) => ({ name, aliases: [] })),
    measures,
    dataAsOf: [],
    findings: [],
    ...overrides,
  };
}
