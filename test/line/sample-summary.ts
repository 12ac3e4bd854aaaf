import type { Summary } from '../../src/reporting/summary.ts';

/** A summary of an action plan in which no two figures are alike, so that each can be looked for. */
export const SUMMARY: Summary = {
  organisation: 'องค์การบริหารส่วนจังหวัดตัวอย่าง',
  fiscalYear: 2570,
  kind: 'action-plan',
  round: 6,
  total: 81,
  waitingReport: 17,
  inProgress: 19,
  completed: 41,
  cannotProceed: 4,
  completedPercent: 50.62,
  proof: { claimed: 41, evidenced: 33, confirmed: 28 },
  plannedBudget: 8_536_600,
  ordinanceBudget: 7_200_300.5,
  disbursed: 5_123_456.75,
  disbursedPercent: 71.16,
  initialProjects: 90,
  implementationPercent: 56.11,
  implementationLevel: 'ปานกลาง',
  byDimension: [
    dimension(1, 'สร้างวัฒนธรรมสุจริต', 22, 7, 31.82, 120_000, 55_300),
    dimension(2, undefined, 30, 18, 60, 230_000, 110_500),
  ],
  byUnit: [
    { unit: 'กองคลัง', total: 12, reported: 9, completed: 5 },
    { unit: 'กองช่าง', total: 23, reported: 11, completed: 8 },
    { unit: null, total: 3, reported: 3, completed: 2 },
  ],
  hasSteps: true,
  dataAsOf: '2027-04-30T16:30:00+07:00',
};

function dimension(
  number: number,
  name: string | undefined,
  total: number,
  completed: number,
  completedPercent: number,
  plannedBudget: number,
  disbursed: number,
): Summary['byDimension'][number] {
  return {
    dimension: number,
    ...(name === undefined ? {} : { name }),
    total,
    completed,
    completedPercent,
    plannedBudget,
    disbursed,
  };
}
