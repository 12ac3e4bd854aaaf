import fc from 'fast-check';
import { lineMonth, planQuota } from '../../src/reminders/quota-plan.ts';
import type { PlannedSend } from '../../src/reminders/quota-plan.ts';
import { at } from '../support/office.ts';

const NOW = at('2027-04-05T09:00');
const send = (key: string, priority: number, cost: number, due = '2027-04-20T09:00'): PlannedSend => ({
  key,
  priority,
  cost,
  dueAt: at(due),
});
const keys = (sends: readonly PlannedSend[] | undefined) => sends?.map(({ key }) => key);
const april = (sends: PlannedSend[], limit: number | null, used = 0) =>
  planQuota(sends, { limit, used }, NOW).find(({ month }) => month === '2027-04');

describe('when the month’s messages do not reach', () => {
  it('what matters least goes first, and of two alike the later one', () => {
    const sends = [
      send('digest', 5, 10, '2027-04-05T09:15'),
      send('last', 1, 10, '2027-04-30T13:30'),
      send('opening', 2, 10, '2027-04-01T08:30'),
      send('twoDays', 2, 10, '2027-04-28T09:00'),
    ];
    expect(keys(april(sends, 30)?.dropped)).toEqual(['digest']);
    expect(keys(april(sends, 20)?.dropped)).toEqual(['digest', 'twoDays']);
    expect(keys(april(sends, 10)?.dropped)).toEqual(['digest', 'twoDays', 'opening']);
    expect(keys(april(sends, 10)?.kept)).toEqual(['last']);
    expect(keys(april(sends, 9)?.kept)).toEqual([]);
  });

  it('a cheaper one further down still goes', () => {
    const plan = april([send('group', 1, 20), send('officer', 4, 1), send('other group', 3, 15)], 21);
    expect(keys(plan?.kept)).toEqual(['group', 'officer']);
    expect(keys(plan?.dropped)).toEqual(['other group']);
  });

  it('what is used up counts in this month alone', () => {
    const sends = [send('april', 1, 20), send('may', 1, 20, '2027-05-05T09:00')];
    const [first, second] = planQuota(sends, { limit: 30, used: 15 }, NOW);
    expect([first?.available, second?.available]).toEqual([15, 30]);
    expect([keys(first?.dropped), keys(second?.dropped)]).toEqual([['april'], []]);
  });

  it('what is used up beyond the limit leaves nothing, not less', () => {
    expect(april([send('a', 1, 1)], 10, 25)).toMatchObject({ available: 0, kept: [], dropped: [{ key: 'a' }] });
  });

  it('months are planned apart', () => {
    const sends = [send('may', 1, 30, '2027-05-05T09:00'), send('april', 5, 30)];
    expect(planQuota(sends, { limit: 30, used: 0 }, NOW).map(({ month, kept }) => [month, keys(kept)])).toEqual([
      ['2027-04', ['april']],
      ['2027-05', ['may']],
    ]);
  });
});

it('without a limit everything goes, and costs what it costs', () => {
  expect(april([send('a', 1, 500), send('b', 5, 500)], null, 10_000)).toMatchObject({
    cost: 1000,
    available: null,
    kept: [{ key: 'a' }, { key: 'b' }],
    dropped: [],
  });
});

it('nothing planned is no month', () => {
  expect(planQuota([], { limit: 10, used: 0 }, NOW)).toEqual([]);
});

it.each([
  ['2027-04-30T21:59:59.999', '2027-04'],
  ['2027-04-30T22:00', '2027-05'],
  ['2027-12-31T22:00', '2028-01'],
])('at %s in Bangkok LINE counts in %s: it counts by Japan’s time', (time, month) => {
  expect(lineMonth(at(time))).toBe(month);
});

const anySends = fc
  .array(
    fc.record({
      priority: fc.integer({ min: 1, max: 5 }),
      cost: fc.integer({ min: 0, max: 60 }),
      dueAt: fc.integer({ min: at('2027-03-01T00:00'), max: at('2027-06-30T00:00') }),
    }),
    { maxLength: 30 },
  )
  .map((sends) => sends.map((one, index): PlannedSend => ({ ...one, key: `send${index}` })));
const anyLimit = fc.integer({ min: 0, max: 400 });
const costOf = (sends: readonly PlannedSend[]) => sends.reduce((sum, { cost }) => sum + cost, 0);

describe('whatever is planned', () => {
  it('what is kept is paid for, and nothing is lost or doubled', () => {
    fc.assert(
      fc.property(anySends, fc.option(anyLimit), fc.nat(300), (sends, limit, used) => {
        const plans = planQuota(sends, { limit, used }, NOW);
        for (const { month, kept, dropped, cost, available } of plans) {
          expect(costOf(kept)).toBeLessThanOrEqual(available ?? Infinity);
          expect(costOf(kept) + costOf(dropped)).toBe(cost);
          expect([...kept, ...dropped].every(({ dueAt }) => lineMonth(dueAt) === month)).toBe(true);
        }
        const all = plans.flatMap(({ kept, dropped }) => [...kept, ...dropped]);
        expect(keys(all)?.toSorted()).toEqual(keys(sends)?.toSorted());
      }),
    );
  });

  it('what is dropped does not fit beside the more important that is kept', () => {
    fc.assert(
      fc.property(anySends, anyLimit, (sends, limit) => {
        for (const { kept, dropped, available } of planQuota(sends, { limit, used: 0 }, NOW)) {
          for (const one of dropped) {
            const before = kept.filter(
              ({ priority, dueAt }) => priority < one.priority || (priority === one.priority && dueAt <= one.dueAt),
            );
            expect(costOf(before) + one.cost).toBeGreaterThan(available ?? Infinity);
          }
        }
      }),
    );
  });

  it('the order it is given in does not matter', () => {
    fc.assert(
      fc.property(anySends, anyLimit, (sends, limit) => {
        const quota = { limit, used: 0 };
        expect(planQuota(sends.toReversed(), quota, NOW)).toEqual(planQuota(sends, quota, NOW));
      }),
    );
  });

  it('more messages never cost something important its place: the first that differs is then kept', () => {
    fc.assert(
      fc.property(anySends, anyLimit, fc.nat(100), (sends, limit, more) => {
        const own = sends.filter(({ dueAt }) => lineMonth(dueAt) === '2027-04');
        const ranked = keys(april(own, null)?.kept) ?? [];
        const [less, greater] = [limit, limit + more].map((of) => new Set(keys(april(own, of)?.kept)));
        const first = ranked.find((key) => less?.has(key) !== greater?.has(key));
        expect(first === undefined || greater?.has(first)).toBe(true);
      }),
    );
  });

  it('more messages drop nothing that was kept, as long as all cost the same', () => {
    fc.assert(
      fc.property(anySends, anyLimit, fc.nat(100), (sends, limit, more) => {
        const same = sends.map((one) => ({ ...one, cost: 7 }));
        const greater = new Set(keys(april(same, limit + more)?.kept));
        expect((keys(april(same, limit)?.kept) ?? []).filter((key) => !greater.has(key))).toEqual([]);
      }),
    );
  });

  it('more messages may well cost a cheap one its place: the dear one above it fits then', () => {
    const sends = [send('group', 1, 20), send('officer', 4, 1)];
    expect(keys(april(sends, 19)?.kept)).toEqual(['officer']);
    expect(keys(april(sends, 20)?.kept)).toEqual(['group']);
  });
});
