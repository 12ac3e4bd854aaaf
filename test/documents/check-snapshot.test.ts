import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSnapshot, settleFindings } from '../../src/documents/check-snapshot.ts';
import type { Snapshot } from '../../src/documents/snapshot.ts';
import { aReport, aRow, aSnapshot } from '../support/snapshot.ts';
import { speakers } from '../support/documents.ts';

const full = { result: 'ทำแล้ว', outcome: 'ดีขึ้น ตามรายงานการประชุม' };
const done = aRow(1, { dimension: 1, plannedBudget: 100, report: aReport('completed', full) });
const found = (snapshot: Snapshot, kind?: Parameters<typeof checkSnapshot>[1]) =>
  checkSnapshot(snapshot, kind).map(({ severity, code, where }) => `${severity} ${code} @ ${where}`);

describe('what is checked before a document is made', () => {
  it('finds nothing in what is in order', () => {
    expect(found(aSnapshot([done]))).toEqual([]);
  });

  it('finds reports that are still to come, and a reporter nobody named', () => {
    const { reporter: _reporter, ...nameless } = aSnapshot([done, aRow(2, { dimension: 1 })]);
    expect(found(nameless)).toEqual(['error reports-waiting @ plan', 'error reporter-missing @ plan']);
    expect(checkSnapshot(nameless)[0]).toMatchObject({ stated: 2, computed: 1, params: { count: 1, measures: '2' } });
  });

  it('finds what a report of an action plan lacks, which shows neither results nor outcomes: reason, evidence', () => {
    const rows = [
      aRow(1, { dimension: 1, report: aReport('cannotProceed') }),
      aRow(2, { dimension: 1, report: aReport('completed', { result: ' ' }) }),
      aRow(3, {
        dimension: 1,
        report: aReport('cannotProceed', { steps: [{ status: 'cannotProceed', reason: 'noBudget' }] }),
      }),
      aRow(4, {
        dimension: 1,
        report: aReport('cannotProceed', {
          steps: [{ status: 'cannotProceed', reason: 'noBudget' }, { status: 'cannotProceed' }],
        }),
      }),
    ];
    expect(found(aSnapshot(rows))).toEqual([
      'error reason-missing @ measure 1',
      'error reason-missing @ measure 4',
      'warning evidence-missing @ plan',
    ]);
  });

  it('stops a report of measures for a result or an outcome it must show', () => {
    const rows = [
      aRow(1, { report: aReport('completed', { result: 'ภาพถ่าย 3 ใบ' }) }),
      aRow(2, { report: aReport('inProgress') }),
    ];
    expect(found(aSnapshot(rows, { kind: 'measures' }))).toEqual([
      'error outcome-missing @ measure 1',
      'warning result-missing @ measure 2',
      'warning outcome-missing @ measure 2',
    ]);
  });

  it('finds money and projects that do not add up', () => {
    const spent = aRow(2, {
      dimension: 1,
      plannedBudget: 10,
      report: aReport('completed', { ...full, disbursed: 11 }),
    });
    expect(found(aSnapshot([done, spent], { initialProjects: 5, inOrdinanceStated: 3 }))).toEqual([
      'error initial-projects-unexplained @ plan',
      'error disbursed-over-budget @ measure 2',
      'warning ordinance-count-differs @ plan',
    ]);
    expect(found(aSnapshot([done, done], { initialProjects: 1 }))).toContain('error initial-projects-fewer @ plan');
  });

  it('finds a plan that cannot be summed by dimension', () => {
    const { dimension: _dimension, ...measure } = done.measure;
    expect(found(aSnapshot([{ ...done, measure }]))).toEqual(['error dimension-missing @ plan']);
  });

  it('finds another date of the data and another organisation in what a person wrote', () => {
    const narrative = {
      progress: 'ข้อมูล ณ วันที่ ๒๕ เมษายน ๒๕๗๐',
      obstacles: 'องค์การบริหารส่วนตำบลสวนสมมุติมีคนน้อย',
    };
    expect(found(aSnapshot([done], { narrative }))).toEqual([
      'warning other-organisation @ narrative obstacles',
      'warning data-as-of-differs @ plan',
    ]);
    expect(found(aSnapshot([done], { narrative: { progress: 'ข้อมูล ณ วันที่ 21 เม.ย. 70' } }))).toEqual([]);
  });

  it('asks a plan of measures for scores and not for reports', () => {
    const plan = aSnapshot([aRow(1)], { kind: 'measures' });
    expect(found(plan, 'measures-plan')).toEqual(['warning ita-scores-missing @ plan']);
    expect(found(plan)).toEqual(['error reports-waiting @ plan']);
  });

  it('sets apart what somebody explained, by code and place', () => {
    const explanations = ['plan', 'measure 2'].map((where) => ({
      code: 'initial-projects-unexplained',
      where,
      text: 'ยกเลิกตามมติสภา',
      by: 'สมชาย',
      at: 0,
    }));
    const snapshot = aSnapshot([done], { initialProjects: 2, explanations });
    expect(settleFindings(snapshot).open).toEqual([]);
    expect(settleFindings(snapshot).explained).toMatchObject([
      { finding: { code: 'initial-projects-unexplained' }, explanation: { where: 'plan', by: 'สมชาย' } },
    ]);
  });

  it('has a sentence for a person and one for the notes of a document for every finding', () => {
    const folder = join(__dirname, '..', '..', 'src', 'reporting', 'checks');
    const files = readdirSync(folder).map((name) => join(folder, name));
    const own = join(__dirname, '..', '..', 'src', 'documents', 'check-snapshot.ts');
    const source = [...files, own].map((file) => readFileSync(file, 'utf8')).join('\n');
    const codes = [...source.matchAll(/'((?:[a-z]+-)+[a-z]+)'/g)].flatMap(([, code]) => code ?? []);
    // What a printed file alone can contradict: a snapshot states none of it.
    const ofFiles = /^(?!initial-|ordinance-count).*-differs$|^status-|^statuses-|^unit-|^measures-plan$|^action-plan$/;
    const ofSnapshots = new Set([
      ...codes.filter((code) => !ofFiles.test(code)),
      'ita-total-differs',
      'indicator-score-differs',
      'data-as-of-differs',
    ]);
    for (const code of ofSnapshots) {
      for (const speaker of Object.values(speakers)) {
        expect(speaker.say({ key: `findings.${code}` })).not.toBe('');
        expect(speaker.say({ key: `documents.finding.${code}` })).not.toMatch(/ค่ะ|กรุณา/);
      }
    }
    expect(ofSnapshots.size).toBeGreaterThan(25);
  });
});
