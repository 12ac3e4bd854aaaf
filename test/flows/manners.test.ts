import fc from 'fast-check';
import { STANDINGS } from '../../src/conversation/flow.ts';
import { newSession } from '../../src/conversation/session.ts';
import { makeRender } from '../../src/line/render.ts';
import { readLocales } from '../../src/locale-files.ts';
import { address } from '../../src/line/address.ts';
import { book, someFacts, speakers, turn } from '../conversation/pure.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { actionsIn, play, talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';
import { anOffice, buttonData, MEASURES, press } from './office.ts';

const render = makeRender(speakers);
let test: TestBot;
beforeAll(async () => {
  test = await startTestBot();
});
afterAll(() => test.close());
afterEach(() => {
  test.emulator.faults.webhook.omitUserId = 0;
});

/** A linked group of twenty: a coordinator, two officers who speak, a guest, and people who only read. */
const aGroup = async (plans: Parameters<typeof anOffice>[1] = MEASURES) => {
  const office = await anOffice(test, plans);
  const coordinator = await office.person('coordinator', { name: 'หัวหน้า' });
  const one = await office.person('officer', { name: 'สมใจ', unit: 'กองคลัง' });
  const two = await office.person('officer', { name: 'สมหมาย', unit: 'กองช่าง' });
  const guest = await test.person('แขก');
  const readers = await Promise.all(Array.from({ length: 16 }, (_, index) => test.person(`คนอ่าน ${index}`)));
  const id = await test.group('กลุ่มงาน', [coordinator.id, one.id, two.id, guest, ...readers], office.name);
  const here = (person: string): Talk & { id: string } => ({ id: person, ...talk(test, person, id) });
  const said = () => test.emulator.visible(id).filter(({ fromBot }) => fromBot);
  return {
    office,
    id,
    said,
    coordinator: here(coordinator.id),
    one: here(one.id),
    two: here(two.id),
    guest: here(guest),
    alone: { coordinator, one, two },
  };
};

/** What the link to the 1:1 chat types there. */
const wordsOf = (person: Talk): string | undefined => {
  const uris = person.last().flatMap(({ message }) => actionsIn(message).map((action) => action['uri']));
  const link = uris.find((uri): uri is string => typeof uri === 'string' && uri.includes('/oaMessage/'));
  return link === undefined ? undefined : decodeURIComponent(link.slice(link.indexOf('?') + 1));
};

/** What is typed in a group, one after the other. */
const LINES = [
  'สรุป',
  'ค้าง',
  'ช่วยเหลือ',
  'อะไรนะ',
  'รายงาน',
  'รายงาน 3',
  '9',
  '2',
  'ก'.repeat(1500),
  'สรุป',
  'ค้าง',
  'ย้อนกลับ',
  'คงเดิม',
  'รายงาน 7',
  '2',
  'ยกเลิก',
  'ข้าม',
  'แก้ไข',
  '1',
  'ยกเลิก',
  'รายงาน 3 เสร็จแล้ว ติดป้าย 3 แห่ง',
  'ได้ผล',
  'บันทึก',
  'แก้ไข 3',
  'ยกเลิก',
  'หลักฐาน 3',
  'สรุป กองคลัง',
  'ภาษา',
  '1',
  'ประวัติ 3',
];

const COMMENT = 'ขอใบลงชื่อผู้เข้าอบรมให้ครบทุกคน';

/** Commands whose answer is for one person. */
const PRIVATE = [
  'ประวัติ 3',
  'ทำไม 3',
  'เอกสาร',
  'สมาชิก',
  'เชิญ กองคลัง',
  'เตือน',
  'แผน',
  'รายงานที่เหลือ',
  'ตรวจ',
  'ตั้งค่าเอกสาร',
];

describe('in a group of twenty', () => {
  it('what belongs into the 1:1 chat is one sentence and the way there, these words typed already', async () => {
    const { coordinator } = await aGroup();
    for (const words of PRIVATE) {
      const said = await coordinator.say(words, { mentionBot: true });
      expect([words, said.split('\n').length <= 3, coordinator.last().length]).toEqual([words, true, 1]);
      expect(said).toContain('คำสั่งนี้ใช้ในแชตส่วนตัวกับน้องสุจริตค่ะ');
      expect(wordsOf(coordinator)).toBe(words);
    }
  });

  it('somebody who may not do something is not told so before everybody', async () => {
    const { one } = await aGroup();
    expect(await one.say('ตรวจ', { mentionBot: true })).not.toContain('บทบาท');
    expect(wordsOf(one)).toBe('ตรวจ');
  });

  it('help is one sentence, and a code is not repeated', async () => {
    const { one } = await aGroup();
    const said = await one.say('ช่วยเหลือ', { mentionBot: true });
    expect(said).toContain('ในกลุ่มพิมพ์ @น้องสุจริต ตามด้วย สรุป ค้าง หรือ รายงาน');
    expect(wordsOf(one)).toBe('ช่วยเหลือ');
    await one.say('ลงทะเบียน ABCD-2345', { mentionBot: true });
    expect(wordsOf(one)).toBe('ลงทะเบียน');
  });

  it('the numbers of what is pending are said, not the list', async () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      aMeasure(index + 1, { title: `โครงการลับ ${index + 1}`, responsibleUnits: [index < 6 ? 'กองช่าง' : 'กองคลัง'] }),
    );
    const { one, alone } = await aGroup([{ measures: many }, { kind: 'measures', measures: MEASURES }]);
    const said = await one.say('ค้าง', { mentionBot: true });
    expect(said).toMatch(/ยังไม่รายงาน 9 ข้อ[^]*กองช่าง 6 · กองคลัง 3/);
    expect(said).not.toContain('โครงการลับ');
    expect(one.last()).toHaveLength(1);
    expect(await alone.one.say(wordsOf(one) ?? '')).toContain('โครงการลับ 9');
  });

  it('of many measures to choose from a handful is shown', async () => {
    const many = Array.from({ length: 9 }, (_, index) => aMeasure(index + 1, { title: `โครงการ ${index + 1}` }));
    const { one } = await aGroup(many);
    await one.say('รายงาน', { mentionBot: true });
    expect(one.choices().filter((label) => /โครงการ \d/.test(label))).toHaveLength(5);
    expect(wordsOf(one)).toBe('รายงาน');
    await one.tap('ดูเพิ่ม');
    expect(one.choices().join()).toContain('โครงการ 6');
  });

  it('a comment on a returned report is nobody else’s business', async () => {
    const { one, coordinator, alone, said } = await aGroup();
    await play(alone.one, '> รายงาน 3\n> 1\n> ติดป้ายแล้ว\n> รอน้อยลง\n> 1\n< บันทึกแล้วค่ะ');
    await play(alone.coordinator, `> ตรวจ 3\n> ส่งคืน\n> ${COMMENT}\n< ส่งคืน`);
    for (const typed of ['ค้าง', 'รายงาน 3', 'ยกเลิก', 'แก้ไข 3', 'ประวัติ 3', 'ทำไม 3']) {
      await one.say(typed, { mentionBot: true });
      await coordinator.say(typed, { mentionBot: true });
    }
    expect(
      said()
        .map(({ text, message }) => `${text}${JSON.stringify(message)}`)
        .join(),
    ).not.toContain(COMMENT);
    expect(await alone.one.say('รายงาน 3')).toContain(COMMENT);
  });

  it('what was sent as evidence is counted, not listed', async () => {
    const { one, alone } = await aGroup();
    await alone.one.say('หลักฐาน 3 https://example.go.th/secret');
    const said = await one.say('หลักฐาน 3', { mentionBot: true });
    expect(said).toContain('1 ชิ้น');
    expect(said).not.toContain('example.go.th');
    expect(await one.say('เปิดดูทั้งหมด', { mentionBot: true })).not.toContain('http://');
    await one.say('ลบ 1', { mentionBot: true });
    expect(await alone.one.say('หลักฐาน 3')).toContain('example.go.th');
  });

  it('an answer is one message, a question after a receipt the second', async () => {
    const { one, guest } = await aGroup([
      { measures: MEASURES },
      { kind: 'measures', measures: [aMeasure(7, { title: 'มาตรการ', responsibleUnits: ['กองคลัง'] })] },
    ]);
    for (const person of [one, guest]) {
      for (const line of LINES) {
        await person.say(line, { mentionBot: true });
        const isReceipt = person.last().length === 2 && /บันทึกแล้วค่ะ/.test(person.last()[0]?.text ?? '');
        expect([line, person.last().length]).toEqual([line, isReceipt ? 2 : 1]);
      }
    }
  });

  it('whatever is typed and tapped, an answer is one message, two where a question follows a card', () => {
    const bot = { basicId: '@bot' };
    const anyone = fc.constantFrom(...STANDINGS);
    fc.assert(
      fc.property(anyone, fc.array(fc.constantFrom(...LINES, ...PRIVATE), { maxLength: 20 }), (standing, lines) => {
        const { member, ...facts } = someFacts({ chat: 'group', group: 'linked', standing, bot });
        const known = member === undefined || standing === 'guest' || standing === 'stranger';
        const own = known ? facts : { ...facts, member: { ...member, role: standing } };
        lines.reduce((session, typed, index) => {
          const after = turn(session, { kind: 'text', text: typed }, own, book, `run${index}`);
          const said = after.effects.flatMap((effect) => (effect.type === 'say' ? effect.messages : []));
          const shown = render(said, { locale: 'th', chat: 'group', addressee: 'สมใจ' });
          const hasReceipt = said.slice(0, -1).some(({ kind }) => kind === 'card');
          expect(shown.length).toBeLessThanOrEqual(hasReceipt ? 2 : 1);
          return after.session;
        }, newSession());
      }),
      { numRuns: 40 },
    );
  });

  it('a receipt is known by a quote of it, whatever else stood on its card', async () => {
    const { one } = await aGroup();
    await play(
      one,
      '> @น้องสุจริต รายงาน 3\n> @น้องสุจริต 2\n> @น้องสุจริต รายงาน 1\n> @น้องสุจริต 3\n> @น้องสุจริต 1\n> @น้องสุจริต ข้าม',
    );
    await one.say('บันทึก', { mentionBot: true });
    expect(one.last()).toHaveLength(2);
    const receipt = one.last()[0]?.id ?? '';
    expect(await one.say('แก้ไข', { quote: receipt })).toContain('ไม่ได้รับงบประมาณ');
  });
});

describe('a report begun in a group', () => {
  const begun = async () => {
    const group = await aGroup();
    await play(group.one, '> @น้องสุจริต รายงาน 3\n[อยู่ระหว่างดำเนินการ]\n> @น้องสุจริต ติดป้ายแล้ว\n< อุปสรรค');
    return group;
  };

  it('goes on in the 1:1 chat by its link: nothing answered is asked again, and the group says so kindly', async () => {
    const { office, one, id, alone } = await begun();
    expect(wordsOf(one)).toBe('รายงาน 3 อยู่ระหว่างดำเนินการ');
    const skip = buttonData(one, /k\/\w+\/skip/);
    await play(alone.one, `> ${wordsOf(one)}\n< ทำต่อจากที่ตอบไว้ในกลุ่มนะคะ\n< อุปสรรค`);
    expect(await press(test, one.id, skip, id)).toContain('ไปทำต่อในแชตส่วนตัวแล้วค่ะ');
    await play(alone.one, '> รอเอกสาร\n< ติดป้ายแล้ว\n> 1\n< บันทึกแล้วค่ะ');
    expect(await office.report(3)).toMatchObject({ result: 'ติดป้ายแล้ว', obstacle: 'รอเอกสาร' });
    const after = await press(test, one.id, skip, id);
    expect(after).toContain('บันทึกไปแล้วค่ะ');
    expect(after).not.toContain('อุปสรรค');
  });

  it('is over there once its person has saved it elsewhere: the later one wins', async () => {
    const { office, one, id, alone } = await begun();
    const skip = buttonData(one, /k\/\w+\/skip/);
    await play(alone.one, '> รายงาน\n[กิจกรรมบัตรคิว]\n[ดำเนินการแล้วเสร็จ]\n> ครบทุกจุด\n> รอน้อยลง\n> 1\n< บันทึกแล้วค่ะ');
    const said = await press(test, one.id, skip, id);
    expect(said).toContain('บันทึกไปแล้วค่ะ ตอนนี้: ดำเนินการแล้วเสร็จ');
    expect(said).not.toContain('ยังไม่ได้บันทึกของท่าน');
    expect(await office.report(3)).toMatchObject({ result: 'ครบทุกจุด' });
    await play(one, '> @น้องสุจริต ยกเลิก\n< ไม่มีรายการที่ทำค้างอยู่');
  });

  it('takes its words along when the message they came in is unsent', async () => {
    const { office, id, one, alone } = await begun();
    const typed = test.emulator.visible(id).find(({ fromBot, text }) => !fromBot && text.includes('ติดป้ายแล้ว'));
    await play(alone.one, `> ${wordsOf(one)}\n> รอเอกสาร\n> 1\n< บันทึกแล้วค่ะ`);
    test.clock.advance(1000);
    test.emulator.unsend(typed?.id ?? '');
    await test.settled();
    expect(await office.report(3)).toEqual({ status: 'inProgress', obstacle: 'รอเอกสาร' });
  });

  it('waits when its person leaves: nothing is said there, and in the 1:1 chat they are told once and go on', async () => {
    const { office, one, id, said, alone } = await begun();
    const before = said().length;
    test.emulator.membersLeave(id, [one.id]);
    await test.settled();
    expect(said()).toHaveLength(before);
    await play(alone.one, '> 1\n< รายงานที่ค้างไว้ในกลุ่ม ทำต่อที่นี่ได้เลยค่ะ\n< ติดป้ายแล้ว\n< อุปสรรค');
    const next = await alone.one.say('รอเอกสาร');
    expect(next).not.toContain('ค้างไว้ในกลุ่ม');
    await play(alone.one, '> 1\n< บันทึกแล้วค่ะ');
    expect(await office.report(3)).toMatchObject({ result: 'ติดป้ายแล้ว', obstacle: 'รอเอกสาร' });
  });

  it('goes on in the group when its person comes back before', async () => {
    const { office, one, id, alone } = await begun();
    test.emulator.membersLeave(id, [one.id]);
    await test.settled();
    test.clock.advance(1000);
    test.emulator.membersJoin(id, [one.id]);
    await test.settled();
    expect(await alone.one.say('ค้าง')).not.toContain('ค้างไว้ในกลุ่ม');
    await play(one, '> @น้องสุจริต รอเอกสาร\n> @น้องสุจริต 1\n< บันทึกแล้วค่ะ');
    expect(await office.report(3)).toMatchObject({ obstacle: 'รอเอกสาร' });
  });

  it('waits when the bot is removed; invited again it says hello once and must be linked anew', async () => {
    const { office, one, id, said, alone, coordinator } = await begun();
    test.emulator.botLeaves(id);
    await test.settled();
    const before = said().length;
    test.emulator.botJoins(id);
    await test.settled();
    expect(said()).toHaveLength(before + 1);
    expect(await one.say('รอเอกสาร', { mentionBot: true })).not.toMatch(/ติดป้ายแล้ว|บัตรคิว/);
    await play(coordinator, '> @น้องสุจริต สรุป\n< ยังไม่ได้ผูกกับหน่วยงาน\n> @น้องสุจริต ผูกกลุ่ม\n[ผูกกลุ่ม]\n< แล้วค่ะ');
    await play(alone.one, '> สวัสดีค่ะ\n< รายงานที่ค้างไว้ในกลุ่ม\n< ติดป้ายแล้ว\n> ข้าม\n> 1\n< บันทึกแล้วค่ะ');
    expect(await office.report(3)).toMatchObject({ result: 'ติดป้ายแล้ว' });
  });

  it('an old link is undone when the bot is invited, even if LINE never told that it was removed', async () => {
    const { id } = await aGroup();
    const joined = {
      type: 'join',
      mode: 'active',
      timestamp: test.clock.now() + 1,
      webhookEventId: '01JOINEDAGAIN0000000000000',
    };
    await test.emulator.postEvents([
      {
        ...joined,
        deliveryContext: { isRedelivery: false },
        source: { type: 'group', groupId: id },
        replyToken: 'none',
      },
    ]);
    await test.settled();
    expect(await test.store.groups.organisationOf(id)).toBeNull();
  });
});

describe('buttons, stickers and noise', () => {
  it('somebody else’s button is spoken of once for each person, by the name used in office', async () => {
    const { one, two, guest, id } = await aGroup();
    await play(one, '> @น้องสุจริต รายงาน 3');
    const cancel = buttonData(one, /k\/\w+\/cancel/);
    for (const other of [two, guest]) {
      const said = await press(test, other.id, cancel, id);
      expect(said).toContain('ปุ่มนี้เป็นของ สมใจ ค่ะ');
      expect(said.split('\n').length).toBeLessThanOrEqual(2);
      expect(await press(test, other.id, cancel, id)).toBe('');
      expect(await press(test, other.id, cancel, id)).toBe('');
    }
    expect(await press(test, one.id, cancel, id)).toContain('ยกเลิก');
    expect(await press(test, one.id, cancel, id)).toContain('ยกเลิกไปแล้วค่ะ');
  });

  it('a sticker in a 1:1 chat is no answer: a friendly word, and the open question at most every few minutes', async () => {
    const { alone } = await aGroup();
    const sticker = async () => {
      const before = test.emulator.visible(alone.one.id).length + 1;
      test.clock.advance(1000);
      test.emulator.sendSticker(alone.one.id, alone.one.id);
      await test.settled();
      return test.emulator
        .visible(alone.one.id)
        .slice(before)
        .map(({ text }) => text)
        .join('\n');
    };
    expect(await sticker()).toBe('ขอบคุณค่ะ');
    await play(alone.one, '> รายงาน 3\n> 2\n< ทำอะไรไปแล้วบ้างคะ');
    expect(await sticker()).toMatch(/ขอบคุณค่ะ[^]*ทำอะไรไปแล้วบ้างคะ/);
    expect(await sticker()).toBe('ขอบคุณค่ะ');
    test.clock.advance(4 * 60_000);
    expect(await sticker()).toContain('ทำอะไรไปแล้วบ้างคะ');
    await play(alone.one, '> ติดป้าย\n< อุปสรรค');
  });

  it('a voice is kindly refused in a 1:1 chat, and nothing that is sent is heard in a group', async () => {
    const { one, id, said, alone } = await aGroup();
    await one.say('รายงาน 3', { mentionBot: true });
    const before = said().length;
    const bytes = Buffer.from('x');
    test.emulator.sendSticker(one.id, id);
    for (const kind of ['image', 'video', 'audio'] as const) test.emulator.sendMedia(one.id, id, kind, bytes);
    test.emulator.sendLocation(one.id, id, { latitude: 13.7, longitude: 100.5 });
    await test.settled();
    expect(said()).toHaveLength(before);
    test.emulator.sendMedia(one.id, one.id, 'audio', bytes);
    await test.settled();
    expect(test.emulator.visible(alone.one.id).at(-1)?.text).toContain('ยังฟังไม่ได้ค่ะ');
  });

  it('what is shouted is heard', async () => {
    const { one } = await aGroup();
    for (const typed of ['สรุปปปปป', 'สรุป!!!', 'SUMMARY', 'SUMMARYYYY!!!', 'ขอสรุปหน่อยยย']) {
      test.clock.advance(2 * 60_000);
      expect(`${typed} ${await one.say(typed, { mentionBot: true })}`).toContain('0 จาก 3 โครงการ');
    }
    for (const typed of ['รายงานนนน 3', 'REPORT 3!!!', 'รายงาน 3 !!!']) {
      expect(await one.say(typed, { mentionBot: true })).toContain('กิจกรรมบัตรคิว');
      await one.say('ยกเลิก', { mentionBot: true });
    }
  });

  it('the same words in a row are answered in full once, then shortly, in a group at last not at all', async () => {
    const { one, alone } = await aGroup();
    expect(await one.say('สรุป', { mentionBot: true })).toContain('0 จาก 3');
    for (const typed of ['สรุป', 'สรุปปป!!!']) {
      const said = await one.say(typed, { mentionBot: true });
      expect(said).toContain('ตอบไปแล้ว');
      expect(said).not.toContain('0 จาก 3');
    }
    expect(await one.say('สรุป', { mentionBot: true })).toBe('');
    test.clock.advance(2 * 60_000);
    expect(await one.say('สรุป', { mentionBot: true })).toContain('0 จาก 3');
    expect(await alone.one.say('สรุป')).toContain('0 จาก 3');
    for (let time = 0; time < 4; time += 1) expect(await alone.one.say('สรุป')).toContain('ตอบไปแล้ว');
    await play(alone.one, '> รายงาน 3 เสร็จแล้ว ติดป้าย\n> ได้ผล\n> 1\n< บันทึกแล้ว\n> สรุป\n< 1 จาก 3');
  });

  it('the same answer to two questions is two answers', async () => {
    const { alone, office } = await aGroup();
    await play(alone.one, '> รายงาน 3\n> 1\n> ทำครบแล้วค่ะ\n< เกิดผล\n> ทำครบแล้วค่ะ\n> 1\n< บันทึกแล้ว');
    expect(await office.report(3)).toMatchObject({ result: 'ทำครบแล้วค่ะ', outcome: 'ทำครบแล้วค่ะ' });
  });
});

describe('people and bots who come, go and talk to each other', () => {
  it('nobody is greeted; somebody unknown learns in one sentence how to register, in the 1:1 chat', async () => {
    const { id, said, guest } = await aGroup();
    const before = said().length;
    test.emulator.membersJoin(id, [await test.person('คนใหม่'), await test.person('คนใหม่อีกคน')]);
    await test.settled();
    expect(said()).toHaveLength(before);
    expect(await guest.say('สวัสดีทุกคน ขอฝากตัวด้วย', { mentionBot: true })).toContain('ลงทะเบียน');
    expect(guest.last()).toHaveLength(1);
    expect(wordsOf(guest)).toBe('ลงทะเบียน');
  });

  it('somebody LINE does not name is sent to the 1:1 chat with what they typed', async () => {
    const { one } = await aGroup();
    test.emulator.faults.webhook.omitUserId = 1;
    await one.say('รายงาน 3', { mentionBot: true });
    expect(wordsOf(one)).toBe('รายงาน 3');
  });

  it('what is said to others is answered by silence, even beside a question of the bot', async () => {
    const { one } = await aGroup();
    await one.say('รายงาน 3', { mentionBot: true });
    const question = one.last().at(-1)?.id ?? '';
    for (const typed of [
      '@สมหมาย ลองถาม น้องสุจริต สรุป ดูนะ',
      '@บอตอื่น น้องสุจริต สรุป',
      '@All ใครยังไม่รายงานบ้าง',
      '＠พี่ช่าง สรุป',
    ]) {
      expect([typed, await one.say(typed)]).toEqual([typed, '']);
      expect([typed, await one.say(typed, { quote: question })]).toEqual([typed, '']);
    }
  });

  it('no sentence of its own calls it when another bot repeats it', () => {
    const names = ['น้องสุจริต', 'Nong Sujarit'];
    const { th, en } = readLocales('locales');
    const flat = (node: unknown): string[] =>
      typeof node === 'string' ? [node] : Object.values(node as object).flatMap(flat);
    const called = [th, en]
      .flatMap(({ words: _words, simulator: _page, ...said }) => flat(said))
      .filter((sentence) => address(sentence, [], { names, inGroup: true }).called);
    expect(called.filter((sentence) => !names.includes(sentence))).toEqual([]);
  });
});
