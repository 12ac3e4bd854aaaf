import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import { anOffice } from './office.ts';

const SECRET = 'เลขบัญชีลับที่พิมพ์ผิด';

describe('a message that is unsent', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const anOfficer = async () => {
    const office = await anOffice(test);
    return { office, officer: await office.person('officer', { unit: 'กองคลัง' }) };
  };
  const unsend = async (userId: string, text: string) => {
    const message = test.emulator.visible(userId).find((one) => !one.fromBot && one.text.includes(text));
    const before = test.emulator.visible(userId).filter(({ fromBot }) => fromBot).length;
    test.clock.advance(1000);
    test.emulator.unsend(message?.id ?? '');
    await test.settled();
    return test.emulator.visible(userId).filter(({ fromBot }) => fromBot).length - before;
  };
  /** Everything the store knows, as text. */
  const everything = async (name: string): Promise<string> => {
    const organisation = (await test.store.organisations.all()).find((one) => one.name === name);
    const [plan] = await test.store.plans.current(organisation?.id ?? '');
    const rows = await Promise.all(
      (plan?.measures ?? []).map(({ id }) => test.store.reports.read(organisation?.id ?? '', id, 6)),
    );
    return JSON.stringify(rows);
  };

  it('takes its answer with it, and the question is asked again', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, `> รายงาน 3\n> 2\n> ${SECRET}\n< อุปสรรค`);
    expect(await unsend(officer.id, SECRET)).toBe(0);
    await play(
      officer,
      `> ข้าม
       < ลบออกแล้วค่ะ ขอถามข้อนี้ใหม่
       < ทำอะไรไปแล้วบ้างคะ
       > ติดป้ายแล้ว
       < อุปสรรค
       > ข้าม
       > 1
       < บันทึกแล้วค่ะ`,
    );
    expect(await office.report(3)).toEqual({ status: 'inProgress', result: 'ติดป้ายแล้ว' });
  });

  it('is erased from the report it went into, and from what stood there before; nothing else changes', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, `> รายงาน 3\n> 2\n> ${SECRET}\n> รอเอกสาร\n> 1\n< บันทึกแล้วค่ะ`);
    await play(officer, '> รายงาน 3\n> 1\n> ติดตั้งแล้ว\n> รอน้อยลง\n> 1\n< บันทึกแล้วค่ะ');
    expect(await everything(office.name)).toContain(SECRET);
    await unsend(officer.id, SECRET);
    const after = await everything(office.name);
    expect(after).not.toContain(SECRET);
    expect(after).toContain('รอเอกสาร');
    expect(after).toContain('"act":"erased"');
    expect(await office.report(3)).toEqual({ status: 'completed', result: 'ติดตั้งแล้ว', outcome: 'รอน้อยลง' });
  });

  it('is erased where it still stands, however often LINE tells', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, `> รายงาน 3\n> 2\n> ${SECRET}\n> รอเอกสาร\n> 1\n< บันทึกแล้วค่ะ`);
    await unsend(officer.id, SECRET);
    const last = test.emulator.deliveries.at(-1);
    if (last !== undefined) test.emulator.deliverAgain(last);
    await test.settled();
    expect(await office.report(3)).toEqual({ status: 'inProgress', obstacle: 'รอเอกสาร' });
    expect((await everything(office.name)).match(/"act":"erased"/g)).toHaveLength(1);
  });

  it('does not come back with what somebody else took over of it before, but may be said again', async () => {
    const { office, officer } = await anOfficer();
    const colleague = await office.person('officer', { name: 'สมศรี', unit: 'กองคลัง' });
    await play(officer, `> รายงาน 3\n> 2\n> ${SECRET}\n> รอเอกสาร\n> 1\n< บันทึกแล้วค่ะ`);
    await play(colleague, `> แก้ไข 3\n< ${SECRET}`);
    await unsend(officer.id, SECRET);
    // Their card has a number for each way on, whether they are told of the change first or not.
    for (const typed of ['บันทึก', '1', '1']) await colleague.say(typed);
    expect(await everything(office.name)).not.toContain(SECRET);
    await play(colleague, `> ยกเลิก\n> รายงาน 3\n> 2\n> ${SECRET}\n> ข้าม\n> 1`);
    expect(await everything(office.name)).toContain(SECRET);
  });

  it('of nothing to do with reports changes nothing', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, '> รายงาน 3\n> 2\n> ติดป้าย\n> ข้าม\n> 1\n> อากาศดีนะคะ');
    await unsend(officer.id, 'อากาศดี');
    expect(await office.report(3)).toEqual({ status: 'inProgress', result: 'ติดป้าย' });
  });
});

describe('a message that is edited in a group', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const aGroup = async () => {
    const office = await anOffice(test);
    const officer = await office.person('officer', { unit: 'กองคลัง' });
    const group = await test.group('กลุ่ม', [officer.id], office.name);
    return { office, group, officer: talk(test, officer.id, group) };
  };
  const edit = async (group: string, from: string, to: string): Promise<string> => {
    const message = test.emulator.visible(group).findLast((one) => !one.fromBot && one.text.includes(from));
    const said = () => test.emulator.visible(group).filter(({ fromBot }) => fromBot);
    const before = said().length;
    test.clock.advance(1000);
    test.emulator.edit(message?.id ?? '', to);
    await test.settled();
    return said()
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
  };

  it('changes the answer it gave, as long as nothing is saved', async () => {
    const { office, group, officer } = await aGroup();
    await play(officer, '> @น้องสุจริต รายงาน 3\n> @น้องสุจริต 2\n> @น้องสุจริต ติดป่าย');
    expect(await edit(group, 'ติดป่าย', '@น้องสุจริต ติดป้าย')).toContain('แก้คำตอบตามข้อความใหม่แล้วค่ะ');
    await play(officer, '> @น้องสุจริต ข้าม\n< ติดป้าย\n> @น้องสุจริต 1\n< บันทึกแล้ว');
    expect(await office.report(3)).toMatchObject({ result: 'ติดป้าย' });
    expect(await edit(group, 'ติดป้าย', '@น้องสุจริต ติดป้ายใหญ่')).toBe('');
    expect(await office.report(3)).toMatchObject({ result: 'ติดป้าย' });
  });

  it('keeps the answer there was when the new words are none', async () => {
    const { group, officer } = await aGroup();
    await play(officer, '> @น้องสุจริต รายงาน 3\n> @น้องสุจริต อยู่ระหว่างดำเนินการ\n> @น้องสุจริต ติดป้าย');
    expect(await edit(group, 'อยู่ระหว่าง', '@น้องสุจริต ไม่รู้สิ')).toContain('ยังใช้คำตอบเดิม');
    await play(officer, '> @น้องสุจริต ข้าม\n< อยู่ระหว่างดำเนินการ');
  });

  it('that was said to people is none of its business', async () => {
    const { group, officer } = await aGroup();
    await officer.say('พรุ่งนี้ประชุมนะ');
    expect(await edit(group, 'พรุ่งนี้', 'มะรืนประชุมนะ')).toBe('');
  });
});
