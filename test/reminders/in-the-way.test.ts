import { laneKey } from '../../src/app/lanes.ts';
import type { Store } from '../../src/app/store-port.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import { aDesk, aStage, at, MINUTE, OPENING, reportMeasure } from './desk.ts';
import type { Desk, DeskOptions } from './desk.ts';

describe('a reminder that comes in the middle of something', () => {
  let test: TestBot;
  let desk: Desk;
  let offices = 0;
  /** Writes to sessions, whosever they are. */
  let writes: number;
  /** Called when the targets of a slot have been chosen. */
  let chosen: (organisationId: string) => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    test = await startTestBot({ store: watching });
  });
  afterEach(() => {
    chosen = () => Promise.resolve();
  });
  afterAll(() => test.close());

  const watching = (real: Store): Store => ({
    ...real,
    sessions: {
      ...real.sessions,
      advance: (...call) => {
        writes += 1;
        return real.sessions.advance(...call);
      },
    },
    occurrences: {
      ...real.occurrences,
      open: async (slot) => {
        const isNew = await real.occurrences.open(slot);
        await chosen(slot.organisationId);
        return isNew;
      },
    },
  });
  const open = async (options: DeskOptions = {}) => {
    offices += 1;
    desk = await aDesk({ on: test, name: `องค์การบริหารส่วนตำบลที่ ${offices}`, stages: [aStage()], ...options });
    return desk;
  };

  /** What is stored of somebody's conversation in a chat, to the byte. */
  const session = async (userId: string, chatId = userId): Promise<string> => {
    const chat = { type: chatId === userId ? ('user' as const) : ('group' as const), id: chatId };
    const key = laneKey({ destination: test.emulator.bot.userId, chat, userId, id: '' });
    const stored = await test.store.sessions.read(key);
    expect(stored?.revision).toBeGreaterThan(0);
    return JSON.stringify(stored);
  };

  /** Lets the reminders come; the conversation of a person is the same before and after, and nobody writes to any. */
  async function remindBeside(userId: string, chatId = userId, time = OPENING): Promise<void> {
    const before = await session(userId, chatId);
    writes = 0;
    await desk.sweepAt(time);
    expect(writes).toBe(0);
    expect(await session(userId, chatId)).toBe(before);
  }

  it('leaves the report where it stood, and ends with its question', async () => {
    const { officers, said, organisationId } = await open();
    const officer = officers[0] ?? '';
    const person = talk(test, officer);
    await play(person, '> รายงาน 1\n> 1\n< ทำอะไรไปแล้วบ้างคะ');
    const question = said(officer).at(-1);
    const seen = said(officer).length;
    await remindBeside(officer);
    const pushed = said(officer).slice(seen);
    expect(pushed[0]?.text).toContain('ยังเหลือ 1 ข้อ');
    expect(pushed.at(-2)?.text).toContain('กลับมาที่การรายงานผลข้อ 1');
    expect(pushed.at(-1)?.text).toBe(question?.text);
    // One request, one message of the month.
    expect(await test.store.deliveries.saidTo(officer, pushed.at(-1)?.id ?? '')).toEqual({});
    await play(person, '> จัดอบรมแล้วหนึ่งครั้ง\n< เกิดผลอย่างไร\n> เข้าใจดี\n> ข้าม\n< จัดอบรมแล้วหนึ่งครั้ง\n> 1\n< บันทึกแล้ว');
    const [plan] = await test.store.plans.current(organisationId);
    const stored = await test.store.reports.read(organisationId, plan?.measures[0]?.id ?? '', 6);
    expect(stored?.report).toMatchObject({ result: 'จัดอบรมแล้วหนึ่งครั้ง', outcome: 'เข้าใจดี' });
  });

  it('shows the choices of the question again, and they can be tapped', async () => {
    const { officers } = await open();
    const officer = officers[0] ?? '';
    const person = talk(test, officer);
    await play(person, '> รายงาน 1\n< สถานะตอนนี้เป็นอย่างไรคะ');
    await remindBeside(officer);
    expect(test.emulator.quickReplies(officer).length).toBeGreaterThan(0);
    await play(person, '[ดำเนินการแล้วเสร็จ]\n< ทำอะไรไปแล้วบ้างคะ');
  });

  it('stands in the language of the person, question included', async () => {
    const { officers, said } = await open();
    const officer = officers[0] ?? '';
    const person = talk(test, officer);
    await play(person, '> language en\n> report 1\n> 1\n< What has been done?');
    const seen = said(officer).length;
    await remindBeside(officer);
    const text = said(officer)
      .slice(seen)
      .map((message) => message.text)
      .join('\n');
    expect(text).toMatch(/1 still to be reported[^]*Back to [^]*What has been done\?/);
    expect(text).not.toMatch(/ค่ะ|คะ/);
    await play(person, '> trained everybody\n< What did it lead to?\n> cancel');
  });

  it('asks again at the last look before saving, and what had been typed is all there', async () => {
    const { officers } = await open();
    const officer = officers[0] ?? '';
    const person = talk(test, officer);
    await play(person, '> รายงาน 1\n> 1\n> ของเดิม\n> ได้ผล\n> ข้าม\n< ของเดิม');
    await remindBeside(officer);
    expect(desk.said(officer).at(-1)?.text).toContain('ของเดิม');
    await play(person, '> บันทึก\n< บันทึกแล้ว');
  });

  it('says nothing more than itself when nothing is under way', async () => {
    const { officers, said } = await open();
    const officer = officers[0] ?? '';
    await play(talk(test, officer), '> รายงาน 1\n> ยกเลิก');
    const seen = said(officer).length;
    await remindBeside(officer);
    expect(said(officer)).toHaveLength(seen + 1);
  });

  it('leaves a report in the group where it stood', async () => {
    const { officers, group, said } = await open();
    const officer = officers[0] ?? '';
    const person = talk(test, officer, group);
    await play(person, '> @น้องสุจริต รายงาน 1\n[ดำเนินการแล้วเสร็จ]\n< ทำอะไรไปแล้วบ้างคะ');
    const seen = said(group).length;
    await remindBeside(officer, group);
    expect(said(group).length).toBe(seen + 2);
    await play(person, '> @น้องสุจริต จัดอบรมแล้ว\n< เกิดผลอย่างไร\n> @น้องสุจริต เข้าใจดี\n< ตรวจสอบรายงาน');
  });

  it('and is a digest, leaves a coordinator at the question they were asked', async () => {
    const { coordinator, said } = await open({
      from: '2027-04-05T09:00',
      stages: [aStage({ id: 'digest', from: 'weekly', days: 1, at: '09:15', to: ['coordinator'], wording: 'digest' })],
    });
    const person = talk(test, coordinator);
    await play(person, '> เตือน\n< ต้องการทำอะไรคะ');
    const question = said(coordinator).at(-1)?.text;
    const seen = said(coordinator).length;
    await remindBeside(coordinator, coordinator, '2027-04-05T09:15');
    const pushed = said(coordinator).slice(seen);
    expect(pushed.length).toBeLessThanOrEqual(5);
    expect(pushed[0]?.text).toContain('สรุปประจำสัปดาห์');
    expect(pushed.at(-1)?.text).toBe(question);
    await play(person, '> 2\n< กำหนดเตือนถัดไป');
  });

  it('comes though the question cannot be read again', async () => {
    const { officers, endings } = await open();
    const officer = officers[0] ?? '';
    await play(talk(test, officer), '> รายงาน 1\n> 1');
    test.emulator.faults.other.errorBefore = Infinity;
    await desk.sweepAt(OPENING);
    test.emulator.faults.other.errorBefore = 0;
    expect((await endings())[officer]).toBe('delivered sent');
  });

  describe('is kept back', () => {
    it('when the report was saved between its time and its sending', async () => {
      const { officers, said, endings, organisationId } = await open();
      chosen = async (id) => {
        if (id === organisationId) await reportMeasure(desk, 1);
      };
      await desk.sweepAt(OPENING);
      const [first = '', second = ''] = officers;
      expect(said(first)).toEqual([]);
      expect((await endings())[first]).toBe('suppressed nothingOpen');
      expect(said(second)).toHaveLength(1);
      expect((await endings())[second]).toBe('delivered sent');
    });

    it('when the report was saved in the chat while LINE could not be reached', async () => {
      const { officers, said, endings } = await open({ stages: [aStage({ to: ['officers', 'group'] })] });
      const [officer = '', second = ''] = officers;
      test.emulator.faults.push.errorBefore = 3;
      await desk.sweepAt(OPENING);
      await play(talk(test, officer), '> รายงาน 1\n> 1\n> ทำแล้ว\n> ได้ผล\n> ข้าม\n> 1\n< บันทึกแล้ว');
      const seen = said(officer).length;
      test.clock.advance(MINUTE);
      await test.bot.sweep();
      expect(said(officer)).toHaveLength(seen);
      expect((await endings())[officer]).toBe('suppressed nothingOpen');
      expect((await endings())[second]).toBe('delivered sent');
    });

    it('in the group, when the last thing open was reported there meanwhile', async () => {
      const { officers, group, said, endings } = await open({
        officers: 1,
        stages: [aStage({ to: ['group'] })],
      });
      const [officer = ''] = officers;
      const person = talk(test, officer, group);
      const typed = ['รายงาน 1', '1', 'ทำแล้ว', 'ได้ผล', 'ข้าม'];
      for (const text of typed) await person.say(`@น้องสุจริต ${text}`);
      test.emulator.faults.push.errorBefore = 1;
      await desk.sweepAt(OPENING);
      expect(await person.say('@น้องสุจริต 1')).toContain('บันทึกแล้ว');
      const seen = said(group).length;
      test.clock.advance(MINUTE);
      await test.bot.sweep();
      expect(said(group)).toHaveLength(seen);
      expect(await endings()).toEqual({ [group]: 'suppressed nothingOpen' });
    });

    it('from whoever has reported before its time: they are no target at all', async () => {
      const { officers, said, log } = await open();
      await reportMeasure(desk, 1);
      await desk.sweepAt(OPENING);
      expect(said(officers[0] ?? '')).toEqual([]);
      expect((await log()).map(({ target }) => target.chatId)).not.toContain(officers[0]);
      expect(at(OPENING)).toBe(test.clock.now());
    });
  });
});
