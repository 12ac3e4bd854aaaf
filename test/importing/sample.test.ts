import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../src/importing/import-plan.ts';

const ROOT = join(__dirname, '..', '..');
const sample = (name: string) => importPlan({ name, bytes: readFileSync(join(ROOT, 'data', 'sample', name)) });
const sentences = (locale: string) =>
  JSON.parse(readFileSync(join(ROOT, 'locales', locale, 'findings.json'), 'utf8')) as Record<string, string>;

describe('the invented sample', () => {
  const plan = sample('action-plan.txt');
  const measures = sample('measures.txt');

  it('has a whole action plan: 24 projects in 4 dimensions, waiting for their reports', () => {
    expect(plan).toMatchObject({ fiscalYear: 2570, round: 6, kind: 'action-plan', initialProjects: 26 });
    expect(plan.measures).toHaveLength(24);
    expect(plan.dimensions).toHaveLength(4);
    expect(plan.measures.every(({ status }) => status === 'waitingReport')).toBe(true);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has measures of the same office, two of them in several steps', () => {
    expect(measures).toMatchObject({ organisation: plan.organisation, fiscalYear: 2570, kind: 'measures' });
    expect(measures.measures).toHaveLength(8);
    expect(measures.measures.filter(({ steps }) => (steps?.length ?? 0) > 1)).toHaveLength(2);
    expect(measures.findings.map(({ code }) => code)).toEqual(['status-not-stated']);
  });

  it('names units the same way in both plans', () => {
    const names = (units: { name: string }[]) => units.map(({ name }) => name).toSorted();
    expect(names(measures.units)).toEqual(names(plan.units));
  });
});

describe('the sentences of findings', () => {
  it('are there in both languages for the same codes', () => {
    expect(Object.keys(sentences('en'))).toEqual(Object.keys(sentences('th')));
  });

  it('are there for every finding of every fixture', () => {
    const known = sentences('th');
    for (const name of [
      'plan-sections.txt',
      'report-continued.txt',
      'measures-and-scores.txt',
      'plan-other-columns.csv',
      'report-shifted.txt',
    ]) {
      const { findings } = importPlan({ name, bytes: readFileSync(join(__dirname, 'fixtures', name)) });
      for (const { code } of findings) expect(known[code]).toBeDefined();
    }
  });
});
