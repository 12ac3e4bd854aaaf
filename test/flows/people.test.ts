import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import { anOffice, inviteCode } from './office.ts';

describe('inviting', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot({ site: 'https://bot.example.go.th' });
  });
  afterAll(() => test.close());

  it('comes as words to forward, as a link, and as a QR code to scan', async () => {
    const coordinator = await (await anOffice(test)).person('coordinator');
    const code = await inviteCode(coordinator, ['ผู้สังเกตการณ์', '1 คน']);
    const [words, picture, link] = coordinator.last().map(({ message }) => message);
    expect(words).toMatchObject({ type: 'text', text: expect.stringContaining(`ลงทะเบียน ${code}`) as string });
    const url = `https://bot.example.go.th/invitations/${code}.png`;
    expect(picture).toMatchObject({ type: 'image', originalContentUrl: url, previewImageUrl: url });
    expect(String(link?.['text'])).toMatch(new RegExp(`https://line\\.me/R/oaMessage/%40[a-z0-9]+/\\?\\S+%20${code}`));
  });

  it('asks for role, unit and uses, and gives a code to forward', async () => {
    const office = await anOffice(test);
    await play(
      await office.person('coordinator'),
      `> เชิญ
       < เชิญในบทบาทใดคะ
       > เจ้าหน้าที่
       < อยู่ส่วนราชการใดคะ
       < กองคลัง
       > คลัง
       < ให้ใช้รหัสได้กี่คนคะ
       > 2
       < รหัสเชิญเจ้าหน้าที่ กองคลัง ${office.name} ใช้ได้ 5 คน ถึง 19 เม.ย. 2570
       < ลงทะเบียน`,
    );
  });

  it('takes a unit after the command', async () => {
    await play(await (await anOffice(test)).person('coordinator'), '> เชิญ กองช่าง\n> 1\n< กี่คน\n> 1\n< เจ้าหน้าที่ กองช่าง');
  });

  it('offers to add a unit that is not known, beside those that are alike', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    await play(
      coordinator,
      `> เชิญ
       > 2
       > กอง
       < 1) กองคลัง
       < 2) กองช่าง
       < 3) เพิ่ม กอง
       > กองสวัสดิการสังคม
       < “กองสวัสดิการสังคม” คือส่วนราชการไหนคะ
       < 1) เพิ่ม กองสวัสดิการสังคม
       > 1
       > 1
       < ผู้บังคับบัญชา กองสวัสดิการสังคม`,
    );
    const units = await test.store.units.list((await test.store.organisations.ensure(office.name)).id);
    expect(units.map(({ name }) => name)).toContain('กองสวัสดิการสังคม');
  });

  it('asks no unit of a coordinator or observer', async () => {
    await play(await (await anOffice(test)).person('coordinator'), '> เชิญ กองคลัง\n> 4\n< กี่คน\n> 3\n< รหัสเชิญผู้สังเกตการณ์');
  });

  it('a typed ? names no unit', async () => {
    await play(
      await (await anOffice(test)).person('coordinator'),
      '> เชิญ\n> 1\n> ???\n< เพิ่ม ???\n> ย้อนกลับ\n< 1) กองคลัง',
    );
  });

  it.each(['supervisor', 'officer', 'observer'] as const)('is not for a %s', async (role) => {
    await play(await (await anOffice(test)).person(role), '> เชิญ\n< สำหรับบทบาทอื่นค่ะ\n> สมาชิก\n< สำหรับบทบาทอื่นค่ะ');
  });

  it('is done in a 1:1 chat only: codes are not for groups', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    const group = await test.group('กลุ่มงาน', [coordinator.id], office.name);
    await play(talk(test, coordinator.id, group), '> @น้องสุจริต เชิญ\n< ใช้ในแชตส่วนตัวกับน้องสุจริตค่ะ');
  });
});

describe('members', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  it('are listed with role and units, without oneself', async () => {
    const office = await anOffice(test);
    await office.person('officer', { name: 'สมหญิง', unit: 'กองคลัง' });
    await office.person('observer', { name: 'สมศักดิ์' });
    const said = await (await office.person('coordinator', { name: 'หัวหน้า' })).say('สมาชิก');
    expect(said).toContain('สมหญิง (เจ้าหน้าที่ · กองคลัง)');
    expect(said).toContain('สมศักดิ์ (ผู้สังเกตการณ์)');
    expect(said).not.toContain('หัวหน้า');
  });

  it('a coordinator alone is told how to invite', async () => {
    await play(await (await anOffice(test)).person('coordinator'), '> สมาชิก\n< มีท่านคนเดียวในหน่วยงานค่ะ เชิญเพื่อนร่วมงาน');
  });

  it('do not keep one from asking for something else in one sentence', async () => {
    const office = await anOffice(test);
    await office.person('officer', { name: 'สมหญิง' });
    const coordinator = await office.person('coordinator');
    await play(coordinator, '> สมาชิก\n< สมหญิง\n> รายงาน บัตรคิว\n< กิจกรรมบัตรคิว\n> ยกเลิก\n> เชิญ กองช่าง\n< เชิญในบทบาทใดคะ');
  });

  it('the question before a removal names the person; no keeps them', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'สมหญิง' });
    await office.person('officer', { name: 'สมศรี' });
    await play(
      await office.person('coordinator'),
      `> สมาชิก
       > สม
       < 1) สม
       < 2) สม
       > สมหญิง
       < ถอด สมหญิง ออกจากหน่วยงานใช่ไหมคะ
       > ไม่ถอด
       < ไม่มีการเปลี่ยนแปลง
       > สมาชิก
       > ???
       < ไม่พบชื่อนี้ค่ะ`,
    );
    expect(await test.store.members.byLineUser(officer.id)).not.toBeNull();
  });

  it('a removed person is a stranger: the open conversation ends with what they had answered', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'สมหญิง', unit: 'กองคลัง' });
    await play(officer, '> รายงาน 1\n> 1\n> จัดอบรมแล้ว 3 รุ่น\n< เกิดผลอย่างไรคะ');
    await play(
      await office.person('coordinator'),
      '> สมาชิก\n[สมหญิง]\n[ถอดออก]\n< ถอด สมหญิง (เจ้าหน้าที่ · กองคลัง) ออกแล้วค่ะ',
    );
    const said = await officer.say('เข้าใจดี');
    expect(said).toContain('รายการที่ค้างอยู่สิ้นสุดแล้วค่ะ สิ่งที่ตอบไว้คือ');
    expect(said).toContain('จัดอบรมแล้ว 3 รุ่น');
    expect(said).toContain('ดำเนินการแล้วเสร็จ');
    expect(said).toContain('พิมพ์รหัสที่ได้จากผู้ประสานงาน');
    await play(officer, '> ยกเลิก\n> สรุป\n< ใช้ได้หลังลงทะเบียน');
  });

  it('a removed person who had answered nothing is only told that it ended', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'สมหญิง' });
    await officer.say('รายงาน');
    await play(await office.person('coordinator'), '> สมาชิก\n> 1\n> 1');
    const said = await officer.say('1');
    expect(said).toContain('รายการที่ค้างอยู่สิ้นสุดแล้วค่ะ');
    expect(said).not.toContain('สิ่งที่ตอบไว้');
  });

  it('what a removed person reported stays with their name, and they can come back with a code', async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { name: 'สมหญิง', unit: 'กองคลัง' });
    await play(officer, '> รายงาน 3\n> 2\n> ติดป้าย\n> ข้าม\n> 1');
    const coordinator = await office.person('coordinator');
    await play(
      coordinator,
      '> สมาชิก\n> 1\n> 1\n< ออกแล้วค่ะ\n> รายงาน 3\n> 2\n> ติดป้ายเพิ่ม\n> ข้าม\n> 1\n< แทนรายงานเดิม\n< ของสมหญิง',
    );
    const code = await inviteCode(coordinator, ['เจ้าหน้าที่', 'กองช่าง', '1 คน']);
    await play(officer, `> ${code}\n> สมหญิง\n> 1\n< ยินดีต้อนรับ`);
    expect((await test.store.members.byLineUser(officer.id))?.units).toEqual(['กองช่าง']);
  });
});
