import { fixedClock } from '../support/clock.ts';
import { aDesk, anotherBot, aStage, at, MINUTE, OPENING, times, wordsOf } from './desk.ts';
import type { Desk } from './desk.ts';

const UNSENT = wordsOf('reminders.unsent.title');

describe('reminders', () => {
  let desk: Desk;
  afterEach(() => desk.test.close());

  /** Each chat has heard once: a card and a mention in the group, one message elsewhere. */
  const expectOnce = ({ said, chats, group }: Desk) =>
    expect(chats.map((chatId) => said(chatId).length)).toEqual(chats.map((chatId) => (chatId === group ? 2 : 1)));

  it('of several offices, sent by three instances at the same instant, reach each chat once', async () => {
    desk = await aDesk({ stages: [aStage()], instances: 3, officers: 8 });
    const { test } = desk;
    const offices = [desk];
    for (const name of ['เทศบาลตำบลหนึ่ง', 'เทศบาลตำบลสอง']) {
      offices.push(await aDesk({ on: test, name, stages: [aStage()], officers: 8 }));
    }
    test.clock.set(at(OPENING));
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(test.bots.map((bot) => bot.sweep()));
      test.clock.advance(MINUTE);
    }
    for (const office of offices) {
      expectOnce(office);
      expect(new Set(Object.values(await office.endings()))).toEqual(new Set(['delivered sent']));
    }
    // Groups of twelve and ten people's own chats, three times.
    expect(test.emulator.quota.used).toBe(3 * (12 + 10));
  });

  it('are sent once by three instances while LINE loses half of its answers', async () => {
    desk = await aDesk({ stages: [aStage()], instances: 3, officers: 8, timeoutMs: 150 });
    const { test } = desk;
    Object.assign(test.emulator.faults.push, { dropAfter: 6, errorBefore: 3, rateLimit: 2, dropBefore: 2 });
    test.clock.set(at(OPENING));
    for (let round = 0; round < 6; round += 1) {
      await Promise.all(test.bots.map((bot) => bot.sweep()));
      test.clock.advance(2 * MINUTE);
    }
    expectOnce(desk);
    expect(new Set(Object.values(await desk.endings()))).toEqual(new Set(['delivered sent']));
    expect(test.emulator.quota.used).toBe(12 + 10);
  });

  it('are sent once and in time though the clock of one instance is an hour behind', async () => {
    desk = await aDesk({ stages: [aStage()] });
    const { test } = desk;
    const slow = fixedClock();
    const behind = await anotherBot(test, slow);
    for (const time of ['08:29', '08:30', '08:31', '09:30', '09:31']) {
      test.clock.set(at(`2027-04-01T${time}`));
      slow.set(test.clock.now() - 60 * MINUTE);
      await Promise.all([behind.sweep(), test.bot.sweep()]);
    }
    expectOnce(desk);
    expect(new Set(Object.values(await desk.endings()))).toEqual(new Set(['delivered sent']));
  });

  it('wait out nothing and repeat nothing when the clock is set back an hour after they were sent', async () => {
    desk = await aDesk({ stages: [aStage()] });
    const { test } = desk;
    await desk.sweepAt(OPENING);
    const fresh = await anotherBot(test);
    for (const time of ['07:30', '07:45', '08:30', '08:31', '09:30']) {
      await desk.sweepAt(`2027-04-01T${time}`);
      await fresh.sweep();
    }
    expectOnce(desk);
  });

  it('in the middle of which the clock is set back are finished when it is their time again, once', async () => {
    desk = await aDesk({ stages: [aStage()], timeoutMs: 150 });
    const { test, chats } = desk;
    test.emulator.faults.push.dropAfter = chats.length;
    await desk.sweepAt(OPENING);
    for (const time of ['07:30', '08:00', '08:30', '08:31', '08:40']) await desk.sweepAt(`2027-04-01T${time}`);
    expectOnce(desk);
    expect(new Set(Object.values(await desk.endings()))).toEqual(new Set(['delivered sent']));
  });

  describe('of a process that was down', () => {
    const down = async () => {
      desk = await aDesk({ from: '2027-03-31T15:00', stages: [aStage({ to: ['group'] })] });
      await desk.test.bot.sweep();
    };

    it('across their time are sent when it comes back', async () => {
      await down();
      await desk.sweepAt('2027-04-01T09:10');
      await desk.sweepAt('2027-04-01T09:11');
      expect(desk.said(desk.group)).toHaveLength(2);
      expect((await desk.endings())[desk.group]).toBe('delivered sent');
    });

    it('until they are of no use are not sent, and the coordinator is told once', async () => {
      await down();
      // Two working days after the opening on Thursday; Tuesday is a holiday.
      await desk.sweepAt('2027-04-05T16:31');
      expect((await desk.endings())[desk.group]).toBe('expired tooLate');
      await desk.sweepAt('2027-04-05T17:00');
      expect(desk.said(desk.coordinator)).toEqual([]);
      for (const day of ['06', '07', '08', '09']) {
        for (const time of ['08:30', '08:31', '10:00']) await desk.sweepAt(`2027-04-${day}T${time}`);
      }
      expect(desk.said(desk.group)).toEqual([]);
      expect(times(desk.textIn(desk.coordinator), UNSENT)).toBe(1);
      expect(desk.textIn(desk.coordinator)).toContain('เตือนข้อที่เหลือ 1 เม.ย. 2570\nส่งไม่ทัน 1 ปลายทาง');
    });

    it('until the last moment that they are of use are sent', async () => {
      await down();
      await desk.sweepAt('2027-04-05T16:29');
      expect((await desk.endings())[desk.group]).toBe('delivered sent');
    });
  });

  it('are not sent again by a process that remembers nothing, on the day and on days after', async () => {
    desk = await aDesk({ stages: [aStage()] });
    await desk.sweepAt(OPENING);
    for (const time of ['01T08:30', '01T08:31', '01T16:00', '02T08:30', '20T09:00', '30T15:00']) {
      desk.test.clock.set(at(`2027-04-${time}`));
      await (await anotherBot(desk.test)).sweep();
    }
    expect(desk.said(desk.group)).toHaveLength(2);
    for (const officer of desk.officers) expect(desk.said(officer)).toHaveLength(1);
  });

  it('of the first of April come at 08:30 in Bangkok, not when the day begins there or in London', async () => {
    desk = await aDesk({ from: '2027-03-31T23:50', stages: [aStage()] });
    const { test, group } = desk;
    for (const time of ['31T23:59', '01T00:00', '01T00:30', '01T07:00', '01T07:01', '01T08:29']) {
      await desk.sweepAt(`2027-0${time.startsWith('31') ? '3' : '4'}-${time}`);
      await (await anotherBot(test)).sweep();
    }
    expect(desk.said(group)).toEqual([]);
    expect(await desk.log()).toEqual([]);
    await desk.sweepAt(OPENING);
    expectOnce(desk);
    expect(desk.said(group)[0]?.at).toBe(at(OPENING));
  });

  it('of one office whose data cannot be read leave the others alone', async () => {
    desk = await aDesk({
      stages: [aStage()],
      store: (real) => ({
        ...real,
        plans: {
          ...real.plans,
          find: (organisationId, ...rest) =>
            organisationId === broken ? Promise.reject(new Error('broken')) : real.plans.find(organisationId, ...rest),
        },
      }),
    });
    let broken = '';
    const other = await aDesk({ on: desk.test, name: 'เทศบาลตำบลหนึ่ง', stages: [aStage()] });
    broken = other.organisationId;
    await desk.sweepAt(OPENING);
    expectOnce(desk);
    expect(other.said(other.group)).toEqual([]);
    broken = '';
    await desk.pass(1);
    expectOnce(other);
  });
});
