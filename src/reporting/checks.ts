import type { Finding } from './model.ts';
import type { CheckedPlan } from './checks/checked-plan.ts';
import { checkDocument } from './checks/document.ts';
import { checkGaps } from './checks/gaps.ts';
import { checkIta } from './checks/ita.ts';
import { checkMoney } from './checks/money.ts';
import { checkNames } from './checks/names.ts';
import { checkPeriods } from './checks/periods.ts';
import { checkReports } from './checks/reports.ts';
import { checkStated } from './checks/stated.ts';

export type { CheckedMeasure, CheckedPlan } from './checks/checked-plan.ts';

/**
 * The checks of DOMAIN "Checks an importer and a report must make". Each finding names the place, and where figures differ
 * the stated and the computed value; nothing is corrected.
 */
export function checkPlan(plan: CheckedPlan): Finding[] {
  return [checkGaps, checkStated, checkMoney, checkReports, checkPeriods, checkIta, checkNames, checkDocument].flatMap(
    (check) => check(plan),
  );
}
