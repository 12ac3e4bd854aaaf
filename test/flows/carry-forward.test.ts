import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { anOffice, MEASURES } from './office.ts';

const OCTOBER = Date.parse('2027-10-12T10:00:00+07:00');

describe('what was reported in the round before', () => {
  let test: TestBot;
  beforeEach(async () => {
    test = await startTestBot();
  });
  afterEach(() => test.close());

  /** An officer who has said these lines in April, now in October. */
  async function officerAfter(
    ...lines: string[]
  ): Promise<{ officer: Talk; report: (number: number) => Promise<unknown> }> {
    const office = await anOffice(test);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    for (const line of lines) await officer.say(line);
    test.clock.advance(OCTOBER - test.clock.now());
    return { officer, report: (number) => office.report(number, 12) };
  }

  it('is shown where the measure opens, and taken over with one tap when it is still so', async () => {
    const { officer, report } = await officerAfter('รายงาน 1', '2', 'จัดอบรม 1 รุ่น', '10,000', 'รอวิทยากร', '1');
    await play(
      officer,
      `> รายงาน 1
       < รอบ 6 เดือน
       < อยู่ระหว่างดำเนินการ
       < จัดอบรม 1 รุ่น
       [เหมือนรอบก่อน]
       < ตรวจสอบรายงานก่อนบันทึก
       < จัดอบรม 1 รุ่น
       < 10,000 บาท
       < รอวิทยากร
       > บันทึก
       < ยังคงอยู่ระหว่างดำเนินการ`,
    );
    expect(await report(1)).toEqual({
      status: 'inProgress',
      result: 'จัดอบรม 1 รุ่น',
      disbursed: 10_000,
      obstacle: 'รอวิทยากร',
    });
  });

  it('is what the summary of this round is held against', async () => {
    const { officer } = await officerAfter('รายงาน 1', '2', 'จัดอบรม 1 รุ่น', '10,000', 'ข้าม', '1');
    await play(
      officer,
      '> รายงาน 1\n> 1\n> จัดครบ\n> เข้าใจ\n> 50,000\n> 1\n> สรุป\n< เทียบกับรอบ 6 เดือน: แล้วเสร็จ 0 → 1 · เบิกจ่าย 10,000 บาท → 50,000 บาท',
    );
  });

  it('can be changed only in what moved', async () => {
    const { officer, report } = await officerAfter('รายงาน 1', '2', 'จัดอบรม 1 รุ่น', '10,000', 'ข้าม', '1');
    await play(
      officer,
      '> รายงาน 1\n> เหมือนรอบก่อน\n> แก้ไข\n> ผลการดำเนินการ\n> จัดอบรม 3 รุ่น\n< ตรวจสอบ\n< 10,000 บาท\n> 1\n< บันทึกแล้ว',
    );
    expect(await report(1)).toEqual({ status: 'inProgress', result: 'จัดอบรม 3 รุ่น', disbursed: 10_000 });
  });

  it('is never taken over as it is when it was completed: its words are offered one by one', async () => {
    const { officer, report } = await officerAfter('รายงาน 3', '1', 'ติดตั้งบัตรคิว', 'รอน้อยลง', '1');
    await officer.say('รายงาน 3');
    expect(officer.choices()).not.toContain('เหมือนรอบก่อน');
    await play(
      officer,
      '> เหมือนรอบก่อน\n< สถานะ\n> 1\n[ใช้ข้อความรอบก่อน]\n< เกิดผลอย่างไรคะ\n> ใช้ข้อความรอบก่อน\n< ตรวจสอบ\n< ติดตั้งบัตรคิว\n< รอน้อยลง\n> 1',
    );
    expect(await report(3)).toEqual({ status: 'completed', result: 'ติดตั้งบัตรคิว', outcome: 'รอน้อยลง' });
  });

  it('is no longer offered once something is reported in this round', async () => {
    const { officer } = await officerAfter('รายงาน 3', '2', 'ติดป้าย', 'ข้าม', '1');
    await play(
      officer,
      '> รายงาน 3\n> 1\n> เสร็จ\n> ดี\n> 1\n< อยู่ระหว่างดำเนินการ → ดำเนินการแล้วเสร็จ\n> รายงาน 3\n< มีรายงานของ',
    );
    expect(officer.choices()).not.toContain('เหมือนรอบก่อน');
  });

  it('is told step by step where a measure has several', async () => {
    const steps = ['ประกาศ', 'อบรม'].map((method) => ({
      method,
      responsibleUnits: ['กองคลัง'],
      period: { text: '', from: null, to: null },
    }));
    const office = await anOffice(test, [aMeasure(1, { title: 'มาตรการรวม', steps })]);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    for (const line of ['รายงาน 1', '3', 'ร่างประกาศ', '2', 'อบรมแล้ว', 'ดี', '1']) await officer.say(line);
    test.clock.advance(OCTOBER - test.clock.now());
    await play(officer, '> รายงาน 1\n< ขั้นที่ 1 จาก 2\n[เหมือนรอบก่อน]\n< ขั้นที่ 2 จาก 2');
    expect(officer.choices()).not.toContain('เหมือนรอบก่อน');
  });

  it('of last year is shown, but not taken over', async () => {
    const office = await anOffice(test, [
      { measures: MEASURES },
      {
        fiscalYear: 2569,
        round: 12,
        measures: [{ ...aMeasure(9, { title: 'กิจกรรมบัตรคิว' }), status: 'inProgress', result: 'ปีก่อนทำครึ่งหนึ่ง' }],
      },
    ]);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    await play(officer, '> รายงาน 3\n< รอบ 12 เดือน ปี 2569: อยู่ระหว่างดำเนินการ – ปีก่อนทำครึ่งหนึ่ง');
    expect(officer.choices()).not.toContain('เหมือนรอบก่อน');
  });
});

describe('the measures a person has still to report', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const PLAN = [1, 2, 3, 4].map((number) =>
    aMeasure(number, { title: `มาตรการที่ ${'กขคง'[number - 1]}`, responsibleUnits: ['กองคลัง'] }),
  );

  it('come one after the other, with how far it has come', async () => {
    const office = await anOffice(test, PLAN);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    await play(
      officer,
      `> ค้าง
       [รายงานที่เหลือ]
       < [0/4] ข้อ 1
       > 3
       > 1
       > 1
       < ข้อ 1 บันทึกแล้วค่ะ
       < [1/4] ข้อ 2
       > ข้าม
       < [1/4] ข้อ 3
       > 3
       > 1
       > 1
       < [2/4] ข้อ 4
       > 3
       > 2
       > 1
       < [3/4] ข้อ 2
       > ข้าม
       < ข้ามไม่ได้
       > 3
       > 1
       > 1
       < รายงานครบแล้ว ขอบคุณค่ะ`,
    );
  });

  it('go on where they stopped, also after it was cancelled', async () => {
    const office = await anOffice(test, PLAN);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    await play(
      officer,
      '> รายงานที่เหลือ\n< [0/4] ข้อ 1\n> 3\n> 1\n> 1\n< [1/4] ข้อ 2\n> ยกเลิก\n> report the rest\n< [1/4] ข้อ 2\n> 2\n> ทำอยู่',
    );
    await play(officer, '> ข้าม\n> 1\n< [2/4] ข้อ 3');
  });
});
