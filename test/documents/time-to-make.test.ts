import type { DocumentFormat, DocumentKind } from '../../src/documents/snapshot.ts';
import { secondsIfLarge } from '../../src/documents/time-to-make.ts';
import { aReport, aRow, aSnapshot } from '../support/snapshot.ts';

/** 500 measures, each with so many letters in what a person wrote. */
const snapshotOf = (letters: number, field: 'result' | 'obstacle' = 'result') => {
  const text = 'ดำเนินการแล้ว '.repeat(letters / 14);
  return aSnapshot(
    Array.from({ length: 500 }, (_, index) => aRow(index + 1, { report: aReport('completed', { [field]: text }) })),
  );
};

describe('whether a document is made while nobody waits', () => {
  const ordinary = snapshotOf(280);
  const long = snapshotOf(5_600);

  it.each<[string, DocumentKind, DocumentFormat, boolean]>([
    ['a PDF of long results', 'measures-report', 'pdf', true],
    ['Word of long results', 'measures-report', 'docx', true],
    ['Excel of long results', 'measures-report', 'xlsx', true],
    ['CSV, however long', 'measures-report', 'csv', false],
    ['HTML, however long', 'measures-report', 'html', false],
    ['a PDF that does not print results', 'action-plan-report', 'pdf', false],
    ['a plan, which says nothing of reports', 'measures-plan', 'pdf', false],
    ['an index of evidence that nobody named', 'evidence-index', 'pdf', false],
  ])('%s', (_what, kind, format, isLarge) => {
    expect(secondsIfLarge(long, kind, format) !== null).toBe(isLarge);
    expect(secondsIfLarge(ordinary, kind, format)).toBeNull();
  });

  it('is told by what the kind prints, in steps as well', () => {
    expect(secondsIfLarge(snapshotOf(5_600, 'obstacle'), 'action-plan-report', 'pdf')).toBeGreaterThan(10);
    const steps = [{ status: 'completed' as const, result: 'ผล'.repeat(600_000) }];
    const inSteps = aSnapshot([aRow(1, { report: aReport('completed', { steps }) })]);
    expect(secondsIfLarge(inSteps, 'copy-sheet', 'pdf')).toBeGreaterThan(5);
  });
});
