import fc from 'fast-check';
import type { Push, PushResult } from '../../src/app/deliver.ts';
import type { ApiFault } from '../../src/emulator/faults.ts';
import { fixedClock } from '../support/clock.ts';
import { openDoors } from './push-door.ts';
import type { Doors } from './push-door.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const BEFORE: ApiFault[] = ['dropBefore', 'errorBefore', 'hangBefore'];
const AFTER: ApiFault[] = ['dropAfter', 'errorAfter', 'hangAfter'];

describe('a push', () => {
  let doors: Doors;
  beforeAll(async () => {
    doors = await openDoors();
  });
  afterAll(() => doors.close());

  /** Calls again at the instants the door names, until the push has come to an end. */
  async function toTheEnd(door: Awaited<ReturnType<Doors['door']>>, push: Push): Promise<PushResult> {
    for (;;) {
      const result = await door.deliver.push(push);
      if (result.state !== 'open') return result;
      door.clock.set(result.nextAttemptAt);
    }
  }

  it.each([...BEFORE, ...AFTER])(
    'is seen exactly once, counted once and under one key when it meets %s',
    async (fault) => {
      const door = await doors.door();
      door.emulator.faults.push[fault] = 1;
      const push = door.toGroup();
      expect(await door.deliver.push(push)).toMatchObject({ state: 'open' });
      expect(door.visible(push)).toBe(AFTER.includes(fault) ? 1 : 0);
      expect(await toTheEnd(door, push)).toEqual({ state: 'delivered' });
      expect(await door.deliver.push(push)).toEqual({ state: 'delivered' });
      expect(door.visible(push)).toBe(1);
      expect(door.emulator.quota.used).toBe(door.size);
      expect(door.sends).toHaveLength(2);
      expect(new Set(door.sends.map(({ key }) => key)).size).toBe(1);
    },
  );

  it('that LINE says it has already (409) is delivered, and a quote of it is recognised', async () => {
    const door = await doors.door();
    door.emulator.faults.push.dropAfter = 1;
    const push = door.toGroup();
    expect(await toTheEnd(door, push)).toEqual({ state: 'delivered' });
    const shown = door.emulator.visible(push.chatId).find(({ fromBot }) => fromBot);
    expect(await doors.store.deliveries.saidTo(push.chatId, shown?.id ?? '')).toEqual({});
    expect(await door.deliver.resultOf(push.id)).toEqual({ state: 'delivered' });
  });

  it('shows what LINE took first when the words have changed by the next attempt', async () => {
    const door = await doors.door();
    door.emulator.faults.push.errorAfter = 1;
    const push = door.toGroup();
    await door.deliver.push(push);
    expect(await toTheEnd(door, { ...push, messages: [{ type: 'text', text: 'ฉบับใหม่' }] })).toEqual({
      state: 'delivered',
    });
    expect(door.visible(push)).toBe(1);
    expect(door.emulator.visible(push.chatId).filter(({ fromBot }) => fromBot)).toHaveLength(1);
  });

  it('refused for haste waits, and is sent under the same key', async () => {
    const door = await doors.door({ limit: 300 });
    door.emulator.faults.push.rateLimit = 2;
    const push = door.toGroup();
    const first = await door.deliver.push(push);
    expect(first).toMatchObject({ state: 'open' });
    expect(door.visible(push)).toBe(0);
    expect(await toTheEnd(door, push)).toEqual({ state: 'delivered' });
    expect(door.visible(push)).toBe(1);
    expect(new Set(door.sends.map(({ key }) => key)).size).toBe(1);
  });

  it('is not tried again before its time, and the wait is not lost by asking', async () => {
    const door = await doors.door();
    door.emulator.faults.push.errorBefore = 1;
    const push = door.toGroup();
    const first = await door.deliver.push(push);
    expect(await door.deliver.push(push)).toEqual(first);
    expect(door.sends).toHaveLength(1);
  });

  describe('that LINE refuses with 429', () => {
    it.each([
      // What LINE says, its quota as it can be read, what follows.
      ['monthlyLimit', 'usedUp', 'held'],
      ['monthlyLimit', 'unreadable', 'held'],
      ['monthlyLimit', 'unlimited', 'open'],
      ['rateLimit', 'usedUp', 'held'],
      ['rateLimit', 'unreadable', 'open'],
      ['rateLimit', 'unlimited', 'open'],
      ['rateLimit', 'left', 'open'],
    ] as const)('as %s, with the quota %s, is %s', async (said, quota, state) => {
      const door = await doors.door({ limit: quota === 'unlimited' ? null : quota === 'usedUp' ? 4 : 300 });
      door.emulator.faults.push[said] = 1;
      if (quota === 'unreadable') door.emulator.faults.quota.errorBefore = Infinity;
      const push = door.toGroup();
      expect(await door.deliver.push(push)).toMatchObject({ state });
      expect(door.visible(push)).toBe(0);
      expect(door.emulator.quota.used).toBe(0);
    });

    it('since the month is really used up is held, for good', async () => {
      const door = await doors.door({ limit: 4 });
      const push = door.toGroup();
      expect(await door.deliver.push(push)).toEqual({ state: 'held' });
      door.emulator.quota.limit = null;
      door.clock.advance(HOUR);
      expect(await door.deliver.push(push)).toEqual({ state: 'held' });
      expect(door.visible(push)).toBe(0);
      expect(door.sends).toHaveLength(1);
    });
  });

  describe('that names people', () => {
    it('who are in the group goes out as it is', async () => {
      const door = await doors.door();
      const push = door.toGroup('member');
      expect(await door.deliver.push(push)).toEqual({ state: 'delivered' });
      expect(door.visible(push)).toBe(1);
      expect(door.sends).toHaveLength(1);
    });

    it('one of whom is not in the group is said in plain text, at once and under the same key', async () => {
      const door = await doors.door();
      const push = door.toGroup('stranger');
      expect(await door.deliver.push(push)).toEqual({ state: 'delivered' });
      expect(door.plain(push)).toBe(1);
      expect(door.visible(push)).toBe(1);
      expect(door.sends).toHaveLength(2);
      expect(new Set(door.sends.map(({ key }) => key)).size).toBe(1);
    });

    it.each(AFTER)('is seen once when the plain text meets %s', async (fault) => {
      const door = await doors.door();
      const push = door.toGroup('stranger');
      door.beforeSend = (count) => {
        door.emulator.faults.push[fault] = count === 2 ? 1 : 0;
      };
      expect(await toTheEnd(door, push)).toEqual({ state: 'delivered' });
      expect(door.visible(push)).toBe(1);
      expect(door.emulator.quota.used).toBe(door.size);
    });
  });

  it('that LINE cannot read in either form is rejected', async () => {
    const door = await doors.door();
    const bad = [{ type: 'text', text: 'ก'.repeat(5001) }];
    const push = { ...door.toGroup(), messages: bad, plain: bad };
    expect(await door.deliver.push(push)).toEqual({ state: 'rejected', reason: 'badRequest' });
    expect(door.sends).toHaveLength(2);
    expect(door.emulator.quota.used).toBe(0);
  });

  it('to a group the bot is not in is rejected, and not tried in plain text', async () => {
    const door = await doors.door();
    const push = door.toGroup();
    door.emulator.platform.gathering(push.chatId).hasBot = false;
    expect(await door.deliver.push(push)).toEqual({ state: 'rejected', reason: 'notThere' });
    expect(door.sends).toHaveLength(1);
    expect(door.visible(push)).toBe(0);
  });
  it('that was rejected says the same reason when it is asked again', async () => {
    const door = await doors.door();
    const push = door.toGroup();
    door.emulator.platform.gathering(push.chatId).hasBot = false;
    await door.deliver.push(push);
    expect(await door.deliver.resultOf(push.id)).toEqual({ state: 'rejected', reason: 'notThere' });
  });

  it('with a token that LINE does not take (401) is rejected, and nobody sees it', async () => {
    const door = await doors.door({ channelAccessToken: 'another' });
    const push = door.toGroup();
    expect(await door.deliver.push(push)).toEqual({ state: 'rejected', reason: 'forbidden' });
    expect(door.visible(push)).toBe(0);
    expect(door.sends).toHaveLength(1);
  });

  it('that LINE forbids (403) is rejected', async () => {
    const door = await doors.door({ forbidding: true });
    expect(await door.deliver.push(door.toGroup())).toEqual({ state: 'rejected', reason: 'forbidden' });
    expect(door.sends).toHaveLength(1);
  });

  it('with nobody at the other end of the line waits', async () => {
    const door = await doors.door({ unreachable: true });
    expect(await door.deliver.push(door.toGroup())).toMatchObject({ state: 'open' });
  });

  it.each([
    ['least', 0, 0.5],
    ['most', 0.999_999, 1.5],
  ])(
    'waits longer each time, with jitter (%s), and is given up before LINE forgets its key',
    async (_which, random, share) => {
      const door = await doors.door({ random: () => random });
      door.emulator.faults.push.errorBefore = Infinity;
      const push = door.toGroup();
      const began = door.clock.now();
      expect(await toTheEnd(door, push)).toEqual({ state: 'expired' });
      const pauses = door.sends.slice(1).map((send, index) => (send.at - (door.sends[index]?.at ?? 0)) / share);
      for (const [index, expected] of [10, 20, 40, 80, 160, 320, 640, 900, 900].entries()) {
        expect(pauses[index]).toBeCloseTo(expected * SECOND, -2);
      }
      expect((door.sends.at(-1)?.at ?? Infinity) - began).toBeLessThan(23 * HOUR);
      expect(new Set(door.sends.map(({ key }) => key)).size).toBe(1);
    },
  );

  it('is never sent under a key that LINE has forgotten, nor under a new one', async () => {
    const door = await doors.door();
    door.emulator.faults.push.dropAfter = 1;
    const push = door.toGroup();
    await door.deliver.push(push);
    for (const pause of [23 * HOUR, HOUR, 24 * HOUR]) {
      door.clock.advance(pause);
      expect(await door.deliver.push(push)).toEqual({ state: 'expired' });
    }
    expect(door.visible(push)).toBe(1);
    expect(door.sends).toHaveLength(1);
  });

  it('is not sent again by an instance whose clock is a day behind, once LINE has forgotten its key', async () => {
    const door = await doors.door();
    door.emulator.faults.push.dropAfter = 1;
    const push = door.toGroup();
    expect(await door.deliver.push(push)).toMatchObject({ state: 'open' });
    door.clock.advance(32 * HOUR);
    const late = await doors.door({ beside: door, clock: { ...door.clock, now: () => door.clock.now() - 24 * HOUR } });
    expect(await late.deliver.push(push)).toEqual({ state: 'expired' });
    expect(door.visible(push)).toBe(1);
  });

  it('is never seen twice, whatever goes wrong, in whatever order and through two doors of different clocks', async () => {
    const faults = fc.record({
      dropBefore: fc.nat({ max: 2 }),
      dropAfter: fc.nat({ max: 2 }),
      errorBefore: fc.nat({ max: 1 }),
      errorAfter: fc.nat({ max: 2 }),
      rateLimit: fc.nat({ max: 1 }),
      monthlyLimit: fc.nat({ max: 1 }),
    });
    const act = fc.oneof(
      fc.record({
        act: fc.constant('push' as const),
        by: fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 4 }),
      }),
      fc.record({
        act: fc.constant('pass' as const),
        by: fc.constantFrom(10 * SECOND, MINUTE, HOUR, 22 * HOUR, 23 * HOUR),
      }),
    );
    const acts = fc.array(act, { minLength: 2, maxLength: 8 });
    const skew = fc.constantFrom(0, -29 * MINUTE, 29 * MINUTE, -72 * HOUR, 72 * HOUR);
    const named = fc.constantFrom('nobody' as const, 'member' as const, 'stranger' as const);
    const clock = fixedClock();
    const first = await doors.door({ clock });
    let behind = 0;
    const second = await doors.door({ beside: first, clock: { ...clock, now: () => clock.now() + behind } });
    await fc.assert(
      fc.asyncProperty(faults, acts, skew, named, async (wrong, steps, difference, who) => {
        behind = difference;
        Object.assign(first.emulator.faults.push, wrong);
        const push = first.toGroup(who);
        let last: PushResult | undefined;
        for (const step of steps) {
          if (step.act === 'pass') clock.advance(step.by);
          else {
            const results = await Promise.all(step.by.map((door) => (door === 0 ? first : second).deliver.push(push)));
            last = results.at(-1);
          }
        }
        expect(first.visible(push)).toBeLessThanOrEqual(1);
        if (last?.state === 'delivered') expect(first.visible(push)).toBe(1);
        const keys = [...first.sends, ...second.sends].filter(({ id }) => id === push.id).map(({ key }) => key);
        expect(new Set(keys).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });
});
