import { oitAnswer } from '../../src/oit-items.ts';

describe('the item of the assessment a document answers', () => {
  it.each([
    ['measures-report', 2568, 12, 'o26', 2569],
    ['measures-report', 2567, 12, 'o28', 2568],
    ['measures-report', 2566, 12, 'o35', 2567],
    ['measures-report', 2566, 6, 'o43', 2566],
    ['measures-report', 2565, 12, 'o43', 2565],
    ['measures-plan', 2569, 6, 'o25', 2569],
    ['measures-plan', 2566, 12, 'o42', 2566],
    ['action-plan-report', 2566, 6, 'o37', 2566],
    ['action-plan-report', 2565, 12, 'o38', 2566],
    ['action-plan-report', 2568, 12, 'o24', 2569],
    ['copy-sheet', 2568, 12, 'o24', 2569],
  ] as const)('%s of %i, round %i: %s of %i', (kind, fiscalYear, round, item, assessedYear) => {
    expect(oitAnswer(kind, { fiscalYear, round })).toEqual({ item, assessedYear });
  });

  it.each([
    ['a follow-up after six months, no longer asked', 'action-plan-report', 2569, 6],
    ['half a year of measures', 'measures-report', 2568, 6],
    ['a year that is not in the table', 'measures-report', 2590, 12],
    ['the index of evidence', 'evidence-index', 2568, 12],
  ] as const)('none: %s', (_, kind, fiscalYear, round) => {
    expect(oitAnswer(kind, { fiscalYear, round })).toBeNull();
  });

  it('is read from the table: what is empty there is answered by nothing', () => {
    const answer = (plan: string | undefined) =>
      oitAnswer(
        'measures-plan',
        { fiscalYear: 2571, round: 6 },
        plan === undefined ? {} : { 2571: { measures: plan } },
      );
    expect([answer('o1'), answer(undefined)]).toEqual([{ item: 'o1', assessedYear: 2571 }, null]);
  });
});
