import type { Finding } from '../model.ts';
import type { CheckedMeasure, CheckedPlan } from './checked-plan.ts';

/** What a report must say: result and outcome where they are due, a reason when a measure cannot proceed, evidence when it is completed. */
export function checkReports(plan: CheckedPlan): Finding[] {
  const reported = plan.measures.filter(({ status }) => status !== undefined);
  const findings = plan.measures.flatMap((measure) => [
    ...(plan.expectsResults ? missingTexts(measure) : []),
    ...reasonOf(measure),
  ]);
  const bare = plan.measures.filter(({ status, evidence }) => status === 'completed' && evidence === undefined);
  if (bare.length > 0) {
    const params = { count: bare.length, measures: numbersOf(bare) };
    findings.push({ code: 'evidence-missing', severity: 'warning', where: 'plan', params, computed: bare.length });
  }
  if (reported.length === 0 && plan.measures.length > 0) {
    findings.push({
      code: 'status-not-stated',
      severity: 'info',
      where: 'plan',
      params: { count: plan.measures.length },
    });
  } else if (reported.length < plan.measures.length) {
    const open = plan.measures.filter(({ status }) => status === undefined);
    const params = { count: open.length, measures: numbersOf(open) };
    findings.push({ code: 'status-missing', severity: 'warning', where: 'plan', params, computed: open.length });
  }
  return findings;
}

/** Numbers of measures for a sentence, the first ones of many. */
export function numbersOf(measures: readonly CheckedMeasure[]): string {
  const numbers = measures.slice(0, 12).map(({ number }) => number);
  return numbers.join(', ') + (measures.length > numbers.length ? ' …' : '');
}

function missingTexts(measure: CheckedMeasure): Finding[] {
  if (measure.status === 'cannotProceed' || measure.status === 'waitingReport') return [];
  const rows = measure.steps ?? [measure];
  return rows.flatMap((row, index) => {
    const where = rows.length > 1 ? `measure ${measure.number} step ${index + 1}` : `measure ${measure.number}`;
    const findings: Finding[] = [];
    if (row.result === undefined) findings.push({ code: 'result-missing', severity: 'warning', where });
    if (row.outcome === undefined) findings.push({ code: 'outcome-missing', severity: 'warning', where });
    return findings;
  });
}

function reasonOf(measure: CheckedMeasure): Finding[] {
  if (measure.status !== 'cannotProceed') return [];
  if (measure.reason !== undefined && measure.reason !== 'other') return [];
  if ((measure.reasonText ?? '') !== '') return [];
  return [{ code: 'reason-missing', severity: 'error', where: `measure ${measure.number}` }];
}
