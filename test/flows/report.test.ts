import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { play, talk } from '../support/talk.ts';

describe('reporting a measure', () => {
  let test: TestBot;
  let officer: string;
  beforeEach(async () => {
    test = await startTestBot();
    await test.plan(
      aPlan([
        aMeasure(1, { title: 'โครงการอบรมคุณธรรม', responsibleUnits: ['กองคลัง'], plannedBudget: 50_000, dimension: 1 }),
        aMeasure(2, { title: 'มาตรการเปิดเผยข้อมูล', responsibleUnits: ['กองช่าง'], dimension: 1 }),
        aMeasure(3, { title: 'กิจกรรมบัตรคิว', responsibleUnits: ['กองคลัง'], dimension: 1 }),
      ]),
    );
    officer = await test.person('สมใจ', { organisation: OFFICE, role: 'officer', unit: 'กองคลัง' });
  });
  afterEach(() => test.close());

  const stored = async (number: number) => {
    const [plan] = await test.store.plans.current((await test.store.organisations.ensure(OFFICE)).id);
    const measure = plan?.measures.find((one) => one.measure.number === number);
    return test.store.reports.read((await test.store.organisations.ensure(OFFICE)).id, measure?.id ?? '', 6);
  };

  it('is done by typing alone', async () => {
    await play(
      talk(test, officer),
      `> รายงาน
       < รายงานมาตรการข้อไหนคะ
       < โครงการอบรมคุณธรรม
       > 1
       < สถานะตอนนี้เป็นอย่างไรคะ
       > 1
       < ทำอะไรไปแล้วบ้างคะ
       > จัดอบรม 2 รุ่น
       < เกิดผลอย่างไรคะ
       > บุคลากรเข้าใจ
       < เบิกจ่ายไปแล้วเท่าไรคะ
       > ๔๕,๐๐๐ บาท
       < อุปสรรค
       > ข้าม
       < ตรวจสอบรายงานก่อนบันทึก
       < จัดอบรม 2 รุ่น
       > 1
       < บันทึกแล้วค่ะ
       < เหลือของท่านอีก 1 ข้อ`,
    );
    expect((await stored(1))?.report).toEqual({
      status: 'completed',
      result: 'จัดอบรม 2 รุ่น',
      outcome: 'บุคลากรเข้าใจ',
      disbursed: 45_000,
    });
  });

  it('is done by taps alone', async () => {
    await play(
      talk(test, officer),
      `> รายงาน
       [กิจกรรมบัตรคิว]
       < สถานะตอนนี้
       [ดำเนินการแล้วเสร็จ]
       [ดำเนินการครบตามแผน]
       [บรรลุตามเป้าหมาย]
       [ข้าม]
       < ตรวจสอบรายงานก่อนบันทึก
       [บันทึก]
       < บันทึกแล้วค่ะ
       [รายงาน 1]
       < สถานะตอนนี้`,
    );
    expect((await stored(3))?.report).toMatchObject({ status: 'completed', result: 'ดำเนินการครบตามแผน' });
  });
});
