import type { Store } from '../../src/app/store-port.ts';
import type { ApiFault } from '../../src/emulator/faults.ts';
import { aDesk, aStage, at, OPENING, times, wordsOf } from './desk.ts';
import type { Desk, DeskOptions } from './desk.ts';

const UNSENT = wordsOf('reminders.unsent.title');

describe('a sweep', () => {
  let desk: Desk;
  /** How often the store took a final state for an occurrence of a stage. */
  let settled: Map<string, number>;
  afterEach(() => desk.test.close());

  /** Counts final states on their way to the store. */
  const counting = (real: Store): Store => ({
    ...real,
    occurrences: {
      ...real.occurrences,
      settle: async (claimed, ...ending) => {
        const taken = await real.occurrences.settle(claimed, ...ending);
        if (taken && claimed.subject.kind === 'stage') settled.set(claimed.id, (settled.get(claimed.id) ?? 0) + 1);
        return taken;
      },
    },
  });

  const open = async (options: DeskOptions = {}) => {
    settled = new Map();
    desk = await aDesk({ stages: [aStage()], store: counting, timeoutMs: 150, ...options });
    return desk;
  };

  /** Every target has ended once, and in the same way. */
  const expectAllEnded = async (ending: string) => {
    expect(await desk.endings()).toEqual(Object.fromEntries(desk.chats.map((chatId) => [chatId, ending])));
    expect([...settled.values()]).toEqual(desk.chats.map(() => 1));
  };

  const AMBIGUOUS: ApiFault[] = ['dropBefore', 'dropAfter', 'errorBefore', 'errorAfter', 'hangBefore', 'hangAfter'];

  it.each([...AMBIGUOUS, 'rateLimit'] as ApiFault[])(
    'in which every first attempt meets %s reaches each chat once and counts it once',
    async (fault) => {
      const { test, chats, group, said } = await open();
      test.emulator.faults.push[fault] = chats.length;
      await desk.sweepAt(OPENING);
      expect(Object.values(await desk.endings()).filter((ending) => ending !== 'due ')).toEqual([]);
      await desk.pass(3);
      await expectAllEnded('delivered sent');
      // The group gets a card and a mention.
      for (const chatId of chats) expect(said(chatId)).toHaveLength(chatId === group ? 2 : 1);
      // The group has six people, each other chat one.
      expect(test.emulator.quota.used).toBe(6 + chats.length - 1);
    },
  );

  it('sends what belongs together, card and mention, in one request', async () => {
    const { test, group, said } = await open();
    await desk.sweepAt(OPENING);
    expect(said(group).map(({ message }) => message['type'])).toEqual(['flex', 'textV2']);
    expect(test.emulator.quota.used).toBe(6 + 4);
    // A quote of either is recognised as one of the bot's own.
    for (const { id } of said(group)) expect(await test.store.deliveries.saidTo(group, id)).toEqual({});
  });

  it('names in plain text somebody who has left the group', async () => {
    const { test, group, officers, said } = await open();
    test.emulator.platform.gathering(group).memberIds.delete(officers[0] ?? '');
    await desk.sweepAt(OPENING);
    await expectAllEnded('delivered sent');
    expect(said(group).map(({ message }) => message['type'])).toEqual(['flex', 'text']);
    expect(said(group)[1]?.text).toContain('เจ้าหน้าที่ 1');
    expect(test.emulator.quota.used).toBe(5 + 4);
  });

  it('unlinks a group that the bot has left, and tells the coordinator', async () => {
    const { test, group, organisationId, coordinator, textIn } = await open();
    await test.store.groups.count(group, 6, at(OPENING));
    test.emulator.faults.webhook.lose = true;
    test.emulator.botLeaves(group);
    await desk.sweepAt(OPENING);
    expect((await desk.endings())[group]).toBe('rejected left');
    expect(await test.store.groups.list(organisationId)).toEqual([]);
    await desk.pass(3);
    expect(times(textIn(coordinator), UNSENT)).toBe(1);
    expect(textIn(coordinator)).toContain('LINE ไม่รับ 1 ปลายทาง');
  });

  it('tells the coordinator, once, of a group found gone when its people are counted', async () => {
    const { test, group, coordinator, textIn } = await open();
    test.emulator.faults.webhook.lose = true;
    test.emulator.botLeaves(group);
    await desk.sweepAt(OPENING);
    expect(await test.store.groups.all()).toEqual([]);
    await desk.pass(70);
    expect(times(textIn(coordinator), wordsOf('reminders.notice.left'))).toBe(1);
  });

  it('tells the coordinator what the month had no messages for, once', async () => {
    const { test, group, coordinator, textIn } = await open({ limit: 5 });
    await desk.sweepAt(OPENING);
    expect((await desk.endings())[group]).toBe('held quota');
    await desk.pass(130);
    expect(times(textIn(coordinator), UNSENT)).toBe(1);
    expect(textIn(coordinator)).toContain('โควตาไม่พอ 1 ปลายทาง');
    expect(test.emulator.quota.used).toBe(5);
  });

  it('keeps what LINE refuses for the month, though its quota seemed to reach', async () => {
    const { test, chats } = await open({ limit: 300 });
    test.emulator.faults.push.monthlyLimit = chats.length;
    await desk.sweepAt(OPENING);
    await expectAllEnded('held quota');
    expect(test.emulator.quota.used).toBe(0);
  });
  it('does not hold for want of messages what LINE has already counted', async () => {
    const { test, group } = await open({ limit: 6, stages: [aStage({ to: ['group'] })] });
    test.emulator.faults.push.dropAfter = 1;
    await desk.sweepAt(OPENING);
    await desk.pass(3);
    expect(test.emulator.quota.used).toBe(6);
    expect(await desk.endings()).toEqual({ [group]: 'delivered sent' });
  });
  it('does not say that something came too late which LINE had taken in time', async () => {
    const { test, group, coordinator, textIn } = await open({ stages: [aStage({ to: ['group'], usefulDays: 0 })] });
    test.emulator.faults.push.dropAfter = 1;
    await desk.sweepAt('2027-04-01T16:29');
    expect(desk.said(group)).toHaveLength(2);
    await desk.sweepAt('2027-04-01T16:31');
    await desk.sweepAt('2027-04-02T08:31');
    await desk.pass(3);
    expect((await desk.endings())[group]).toBe('expired unconfirmed');
    expect(textIn(coordinator)).toContain('LINE ไม่ยืนยันว่าถึงแล้ว 1 ปลายทาง');
    expect(textIn(coordinator)).not.toContain('ส่งไม่ทัน');
  });

  it('ends as rejected what a channel without a valid token could not send, and shows nobody anything', async () => {
    await open({ gateway: (real) => ({ ...real, push: () => Promise.resolve(REFUSED) }) });
    await desk.sweepAt(OPENING);
    await expectAllEnded('rejected forbidden');
  });
  it('tells the coordinator of it once the token is valid again', async () => {
    let refusing = true;
    const { coordinator, textIn } = await open({
      gateway: (real) => ({
        ...real,
        push: (...call) => (refusing ? Promise.resolve(REFUSED) : real.push(...call)),
      }),
    });
    await desk.sweepAt(OPENING);
    await desk.pass(3);
    refusing = false;
    await desk.sweepAt('2027-04-02T09:00');
    await desk.pass(3);
    expect(textIn(coordinator)).toContain(UNSENT);
  });

  it('goes on with everybody else when one chat cannot be reached for hours', async () => {
    const { test, group, chats } = await open({
      gateway: (real) => ({
        ...real,
        push: (to, ...rest) =>
          to === desk.group && desk.test.clock.now() < at('2027-04-01T11:00')
            ? Promise.resolve({ outcome: 'unknown', cause: 'timeout' })
            : real.push(to, ...rest),
      }),
    });
    await desk.sweepAt(OPENING);
    const endings = await desk.endings();
    expect(chats.filter((chatId) => endings[chatId] !== 'delivered sent')).toEqual([group]);
    for (const hour of ['09:00', '10:00', '11:00', '11:30']) await desk.sweepAt(`2027-04-01T${hour}`);
    await expectAllEnded('delivered sent');
    expect(test.emulator.quota.used).toBe(6 + 4);
  });

  it('tries outside office hours no more, and goes on in the morning', async () => {
    const { test, group, said } = await open({ stages: [aStage({ to: ['group'] })] });
    test.emulator.faults.push.dropBefore = Infinity;
    await desk.sweepAt('2027-04-01T16:29');
    test.emulator.faults.push.dropBefore = 0;
    for (const time of ['01T16:31', '01T20:00', '02T08:29']) await desk.sweepAt(`2027-04-${time}`);
    expect(said(group)).toEqual([]);
    await desk.sweepAt('2027-04-02T08:30');
    await expectEnd(group, 'delivered sent');
  });

  const expectEnd = async (chatId: string, ending: string) => expect((await desk.endings())[chatId]).toBe(ending);
});

/** What a token brings that LINE does not take. */
const REFUSED = { outcome: 'rejected', reason: 'forbidden', status: 401 } as const;
