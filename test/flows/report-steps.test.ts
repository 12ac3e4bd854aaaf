import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import { anOffice } from './office.ts';

const PERIOD = { text: '', from: null, to: null };
const STEPPED = aMeasure(1, {
  title: 'มาตรการป้องกันการรับสินบน',
  steps: [
    { method: 'จัดทำประกาศ', responsibleUnits: ['กองคลัง'], period: PERIOD },
    { method: 'ประชาสัมพันธ์', responsibleUnits: ['กองช่าง'], period: PERIOD },
    { method: 'ประเมินผล', responsibleUnits: ['กองช่าง'], period: PERIOD },
  ],
});

describe('reporting a measure of several steps', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const theOffice = () => anOffice(test, [{ measures: [STEPPED], units: [{ name: 'กองคลัง', aliases: [] }] }]);

  it('asks step by step and says the status that follows', async () => {
    const office = await theOffice();
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    await play(
      officer,
      `> รายงาน 1
       < ขั้นที่ 1 จาก 3: จัดทำประกาศ
       [ดำเนินการแล้วเสร็จ]
       < ขั้นที่ 1: ทำอะไรไปแล้วบ้างคะ
       > ออกประกาศแล้ว
       < ขั้นที่ 1: เกิดผลอย่างไรคะ
       > ทราบทั่วกัน
       < ขั้นที่ 2 จาก 3: ประชาสัมพันธ์
       [ไม่สามารถดำเนินการได้]
       > อื่น ๆ
       > รองบกลาง
       < ขั้นที่ 3 จาก 3: ประเมินผล
       > ยังไม่รายงานขั้นนี้
       < ขั้นที่ 1 · ผลการดำเนินการ
       < ออกประกาศแล้ว
       < ขั้นที่ 2 · รายละเอียดเหตุผล
       > 1
       < อยู่ระหว่างดำเนินการ`,
    );
    expect(await office.report(1)).toEqual({
      status: 'inProgress',
      steps: [
        { status: 'completed', result: 'ออกประกาศแล้ว', outcome: 'ทราบทั่วกัน' },
        { status: 'cannotProceed', reason: 'other', reasonText: 'รองบกลาง' },
        { status: 'waitingReport' },
      ],
    });
  });

  it('keeps what another unit reported of its step, as it was', async () => {
    const office = await theOffice();
    await play(
      await office.person('officer', { name: 'หนึ่ง', unit: 'กองคลัง' }),
      '> รายงาน 1\n> 2\n> ประกาศแล้ว\n> ผลดี\n> 1\n> 1\n> ข้าม\n> 1\n< บันทึกแล้ว',
    );
    await play(
      await office.person('officer', { name: 'สอง', unit: 'กองช่าง' }),
      `> รายงาน 1
       < 1) คงตามที่รายงานไว้
       > คงตามที่รายงานไว้
       > 2
       > ติดป้ายแล้ว
       > รู้กันทั่ว
       > 2
       > ประเมินแล้ว
       > ดีมาก
       > ข้าม
       < คงตามที่รายงานไว้
       > 1
       < ดำเนินการแล้วเสร็จ`,
    );
    expect(await office.report(1)).toEqual({
      status: 'completed',
      steps: [
        { status: 'completed', result: 'ประกาศแล้ว', outcome: 'ผลดี' },
        { status: 'completed', result: 'ติดป้ายแล้ว', outcome: 'รู้กันทั่ว' },
        { status: 'completed', result: 'ประเมินแล้ว', outcome: 'ดีมาก' },
      ],
    });
  });

  it('asks again for a step left open that somebody else has reported meanwhile', async () => {
    const office = await theOffice();
    const [slow, quick] = [
      await office.person('officer', { name: 'ช้า', unit: 'กองคลัง' }),
      await office.person('officer', { name: 'เร็ว', unit: 'กองช่าง' }),
    ];
    await play(slow, '> รายงาน 1\n> 1\n> 3\n> กำลังทำ\n< ขั้นที่ 3');
    await play(quick, '> รายงาน 1\n> 2\n> ทำแล้ว\n> ดี\n> 1\n> 1\n> ข้าม\n> 1\n< บันทึกแล้ว');
    await play(slow, '> 1\n< มีการปรับปรุงค่ะ คำตอบเดิมยังอยู่\n< ขั้นที่ 1 จาก 3\n> 1\n< ขั้นที่ 3 จาก 3\n> 1\n> ข้าม\n< กำลังทำ\n> 1');
    expect((await office.report(1))?.steps?.[0]).toEqual({ status: 'completed', result: 'ทำแล้ว', outcome: 'ดี' });
  });

  it('goes back through the steps and keeps every answer', async () => {
    const officer = await (await theOffice()).person('officer', { unit: 'กองคลัง' });
    await play(
      officer,
      `> รายงาน 1
       > 2
       > ออกประกาศ
       > ผลดี
       < ขั้นที่ 2
       > ย้อนกลับ
       < ขั้นที่ 1: เกิดผลอย่างไรคะ
       < (ตอนนี้: ผลดี)
       > ย้อนกลับ
       < (ตอนนี้: ออกประกาศ)
       > ย้อนกลับ
       < (ตอนนี้: ดำเนินการแล้วเสร็จ)
       > คงเดิม
       < ขั้นที่ 2 จาก 3`,
    );
  });

  it('changes one step at the confirmation, page by page when the card is long', async () => {
    const officer = await (await theOffice()).person('officer', { unit: 'กองคลัง' });
    await play(
      officer,
      `> รายงาน 1
       > 2
       > ก
       > ข
       > 2
       > ค
       > ง
       > 2
       > จ
       > ฉ
       > ข้าม
       < ตรวจสอบรายงาน
       > แก้ไข
       < ต้องการแก้ไขข้อไหนคะ
       < 1) มาตรการ
       < 9) ขั้นที่ 3 · ผลการดำเนินการ
       > ดูเพิ่ม
       < 10) ขั้นที่ 3 · ผลลัพธ์
       > 10
       < (ตอนนี้: ฉ)
       > บรรลุผล
       < ตรวจสอบรายงานก่อนบันทึก
       < บรรลุผล`,
    );
  });
});
