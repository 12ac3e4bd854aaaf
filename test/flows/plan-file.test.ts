import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { play, talk } from '../support/talk.ts';
import { anOffice } from './office.ts';
import type { Office } from './office.ts';

const HEADING = 'ลำดับ,โครงการ,มิติ,งบประมาณ,ผู้รับผิดชอบ';
const ROWS = ['1,โครงการอบรมคุณธรรม,1,50000,กองคลัง', '2,มาตรการเปิดเผยข้อมูล,1,0,กองช่าง', '3,กิจกรรมบัตรคิว,1,0,กองคลัง'];

/** A plan file as an office keeps it. */
function file(office: string, rows: readonly string[] = ROWS, year: string = 'ประจำปีงบประมาณ พ.ศ. 2570'): Buffer {
  return Buffer.from([`แผนปฏิบัติการป้องกันการทุจริต ${year}`, office, '', HEADING, ...rows].join('\n'));
}

describe('a plan file sent by the coordinator', () => {
  let test: TestBot;
  beforeAll(async () => {
    // Two instances, each of which gets every webhook: whatever is done is done once.
    test = await startTestBot({ instances: 2 });
  });
  afterAll(() => test.close());

  const measuresOf = async (office: Office): Promise<(string | number)[][]> => {
    const { id } = await test.store.organisations.ensure(office.name);
    const plans = await test.store.plans.all(id);
    return plans.flatMap(({ measures }) => measures.map(({ measure: { number, title } }) => [number, title]));
  };

  it('takes an office from nothing to a report and a summary, in the chat alone', async () => {
    const name = 'องค์การบริหารส่วนตำบลบ้านเริ่มต้น';
    const coordinator = talk(test, await test.person('ผู้ประสานงาน'));
    await play(
      coordinator,
      `> ลงทะเบียน ${test.setupCode}
       > ${name}
       > สมศรี ใจดี
       > บันทึก
       < ส่งไฟล์แผน
       > รายงาน
       < ส่งไฟล์แผน`,
    );
    const preview = await coordinator.send('แผน 2570.csv', file('อบต.บ้านเริ่มต้น'));
    expect(preview).toContain('ตรวจสอบแผนก่อนนำเข้า');
    expect(preview).toContain('จำนวน\n3 ข้อ');
    expect(preview).toContain('ส่วนราชการที่รับผิดชอบ\nกองคลัง, กองช่าง');
    const done = await coordinator.tap('บันทึก');
    expect(done).toContain('นำเข้าแผนเรียบร้อยค่ะ');
    await play(coordinator, '> เชิญ\n> 1\n< กองคลัง\n< กองช่าง\n> 2\n> 1\n< กองช่าง');
    const said = coordinator.last().map(({ text }) => text);
    const code = /ลงทะเบียน (\S+)/.exec(said.join(' '))?.[1] ?? '';
    const officer = talk(test, await test.person('ช่าง'));
    await play(officer, `> ลงทะเบียน ${code}\n> สมหมาย\n> บันทึก\n< ยินดีต้อนรับ\n> รายงาน 2\n< มาตรการเปิดเผยข้อมูล`);
    await play(officer, '> 2\n> กำลังจัดทำ\n> ข้าม\n> ข้าม\n> บันทึก\n> สรุป\n< 1');
  });

  it('is shown before anything is stored, with what does not add up, and stored once when confirmed', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    const said = await coordinator.send('แผน.csv', file(office.name, [...ROWS.slice(0, 2), '5,กิจกรรมบัตรคิว,1,ไม่ระบุ,']));
    expect(said).toContain('ข้อสังเกต');
    expect(await measuresOf(office)).toEqual([]);
    await coordinator.say('1');
    expect(await measuresOf(office)).toHaveLength(3);
  });

  it('is not stored when the plan has changed since it was shown', async () => {
    const office = await anOffice(test);
    const [first, second] = [await office.person('coordinator'), await office.person('coordinator')];
    await first.send('หนึ่ง.csv', file(office.name, ROWS.slice(0, 2)));
    await second.send('สอง.csv', file(office.name, ROWS.slice(1)));
    expect(await second.tap('บันทึก')).toContain('บันทึกแผนที่แก้ไขแล้วค่ะ');
    expect(await first.tap('บันทึก')).toContain('แผนถูกแก้ไขหลังจากที่แสดงให้ดูค่ะ');
    expect((await measuresOf(office)).map(([number]) => number)).toEqual([2, 3]);
  });

  it('says which units are new, knows the others by their other spellings, and forgets a spelling that was corrected', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator', { unit: 'กองการศึกษา ศาสนาและวัฒนธรรม' });
    const rows = (unit: string) => [`1,โครงการอบรมคุณธรรม,1,0,${unit}`, '2,กิจกรรมบัตรคิว,1,0,กองการศึกษาฯ'];
    const units = async () => {
      const { id } = await test.store.organisations.ensure(office.name);
      return (await test.store.units.list(id)).map(({ name }) => name);
    };
    expect(await coordinator.send('ผิด.csv', file(office.name, rows('กองสวัสดิการสังคมม')))).toContain(
      'ส่วนราชการใหม่\nกองสวัสดิการสังคมม',
    );
    await coordinator.tap('บันทึก');
    expect((await units()).toSorted()).toEqual(['กองการศึกษา ศาสนาและวัฒนธรรม', 'กองสวัสดิการสังคมม']);
    await coordinator.send('ถูก.csv', file(office.name, rows('กองสวัสดิการสังคม')));
    await coordinator.tap('บันทึก');
    expect((await units()).toSorted()).toEqual(['กองการศึกษา ศาสนาและวัฒนธรรม', 'กองสวัสดิการสังคม']);
  });

  it('is of the one office, whether its type is written out or abbreviated', async () => {
    await test.store.organisations.ensure('อบต.บ้านเดียวกัน');
    await test.plan(aPlan([aMeasure(1)], { organisation: 'องค์การบริหารส่วนตำบลบ้านเดียวกัน' }));
    const names = (await test.store.organisations.all()).map(({ name }) => name);
    expect(names.filter((name) => name.includes('บ้านเดียวกัน'))).toEqual(['อบต.บ้านเดียวกัน']);
  });

  it('is forgotten when the person cancels', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    await coordinator.send('แผน.csv', file(office.name));
    expect(await coordinator.say('ยกเลิก')).toContain('ไม่มีการบันทึก');
    expect(await measuresOf(office)).toEqual([]);
  });

  it('that corrects the plan says first what it changes, and no report is lost', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator', { unit: 'กองคลัง' });
    await play(coordinator, '> รายงาน 3\n> 2\n> ติดตั้งแล้ว\n> ข้าม\n> ข้าม\n> บันทึก\n< บันทึก');
    const rows = ['1,กิจกรรมจิตอาสา,1,0,สำนักปลัด', '2,โครงการอบรมคุณธรรม,1,60000,กองคลัง', '3,กิจกรรมบัตรคิว,1,0,กองคลัง'];
    const said = await coordinator.send('แก้ไข.csv', file(office.name, rows));
    expect(said).toContain('เพิ่มข้อ 1\nกิจกรรมจิตอาสา');
    expect(said).toContain('โครงการอบรมคุณธรรม (เลขข้อ 1 → 2, งบประมาณ 50,000 บาท → 60,000 บาท)');
    expect(said).toContain('หายไป เดิมข้อ 2\nมาตรการเปิดเผยข้อมูล');
    expect(said).toContain('เพิ่ม 1 · แก้ 1 · หายไป 1 · คงเดิม 1 ข้อ');
    await coordinator.tap('บันทึก');
    expect(await office.report(3)).toMatchObject({ status: 'inProgress', result: 'ติดตั้งแล้ว' });
    // The measure that had gone comes back, two places further up.
    const back = ['1,มาตรการเปิดเผยข้อมูล,1,0,กองช่าง', '2,กิจกรรมบัตรคิว,1,0,กองคลัง'];
    await coordinator.send('แก้อีก.csv', file(office.name, back));
    await coordinator.tap('บันทึก');
    expect(await office.report(2)).toMatchObject({ result: 'ติดตั้งแล้ว' });
    expect(await measuresOf(office)).toEqual([
      [1, 'มาตรการเปิดเผยข้อมูล'],
      [2, 'กิจกรรมบัตรคิว'],
    ]);
    expect(await coordinator.send('เดิม.csv', file(office.name, back))).toContain('ไม่มีอะไรเปลี่ยน');
  });

  it('without a year is asked for it; the answer can be tapped, typed in either era, and changed', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    expect(await coordinator.send('แผน.csv', file(office.name, ROWS, ''))).toContain('เป็นแผนของปีใดคะ');
    await play(
      coordinator,
      `> ปีหน้า
       < กรุณาพิมพ์ปีงบประมาณ
       > 2028
       < ปีงบประมาณ 2571
       > แก้ไข
       > 2
       > ๒๕๗๐
       < แผนป้องกันการทุจริต ปีงบประมาณ 2570
       [บันทึก]
       < เรียบร้อย`,
    );
  });

  it('that names another office is used only when the person says so', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    const other = file('องค์การบริหารส่วนตำบลบ้านไกล');
    expect(await coordinator.send('แผน.csv', other)).toContain('องค์การบริหารส่วนตำบลบ้านไกล');
    await play(coordinator, '> ไม่ใช้ไฟล์นี้\n> บันทึก\n< ไม่ได้นำเข้า');
    expect(await measuresOf(office)).toEqual([]);
    await coordinator.send('แผน.csv', other);
    await play(coordinator, `> 1\n> บันทึก\n< เรียบร้อย`);
    expect(await measuresOf(office)).toHaveLength(3);
  });

  it('that is none is refused with what to do, and a report under way goes on', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    await play(coordinator, '> รายงาน 1\n> 2\n> จัดแล้ว');
    for (const [name, bytes, sentence] of [
      ['แผนเก่า.htm', Buffer.from('%PDF-1.7\nไม่ใช่ตาราง'), '.docx'],
      ['ว่าง.csv', Buffer.from('สวัสดี'), 'ไม่พบตาราง'],
      ['ใหญ่.csv', Buffer.alloc(6 * 1024 * 1024, 65), 'ใหญ่เกิน 5 MB'],
    ] as const) {
      const said = await coordinator.send(name, bytes);
      expect(said).toContain(sentence);
      expect(said).toContain('เบิกจ่ายไปแล้วเท่าไรคะ');
    }
    await play(coordinator, '> 0\n> ข้าม\n> บันทึก');
    expect(await office.report(1)).toMatchObject({ result: 'จัดแล้ว' });
  });

  it('in the middle of a report is taken first, and the report goes on after it', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    await play(coordinator, '> รายงาน 1\n> 2\n> จัดแล้ว');
    await coordinator.send('แผน.csv', file(office.name, ROWS.slice(0, 2)));
    expect(await coordinator.tap('บันทึก')).toContain('กลับมาที่');
    await play(coordinator, '> 0\n> ข้าม\n> บันทึก');
    expect(await office.report(1)).toMatchObject({ result: 'จัดแล้ว' });
  });

  it('that a second file follows gives way to it', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    await coordinator.send('ผิด.csv', file(office.name));
    expect(await coordinator.send('ถูก.csv', file(office.name, ROWS.slice(0, 2)))).not.toContain('เปลี่ยน');
    await play(coordinator, '> 1\n< เรียบร้อย\n> 1\n< เมนู');
    expect(await measuresOf(office)).toHaveLength(2);
  });

  it('that LINE no longer has, or does not give, is asked for again', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    const { faults } = test.emulator;
    faults.content.errorBefore = 9;
    expect(await coordinator.send('แผน.csv', file(office.name))).toContain('ดาวน์โหลดไฟล์จาก LINE ไม่สำเร็จ');
    faults.content.errorBefore = 1;
    expect(await coordinator.send('แผน.csv', file(office.name))).toContain('ตรวจสอบแผน');
  });

  it('that is unsent again is forgotten, and another one asked for', async () => {
    const office = await anOffice(test, null);
    const coordinator = await office.person('coordinator');
    await coordinator.send('แผน.csv', file(office.name));
    const sent = test.emulator.visible(coordinator.id).filter(({ fromBot }) => !fromBot);
    test.emulator.unsend(sent.at(-1)?.id ?? '');
    await test.settled();
    expect(await coordinator.say('1')).toContain('ส่งไฟล์แผนมาได้เลยค่ะ');
    expect(await measuresOf(office)).toEqual([]);
  });

  it('means nothing from anybody else, and in a group nothing at all', async () => {
    const office = await anOffice(test, null);
    const officer = await office.person('officer');
    expect(await officer.send('แผน.csv', file(office.name))).toContain('ให้ผู้ประสานงานของหน่วยงานเป็นผู้ส่งค่ะ');
    const coordinator = await office.person('coordinator');
    const group = await test.group('กลุ่ม', [coordinator.id], office.name);
    expect(await talk(test, coordinator.id, group).send('แผน.csv', file(office.name))).toBe('');
    expect(await measuresOf(office)).toEqual([]);
  });
});
