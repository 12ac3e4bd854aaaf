import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { play, talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';

describe('a report is taken with care', () => {
  let test: TestBot;
  let officer: Talk;
  beforeEach(async () => {
    test = await startTestBot();
    const mine = { responsibleUnits: ['กองคลัง'] };
    await test.plan(
      aPlan([
        aMeasure(1, {
          ...mine,
          title: 'โครงการอบรมคุณธรรม',
          plannedBudget: 45_000,
          disbursed: 30_000,
          status: 'inProgress',
        }),
        aMeasure(12, { ...mine, title: 'กิจกรรมตลาดนัดโปร่งใส' }),
      ]),
    );
    const step = (method: string) => ({ ...mine, method, period: { text: '', from: null, to: null } });
    await test.plan(
      aPlan([aMeasure(1, { ...mine, title: 'มาตรการเปิดเผยข้อมูล', steps: [step('จัดทำ'), step('เผยแพร่')] })], {
        kind: 'measures',
      }),
    );
    officer = talk(test, await test.person('นายสมชาย', { organisation: OFFICE, role: 'officer', unit: 'กองคลัง' }));
  });
  afterEach(() => test.close());

  it('says what was reported before it asks, and what stays when nothing is said about money', async () => {
    await play(
      officer,
      `> รายงาน อบรมคุณธรรม
       < มีรายงานของ ไฟล์ที่นำเข้า
       < อยู่ระหว่างดำเนินการ
       > 2)
       > อบรมรุ่นแรกแล้ว
       > ข้าม
       > ข้าม
       < (คงเดิม 30,000 บาท)`,
    );
  });

  it('asks whether more was spent than there is', async () => {
    await play(
      officer,
      `> รายงาน อบรมคุณธรรม
       > ข้อ ๒
       > อบรมรุ่นแรกแล้ว
       > 55,300.50
       > ข้าม
       < เบิกจ่าย 55,300.50 บาท เกินงบ 45,000 บาท ค่ะ ถูกต้องไหมคะ`,
    );
  });

  it('a number that chooses nothing is not taken for a result', async () => {
    await play(
      officer,
      `> รายงาน 12
       < กิจกรรมตลาดนัดโปร่งใส
       > 1.
       > 7
       < พิมพ์เป็นข้อความ หรือเลือกข้อ 1 ถึง 1
       > จัด 7 ครั้ง
       < เกิดผลอย่างไรคะ`,
    );
  });

  it('counts what is left in every plan, and names the steps nobody has reported', async () => {
    await play(
      officer,
      `> รายงาน 12
       > 1
       > จัดแล้ว
       > สำเร็จ
       > ข้าม
       > 1
       < เหลือของท่านอีก 1 ข้อ
       [รายงาน 1]
       < ข้อ 1 มาตรการเปิดเผยข้อมูล
       < ขั้นที่ 1 จาก 2
       > ยังไม่รายงานขั้นนี้
       > อยู่ระหว่างดำเนินการ
       > กำลังทำเว็บ
       > ข้าม
       > 1
       < ขั้นที่ยังไม่รายงาน
       < รายงานครบแล้ว`,
    );
  });

  it('names the measure when it is cancelled or comes back', async () => {
    await play(
      officer,
      `> รายงาน 12
       > 2
       > รายงาน 1
       < รายงานแผนไหนคะ
       > แผนป้องกันการทุจริต
       > 2
       > ยกเลิก
       < ยกเลิกการรายงานผลข้อ 1 “โครงการอบรมคุณธรรม”แล้วค่ะ
       < กลับมาที่การรายงานผลข้อ 12 “กิจกรรมตลาดนัดโปร่งใส”`,
    );
  });
});
