import { generateNarrative } from '../../src/documents/narrative.ts';
import { makeDocument } from '../../src/documents/make-document.ts';
import type { Snapshot } from '../../src/documents/snapshot.ts';
import { NARRATIVE_PARTS } from '../../src/documents/snapshot.ts';
import { aReport, aRow, aSnapshot } from '../support/snapshot.ts';
import { proseOf, speakers } from '../support/documents.ts';

const told = (snapshot: Snapshot) => generateNarrative(snapshot, speakers.th, 'arabic');
/** Rows by dimension: how many of how many are completed. */
const plan = (...dimensions: [number, number][]): Snapshot => {
  const reported = dimensions.flatMap(([completed, total], index) =>
    Array.from({ length: total }, (_, at) => ({
      dimension: index + 1,
      report: aReport(at < completed ? 'completed' : 'inProgress'),
    })),
  );
  return aSnapshot(
    reported.map((row, at) => aRow(at + 1, row)),
    { dimensions: dimensions.map((_, index) => ({ number: index + 1, name: `มิติ${index + 1}` })) },
  );
};
const ended = { text: 'ต.ค. 2569', from: '2026-10-01', to: '2026-10-31' };

describe('the paragraphs of a report', () => {
  it('count by status, and leave out what there is none of', () => {
    const { progress } = told(plan([1, 2], [1, 2]));
    expect(progress).toContain('ดำเนินการแล้วเสร็จ 2 โครงการ จากทั้งหมด 4 โครงการ คิดเป็นร้อยละ 50.00');
    expect(progress).toContain('อยู่ระหว่างดำเนินการ 2 โครงการ');
    expect(progress).not.toContain('รอรายงาน');
    expect(progress).toContain('คิดจากโครงการตั้งต้น 4 โครงการ มีการนำแผนไปปฏิบัติร้อยละ 75.00 อยู่ในระดับมาก');
  });

  it('name the best and the worst dimension, those that tie together', () => {
    expect(told(plan([1, 2], [2, 2], [1, 2])).dimensions).toBe(
      'มิติที่มีผลการดำเนินการแล้วเสร็จสูงที่สุด ได้แก่ มิติที่ 2 (2 จาก 2 โครงการ) ร้อยละ 100.00 มิติที่มีผลการดำเนินการแล้วเสร็จต่ำที่สุด ได้แก่ มิติที่ 1 (1 จาก 2 โครงการ) และมิติที่ 3 (1 จาก 2 โครงการ) ร้อยละ 50.00',
    );
    expect(told(plan([1, 2], [2, 4])).dimensions).toBe('ทุกมิติมีผลการดำเนินการแล้วเสร็จเท่ากัน คือร้อยละ 50.00');
    expect(told(plan([1, 2], [0, 0])).dimensions).toBe('');
  });

  it('list what is open past its period, with the cause that was reported', () => {
    const rows = [
      aRow(1, { period: ended, report: aReport('completed') }),
      aRow(2, { title: 'โครงการสาย', period: ended, report: aReport('inProgress', { obstacle: 'น้ำท่วม\nถนนขาด' }) }),
      aRow(3, { title: 'โครงการเงียบ', period: ended }),
      aRow(4, { period: { ...ended, to: '2027-09-30' } }),
      aRow(5, { period: ended, report: aReport('cannotProceed') }),
    ];
    expect(told(aSnapshot(rows)).overdue.split('\n')).toEqual([
      'มีโครงการที่พ้นระยะเวลาดำเนินการแล้วแต่ยังไม่แล้วเสร็จ 2 โครงการ ดังนี้',
      'ลำดับที่ 2 โครงการสาย (อยู่ระหว่างดำเนินการ) สาเหตุที่รายงาน คือ น้ำท่วม ถนนขาด',
      'ลำดับที่ 3 โครงการเงียบ (รอรายงาน โดยไม่ได้ระบุสาเหตุ)',
    ]);
    expect(told(aSnapshot(rows.slice(0, 1))).overdue).toContain('ไม่มีโครงการที่พ้นระยะเวลา');
    expect(told(aSnapshot([aRow(1)])).overdue).toBe('');
  });

  it('sum up reasons and obstacles, the same ones once, and suggest what follows from them', () => {
    const rows = [
      aRow(1, { report: aReport('cannotProceed', { reason: 'noBudget' }) }),
      aRow(2, { report: aReport('cannotProceed', { reason: 'noBudget', obstacle: 'สภาไม่อนุมัติ' }) }),
      aRow(3, { report: aReport('inProgress', { obstacle: 'สภา ไม่อนุมัติ' }) }),
      aRow(4),
    ];
    const { obstacles, suggestions } = told(aSnapshot(rows));
    expect(obstacles.split('\n')).toEqual([
      'มีโครงการที่ไม่สามารถดำเนินการได้ 2 โครงการ ด้วยเหตุดังนี้',
      '- ไม่ได้รับงบประมาณ (ลำดับที่ 1, 2)',
      'ปัญหาและอุปสรรคที่ได้รับรายงาน มีดังนี้',
      '- สภาไม่อนุมัติ (ลำดับที่ 2, 3)',
    ]);
    expect(suggestions.split('\n')).toEqual([
      '- เร่งรัดให้หน่วยงานที่รับผิดชอบรายงานผลลำดับที่ 4',
      '- พิจารณาจัดสรรงบประมาณสำหรับลำดับที่ 1, 2',
    ]);
    expect(told(aSnapshot(rows, { round: 12 })).suggestions).toContain('เร่งรัดการดำเนินการลำดับที่ 3 ให้แล้วเสร็จ');
    expect(told(plan([1, 1]))).toMatchObject({
      obstacles: 'ไม่มีรายงานปัญหาและอุปสรรค',
      suggestions: 'ไม่มีข้อเสนอแนะ',
    });
  });

  it('say nothing of a round before where there was none', () => {
    expect(told(plan([1, 1])).change).toBe('');
  });

  it('speak of measures in a plan of measures, and not of money', () => {
    const { progress, introduction } = told({ ...plan([1, 2]), kind: 'measures' });
    expect(progress).toContain('1 มาตรการ จากทั้งหมด 2 มาตรการ');
    expect(progress).not.toMatch(/บาท|โครงการตั้งต้น/);
    expect(introduction).toContain('รวม 2 มาตรการ');
  });

  it('give way to what a person wrote, digits and all', () => {
    const narrative = Object.fromEntries(NARRATIVE_PARTS.map((part) => [part, `เขียนเอง 1 ${part}`]));
    const digits = { 'action-plan-report': 'thai' as const };
    const prose = proseOf(makeDocument('action-plan-report', { ...plan([1, 2]), narrative, digits }, speakers.th));
    expect(prose).toEqual(
      expect.arrayContaining(NARRATIVE_PARTS.filter((part) => part !== 'change').map((part) => `เขียนเอง 1 ${part}`)),
    );
  });

  it('are written without the particles of speech, in whole sentences of either language', () => {
    for (const speaker of Object.values(speakers)) {
      const text = Object.values(generateNarrative(plan([1, 2], [0, 3]), speaker, 'thai')).join('\n');
      expect(text).not.toMatch(/ค่ะ|นะคะ|\{\{|undefined|NaN| {2}|[\uE000-\uF8FF]/);
    }
  });
});
