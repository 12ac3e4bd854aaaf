import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import { anOffice } from './office.ts';

let test: TestBot;
beforeAll(async () => {
  test = await startTestBot();
});
afterAll(() => test.close());

const LONG = 'จัดอบรมเจ้าหน้าที่ทุกส่วนราชการเรื่องการเปิดเผยข้อมูลและการรับเรื่องร้องเรียนตลอดทั้งเดือนจนครบทุกหมู่บ้าน';

describe('the history of a report', () => {
  it('says who changed what, from what to what, newest first, and each change in full', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
    await play(
      officer,
      `> รายงาน 3
       > 2
       > ${LONG}
       > ข้าม
       > บันทึก
       > แก้ไข 3
       > แก้ไข
       > ผลการดำเนินการ
       > เสร็จบางส่วน
       > บันทึก
       > ประวัติ 3
       < ประวัติข้อ 3
       < 1. นางสมใจ แก้ไข
       < … → เสร็จบางส่วน
       < 2. นางสมใจ รายงาน
       > 2
       < ${LONG}`,
    );
  });

  it('tells what came from a file, and goes page by page', async () => {
    const imported = aMeasure(1, {
      title: 'โครงการอบรม',
      responsibleUnits: ['กองคลัง'],
      status: 'inProgress',
      result: 'เริ่มแล้ว',
    });
    const office = await anOffice(test, [imported]);
    const officer = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
    for (let change = 1; change <= 10; change += 1)
      await play(officer, `> แก้ไข 1\n> แก้ไข\n> ผลการดำเนินการ\n> ครั้งที่ ${change}.\n> บันทึก\n< บันทึกแล้ว`);
    await play(
      officer,
      '> history 1\n< ครั้งที่ 10.\n> เพิ่มเติม\n< 10. นางสมใจ แก้ไข\n< 11. ไฟล์ที่นำเข้า\n> เพิ่มเติม\n< 1. นางสมใจ',
    );
  });

  it('makes room for whatever comes next', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    await play(officer, '> รายงาน 3\n> 2\n> ทำแล้ว\n> ข้าม\n> บันทึก\n> ประวัติ 3');
    await play(officer, '> รายงาน 1\n> ยกเลิก');
    expect(
      officer
        .last()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('ประวัติ');
  });

  it('of a measure nobody has reported is none', async () => {
    const office = await anOffice(test);
    const officer = await office.person('observer');
    await play(officer, '> ประวัติ 2\n< ยังไม่มีประวัติ');
  });
});

describe('why a measure stands where it stands', () => {
  it('is answered from its status, its deadline and its history', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
    await play(officer, '> ทำไมข้อ 3 ถึงแดง\n< ข้อ 3 “กิจกรรมบัตรคิว” ยังไม่มีรายงานรอบ 6 เดือน\n< 30 เม.ย. 2570');
    await play(
      officer,
      '> รายงาน 3\n> 3\n> 1\n> ข้าม\n> บันทึก\n> why is measure 3 red?\n< เพราะไม่ได้รับงบประมาณ\n< นางสมใจ',
    );
  });
});
