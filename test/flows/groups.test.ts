import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { anOffice, buttonData, press } from './office.ts';

describe('in a group', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  /** An office with its linked group: coordinator and officer are members of both, the guest of the group alone. */
  const aGroup = async (linked = true) => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator', { name: 'หัวหน้า' });
    const officer = await office.person('officer', { name: 'สมใจ', unit: 'กองคลัง' });
    const guest = await test.person('แขก');
    const id = await test.group('กลุ่มงาน', [coordinator.id, officer.id, guest], linked ? office.name : undefined);
    const here = (person: string): Talk & { id: string } => ({ id: person, ...talk(test, person, id) });
    return {
      office,
      id,
      coordinator: here(coordinator.id),
      officer: here(officer.id),
      guest: here(guest),
      officer1: officer,
    };
  };

  it('says who it is and how to begin when it is invited', async () => {
    const { id } = await aGroup(false);
    test.emulator.botLeaves(id);
    test.emulator.botJoins(id);
    await test.settled();
    expect(test.emulator.visible(id).at(-1)?.text).toContain('ผู้ประสานงานพิมพ์ @น้องสุจริต ผูกกลุ่ม');
  });

  it('is silent to what people say to each other', async () => {
    const { officer, guest } = await aGroup();
    for (const typed of ['สรุป', 'รายงาน 1', 'ช่วยเหลือ', 'ฝากถามน้องสุจริตด้วยนะ', 'น้องสุจริตาเก่งจัง']) {
      expect(await officer.say(typed)).toBe('');
    }
    expect(await guest.say('สวัสดีทุกคน')).toBe('');
  });

  it.each([
    '@น้องสุจริต สรุป',
    'น้องสุจริต สรุป',
    '＠น้องสุจริต สรุป',
    '@Nong Sujarit summary',
    'nong sujarit, summary',
    '@น้องสุจริต: สรุป',
  ])('answers when it is called by name: %s', async (typed) => {
    expect(await (await aGroup()).officer.say(typed)).toContain('0 จาก 3 โครงการ');
  });

  it('does not take a quote of what it asked somebody else for an answer, but hears a command in it', async () => {
    const { officer, coordinator } = await aGroup();
    await coordinator.say('รายงาน 2', { mentionBot: true });
    const asked = coordinator.last().at(-1)?.id ?? '';
    await officer.say('รายงาน 1', { mentionBot: true });
    const own = officer.last().at(-1)?.id ?? '';
    const refused = await officer.say('ดำเนินการแล้วเสร็จ', { quote: asked });
    expect(refused).toContain('ถามคนอื่น');
    expect(refused).toContain('สถานะตอนนี้เป็นอย่างไรคะ');
    expect(await officer.say('สรุป', { quote: asked })).toContain('0 จาก 3 โครงการ');
    expect(await officer.say('ดำเนินการแล้วเสร็จ', { quote: own })).toContain('ทำอะไรไปแล้วบ้างคะ');
  });

  it('answers to a mention, and to its bare name with the help', async () => {
    const { officer } = await aGroup();
    expect(await officer.say('สรุป', { mentionBot: true })).toContain('0 จาก 3 โครงการ');
    expect(await officer.say('@น้องสุจริต')).toContain('ในกลุ่มพิมพ์ @น้องสุจริต ตามด้วย');
  });

  it('takes a quote of its own message as an answer, of a human message not', async () => {
    const { officer } = await aGroup();
    await officer.say('@น้องสุจริต รายงาน 3');
    await officer.tap('อยู่ระหว่างดำเนินการ');
    const question = officer.last().at(-1);
    expect(question?.text).toContain('ตอบโดยกดตอบกลับข้อความนี้');
    const human = test.emulator.visible(question?.chatId ?? '').find(({ fromBot }) => !fromBot);
    expect(await officer.say('ติดป้ายแล้ว', { quote: human?.id ?? '' })).toBe('');
    expect(await officer.say('ติดป้ายแล้ว', { quote: question?.id ?? '' })).toContain('อุปสรรค');
  });

  it('takes a whole report by buttons and prefixed words, addressed to the person who makes it', async () => {
    const { office, officer } = await aGroup();
    await play(
      officer,
      `> @น้องสุจริต รายงาน
       < ถึง สมใจ
       < (ตอบโดยกดตอบกลับข้อความนี้ หรือขึ้นต้นด้วย @น้องสุจริต)
       [กิจกรรมบัตรคิว]
       < ถึง สมใจ
       [อยู่ระหว่างดำเนินการ]
       > @น้องสุจริต ติดป้ายแล้ว
       [ข้าม]
       < ติดป้ายแล้ว
       [บันทึก]
       < บันทึกแล้วค่ะ`,
    );
    expect(await office.report(3)).toMatchObject({ result: 'ติดป้ายแล้ว' });
  });

  it('keeps the conversations of two members apart', async () => {
    const { office, officer, coordinator } = await aGroup();
    await play(officer, '> @น้องสุจริต รายงาน 3\n[อยู่ระหว่างดำเนินการ]');
    await play(coordinator, '> @น้องสุจริต รายงาน 2\n[ดำเนินการแล้วเสร็จ]\n< ถึง หัวหน้า\n> @น้องสุจริต ของหัวหน้า\n< เกิดผล');
    await play(officer, '> @น้องสุจริต ของสมใจ\n< อุปสรรค\n> @น้องสุจริต ข้าม\n< ของสมใจ\n> @น้องสุจริต 1\n< บันทึกแล้ว');
    expect(await office.report(3)).toMatchObject({ result: 'ของสมใจ' });
  });

  it("changes nothing when somebody presses another person's button", async () => {
    const { office, officer, coordinator, guest, id } = await aGroup();
    await play(officer, '> @น้องสุจริต รายงาน 3\n[อยู่ระหว่างดำเนินการ]\n> @น้องสุจริต ติดป้าย\n[ข้าม]');
    const save = buttonData(officer, /k\/\w+\/save/);
    for (const other of [coordinator, guest]) {
      expect(await press(test, other.id, save, id)).toContain('ปุ่มนี้เป็นของ สมใจ ค่ะ');
    }
    expect(await office.report(3)).toBeUndefined();
    expect(await press(test, officer.id, save, id)).toContain('บันทึกแล้ว');
  });

  it('keeps apart what a person has open in the group and in the 1:1 chat', async () => {
    const { officer, officer1 } = await aGroup();
    await play(officer, '> @น้องสุจริต รายงาน 3\n[อยู่ระหว่างดำเนินการ]');
    await play(officer1, '> ยกเลิก\n< ไม่มีรายการที่ทำค้างอยู่\n> 1\n< ยังไม่เข้าใจ');
    await play(officer, '> @น้องสุจริต ติดป้าย\n< อุปสรรค');
  });

  it('shows guests of a linked group the summary and what is pending, and nothing else', async () => {
    const { guest } = await aGroup();
    await play(guest, '> @น้องสุจริต สรุป\n< 0 จาก 3');
    expect(guest.choices()).toEqual(['ค้าง']);
    await play(
      guest,
      `> @น้องสุจริต ค้าง
       < ยังไม่รายงาน 3 ข้อ
       > @น้องสุจริต รายงาน 1
       < คำสั่งนี้ใช้ได้หลังลงทะเบียนค่ะ ทักน้องสุจริตในแชตส่วนตัว
       > @น้องสุจริต ลงทะเบียน ABCD-2345
       < ทักน้องสุจริตในแชตส่วนตัว
       > @น้องสุจริต ช่วยเหลือ
       < ในกลุ่มนี้พิมพ์ @น้องสุจริต ตามด้วย สรุป หรือ ค้าง`,
    );
  });

  it('tells a member of another office nothing but what guests may see', async () => {
    const { id } = await aGroup();
    const other = await (await anOffice(test)).person('coordinator');
    test.emulator.membersJoin(id, [other.id]);
    await play(
      talk(test, other.id, id),
      '> @น้องสุจริต รายงาน 1\n< ใช้ได้หลังลงทะเบียนค่ะ\n> @น้องสุจริต ผูกกลุ่ม\n< ใช้ได้หลังลงทะเบียน',
    );
  });

  it('is linked by a coordinator, used, and unlinked again', async () => {
    const { office, coordinator, officer, guest, id } = await aGroup(false);
    await play(guest, '> @น้องสุจริต สรุป\n< ยังไม่ได้ผูกกับหน่วยงานค่ะ');
    await play(officer, '> @น้องสุจริต ผูกกลุ่ม\n< สำหรับบทบาทอื่นค่ะ');
    await play(
      coordinator,
      `> @น้องสุจริต ผูกกลุ่ม
       < ทุกคนในกลุ่มจะดูสรุปได้
       > @น้องสุจริต ไม่ผูก
       < ไม่มีการเปลี่ยนแปลง
       > @น้องสุจริต ผูกกลุ่ม
       [ผูกกลุ่ม]
       < ผูกกลุ่มกับ ${office.name} แล้วค่ะ`,
    );
    await play(guest, '> @น้องสุจริต สรุป\n< 0 จาก 3');
    await play(
      coordinator,
      `> @น้องสุจริต ผูกกลุ่ม
       < จะคงไว้หรือเลิกผูกคะ
       [คงไว้]
       < ไม่มีการเปลี่ยนแปลง
       > @น้องสุจริต ผูกกลุ่ม
       [เลิกผูกกลุ่ม]
       < เลิกผูกกลุ่มแล้วค่ะ`,
    );
    expect(await test.store.groups.organisationOf(id)).toBeNull();
    await play(guest, '> @น้องสุจริต สรุป\n< ยังไม่ได้ผูกกับหน่วยงาน');
  });

  it('is linked in a group only', async () => {
    await play(await (await anOffice(test)).person('coordinator'), '> ผูกกลุ่ม\n< คำสั่งนี้ใช้ในกลุ่มไลน์ค่ะ');
  });

  it('shows nothing of what is open when it is unlinked in the middle: that goes on in the 1:1 chat', async () => {
    const { officer, officer1, id } = await aGroup();
    await play(officer, '> @น้องสุจริต รายงาน 1\n[ดำเนินการแล้วเสร็จ]\n> @น้องสุจริต จัดอบรมแล้ว\n< เกิดผล');
    await test.store.groups.unlink(id);
    const said = await officer.say('@น้องสุจริต เข้าใจดี');
    expect(said).toContain('ทำต่อได้ในแชตส่วนตัวค่ะ');
    expect(said).toContain('ยังไม่ได้ผูกกับหน่วยงาน');
    expect(said).not.toMatch(/จัดอบรมแล้ว|โครงการอบรมคุณธรรม/);
    expect(await officer1.say('ค้าง')).toMatch(/จัดอบรมแล้ว[^]*เกิดผล/);
  });

  it('is unlinked when the bot is taken out of it', async () => {
    const { id } = await aGroup();
    test.emulator.botLeaves(id);
    await test.settled();
    expect(await test.store.groups.organisationOf(id)).toBeNull();
  });

  it('sends somebody LINE does not name to a 1:1 chat, and remembers nothing', async () => {
    const { officer } = await aGroup();
    test.emulator.faults.webhook.omitUserId = 1;
    expect(await officer.say('@น้องสุจริต รายงาน 1')).toContain('กรุณาทักน้องสุจริตในแชตส่วนตัว');
    expect(await officer.say('คุยกันเอง')).toBe('');
    test.emulator.faults.webhook.omitUserId = 0;
    await play(officer, '> @น้องสุจริต ยกเลิก\n< ไม่มีรายการที่ทำค้างอยู่');
  });

  it('says nothing to photos, stickers, edits, and people who come and go', async () => {
    const { officer, id } = await aGroup();
    const before = test.emulator.visible(id).filter(({ fromBot }) => fromBot).length;
    test.emulator.sendSticker(officer.id, id);
    const said = test.emulator.say(officer.id, id, 'ข้อความ');
    await test.settled();
    test.emulator.edit(said.id, '@น้องสุจริต สรุป');
    test.emulator.membersLeave(id, [officer.id]);
    test.emulator.membersJoin(id, [officer.id]);
    await test.settled();
    expect(test.emulator.visible(id).filter(({ fromBot }) => fromBot)).toHaveLength(before);
  });
});
