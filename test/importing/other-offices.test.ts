import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../src/importing/import-plan.ts';

/** Invented documents in the forms that offices of other places and years use. */
const read = (name: string) => importPlan({ name, bytes: readFileSync(join(__dirname, 'fixtures', name)) });
type Plan = ReturnType<typeof read>;
const codes = (plan: Plan) => plan.findings.map(({ code, where }) => (where === 'plan' ? code : `${code} @ ${where}`));
const spans = (plan: Plan) => plan.measures.map(({ period: { from, to } }) => [from, to]);

describe('a follow-up of an action plan', () => {
  it('takes missions for topics, sums for checks, and results that are statuses for statuses', () => {
    const plan = read('plan-missions-and-sums.txt');
    expect(plan).toMatchObject({ fiscalYear: 2566, round: 12, kind: 'action-plan' });
    expect(
      plan.measures.map(({ dimension, plannedBudget, disbursed, status }) => [
        dimension,
        plannedBudget,
        disbursed,
        status,
      ]),
    ).toEqual([
      [1, 30_000, 28_500, 'completed'],
      [1, 0, 0, 'completed'],
      [1, 20_000, 19_800, 'completed'],
      [2, 0, 0, 'completed'],
      [2, 0, 0, 'inProgress'],
      [3, 10_000, 0, 'cannotProceed'],
      [3, 15_000, 15_000, 'completed'],
      [4, 0, 0, 'completed'],
    ]);
    expect(plan.measures[2]?.topic).toBe('การสร้างจิตสำนึกแก่ประชาชน');
    expect(codes(plan)).toEqual(['evidence-missing']);
  });

  it('takes the budget of its fiscal year from a plan of five years', () => {
    const plan = read('plan-years.txt');
    expect(plan.measures.map(({ plannedBudget }) => plannedBudget)).toEqual([25_000, 0, 35_000, 0]);
    expect(plan.measures.map(({ dimension }) => dimension)).toEqual([1, 1, 1, 2]);
  });

  it('reads the ticked one of several statuses printed in one cell', () => {
    const plan = read('plan-boxes.txt');
    expect(plan.measures.map(({ status }) => status)).toEqual(['completed', 'inProgress', 'cannotProceed', undefined]);
    expect(plan.measures[2]?.reason).toBe('insufficientStaff');
  });

  it('joins headings that are cut over three lines', () => {
    const plan = read('plan-cut-headings.txt');
    expect(plan.measures[1]).toMatchObject({
      dimension: 1,
      disbursed: 60_000,
      status: 'completed',
      responsibleUnits: ['กองการศึกษา'],
    });
    expect(codes(plan)).toEqual(['evidence-missing']);
  });

  it('mends letters that were damaged on the way out of a PDF, and says so', () => {
    const plan = read('plan-damaged-letters.txt');
    expect(plan.organisation).toBe('องค์การบริหารส่วนตำบลบ้านทุ่ง');
    expect(plan.measures.map(({ title, status }) => [title, status])).toEqual([
      ['โครงการอบรมคุณธรรม จริยธรรม', 'waitingReport'],
      ['กิจกรรมจิตอาสาพัฒนาหมู่บ้าน', 'completed'],
      ['มาตรการป้องกันผลประโยชน์ทับซ้อน', 'inProgress'],
    ]);
    expect(codes(plan)).toEqual(['text-repaired', 'evidence-missing']);
  });

  it('makes one period of a column for the start and one for the end', () => {
    expect(spans(read('plan-start-and-end.csv'))[0]).toEqual(['2024-12-01', '2025-03-31']);
  });

  it('finds nothing wrong in sums and scores whose columns stand the other way round', () => {
    const plan = read('plan-reversed.txt');
    expect(plan).toMatchObject({ statedTotal: 91 });
    expect(plan.measures.map(({ number, status }) => [number, status])).toEqual([
      [1, 'completed'],
      [2, 'waitingReport'],
      [3, 'completed'],
    ]);
    expect(codes(plan)).toEqual(['evidence-missing', 'ita-total-agrees']);
  });

  it('goes on over page breaks: heading apart from its rows, page numbers between rows, a date in two spellings', () => {
    const plan = read('plan-page-breaks.txt');
    expect(plan.measures.map(({ status, responsibleUnits }) => [status, ...responsibleUnits])).toEqual([
      ['inProgress', 'สำนักปลัด'],
      ['completed', 'สำนักปลัด'],
      ['completed', 'กองคลัง'],
      ['waitingReport', 'สำนักปลัด'],
    ]);
    expect(codes(plan)).toEqual(['evidence-missing']);
  });
});

describe('a report or plan of measures', () => {
  it('takes rows across the table for topics', () => {
    const plan = read('report-topic-rows.txt');
    expect(plan.measures.map(({ topic, title }) => [topic, title])).toEqual([
      ['ด้านการปฏิบัติหน้าที่', 'จัดทำคู่มือปฏิบัติงาน'],
      ['ด้านการปฏิบัติหน้าที่', 'ประกาศขั้นตอนและระยะเวลา'],
      ['ด้านการใช้งบประมาณ', 'เผยแพร่แผนการใช้จ่ายเงิน'],
      ['ด้านการใช้งบประมาณ', 'อบรมระเบียบพัสดุ'],
      ['ด้านการใช้ทรัพย์สินของราชการ', 'จัดทำทะเบียนคุมการยืม'],
    ]);
  });

  it('reads a form per measure', () => {
    expect(read('report-forms.txt').measures.map(({ number, title, outcome }) => [number, title, outcome])).toEqual([
      [1, 'การเปิดเผยข้อมูลข่าวสาร', 'ได้คะแนน OIT ๑๐๐'],
      [2, 'การจัดซื้อจัดจ้างโปร่งใส', 'ไม่มีข้อร้องเรียน'],
    ]);
  });

  it('takes periods from ticked months and from the two ends of an arrow', () => {
    expect(spans(read('measures-months.txt'))).toEqual([
      ['2025-10-01', '2025-11-30'],
      ['2026-02-01', '2026-04-30'],
      ['2025-10-01', '2026-09-30'],
    ]);
  });

  it('reads HTML tables, a cell over several rows as the steps of one measure', () => {
    const plan = read('report-html.txt');
    expect(plan.measures.map(({ title, steps }) => [title, steps?.map(({ method }) => method)])).toEqual([
      ['มาตรการเผยแพร่ข้อมูล', ['จัดทำเว็บไซต์', 'จัดทำเพจ']],
      ['มาตรการป้องกันสินบน', undefined],
    ]);
    expect(plan.measures[1]?.sourceLine).toBe(11);
  });

  it("does not take last year's level for that of the printed total", () => {
    const plan = read('report-memo.txt');
    expect(plan).toMatchObject({ statedTotal: 91.43, fiscalYear: 2567 });
    expect(codes(plan)).toEqual(['status-not-stated', 'ita-total-agrees']);
    expect(plan.measures.map(({ allUnits, responsibleUnits }) => allUnits ?? responsibleUnits.length)).toEqual([
      1,
      2,
      true,
      2,
    ]);
  });
});
