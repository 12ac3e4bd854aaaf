import { fieldChanges } from '../../src/reporting/history.ts';
import { returnOf, reviewOf } from '../../src/reporting/review.ts';
import type { Review } from '../../src/reporting/review.ts';
import { summarise } from '../../src/reporting/summary.ts';
import type { MeasureInRound } from '../../src/reporting/summary.ts';
import { aMeasure } from '../support/plan.ts';

const review: Review = { state: 'confirmed', revision: 2, by: 'นายหัวหน้า', at: 1 };
const completed = { status: 'completed' as const, revision: 2 };

const proofOf = (rows: Omit<MeasureInRound, 'measure'>[]) =>
  summarise({
    organisation: 'อบต.บ้านทดสอบ',
    fiscalYear: 2570,
    kind: 'measures',
    round: 6,
    dimensions: [],
    units: [],
    rows: rows.map((row, index) => ({ measure: aMeasure(index + 1), ...row })),
    scale: { name: 'x', levels: [] },
    dataAsOf: '',
  }).proof;

describe('a review', () => {
  it('is of the report as it was looked at: what is saved later waits again', () => {
    expect(reviewOf({ revision: 2, review })).toBe(review);
    expect(reviewOf({ revision: 3, review })).toBeUndefined();
    expect(reviewOf(undefined)).toBeUndefined();
    expect(returnOf({ revision: 2, review: { ...review, state: 'returned' } })?.by).toBe('นายหัวหน้า');
    expect(returnOf({ revision: 2, review })).toBeUndefined();
  });

  it('tells what is confirmed from what is shown and what is only said to be completed', () => {
    expect(
      proofOf([
        { report: completed },
        { report: completed, evidence: ['a photo'] },
        { report: { ...completed, noEvidenceReason: 'ไม่มีภาพ', review } },
        { report: { ...completed, revision: 3, review } },
        { report: { status: 'inProgress', revision: 2, review }, evidence: ['a photo'] },
        {},
      ]),
    ).toEqual({ claimed: 4, evidenced: 2, confirmed: 1 });
  });
});

test('two reports differ field by field, and of several steps step by step', () => {
  const step = { status: 'inProgress' as const, result: 'ก' };
  expect(fieldChanges(null, { status: 'completed', result: 'ก', disbursed: 0 })).toEqual([
    { field: 'status', after: 'completed' },
    { field: 'result', after: 'ก' },
    { field: 'disbursed', after: 0 },
  ]);
  expect(
    fieldChanges(
      { status: 'inProgress', steps: [step, { status: 'waitingReport' }] },
      { status: 'completed', steps: [{ ...step, result: 'ข' }, { status: 'completed' }] },
    ),
  ).toEqual([
    { field: 'result', step: 0, before: 'ก', after: 'ข' },
    { field: 'status', step: 1, after: 'completed' },
  ]);
});
