import fc from 'fast-check';
import { completeReport } from '../../src/app/complete-report.ts';
import type { Effect } from '../../src/conversation/effects.ts';
import type { Facts, MeasureFacts } from '../../src/conversation/facts.ts';
import { prefilled } from '../../src/conversation/prefill.ts';
import { newSession } from '../../src/conversation/session.ts';
import type { Answers } from '../../src/conversation/session.ts';
import { REASONS } from '../../src/reporting/model.ts';
import type { Report, StepReport } from '../../src/reporting/model.ts';
import { statusOfSteps } from '../../src/reporting/summary.ts';
import { MORNING } from '../support/clock.ts';
import { book, someFacts, turn } from './pure.ts';

const words = fc.constantFrom('อบรมแล้ว 2 รุ่น', 'ตามแผน', 'x', 'รอ {{งบ}}');
const part = (statuses: StepReport['status'][]) =>
  fc
    .record(
      {
        status: fc.constantFrom(...statuses),
        reason: fc.constantFrom(...REASONS),
        reasonText: words,
        result: words,
        outcome: words,
      },
      { requiredKeys: ['status'] },
    )
    .map((one): StepReport => one);
const money = fc.record({ disbursed: fc.constantFrom(0, 12_000.5, 50_000), obstacle: words }, { requiredKeys: [] });
const REPORTED: StepReport['status'][] = ['inProgress', 'completed', 'cannotProceed'];
const plainReport = fc.tuple(part(REPORTED), money, words).map(([one, more, why]): Report => ({
  ...one,
  ...more,
  ...(one.status === 'completed' ? { noEvidenceReason: why } : {}),
}));
const reportOfSteps = fc
  .tuple(fc.array(part([...REPORTED, 'waitingReport']), { minLength: 3, maxLength: 3 }), money)
  .map(([steps, more]): Report => ({ ...more, steps, status: statusOfSteps(steps) }));

/** What the flow saves when it is confirmed as it stands. */
function saved(row: MeasureFacts, answers: Answers): Report | undefined {
  const facts: Facts = someFacts();
  const [plan] = facts.plans;
  const plans = plan === undefined ? [] : [{ ...plan, rows: plan.rows.map((one) => (one.id === row.id ? row : one)) }];
  const run = { id: 'run', flow: 'report', version: 1, answers, at: '=confirm', page: 0, touchedAt: MORNING };
  const { effects } = turn({ ...newSession(), runs: [run] }, { kind: 'text', text: 'บันทึก' }, { ...facts, plans }, book);
  const effect = effects.find((one): one is Extract<Effect, { type: 'saveReport' }> => one.type === 'saveReport');
  return effect === undefined ? undefined : completeReport(effect.report, row.report ?? null);
}

/** A measure of the sample by its index: the first has money, the second three steps. */
const rowOf = (index: number, report: Report): MeasureFacts => {
  const row = someFacts().plans[0]?.rows[index];
  if (row === undefined) throw new Error('there is no such measure');
  return { ...row, report: { ...report, by: 'สมหญิง', at: MORNING } };
};

describe('what is saved again as it was filled in', () => {
  test.each([
    ['of a measure with money', 0, plainReport],
    ['of a measure without', 2, plainReport],
    ['of a measure with steps', 1, reportOfSteps],
  ])('is the same report %s', (_name, index, reports) => {
    fc.assert(
      fc.property(reports, (report) => {
        const row = rowOf(index, report);
        expect(saved(row, prefilled(row, report))).toEqual(report);
      }),
      { numRuns: 200 },
    );
  });

  it('asks for the status of a report that has none yet', () => {
    const row = rowOf(0, { status: 'waitingReport', disbursed: 500 });
    expect(prefilled(row, { status: 'waitingReport', disbursed: 500 })).toEqual({
      measure: 'measure1',
      disbursed: 500,
      obstacle: null,
      noEvidenceReason: null,
    });
  });
});
