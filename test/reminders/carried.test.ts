import { until } from '../support/until.ts';
import { talk } from '../support/talk.ts';
import { aDesk, aStage, at, MINUTE, OPENING, reportMeasure, times, wordsOf } from './desk.ts';
import type { Desk, DeskOptions } from './desk.ts';

const CARRIED = wordsOf('reminders.carried');

describe('without messages for the month', () => {
  let desk: Desk;
  afterEach(() => desk.test.close());

  /** An office whose reminder of the opening is held for everybody. */
  const held = async (options: DeskOptions = {}) => {
    desk = await aDesk({ limit: 0, stages: [aStage()], ...options });
    await desk.sweepAt(OPENING);
    return desk;
  };

  it('every reminder ends as held, and nothing is pushed', async () => {
    const { endings, chats, test, said } = await held();
    expect(await endings()).toEqual(Object.fromEntries(chats.map((chatId) => [chatId, 'held quota'])));
    expect(test.emulator.quota.used).toBe(0);
    for (const chatId of chats) expect(said(chatId)).toEqual([]);
  });

  it('the next answer in a chat carries what is open there, before itself, and only the next', async () => {
    const { test, officers } = await held();
    const [first = '', second = ''] = officers;
    const person = talk(test, first);
    const answer = await person.say('สรุป');
    expect(answer).toMatch(/ยังไม่รายงาน 1 ข้อ[^]*0 จาก 2/);
    expect(times(answer, CARRIED)).toBe(1);
    expect(await person.say('สรุป')).not.toContain(CARRIED);
    expect(await talk(test, second).say('ค้าง')).toContain(CARRIED);
    expect(test.emulator.quota.used).toBe(0);
  });

  it('the next answer in the group carries what is open of the whole office, whoever asked', async () => {
    const { test, officers, group } = await held();
    const [first = '', second = ''] = officers;
    expect(await talk(test, first, group).say('@น้องสุจริต สรุป')).toMatch(/ยังไม่รายงาน 2 ข้อ[^]*0 จาก 2/);
    expect(await talk(test, second, group).say('@น้องสุจริต สรุป')).not.toContain(CARRIED);
    // Their own is another chat's.
    expect(await talk(test, second).say('สรุป')).toContain(CARRIED);
  });

  it('the answer to a report under way ends with its question all the same', async () => {
    const { test, officers } = await held();
    const answer = await talk(test, officers[0] ?? '').say('รายงาน 1');
    expect(answer).toMatch(/ยังไม่รายงาน 1 ข้อ[^]*สถานะตอนนี้เป็นอย่างไรคะ/);
  });

  it('nothing is carried when everything has been reported meanwhile', async () => {
    const { test, officers } = await held();
    await reportMeasure(desk, 1);
    expect(await talk(test, officers[0] ?? '').say('สรุป')).not.toContain(CARRIED);
    expect(await talk(test, officers[1] ?? '').say('สรุป')).toContain(CARRIED);
  });

  it('two reminders held for a chat are carried as one', async () => {
    const stages = [aStage({ to: ['officers'] }), aStage({ id: 'again', at: '11:00', to: ['officers'] })];
    const { test, officers } = await held({ stages });
    await desk.sweepAt('2027-04-01T11:00');
    expect(times(await talk(test, officers[0] ?? '').say('สรุป'), CARRIED)).toBe(1);
  });

  it('an answer that LINE delivers the question of twice carries it once', async () => {
    const { test, officers, textIn } = await held();
    const [officer = ''] = officers;
    test.emulator.faults.webhook.duplicates = 2;
    await talk(test, officer).say('สรุป');
    expect(times(textIn(officer), CARRIED)).toBe(1);
  });

  it("the coordinator's next answer carries theirs", async () => {
    const { test, coordinator } = await held();
    const answer = await talk(test, coordinator).say('สรุป');
    expect(times(answer, CARRIED)).toBe(1);
    expect(answer).toContain('ยังไม่รายงาน 2 ข้อ');
  });
  it('the coordinator is told by it what was not sent to others', async () => {
    const { test, coordinator } = await held();
    await desk.pass(2);
    expect(await talk(test, coordinator).say('สรุป')).toContain('โควตาไม่พอ');
  });
  it('two answers in one group at the same moment carry it once', async () => {
    let waiting = 0;
    desk = await aDesk({
      limit: 0,
      stages: [aStage({ to: ['group'] })],
      store: (real) => ({
        ...real,
        occurrences: {
          ...real.occurrences,
          heldFor: async (chatId, eventId) => {
            const found = await real.occurrences.heldFor(chatId, eventId);
            waiting += 1;
            if (waiting <= 2) await until(() => waiting >= 2);
            return found;
          },
        },
      }),
    });
    await desk.sweepAt(OPENING);
    const { test, officers, group, textIn } = desk;
    test.emulator.hold();
    for (const officer of officers) test.emulator.say(officer, group, '@น้องสุจริต สรุป', { mentionBot: true });
    test.emulator.release();
    await test.settled();
    expect(times(textIn(group), CARRIED)).toBe(1);
  });
  it('nobody hears of an office they have left', async () => {
    const { test, officers, organisationId } = await held();
    const [officer = ''] = officers;
    const member = (await test.store.members.list(organisationId)).find(({ lineUserId }) => lineUserId === officer);
    await test.store.members.remove(organisationId, member?.id ?? '');
    const other = await test.store.organisations.ensure('เทศบาลตำบลอื่น');
    await test.store.members.join(other.id, { lineUserId: officer, name: 'สมใจ', role: 'officer', locale: 'th' });
    expect(await talk(test, officer).say('สรุป')).not.toContain(CARRIED);
  });
  it('a group hears nothing of an office it was linked to before', async () => {
    const { test, officers, group, organisationId } = await held();
    await test.store.groups.unlink(group, organisationId);
    const other = await test.store.organisations.ensure('เทศบาลตำบลอื่น');
    await test.store.groups.link(other.id, group, '', test.clock.now());
    expect(await talk(test, officers[0] ?? '', group).say('@น้องสุจริต สรุป')).not.toContain(CARRIED);
  });
  it('an answer that never went out takes nothing with it', async () => {
    const { test, officers, group } = await held();
    const person = talk(test, officers[0] ?? '', group);
    test.emulator.faults.reply.rateLimit = 1;
    expect(await person.say('@น้องสุจริต สรุป')).toBe('');
    expect(await person.say('@น้องสุจริต สรุป')).toContain(CARRIED);
  });

  describe('the quota', () => {
    const CHANGED = wordsOf('reminders.notice.quotaChanged');

    it('that LINE has changed is told to the coordinator, once', async () => {
      desk = await aDesk({ limit: 300, stages: [] });
      const { test, coordinator, textIn } = desk;
      await test.bot.sweep();
      test.emulator.quota.limit = 500;
      await desk.sweepAt('2027-04-01T09:00');
      await desk.pass(3, 61 * MINUTE);
      expect(times(textIn(coordinator), CHANGED)).toBe(1);
      expect(textIn(coordinator)).toContain('เดือนละ 300 ข้อความ เป็นเดือนละ 500 ข้อความ');
    });
    it('that LINE has changed is told though a sweep that sends is the first to see it', async () => {
      desk = await aDesk({ limit: 300, stages: [aStage({ to: ['coordinator'] })] });
      await desk.test.bot.sweep();
      desk.test.emulator.quota.limit = 500;
      await desk.sweepAt(OPENING);
      await desk.sweepAt('2027-04-01T09:30');
      await desk.pass(2);
      expect(desk.textIn(desk.coordinator)).toContain(CHANGED);
    });

    it('that is too small for the month is warned of once, and the least important is what is left out', async () => {
      const stages = [
        aStage({ id: 'early', days: 3, to: ['group'], priority: 4 }),
        aStage({ id: 'late', from: 'lastDay', days: 0, to: ['group'], priority: 1 }),
      ];
      desk = await aDesk({ limit: 11, stages });
      const { test, coordinator, group, textIn, said } = desk;
      await test.store.groups.count(group, 6, at(OPENING));
      for (const day of ['01', '02', '05', '07', '08', '09', '20', '30']) {
        for (const time of ['08:30', '08:31', '10:30', '12:00']) await desk.sweepAt(`2027-04-${day}T${time}`);
      }
      expect(times(textIn(coordinator), wordsOf('reminders.notice.short'))).toBe(1);
      expect(textIn(coordinator)).toContain('เหลือโควตา 11 ข้อความ');
      expect((await desk.log()).map(({ slot, state }) => `${slot} ${state}`).toSorted()).toEqual([
        '2570-6-early held',
        '2570-6-late delivered',
      ]);
      expect(said(group)).toHaveLength(2);
      expect(test.emulator.quota.used).toBeLessThanOrEqual(11);
    });
  });
});
