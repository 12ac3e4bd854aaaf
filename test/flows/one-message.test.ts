import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import { anOffice } from './office.ts';

describe('a report in one message', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const officerOf = async (plans?: Parameters<typeof anOffice>[1]) => {
    const office = await anOffice(test, plans);
    return { office, officer: await office.person('officer', { unit: 'กองคลัง' }) };
  };

  it('is shown as it was understood, asked only for what is missing, and saved', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 1 เสร็จแล้ว จัดอบรม 2 รุ่น 120 คน เบิก 45,300
       < เกิดผลอย่างไรคะ
       > บุคลากรเข้าใจ
       < ตรวจสอบรายงานก่อนบันทึก
       < ดำเนินการแล้วเสร็จ
       < จัดอบรม 2 รุ่น 120 คน
       < 45,300 บาท
       > 1
       < บันทึกแล้วค่ะ`,
    );
    expect(await office.report(1)).toEqual({
      status: 'completed',
      result: 'จัดอบรม 2 รุ่น 120 คน',
      outcome: 'บุคลากรเข้าใจ',
      disbursed: 45_300,
    });
  });

  it('needs no command when it names its measure', async () => {
    const { office, officer } = await officerOf();
    await play(officer, '> ข้อ ๓ ทำไม่ได้เพราะไม่มีงบ\n< ไม่ได้รับงบประมาณ\n< ตรวจสอบรายงานก่อนบันทึก\n> บันทึก\n< บันทึกแล้ว');
    expect(await office.report(3)).toEqual({ status: 'cannotProceed', reason: 'noBudget' });
  });

  it.each(['ข้อ 3 เสร็จหรือยังคะ', 'วันนี้ประชุมกี่โมง', '3', 'ขอบคุณค่ะ', 'ใครทำข้อ 3'])(
    'is not read out of a question or small talk: %s',
    async (typed) => {
      const { office, officer } = await officerOf();
      const answer = await officer.say(typed);
      expect(answer).not.toContain('ตรวจสอบรายงาน');
      expect(answer).not.toContain('สถานะตอนนี้');
      expect(await office.report(3)).toBeUndefined();
    },
  );

  it('may hold several measures: one card after the other, each with its own', async () => {
    const { office, officer } = await officerOf();
    const answer = await officer.say('ข้อ 1 กำลังทำ จัดไปแล้ว 1 รุ่น เบิก 20,000\nข้อ 3 ยกเลิกเพราะนโยบายผู้บริหารเปลี่ยน');
    expect(answer).toContain('อุปสรรค');
    await play(
      officer,
      `> ข้าม
       < ตรวจสอบรายงานก่อนบันทึก
       < จัดไปแล้ว 1 รุ่น
       > 1
       < บันทึกแล้วค่ะ
       < นโยบายเปลี่ยนแปลง
       > 1
       < บันทึกแล้วค่ะ`,
    );
    expect(await office.report(1)).toMatchObject({ status: 'inProgress', disbursed: 20_000 });
    expect(await office.report(3)).toMatchObject({ status: 'cannotProceed', reason: 'policyChanged' });
  });

  it('of another measure, in the middle of one, is a report of its own; the first one waits', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 1
       > 1
       > จัดอบรม
       > ข้อ 3 ทำไม่ได้เพราะไม่มีงบ
       < ไม่ได้รับงบประมาณ
       > บันทึกค่ะ
       < บันทึกแล้วค่ะ
       < กลับมาที่การรายงานผลข้อ 1
       < เกิดผลอย่างไรคะ
       > บุคลากรเข้าใจ
       > ไม่มีค่ะ
       < 0 บาท
       > บันทึกครับ`,
    );
    expect(await office.report(3)).toEqual({ status: 'cannotProceed', reason: 'noBudget' });
    expect(await office.report(1)).toMatchObject({ status: 'completed', outcome: 'บุคลากรเข้าใจ', disbursed: 0 });
  });

  it('of the measure that is open already adds to what was answered', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 1
       > 2
       > จัดอบรมรุ่นแรกแล้ว
       < เบิกจ่าย
       > รายงาน 1 เสร็จแล้ว จัดอบรมครบ 2 รุ่น เบิก 45,000
       < เกิดผลอย่างไรคะ
       > บุคลากรเข้าใจ
       < จัดอบรมครบ 2 รุ่น
       < 45,000 บาท
       > 1`,
    );
    expect(await office.report(1)).toMatchObject({ status: 'completed', disbursed: 45_000 });
  });

  it('with several measures is cancelled as a whole, and that is said', async () => {
    const { officer } = await officerOf();
    await officer.say('ข้อ 1 กำลังทำ จัดไป 1 รุ่น เบิก 20,000\nข้อ 3 ทำไม่ได้เพราะไม่มีงบ');
    expect(await officer.say('พอแล้ว')).toContain('รวมอีก 1 ข้อที่มากับข้อความเดียวกัน');
    expect(await officer.say('บันทึก')).toContain('ไม่มีรายการที่ทำค้างอยู่');
  });

  it('leaves no reason of a status that was changed', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      '> ข้อ 3 ทำไม่ได้เพราะฝนตกทั้งเดือน\n< ฝนตก\n> แก้ไข\n> สถานะ\n> 1\n> ติดตั้งแล้ว\n> รอน้อยลง\n< ตรวจสอบ\n> 1',
    );
    expect(await office.report(3)).toEqual({ status: 'completed', result: 'ติดตั้งแล้ว', outcome: 'รอน้อยลง' });
  });

  it('of a measure that is not in the plan says so, and keeps what was said', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน ข้อ 77 กำลังทำ ติดป้ายแล้ว 2 จุด
       < ในแผนไม่มีข้อ 77 ค่ะ
       < รายงานมาตรการข้อไหนคะ
       > 3
       < อุปสรรค
       > ข้าม
       < ติดป้ายแล้ว 2 จุด
       > 1`,
    );
    expect(await office.report(3)).toMatchObject({ status: 'inProgress', result: 'ติดป้ายแล้ว 2 จุด' });
  });

  it('asks which plan is meant when two have the number', async () => {
    const { officer } = await officerOf([
      { measures: [aMeasure(1, { title: 'โครงการอบรม' })] },
      { kind: 'measures', measures: [aMeasure(1, { title: 'มาตรการบัตรคิว' })] },
    ]);
    await play(officer, '> ข้อ 1 กำลังทำ เปิดรับสมัครแล้ว\n< รายงานแผนไหนคะ\n> 2\n> ข้าม\n< เปิดรับสมัครแล้ว\n> 1\n< บันทึกแล้ว');
  });

  it('at the question for the status is a whole answer, unless it speaks of another measure', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 3
       > ข้อ 1 เสร็จแล้ว
       < พูดถึงข้อ 1
       < สถานะตอนนี้
       > กำลังทำอยู่ ติดป้ายแล้ว 2 จุด
       < อุปสรรค
       > ข้าม
       < ติดป้ายแล้ว 2 จุด
       > 1`,
    );
    expect(await office.report(3)).toEqual({ status: 'inProgress', result: 'ติดป้ายแล้ว 2 จุด' });
    expect(await office.report(1)).toBeUndefined();
  });

  it('of a measure of several steps is asked step by step, and its words stand as a remark', async () => {
    const steps = ['ประกาศ', 'อบรม'].map((method) => ({
      method,
      responsibleUnits: ['กองคลัง'],
      period: { text: '', from: null, to: null },
    }));
    const { officer } = await officerOf([aMeasure(1, { title: 'มาตรการรวม', steps })]);
    await play(
      officer,
      '> รายงาน 1 เสร็จแล้ว ทำครบทุกขั้น\n< ขั้นที่ 1 จาก 2\n> 1\n> ทำ\n> ดี\n> 1\n> ทำ\n> ดี\n< ทำครบทุกขั้น\n< ตรวจสอบ',
    );
  });
});
