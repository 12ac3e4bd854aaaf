import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../src/importing/import-plan.ts';
import type { ImportOptions } from '../../src/importing/import-plan.ts';

const fixture = (name: string, options?: ImportOptions) =>
  importPlan({ name, bytes: readFileSync(join(__dirname, 'fixtures', name)) }, options);
const codes = (plan: ReturnType<typeof fixture>) => plan.findings.map(({ code, where }) => `${code} @ ${where}`);

describe('a plan in a spreadsheet export', () => {
  const plan = fixture('plan-other-columns.csv');

  it('is read whatever the order of its columns and the digits in them', () => {
    expect(plan).toMatchObject({
      organisation: 'เทศบาลตำบลสวนจำลอง',
      district: 'สมมุติ',
      province: 'ตัวอย่าง',
      fiscalYear: 2569,
      kind: 'action-plan',
      round: 12,
    });
    expect(
      plan.measures.map(({ number, dimension, plannedBudget, ordinanceBudget, disbursed, status }) => [
        number,
        dimension,
        plannedBudget,
        ordinanceBudget,
        disbursed,
        status,
      ]),
    ).toEqual([
      [1, 1, 25_000, 25_000, 24_500.5, 'completed'],
      [2, 2, 0, 0, 0, 'inProgress'],
      [3, 3, 40_000, 30_000, 35_000, 'completed'],
      [4, 1, 10_000, 0, 0, 'cannotProceed'],
      [5, 4, 0, 0, 0, 'waitingReport'],
    ]);
  });

  it('keeps the reason written behind a status, the lines of the file, and a title broken over lines', () => {
    expect(plan.measures[3]).toMatchObject({ reason: 'noBudget', reasonText: 'ไม่ได้รับงบประมาณ' });
    expect(plan.measures[0]).toMatchObject({ title: 'โครงการอบรมธรรมะ สำหรับพนักงาน', sourceLine: 5 });
    expect(plan.measures[1]?.sourceLine).toBe(7);
  });

  it('takes the row of sums for figures to check and not for a project', () => {
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ code: 'ordinance-budget-differs', stated: 60_000, computed: 55_000 }),
    );
    expect(codes(plan)).toContain('disbursed-over-budget @ measure 3');
  });
});

describe('a plan in sections', () => {
  const plan = fixture('plan-sections.txt');

  it('takes the dimension from the line across the table, and ticks of every shape for statuses', () => {
    expect(plan.dimensions.map(({ name }) => name)).toEqual(['ปลุกจิตสำนึกคนในตำบล', 'ทำงานเปิดเผย']);
    expect(
      plan.measures.map(({ dimension, title, status, plannedBudget }) => [dimension, title, status, plannedBudget]),
    ).toEqual([
      [1, 'โครงการปลูกป่าร่วมใจ', 'completed', 15_000],
      [1, 'กิจกรรมยืนตรงเคารพกติกา', 'inProgress', 0],
      [2, 'มาตรการใช้รถส่วนกลาง', 'cannotProceed', 0],
      [2, 'รวมพลังคนนาทดลองต้านโกง', 'waitingReport', 5_000],
    ]);
  });

  it('numbers the projects through when the sections begin again at 1, and says so', () => {
    expect(plan.measures.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(codes(plan)).toContain('numbers-assigned @ plan');
  });

  it('reads the date of the data as written', () => {
    expect(plan.dataAsOf).toEqual(['๒๐ เมษายน ๒๕๖๙']);
  });
});

describe('a report over several pages', () => {
  const plan = fixture('report-continued.txt');

  it('makes steps of the rows below a measure, empty or (ต่อ), each with its own units, period and result', () => {
    const [first] = plan.measures;
    expect(plan.measures.map(({ title }) => title)).toEqual([
      'มาตรการเปิดกล่องรับฟัง',
      'มาตรการยืมของต้องคืน',
      'มาตรการสอนงานพี่สู่น้อง',
    ]);
    expect(
      first?.steps?.map(({ method, responsibleUnits, period }) => [method, responsibleUnits, period.from]),
    ).toEqual([
      ['ตั้งกล่องหน้าสำนักงาน\nเปิดอ่านทุกสัปดาห์', ['สำนักปลัด'], '2024-10-01'],
      ['ตอบกลับผู้เขียนภายใน ๗ วัน', ['กองคลัง', 'กองช่าง'], '2025-01-01'],
      ['สรุปเสนอนายก', ['สำนักปลัด'], '2025-09-01'],
    ]);
    expect(first?.period).toMatchObject({ from: '2024-10-01', to: '2025-09-30' });
  });

  it('goes on with a text that a page break cut, and keeps the responsible column as written', () => {
    expect(plan.measures[0]?.steps?.[1]?.result).toBe('ตอบแล้ว ๑๒ ฉบับ\nฉบับสุดท้ายตอบเมื่อ ๓ ก.ย. ๖๘');
    expect(plan.measures[2]?.responsibleText).toBe('กองการศึกษาฯ หรือ ส่วนราชการอื่นๆ');
    expect(plan.measures[1]).toMatchObject({ allUnits: true, responsibleUnits: [] });
  });

  it('leaves the status open where the report has none, and finds what is missing or misdated', () => {
    expect(plan.measures.some(({ status }) => status !== undefined)).toBe(false);
    expect(codes(plan)).toEqual(
      expect.arrayContaining([
        'status-not-stated @ plan',
        'outcome-missing @ measure 1 step 3',
        'result-missing @ measure 2',
        'result-outside-period @ measure 1 step 3',
        'period-not-covering-round @ measure 3',
        'year-foreign @ measure 2',
      ]),
    );
  });
});

describe('a plan of measures with the scores it rests on', () => {
  const plan = fixture('measures-and-scores.txt');

  it('makes every row below an issue a measure of its own, the issue its topic', () => {
    expect(plan.measures.map(({ number, topic, title, method }) => [number, topic, title, method])).toEqual([
      [1, 'การสื่อสาร', 'ทำเพจให้ทันสมัย', 'โพสต์ทุกวัน'],
      [2, 'การสื่อสาร', 'ตอบแชทใน ๑ วัน', 'จัดเวร'],
      [3, 'ทรัพย์สิน', 'ติดป้ายของหลวง', 'ติดภายในมีนาคม'],
    ]);
  });

  it('reads scores of two years, and checks total, level, changes and names', () => {
    expect(plan.indicators).toHaveLength(10);
    expect(plan.indicators?.[0]).toMatchObject({ number: 1, score: 92, previousScore: 90 });
    expect(codes(plan)).toEqual(
      expect.arrayContaining([
        'ita-total-differs @ plan',
        'ita-level-differs @ plan',
        'change-differs @ indicator 3',
        'other-organisation @ line 23',
        'unit-spelt-several-ways @ plan',
      ]),
    );
    expect(plan.units[0]).toEqual({ name: 'กองยุทธศาสตร์และแผนงาน', aliases: ['กองยุทธ์ศาสตร์และแผนงาน'] });
  });
});

describe('other layouts', () => {
  it('puts cells back that slipped by a column, and joins a title that goes on in the next row', () => {
    const plan = fixture('report-shifted.txt');
    expect(plan.measures[1]).toMatchObject({ title: 'โครงการอาสา พาน้องข้ามถนน', dimension: 2, status: 'completed' });
    expect(codes(plan)).toContain('row-shifted @ line 6');
  });

  it('finds the separator of values itself, and takes organisation and year from whoever knows them', () => {
    const plan = fixture('measures-semicolons.csv', {
      organisation: 'องค์การบริหารส่วนตำบลเขียวขจี',
      fiscalYear: 2567,
      round: 6,
    });
    expect(plan).toMatchObject({ fiscalYear: 2567, round: 6, kind: 'measures' });
    expect(plan.measures[0]).toMatchObject({
      method: 'ตั้งโต๊ะ; ติดป้าย',
      period: { from: '2023-10-01', to: '2024-09-30' },
    });
  });

  it('takes a merged cell of dimensions for all its rows, and periods from ticked months but not from a lone arrow', () => {
    const plan = fixture('plan-merged.txt');
    expect(
      plan.measures.map(({ number, dimension, topic, title, period }) => [
        number,
        dimension,
        topic,
        title,
        period.text,
      ]),
    ).toEqual([
      [1, 1, 'ปลูกจิตสำนึก', 'โครงการครูพาเดิน', ''],
      [2, 1, 'ปลูกจิตสำนึก', 'กิจกรรมตลาดนัดซื่อสัตย์', 'พ.ย.'],
      [3, 2, 'บริหารโปร่งใส', 'มาตรการแจ้งผลทุกเรื่อง', 'มี.ค. - เม.ย.'],
    ]);
    expect(plan.measures[1]).toMatchObject({ plannedBudget: 20_000, responsibleUnits: ['กองการศึกษา'] });
  });
});
