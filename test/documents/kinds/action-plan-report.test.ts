import { makeDocument } from '../../../src/documents/make-document.ts';
import { aReport, aRow, aSnapshot } from '../../support/snapshot.ts';
import { proseOf, rowsOf, speakers, tableNamed, tablesOf, textOf } from '../../support/documents.ts';

const rows = [
  aRow(1, {
    title: 'โครงการค่ายเยาวชนรู้ทันโกง',
    dimension: 1,
    plannedBudget: 20_000,
    ordinanceBudget: 18_000,
    inOrdinance: true,
    report: aReport('completed', { disbursed: 17_500.5 }),
  }),
  aRow(2, { dimension: 1, plannedBudget: 0, report: aReport('inProgress', { disbursed: 0 }) }),
  aRow(3, {
    dimension: 2,
    plannedBudget: 5_000,
    report: aReport('cannotProceed', { reason: 'noBudget', obstacle: 'สภายังไม่อนุมัติ' }),
  }),
  aRow(4, { dimension: 2, plannedBudget: 0 }),
];
const snapshot = aSnapshot(rows, { initialProjects: 5 });
const content = makeDocument('action-plan-report', snapshot, speakers.th);
const thai = makeDocument('action-plan-report', { ...snapshot, digits: { 'action-plan-report': 'thai' } }, speakers.th);

describe('the follow-up report of an action plan', () => {
  it('sums projects and money by dimension, with what is spent of the ordinance', () => {
    expect(rowsOf(tableNamed(content, 'สรุปรายมิติ'), content)).toEqual([
      [snapshot.organisation, '1', '2', '1', '20,000.00', '18,000.00', '17,500.50', '50.00', '97.23'],
      ['', '2', '2', '0', '5,000.00', '0.00', '0.00', '0.00', '0.00'],
      ['รวม', '', '4', '1', '25,000.00', '18,000.00', '17,500.50', '25.00', '97.23'],
    ]);
  });

  it('counts by the ordinance what stands in it and what needs no money, and says so', () => {
    expect(rowsOf(tableNamed(content, 'ตามแผนพัฒนา'), content)).toEqual([
      ['2', '20,000.00', '2', '5,000.00', '4', '25,000.00'],
    ]);
    expect(rowsOf(tableNamed(content, 'ตามข้อบัญญัติ'), content)).toEqual([
      ['2', '18,000.00', '1', '0.00', '3', '18,000.00'],
    ]);
    expect(proseOf(content)).toContain('หมายเหตุ โครงการที่ไม่ใช้งบประมาณ นับรวมเป็นโครงการตามแผนการดำเนินงาน');
  });

  it('gives each project one tick of four, and reason and obstacle as its remark', () => {
    expect(rowsOf(tableNamed(content, 'รายการโครงการ'), content)).toEqual([
      ['1', 'โครงการค่ายเยาวชนรู้ทันโกง', '1', '20,000.00', '17,500.50', '☐', '☐', '☑', '☐', ''],
      ['2', 'โครงการที่ 2', '1', '0.00', '0.00', '☐', '☑', '☐', '☐', ''],
      ['3', 'โครงการที่ 3', '2', '5,000.00', '-', '☐', '☐', '☐', '☑', 'ไม่ได้รับงบประมาณ\nสภายังไม่อนุมัติ'],
      ['4', 'โครงการที่ 4', '2', '0.00', '-', '☑', '☐', '☐', '☐', ''],
    ]);
  });

  it('judges by the projects the plan began with, and names the scale of the level', () => {
    expect(rowsOf(tableNamed(content, 'สถานะโครงการ'), content)).toEqual([
      ['5', '4', '1', '1', '1', '1', '30.00', 'น้อย'],
    ]);
    expect(proseOf(content).find((line) => line.includes('default-20'))).toContain('น้อย (ร้อยละ 20 ขึ้นไป)');
  });

  it('closes with the seven lines of the form, one date of the data and who reports', () => {
    expect(content.blocks.flatMap((block) => (block.kind === 'list' ? [block.items] : []))[0]).toEqual([
      '- แผนปฏิบัติการป้องกันการทุจริต มีโครงการ/กิจกรรม/มาตรการ จำนวน 4 โครงการ',
      '- รอการรายงาน 1 โครงการ',
      '- อยู่ระหว่างดำเนินการ 1 โครงการ',
      '- ดำเนินการแล้วเสร็จ 1 โครงการ',
      '- ไม่สามารถดำเนินการได้ 1 โครงการ',
      '- เบิกจ่ายงบประมาณ 17,500.50 บาท คิดเป็นร้อยละ 97.23',
      '- มีการนำแผนฯ ไปปฏิบัติ ระดับ (น้อย) ร้อยละ 30.00',
    ]);
    const dates = proseOf(content).filter((line) => line.startsWith('**'));
    expect(new Set(dates)).toEqual(new Set(['** ข้อมูล ณ วันที่ 21 เมษายน 2570']));
    expect(proseOf(content)).toContain('ชื่อ - สกุล ผู้รายงาน นายสมมุติ ทดลอง ตำแหน่ง นิติกรปฏิบัติการ');
  });

  it('explains the dimensions and every status', () => {
    const legend = content.blocks.flatMap((block) => (block.kind === 'list' ? [block.items] : []))[1];
    expect(legend?.slice(0, 2)).toEqual(['มิติ 1 ปลุกจิตสำนึกคนในตำบล', 'มิติ 2 ทำงานเปิดเผย']);
    expect(legend).toHaveLength(6);
  });

  it('names projects without a dimension in a row of their own, so that the sums hold', () => {
    const loose = makeDocument(
      'action-plan-report',
      aSnapshot([...rows, aRow(5, { plannedBudget: 700 })]),
      speakers.th,
    );
    const summary = rowsOf(tableNamed(loose, 'สรุปรายมิติ'), loose);
    expect(summary.map(([, dimension, planned, , budget]) => [dimension, planned, budget])).toEqual([
      ['1', '2', '20,000.00'],
      ['2', '2', '5,000.00'],
      ['ไม่ระบุมิติ', '1', '700.00'],
      ['', '5', '25,700.00'],
    ]);
    expect(
      loose.blocks.some((block) => block.kind === 'table' && block.table.headings[0]?.at(-1)?.text === 'รวม 2 มิติ'),
    ).toBe(true);
  });

  it('keeps a plan of many years by its own name, without what the title of its report says around it', () => {
    const planTitle = 'รายงานผล ตามแผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570) ประจำปีงบประมาณ พ.ศ. 2570 รอบ 6 เดือน';
    const named = makeDocument('action-plan-report', { ...snapshot, planTitle }, speakers.th);
    expect(proseOf(named)[1]).toBe('ตามแผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)');
  });

  it('writes its own sentences in the digits that are wanted, and what people wrote as they wrote it', () => {
    const text = proseOf(thai).join('\n');
    expect(text).toContain('ประจำปีงบประมาณ พ.ศ. ๒๕๗๐');
    expect(text).toContain('จำนวน ๔ โครงการ');
    expect(text).toContain('ร้อยละ ๓๐.๐๐');
    expect(text.replaceAll('default-20', '')).not.toMatch(/[0-9]/);
    expect(rowsOf(tableNamed(thai, 'รายการโครงการ'), thai)[1]?.slice(0, 4)).toEqual(['๒', 'โครงการที่ 2', '๑', '๐.๐๐']);
    expect(textOf(content)).not.toMatch(/[๐-๙]/);
  });

  it('says a printed number in the ordinance that the rows do not give', () => {
    const stated = makeDocument('action-plan-report', { ...snapshot, inOrdinanceStated: 3 }, speakers.th);
    expect(proseOf(stated).find((line) => line.includes('เอกสารต้นฉบับ'))).toMatch(/ 3 โครงการ .* 1 โครงการ$/);
    expect(proseOf(content).some((line) => line.includes('เอกสารต้นฉบับ'))).toBe(false);
  });

  it('shows in round 12 what moved since round 6', () => {
    const previous = {
      ...emptySummary,
      total: 4,
      waitingReport: 3,
      inProgress: 1,
      disbursed: 20_000,
      ordinanceBudget: 18_000,
    };
    const later = makeDocument('action-plan-report', { ...snapshot, round: 12, previous }, speakers.th);
    const table = tableNamed(later, 'เทียบกับรอบก่อน');
    expect(rowsOf(table, later)).toEqual([
      ['โครงการทั้งหมด', '4', '4', '0'],
      ['รอรายงาน', '3', '1', '-2'],
      ['อยู่ระหว่างดำเนินการ', '1', '1', '0'],
      ['ดำเนินการแล้วเสร็จ', '0', '1', '1'],
      ['ไม่สามารถดำเนินการได้', '0', '1', '1'],
      ['ร้อยละที่ดำเนินการแล้วเสร็จ', '0.00', '25.00', '25.00'],
      ['เบิกจ่าย (บาท)', '20,000.00', '17,500.50', '-2,499.50'],
      ['ผลการนำแผนฯ ไปปฏิบัติ คิดจากโครงการตั้งต้น (ร้อยละ)', '0.00', '30.00', '30.00'],
    ]);
    const change = proseOf(later).find((line) => line.startsWith('เมื่อเปรียบเทียบ'));
    expect(change).toContain('ดำเนินการแล้วเสร็จเพิ่มขึ้น 1 โครงการ จาก 0 เป็น 1 โครงการ');
    expect(change).toContain('การเบิกจ่ายงบประมาณลดลง 2,499.50 บาท');
    expect(tablesOf(content).some(({ name }) => name === 'เทียบกับรอบก่อน')).toBe(false);
  });
});

const emptySummary = {
  organisation: snapshot.organisation,
  fiscalYear: 2570,
  kind: 'action-plan' as const,
  round: 6 as const,
  total: 0,
  waitingReport: 0,
  inProgress: 0,
  completed: 0,
  cannotProceed: 0,
  completedPercent: 0,
  proof: { claimed: 0, evidenced: 0, confirmed: 0 },
  plannedBudget: 0,
  ordinanceBudget: 0,
  disbursed: 0,
  disbursedPercent: 0,
  initialProjects: 0,
  implementationPercent: 0,
  implementationLevel: '',
  byDimension: [],
  byUnit: [],
  hasSteps: false,
  dataAsOf: '2027-04-21T10:00:00+07:00',
};
