import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../src/importing/import-plan.ts';
import type { ImportedPlan } from '../../src/importing/import-plan.ts';
import { placeless } from './office-files.ts';

/**
 * One invented plan with headings over two rows, cells merged across and down, numbered lists, line breaks, formatted money, Thai
 * digits and dates of the Buddhist Era, as LibreOffice 7.4.7.2 (Linux) saved it: the workbook, the page (under the name that web
 * systems give such pages) and both CSV files from a flat spreadsheet (`soffice --headless --convert-to …`, CSV with
 * `44,34,76,1` and `44,34,32,1`), the Word file from a web page. `plan.txt` is the same table typed.
 */
const read = (name: string): ImportedPlan =>
  importPlan({ name: 'plan', bytes: readFileSync(join(__dirname, 'fixtures', 'libreoffice', name)) });

describe('a plan that LibreOffice saved', () => {
  const typed = read('plan.txt');

  it('is read from its text with every cell in its place', () => {
    expect(typed).toMatchObject({
      organisation: 'เทศบาลตำบลหมอกคราม',
      fiscalYear: 2570,
      round: 6,
      kind: 'action-plan',
    });
    expect(typed.dataAsOf).toEqual(['31 มีนาคม 2570']);
    expect(
      typed.measures.map(({ dimension, plannedBudget, disbursed, status, responsibleUnits, period }) => [
        dimension,
        plannedBudget,
        disbursed,
        status,
        responsibleUnits,
        [period.from, period.to],
      ]),
    ).toEqual([
      [1, 12_500, 9_800.5, 'completed', ['กองการศึกษา', 'สำนักปลัด'], ['2026-10-01', '2027-03-31']],
      [1, 1_234_500, 0, 'inProgress', ['กองการศึกษา'], ['2026-11-15', '2027-09-30']],
      [2, 0, 0, 'inProgress', ['กองคลัง', 'กองช่าง'], ['2026-10-01', '2027-09-30']],
      [4, 55_300, 0, 'cannotProceed', ['สำนักปลัด'], ['2027-02-01', '2027-08-31']],
    ]);
    expect(typed.measures[0]?.method).toBe('1. ตั้งแผงผักไม่มีคนขาย\n2. นับเงินในกล่องทุกเย็น\n3. ติดยอดเงินหน้าห้อง');
    expect(typed.measures[2]?.steps?.map(({ method }) => method)).toEqual(['ประกาศวันเปิดซองล่วงหน้า', 'ถ่ายทอดสดในเพจ']);
    expect(typed.findings.map(({ code }) => code)).toEqual(['planned-budget-differs', 'evidence-missing']);
  });

  it.each(['plan.xlsx', 'plan.docx', 'plan-page.xls', 'plan.csv', 'plan-windows-874.csv'])(
    'says the same as its text, findings too: %s',
    (name) => expect(placeless(read(name))).toEqual(placeless(typed)),
  );
});
