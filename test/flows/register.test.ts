import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { anOffice, buttonData, inviteCode, press } from './office.ts';

describe('registering', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const stranger = async (name = 'สมชาย'): Promise<Talk & { id: string }> => {
    const id = await test.person(name);
    return { id, ...talk(test, id) };
  };

  it('begins at first contact with who the bot is and what it keeps of a person', async () => {
    const person = await stranger();
    test.emulator.follow(person.id);
    await test.settled();
    const said = person.last().map(({ text }) => text);
    expect(said.join('\n')).toContain('น้องสุจริตช่วยรายงานมาตรการ');
    expect(said.join('\n')).toContain('ข้อมูลส่วนบุคคล: เก็บเฉพาะ');
    expect(said.at(-1)).toContain('พิมพ์รหัสที่ได้จากผู้ประสานงาน');
  });

  it('answers the first words of a stranger, whatever they are, with the same', async () => {
    await play(await stranger(), '> ขอความช่วยเหลือเรื่องรายงานหน่อยค่ะ\n< ข้อมูลส่วนบุคคล\n< พิมพ์รหัสที่ได้จากผู้ประสานงาน');
  });

  it.each([
    ['officer', ['เจ้าหน้าที่', 'กองคลัง', '1 คน'], 'เชิญท่านเป็นเจ้าหน้าที่ ของกองคลัง'],
    ['supervisor', ['ผู้บังคับบัญชา', 'กองช่าง', '5 คน'], 'เชิญท่านเป็นผู้บังคับบัญชา ของกองช่าง'],
    ['coordinator', ['ผู้ประสานงาน', '1 คน'], 'เชิญท่านเป็นผู้ประสานงาน'],
    ['observer', ['ผู้สังเกตการณ์', '20 คน'], 'เชิญท่านเป็นผู้สังเกตการณ์'],
  ] as const)('makes a person a member by an invitation: %s', async (role, taps, invited) => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), taps);
    const person = await stranger();
    await play(
      person,
      `> ลงทะเบียน ${code.toLowerCase()}
       < ข้อมูลส่วนบุคคล
       < ${invited}
       < ${office.name}
       < ขอทราบชื่อ
       > สมชาย ใจดี
       < ตรวจสอบการลงทะเบียน
       < สมชาย ใจดี
       > 1
       < ยินดีต้อนรับ สมชาย ใจดี
       > ช่วยเหลือ
       < สรุป`,
    );
    const member = await test.store.members.byLineUser(person.id);
    expect(member).toMatchObject({ role, name: 'สมชาย ใจดี' });
    expect(member?.units).toEqual(taps.filter((label) => label.startsWith('กอง')));
  });

  it('takes the code alone from a stranger, without the word', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['ผู้สังเกตการณ์', '1 คน']);
    await play(await stranger(), `> ${code}\n< เชิญท่านเป็นผู้สังเกตการณ์\n> มานี\n[บันทึก]\n< ยินดีต้อนรับ มานี`);
  });

  it('adds a unit to a member who brings a second code, without asking the name again', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['เจ้าหน้าที่', 'กองช่าง', '1 คน']);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    await play(officer, `> ลงทะเบียน ${code}\n< ของกองช่าง\n< ถูกต้องไหมคะ\n> บันทึก\n< ลงทะเบียนเรียบร้อย`);
    expect((await test.store.members.byLineUser(officer.id))?.units).toEqual(['กองคลัง', 'กองช่าง']);
  });

  it('leaves a coordinator a coordinator who brings an officer code', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    const code = await inviteCode(coordinator, ['เจ้าหน้าที่', 'กองช่าง', '1 คน']);
    await play(coordinator, `> ลงทะเบียน ${code}\n> 1\n< ลงทะเบียนเรียบร้อย`);
    expect(await test.store.members.byLineUser(coordinator.id)).toMatchObject({
      role: 'coordinator',
      units: ['กองช่าง'],
    });
  });

  it('refuses a code of another office to a member, and says what to do', async () => {
    const code = await inviteCode(await (await anOffice(test)).person('coordinator'), ['ผู้สังเกตการณ์', '1 คน']);
    const member = await (await anOffice(test)).person('officer');
    await play(member, `> ลงทะเบียน ${code}\n< ท่านเป็นสมาชิกของหน่วยงานหนึ่งอยู่แล้ว\n> ยกเลิก\n< ยกเลิกการลงทะเบียน`);
  });

  it('says what is wrong with a code: its shape, unknown, used up, expired', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    const code = await inviteCode(coordinator, ['ผู้สังเกตการณ์', '1 คน']);
    await play(await stranger(), `> ${code}\n> คนแรก\n> 1\n< ยินดีต้อนรับ`);
    const person = await stranger();
    await play(
      person,
      `> ขอเริ่มใช้งานค่ะ
       > รหัสอะไรคะ
       < รหัสเป็นตัวอักษรและตัวเลข
       > ZZZZ-9999
       < ไม่พบรหัสนี้
       > ${code}
       < ถูกใช้ครบแล้ว`,
    );
    const late = await inviteCode(coordinator, ['ผู้สังเกตการณ์', '1 คน']);
    test.clock.advance(15 * 24 * 60 * 60 * 1000);
    await play(person, `> ${late}\n< หมดอายุแล้ว`);
  });

  it('looks up no more codes after five wrong ones, however they are typed, for an hour', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['ผู้สังเกตการณ์', '1 คน']);
    const person = await stranger();
    for (const wrong of ['WRNG-0001', 'ลงทะเบียน WRNG-0002', 'WRNG-0003', 'register WRNG-0004', 'WRNG-0005']) {
      expect(await person.say(wrong)).toContain('ไม่พบรหัสนี้');
    }
    await play(person, `> ${code}\n< รอหนึ่งชั่วโมง\n> ลงทะเบียน ${code}\n< รอหนึ่งชั่วโมง`);
    test.clock.advance(61 * 60 * 1000);
    await play(person, `> ${code}\n< เชิญท่านเป็นผู้สังเกตการณ์`);
  });

  it('takes no code from a made-up button', async () => {
    const person = await stranger();
    expect(await press(test, person.id, 'c/register/setup')).toContain('พิมพ์รหัส');
    await play(person, '> สมชาย\n< รหัสเป็นตัวอักษร');
    expect(await test.store.members.byLineUser(person.id)).toBeNull();
  });

  it('keeps no code in what is stored of the conversation', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['ผู้สังเกตการณ์', '1 คน']);
    const person = await stranger();
    await person.say(`ลงทะเบียน ${code}`);
    const session = await test.store.sessions.read(`${test.emulator.bot.userId}|${person.id}|${person.id}`);
    expect(JSON.stringify(session)).toContain('register');
    expect(JSON.stringify(session)).not.toContain(code);
  });

  it('goes on where it was when a person blocks the bot and comes back in the middle', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['ผู้สังเกตการณ์', '1 คน']);
    const person = await stranger();
    await person.say(code);
    test.emulator.unfollow(person.id);
    test.emulator.follow(person.id);
    await test.settled();
    await play(person, '> วีระ\n< ตรวจสอบการลงทะเบียน\n< วีระ');
  });

  it('can be cancelled, and begins anew with the next words', async () => {
    await play(await stranger(), '> ขอเริ่มใช้งานค่ะ\n> ยกเลิก\n< ยกเลิกการลงทะเบียนแล้วค่ะ\n> ลงทะเบียน\n< พิมพ์รหัส');
  });

  it('tells a stranger who types a command that it needs a registration', async () => {
    await play(await stranger(), '> สรุป\n< คำสั่งนี้ใช้ได้หลังลงทะเบียนค่ะ\n> ช่วยเหลือ\n< ลงทะเบียน ตามด้วยรหัส');
  });

  it('gives up kindly when the last use of a code was taken at the last moment', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['ผู้สังเกตการณ์', '1 คน']);
    const [slow, quick] = [await stranger('ช้า'), await stranger('เร็ว')];
    await play(slow, `> ${code}\n> ช้า\n< ตรวจสอบการลงทะเบียน`);
    await play(quick, `> ${code}\n> เร็ว\n> 1\n< ยินดีต้อนรับ`);
    await play(slow, '> 1\n< ลงทะเบียนไม่สำเร็จค่ะ รหัสเพิ่งถูกใช้ครบ');
    expect(await test.store.members.byLineUser(slow.id)).toBeNull();
  });

  it('does not register twice when the button is pressed twice', async () => {
    const office = await anOffice(test);
    const code = await inviteCode(await office.person('coordinator'), ['ผู้สังเกตการณ์', '5 คน']);
    const person = await stranger();
    await play(person, `> ${code}\n> มานะ`);
    const save = buttonData(person, /k\/\w+\/save/);
    expect(await press(test, person.id, save)).toContain('ยินดีต้อนรับ');
    expect(await press(test, person.id, save)).toContain('ทำเสร็จไปแล้วค่ะ');
  });
});

describe('the set-up code', () => {
  let test: TestBot;
  beforeEach(async () => {
    test = await startTestBot();
  });
  afterEach(() => test.close());

  it('makes the first coordinator of an office that has a plan and nobody yet', async () => {
    const office = await anOffice(test);
    await (await anOffice(test)).person('coordinator');
    const id = await test.person('มานะ');
    const person = talk(test, id);
    await play(
      person,
      `> ลงทะเบียน ${test.setupCode}
       < หน่วยงานของท่านชื่ออะไรคะ
       < 1) ${office.name}
       > 1
       < ขอทราบชื่อ
       > มานะ
       < ${office.name}
       > บันทึก
       < ลงทะเบียนผู้ประสานงานเรียบร้อย
       [เชิญ]
       < เชิญในบทบาทใดคะ`,
    );
    expect(await test.store.members.byLineUser(id)).toMatchObject({ role: 'coordinator' });
    expect(await test.store.organisations.withoutCoordinator()).toEqual([]);
  });

  it('makes a new office by its full name', async () => {
    const id = await test.person('มานะ');
    await play(
      talk(test, id),
      `> ${test.setupCode}
       > อบต
       < กรุณาพิมพ์ชื่อเต็ม
       > เทศบาลตำบลบ้านใหม่
       > มานะ
       > 1
       < ลงทะเบียนผู้ประสานงานเรียบร้อย
       > รายงาน
       < ยังไม่มีแผนค่ะ ส่งไฟล์แผน
       > สมาชิก
       < มีท่านคนเดียวในหน่วยงาน`,
    );
    expect((await test.store.organisations.all()).map(({ name }) => name)).toContain('เทศบาลตำบลบ้านใหม่');
  });

  it('is refused for an office that has got a coordinator meanwhile, and keeps the name typed', async () => {
    const office = await anOffice(test);
    const [first, second] = [talk(test, await test.person('หนึ่ง')), talk(test, await test.person('สอง'))];
    await play(first, `> ${test.setupCode}\n> 1\n> หนึ่ง\n< ตรวจสอบการลงทะเบียน`);
    await play(second, `> ${test.setupCode}\n> 1\n> สอง\n> 1\n< ลงทะเบียนผู้ประสานงานเรียบร้อย`);
    await play(
      first,
      `> 1\n< มีการปรับปรุง\n< หน่วยงานของท่านชื่ออะไรคะ\n> ${office.name}\n< หนึ่ง\n> 1\n< หน่วยงานนี้มีผู้ประสานงานแล้ว`,
    );
  });

  it('is refused to somebody who is a member already', async () => {
    const member = await (await anOffice(test)).person('officer');
    await play(member, `> ลงทะเบียน ${test.setupCode}\n< ท่านเป็นสมาชิกของหน่วยงานหนึ่งอยู่แล้ว`);
  });
});
