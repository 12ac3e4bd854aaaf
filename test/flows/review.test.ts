import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { anOffice } from './office.ts';
import type { Office } from './office.ts';

type Person = Talk & { id: string };

let test: TestBot;
let office: Office;
let officer: Person;
let supervisor: Person;
beforeAll(async () => {
  test = await startTestBot();
});
afterAll(() => test.close());
beforeEach(async () => {
  office = await anOffice(test);
  officer = await office.person('officer', { name: 'นางสมใจ', unit: 'กองคลัง' });
  supervisor = await office.person('supervisor', { name: 'นายหัวหน้า', unit: 'กองคลัง' });
  await report(officer, 3);
});

/** In progress, so that nothing is asked about evidence. */
const report = (person: Talk, number: number) =>
  play(person, `> รายงาน ${number}\n> 2\n> ทำแล้วบางส่วน\n${number === 1 ? '> 100\n' : ''}> ข้าม\n> บันทึก\n< บันทึกแล้ว`);

describe('a report that waits for review', () => {
  it('is confirmed by the supervisor of its unit, who then sees the next', async () => {
    await report(officer, 1);
    await play(
      supervisor,
      `> ตรวจ
       < โครงการอบรมคุณธรรม
       < กิจกรรมบัตรคิว
       > 3
       < ทำแล้วบางส่วน
       < นางสมใจ
       < 0 ชิ้น
       > ยืนยัน
       < ยืนยันข้อ 3 “กิจกรรมบัตรคิว” แล้วค่ะ เหลือรอตรวจ 1 ข้อ
       [ตรวจข้อ 1]
       > 1
       < ตรวจครบทุกข้อแล้ว
       > review
       < ไม่มีรายงานรอตรวจ`,
    );
    await play(officer, '> ประวัติ 3\n< นายหัวหน้า ยืนยัน');
  });

  it('is not seen by the supervisor of another unit', async () => {
    const other = await office.person('supervisor', { name: 'นายช่าง', unit: 'กองช่าง' });
    expect(await other.say('ตรวจ')).not.toContain('กิจกรรมบัตรคิว');
  });

  it('is left for later with a word, or looked at one after the other', async () => {
    await report(officer, 1);
    await play(supervisor, '> ตรวจ 3\n> ถัดไป\n< ตรวจข้อ 1');
  });

  it('goes back with a comment; the officer hears it, finds it first and changes it, and it waits again', async () => {
    await play(
      supervisor,
      `> ตรวจ 3
       > ส่งคืน
       < พิมพ์ความเห็น
       > ขอรายละเอียดจำนวนผู้เข้าร่วม
       < ส่งคืนข้อ 3`,
    );
    await test.bot.remind();
    await test.settled();
    const told = test.emulator.visible(officer.id).findLast(({ fromBot }) => fromBot)?.text ?? '';
    expect(told).toContain('ถูกส่งคืนโดย นายหัวหน้า: ขอรายละเอียดจำนวนผู้เข้าร่วม');
    await test.bot.remind();
    await test.settled();
    expect(test.emulator.visible(officer.id).filter(({ text }) => text.includes('ถูกส่งคืนโดย'))).toHaveLength(1);
    await play(
      officer,
      `> ค้าง
       < ถูกส่งคืนให้แก้ไข
       < ขอรายละเอียดจำนวนผู้เข้าร่วม
       > ทำไม 3
       < ส่งคืน
       > รายงาน 3
       < ขอรายละเอียดจำนวนผู้เข้าร่วม (นายหัวหน้า)
       < ทำแล้วบางส่วน
       > แก้ไข
       > ผลการดำเนินการ
       > ทำแล้ว มีผู้เข้าร่วม 40 คน
       > บันทึก
       < บันทึกแล้ว`,
    );
    expect(await officer.say('ค้าง')).not.toContain('ถูกส่งคืน');
    await play(supervisor, '> ตรวจ 3\n< 40 คน');
  });

  it('cannot be returned without a word', async () => {
    await play(supervisor, '> ตรวจ 3\n> 2\n> ข้าม\n< ข้ามไม่ได้');
  });

  it('that changed meanwhile is shown as it stands, and the comment is not lost', async () => {
    await play(supervisor, '> ตรวจ 3\n> ส่งคืน');
    await play(officer, '> แก้ไข 3\n> แก้ไข\n> ผลการดำเนินการ\n> เพิ่งแก้\n> บันทึก');
    await play(supervisor, '> ความเห็นที่พิมพ์ไว้\n< ความเห็นที่ท่านพิมพ์: ความเห็นที่พิมพ์ไว้\n< เพิ่งแก้');
    expect(await officer.say('ค้าง')).not.toContain('ถูกส่งคืน');
  });

  it('is not confirmed by whoever reported it, unless nobody else can', async () => {
    await report(supervisor, 1);
    expect(await supervisor.say('ตรวจ 1')).toContain('จึงยืนยันเองได้');
    const coordinator = await office.person('coordinator', { name: 'นางประสาน' });
    await play(supervisor, '> ยกเลิก\n> ตรวจ 1\n< ให้ นางประสาน ยืนยันค่ะ');
    expect(supervisor.choices().join()).not.toContain('1) ยืนยัน');
    await play(coordinator, '> ตรวจ 1\n> 1\n< ยืนยันข้อ 1');
  });
});
