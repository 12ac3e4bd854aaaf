import fc from 'fast-check';
import { hashCode } from '../../src/app/codes.ts';
import type { Source, Store } from '../../src/app/store-port.ts';
import { COMMANDS } from '../../src/conversation/flow.ts';
import { readLocales } from '../../src/locale-files.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { MORNING } from '../support/clock.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { reportsOf } from '../support/reports.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';
import { actionsIn, labelOf, talk } from '../support/talk.ts';

const A = 'เทศบาลตำบลอัลฟา';
const B = 'เทศบาลตำบลบราโว';
/** Everything an office would not want others to read, in words that occur nowhere else. */
const SECRETS = {
  A: [A, 'กองลับอัลฟา', 'มาตรการลับอัลฟาหนึ่ง', 'มาตรการลับอัลฟาสอง', 'ผลลับอัลฟา', 'ประสานอัลฟา', 'เจ้าหน้าที่อัลฟา'],
  B: [B, 'กองลับบราโว', 'มาตรการลับบราโวหนึ่ง', 'มาตรการลับบราโวสอง', 'ผลลับบราโว', 'ประสานบราโว', 'เจ้าหน้าที่บราโว'],
};
const PLANS = ([A, B] as const).map((organisation) => {
  const word = organisation === A ? 'อัลฟา' : 'บราโว';
  const responsibleUnits = [`กองลับ${word}`];
  return aPlan(
    [
      aMeasure(1, { title: `มาตรการลับ${word}หนึ่ง`, responsibleUnits, dimension: 1, result: `ผลลับ${word}` }),
      aMeasure(2, { title: `มาตรการลับ${word}สอง`, responsibleUnits, dimension: 1 }),
    ],
    { organisation },
  );
});

describe('the store keeps organisations apart', () => {
  let database: TestDatabase;
  let store: Store;
  let a = '';
  let b = '';
  beforeAll(async () => {
    database = await testDatabase();
    store = await makeStore(database.connection);
    a = (await store.organisations.ensure(A)).id;
    b = (await store.organisations.ensure(B)).id;
  });
  afterAll(() => database.drop());

  const source = (eventId: string): Source => ({ eventId, by: 'ผู้ทดสอบ', at: MORNING });

  it('its units', async () => {
    await store.units.ensure(a, [{ name: 'กองคลัง', aliases: ['คลัง'] }]);
    const before = await store.units.list(a);
    expect(await store.units.list(b)).toEqual([]);
    await store.units.ensure(b, [{ name: 'กองคลัง', aliases: ['การเงิน'] }]);
    expect(await store.units.list(a)).toEqual(before);
    expect((await store.units.list(b)).map(({ aliases }) => aliases)).toEqual([['การเงิน']]);
  });

  it('its members', async () => {
    const person = { lineUserId: 'U-a', name: 'สมชาย', role: 'officer' as const, locale: 'th' as const };
    const member = await store.members.join(a, person);
    expect(await store.members.list(b)).toEqual([]);
    expect(await store.members.join(b, { ...person, role: 'coordinator', unit: 'กองช่าง' })).toBeNull();
    expect(await store.members.remove(b, member?.id ?? '')).toBeNull();
    expect(await store.members.list(b)).toEqual([]);
    expect(await store.members.list(a)).toEqual([member]);
    expect((await store.organisations.withoutCoordinator()).map(({ id }) => id)).toContain(b);
  });

  it('its settings of documents', async () => {
    await store.documentSettings.setDigits(a, 'measures-report', 'arabic');
    await store.documentSettings.setHeading(a, 'title', 'กิจกรรม');
    expect(await store.documentSettings.read(b)).toEqual({ digits: {}, headings: {} });
    await store.documentSettings.setHeading(b, 'title', null);
    expect(await store.documentSettings.read(a)).toEqual({
      digits: { 'measures-report': 'arabic' },
      headings: { title: 'กิจกรรม' },
    });
  });

  it('its groups', async () => {
    expect(await store.groups.link(a, 'C-a', 'สมชาย', MORNING)).toBe(true);
    expect(await store.groups.link(b, 'C-a', 'สมหญิง', MORNING)).toBe(false);
    await store.groups.unlink('C-a', b);
    expect(await store.groups.organisationOf('C-a')).toBe(a);
    await store.groups.unlink('C-a', a);
    expect(await store.groups.organisationOf('C-a')).toBeNull();
  });

  it('its invitations', async () => {
    const codeHash = hashCode('AAAA-2222');
    const expiresAt = MORNING + 1_000;
    const common = { codeHash, uses: 2, expiresAt, by: 'สมชาย' };
    await store.invitations.create(a, { ...common, eventId: 'i-a', role: 'officer' });
    // The same code, or the same event, of another organisation changes nothing of this one.
    await store.invitations.create(b, { ...common, eventId: 'i-b', role: 'coordinator' });
    await store.invitations.create(b, { ...common, eventId: 'i-a', role: 'coordinator', codeHash: hashCode('BBBB') });
    expect(await store.invitations.lookUp(codeHash, MORNING)).toEqual({
      state: 'valid',
      id: 'i-a',
      organisation: { id: a, name: A },
      role: 'officer',
    });
    expect(await store.invitations.redeem('i-a', 'U-new', MORNING)).toEqual({ organisationId: a, role: 'officer' });
    expect(await store.invitations.redeem('i-b', 'U-new', MORNING)).toBeNull();
  });

  it('its plans and reports', async () => {
    const { measures, kind, fiscalYear, dimensions } = PLANS[0] ?? aPlan([]);
    const listed = measures.map(({ number, title, responsibleUnits, period }) => ({
      number,
      title,
      responsibleUnits,
      period,
    }));
    const plan = await store.plans.save(a, { kind, fiscalYear, dimensions, measures: listed });
    const target = { planId: plan.id, measureId: plan.measures[0]?.id ?? '', round: 6 as const };
    await store.reports.save(a, target, { status: 'completed', result: 'ผลของอัลฟา' }, source('e1'));
    const stored = await store.reports.read(a, target.measureId, 6);

    expect(await store.plans.current(b)).toEqual([]);
    expect(await store.plans.find(b, fiscalYear, kind)).toBeNull();
    expect(await store.reports.ofPlan(b, plan.id, 6)).toEqual(new Map());
    expect(await store.reports.read(b, target.measureId, 6)).toBeNull();
    const verdict = { state: 'returned' as const, revision: 1, comment: 'ขอรายละเอียด' };
    expect(await store.reports.review(b, target, verdict, source('e3'))).toBeNull();

    await store.plans.save(b, { kind, fiscalYear, dimensions, measures: [] });
    await store.reports.save(b, target, { status: 'cannotProceed', reason: 'noBudget' }, source('e2'));
    expect(await store.plans.find(a, fiscalYear, kind)).toEqual(plan);
    expect(await store.reports.read(a, target.measureId, 6)).toEqual(stored);
    expect([...(await store.reports.ofPlan(a, plan.id, 6)).values()]).toEqual([
      { status: 'completed', result: 'ผลของอัลฟา', by: 'ผู้ทดสอบ', revision: 1, at: MORNING },
    ]);
  });

  it('its audit', async () => {
    await store.audit.note(a, 'invite', source('n1'), { role: 'officer' });
    await store.audit.note(b, 'invite', source('n2'), { role: 'observer' });
    // Noted twice is noted once, and stays with whom it was noted for.
    await store.audit.note(b, 'invite', source('n1'), { role: 'coordinator' });
    const rows = await database.connection.collection('audit').find().toArray();
    expect(rows.map(({ organisationId, about }) => [organisationId as unknown, about as unknown])).toEqual([
      [a, { role: 'officer' }],
      [b, { role: 'observer' }],
    ]);
  });
});

describe('two organisations on one bot', () => {
  let test: TestBot;
  let people: Record<'coordinatorA' | 'officerA' | 'coordinatorB' | 'officerB', string>;
  /** Ids that stand in buttons: of plans, measures, units, members, organisations, and of runs under way. */
  let ids: string[];
  beforeAll(async () => {
    test = await startTestBot();
    for (const plan of PLANS) await test.plan(plan);
    people = {
      coordinatorA: await test.person('ประสานอัลฟา', { organisation: A, role: 'coordinator' }),
      officerA: await test.person('เจ้าหน้าที่อัลฟา', { organisation: A, role: 'officer', unit: 'กองลับอัลฟา' }),
      coordinatorB: await test.person('ประสานบราโว', { organisation: B, role: 'coordinator' }),
      officerB: await test.person('เจ้าหน้าที่บราโว', { organisation: B, role: 'officer', unit: 'กองลับบราโว' }),
    };
    ids = ['setup', 'th', 'en', 'xx', '1', '=argument', '=confirm'];
    for (const name of [A, B]) {
      const { id } = await test.store.organisations.ensure(name);
      const plans = await test.store.plans.current(id);
      const members = await test.store.members.list(id);
      const units = await test.store.units.list(id);
      await test.store.invitations.create(id, {
        eventId: `invitation${name === A ? 'A' : 'B'}`,
        codeHash: hashCode(`${name}-code`),
        role: 'coordinator',
        uses: 100,
        expiresAt: Number.MAX_SAFE_INTEGER,
        by: '',
      });
      ids.push(`invitation${name === A ? 'A' : 'B'}`, id, `known:${id}`, `unit:${units[0]?.id ?? ''}`);
      ids.push(...plans.flatMap((plan) => [plan.id, ...plan.measures.map((measure) => measure.id)]));
      ids.push(...[...members, ...units].map((one) => one.id));
    }
    // Conversations under way, whose buttons somebody else may send.
    for (const officer of [people.officerA, people.officerB]) {
      const person = talk(test, officer);
      await person.say('รายงาน');
      await person.tap('หนึ่ง');
      const [, run] = String(test.emulator.quickReplies(officer)[0]?.['data']).split('/');
      ids.push(String(run));
    }
  });
  afterAll(() => test.close());

  /** Somebody somewhere, and the words they must never read there. */
  interface Scene {
    user: string;
    chat: string;
    secrets: readonly string[];
  }
  type Act = { type: 'say'; text: string } | { type: 'tap'; data: string } | { type: 'sticker' };

  function act({ user, chat }: Scene, what: Act): void {
    const { emulator } = test;
    if (what.type === 'sticker') emulator.sendSticker(user, chat);
    else if (what.type === 'tap') emulator.press(user, chat, { type: 'postback', data: what.data });
    else emulator.say(user, chat, what.text, { mentionBot: chat !== user });
  }

  function expectSilence({ user, chat, secrets }: Scene): void {
    for (const { message, fromBot } of test.emulator.visible(chat)) {
      const said = JSON.stringify(message);
      for (const secret of fromBot ? secrets : []) expect(`${user}: ${said}`).not.toContain(secret);
    }
  }

  async function scenes(): Promise<Scene[]> {
    const { officerA, officerB } = people;
    const everything = [...SECRETS.A, ...SECRETS.B];
    const stranger = await test.person('คนแปลกหน้า');
    const unlinked = await test.group('กลุ่มที่ยังไม่ผูก', [stranger, officerA]);
    const linked = await test.group('กลุ่มของบราโว', [stranger, officerA, officerB], B);
    const ownName = (words: readonly string[]) => words.filter((word) => word !== 'เจ้าหน้าที่อัลฟา');
    return [
      { user: stranger, chat: stranger, secrets: everything },
      { user: stranger, chat: unlinked, secrets: everything },
      { user: officerA, chat: unlinked, secrets: ownName(everything) },
      { user: stranger, chat: linked, secrets: SECRETS.A },
      { user: officerA, chat: linked, secrets: ownName(SECRETS.A) },
    ];
  }

  const { th, en } = readLocales('locales');
  const words = [th, en].flatMap(({ words }) =>
    Object.values(words as Record<string, Record<string, string[]>>).flatMap((names) => Object.values(names).flat()),
  );

  it('tell strangers, unlinked groups and each other nothing, whatever word is said', async () => {
    const all = await scenes();
    for (const word of words) {
      for (const scene of all) act(scene, { type: 'say', text: word });
      await test.settled();
    }
    for (const scene of all) expectSilence(scene);
  });

  it('tell strangers, unlinked groups and each other nothing, whatever is typed and tapped', async () => {
    const typed = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('1', '2', '3', 'ABCD-2345', 'hello', 'สวัสดี', '=argument', 'setup', 'มิติ 1', '๑'),
      fc.tuple(fc.constantFrom(...words), fc.constantFrom('1', '2', 'หนึ่ง', 'กอง', 'AAAA-2222', 'th', 'en')),
    );
    const tapped = fc.oneof(
      fc.tuple(fc.constant('c'), fc.constantFrom(...COMMANDS)),
      fc.tuple(fc.constant('c'), fc.constantFrom(...COMMANDS), fc.nat()),
      fc.tuple(fc.constant('a'), fc.nat(), fc.constantFrom('measure', 'code', 'member', 'unit', 'plan'), fc.nat()),
      fc.tuple(fc.constant('k'), fc.nat(), fc.constantFrom('save', 'edit', 'back', 'more', 'continue', 'useHeld')),
    );
    const idAt = (index: number) => ids[index % ids.length] ?? '';
    const anyAct: fc.Arbitrary<Act> = fc.oneof(
      typed.map((said): Act => ({ type: 'say', text: typeof said === 'string' ? said : said.join(' ') })),
      tapped.map((parts): Act => ({
        type: 'tap',
        data: parts.map((part) => (typeof part === 'number' ? idAt(part) : part)).join('/'),
      })),
      fc.constant<Act>({ type: 'sticker' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 20, maxLength: 20 }), async (acts) => {
        const all = await scenes();
        for (const one of acts) {
          test.clock.advance(1_000);
          for (const scene of all) act(scene, one);
          await test.settled();
        }
        for (const scene of all) expectSilence(scene);
      }),
      { numRuns: 4, endOnFailure: true },
    );
    // Nothing of the offices changed, and nobody became a member.
    for (const [name, members] of [
      [A, ['ประสานอัลฟา', 'เจ้าหน้าที่อัลฟา']],
      [B, ['ประสานบราโว', 'เจ้าหน้าที่บราโว']],
    ] as const) {
      const { id } = await test.store.organisations.ensure(name);
      expect((await test.store.members.list(id)).map((member) => member.name)).toEqual([...members].toSorted());
      expect((await reportsOf(test, name)).map(({ history }) => history.length)).toEqual([1]);
    }
  }, 60_000);

  it('treat a member of one as a guest in a group of the other', async () => {
    const { coordinatorA, officerB } = people;
    const group = await test.group('กลุ่มของบราโว', [coordinatorA, officerB], B);
    const person = talk(test, coordinatorA, group);
    const refused = 'คำสั่งนี้ใช้ได้หลังลงทะเบียนค่ะ';
    expect(await person.say('รายงาน', { mentionBot: true })).toContain(refused);
    expect(await person.say('ผูกกลุ่ม', { mentionBot: true })).toContain(refused);
    expect(await person.say('สมาชิก', { mentionBot: true })).toContain(refused);
    const summary = await person.say('สรุป', { mentionBot: true });
    expect(summary).toContain(B);
    for (const secret of SECRETS.A) expect(summary).not.toContain(secret);
    expect(await test.store.groups.organisationOf(group)).toBe((await test.store.organisations.ensure(B)).id);
  });

  it('let nobody go on with a conversation in a group that has passed to the other', async () => {
    const { officerA, coordinatorA } = people;
    const group = await test.group('กลุ่มที่เปลี่ยนมือ', [officerA, coordinatorA], A);
    const person = talk(test, officerA, group);
    await person.say('รายงาน 2', { mentionBot: true });
    await test.store.groups.unlink(group);
    for (const line of ['ไม่เข้าใจ', 'ย้อนกลับ', '1', 'ทำต่อ', 'รายงาน', 'สรุป']) {
      const said = await person.say(line, { mentionBot: true });
      expect(said).not.toBe('');
      for (const secret of SECRETS.A) expect(said).not.toContain(secret);
    }
    await test.store.groups.link((await test.store.organisations.ensure(B)).id, group, '', test.clock.now());
    const inOthers = `${await person.say('1', { mentionBot: true })}\n${await person.say('รายงาน', { mentionBot: true })}`;
    for (const secret of SECRETS.A) expect(inOthers).not.toContain(secret);
    expect((await reportsOf(test, A)).map(({ number }) => number)).toEqual([1]);
  });

  it('answer a button of somebody else with a word about it, and change nothing for either', async () => {
    const { officerA, officerB } = people;
    const [a, b] = [talk(test, officerA), talk(test, officerB)];
    for (const person of [a, b]) {
      await person.say('ยกเลิก');
      await person.say('ภาษา th');
      await person.say('รายงาน 2');
    }
    await a.tap('ดำเนินการแล้วเสร็จ');
    const buttons = test.emulator
      .visible(officerA)
      .filter(({ fromBot }) => fromBot)
      .flatMap(({ message }) => [...actionsIn(message), ...actionsOfQuickReply(message)])
      .filter((action) => /^[ak]\//.test(String(action['data'])));
    expect(buttons.length).toBeGreaterThan(5);
    for (const button of buttons) {
      test.clock.advance(1_000);
      const seen = test.emulator.visible(officerB).length;
      test.emulator.press(officerB, officerB, { ...button, displayText: labelOf(button) });
      await test.settled();
      const answers = test.emulator.visible(officerB).slice(seen);
      const said = JSON.stringify(answers.filter(({ fromBot }) => fromBot).map(({ message }) => message));
      expect(said).toContain('ปุ่มนี้เป็นของคำถามก่อนหน้า หรือของคนอื่นค่ะ');
      expect(said).toContain('มาตรการลับบราโวสอง');
      for (const secret of SECRETS.A) expect(said).not.toContain(secret);
    }
    // Both go on where they stood.
    expect(await a.say('ทำแล้ว')).toContain('เกิดผลอย่างไรคะ');
    expect(await b.say('2')).toContain('ทำอะไรไปแล้วบ้างคะ');
    expect((await reportsOf(test, B)).map(({ number }) => number)).toEqual([1]);
  });
});

function actionsOfQuickReply(message: object): ReturnType<typeof actionsIn> {
  return 'quickReply' in message ? actionsIn(message.quickReply) : [];
}

describe('a code of an invitation', () => {
  let test: TestBot;
  const HOUR = 60 * 60 * 1_000;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  let made = 0;
  /** A fresh code of organisation A. */
  async function code(options: { uses?: number; days?: number } = {}): Promise<string> {
    made += 1;
    const plain = `GOOD-${1000 + made}`;
    await test.store.invitations.create((await test.store.organisations.ensure(A)).id, {
      eventId: `made-${made}`,
      codeHash: hashCode(plain),
      role: 'officer',
      uses: options.uses ?? 1,
      expiresAt: test.clock.now() + (options.days ?? 14) * 24 * HOUR,
      by: 'ผู้ประสานงาน',
    });
    return plain;
  }

  const isMember = async (user: string) => (await test.store.members.byLineUser(user)) !== null;

  it('is used by no more people than it was made for, however many come at once', async () => {
    const invitation = await code({ uses: 5 });
    const comers = await Promise.all(Array.from({ length: 9 }, (_, index) => test.person(`ผู้มาใหม่ ${index}`)));
    for (const text of [`ลงทะเบียน ${invitation}`, 'ชื่อใหม่', 'บันทึก']) {
      test.clock.advance(1_000);
      for (const user of comers) test.emulator.say(user, user, text);
      await test.settled();
    }
    const joined = await Promise.all(comers.map(isMember));
    expect(joined.filter(Boolean)).toHaveLength(5);
    for (const [index, user] of comers.entries()) {
      const last = test.emulator.visible(user).findLast(({ fromBot }) => fromBot)?.text;
      expect(last).toContain(joined[index] === true ? 'ลงทะเบียนเรียบร้อยค่ะ' : 'ลงทะเบียนไม่สำเร็จค่ะ');
    }
  });

  it('is refused once it has expired, even between the code and the last word', async () => {
    const invitation = await code({ days: 1 });
    const user = await test.person('มาช้า');
    const person = talk(test, user);
    await person.say(`ลงทะเบียน ${invitation}`);
    await person.say('มาช้า');
    test.clock.advance(25 * HOUR);
    expect(await person.say('บันทึก')).toContain('ลงทะเบียนไม่สำเร็จค่ะ');
    expect(await person.say(`ลงทะเบียน ${invitation}`)).toContain('รหัสนี้หมดอายุแล้วค่ะ');
    expect(await isMember(user)).toBe(false);
  });

  const WAYS: [string, (guess: string) => string][] = [
    ['typed alone', (guess) => guess],
    ['typed after the command', (guess) => `ลงทะเบียน ${guess}`],
    ['typed after the English command', (guess) => `register ${guess}`],
  ];

  it.each(WAYS)('%s cannot be guessed: after five wrong ones the right one waits an hour', async (_, asTyped) => {
    const invitation = await code({ uses: 5 });
    const user = await test.person('นักเดา');
    const person = talk(test, user);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await person.say(asTyped(`WRONG-${guess}`))).toContain('ไม่พบรหัสนี้ค่ะ');
    }
    for (const right of [invitation, test.setupCode]) {
      for (const [, way] of WAYS) expect(await person.say(way(right))).toContain('พิมพ์รหัสผิดหลายครั้งค่ะ');
    }
    test.clock.advance(HOUR - 60_000);
    expect(await person.say(asTyped(invitation))).toContain('พิมพ์รหัสผิดหลายครั้งค่ะ');
    // Somebody else is not held up by that.
    expect(await talk(test, await test.person('คนอื่น')).say(asTyped(invitation))).toContain('รหัสถูกต้องค่ะ');
    test.clock.advance(120_000);
    expect(await person.say(asTyped(invitation))).toContain('รหัสถูกต้องค่ะ');
    expect(await isMember(user)).toBe(false);
  });

  it('is not looked up in a group, where everybody would read it', async () => {
    const invitation = await code({ uses: 5 });
    const user = await test.person('ในกลุ่ม');
    const group = await test.group('กลุ่ม', [user], A);
    const said = await talk(test, user, group).say(`ลงทะเบียน ${invitation}`, { mentionBot: true });
    expect(said).not.toContain('รหัสถูกต้องค่ะ');
    expect(await isMember(user)).toBe(false);
  });
});
