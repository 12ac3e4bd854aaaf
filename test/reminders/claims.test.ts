import type { Collection } from 'mongodb';
import type { Store } from '../../src/app/store-port.ts';
import type { SlotRecord } from '../../src/app/reminder-port.ts';
import type { Claimed } from '../../src/reminders/occurrence.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

const NOW = Date.parse('2027-04-01T01:30:00Z');
const OFFICE = 'office';

/** What these tests read and change in the collection itself. */
interface Row {
  _id: string;
  /** By the database's clock. */
  claimedUntil: number;
  state: string;
  fence: number;
  carriedBy: string | null;
}

describe('the store of reminders', () => {
  let database: TestDatabase;
  let store: Store['occurrences'];
  let rows: Collection<Row>;
  let slots: Collection<{ _id: string; spread: boolean }>;
  beforeAll(async () => {
    database = await testDatabase();
    store = (await makeStore(database.connection)).occurrences;
    rows = database.connection.collection('occurrences') as never;
    slots = database.connection.collection('slots') as never;
  });
  afterEach(async () => {
    await rows.deleteMany({});
    await slots.deleteMany({});
  });
  afterAll(() => database.drop());

  const slot = (targets: number, overrides: Partial<SlotRecord> = {}): SlotRecord => ({
    id: `${OFFICE}:probe`,
    organisationId: OFFICE,
    key: 'probe',
    subject: { kind: 'stage', fiscalYear: 2570, round: 6, wording: 'remaining', named: false },
    dueAt: NOW,
    usefulUntil: NOW + 3_600_000,
    priority: 2,
    targets: Array.from({ length: targets }, (_, index) => ({
      kind: 'person',
      audience: 'officers',
      chatId: `U${index}`,
      memberId: `m${index}`,
      cost: 1,
    })),
    ...overrides,
  });
  const claimed = async (owner = 'first'): Promise<Claimed> => {
    const claim = await store.claim(owner, NOW);
    if (claim === null) throw new Error('there is nothing to claim');
    return claim;
  };
  /** The database's clock runs on, as far as claims can tell. */
  const claimsRunOut = () => rows.updateMany({}, { $set: { claimedUntil: Date.now() - 1000 } });

  describe('opening a slot', () => {
    it('makes each occurrence once, whoever opens it and however many at once; one of them is told that it was first', async () => {
      const first = await Promise.all(Array.from({ length: 20 }, () => store.open(slot(15))));
      expect(first.filter(Boolean)).toHaveLength(1);
      await store.finishOpening();
      expect(await rows.countDocuments()).toBe(15);
      expect(await slots.countDocuments({ spread: true })).toBe(1);
    });

    it('keeps the targets of the first call', async () => {
      await store.open(slot(2));
      expect(await store.open(slot(5))).toBe(false);
      await store.finishOpening();
      expect(await rows.countDocuments()).toBe(2);
    });

    it('a slot nobody is concerned by is on record all the same', async () => {
      expect(await store.open(slot(0))).toBe(true);
      expect(await store.onRecord([`${OFFICE}:probe`, `${OFFICE}:other`])).toEqual(new Set([`${OFFICE}:probe`]));
    });

    it.each([
      ['none of its occurrences', 0],
      ['some of them', 4],
      ['all of them', 9],
    ])('that a crash ended with %s made is finished, and what had ended stays ended', async (_what, made) => {
      await store.open(slot(9));
      const kept = await rows.find().sort({ _id: 1 }).limit(made).toArray();
      await rows.deleteMany({ _id: { $nin: kept.map(({ _id }) => _id) } });
      await slots.updateOne({}, { $set: { spread: false } });
      if (made > 0) await store.settle(await claimed(), 'delivered', 'sent', NOW);
      await Promise.all([store.finishOpening(), store.finishOpening(), store.finishOpening()]);
      expect(await rows.countDocuments()).toBe(9);
      expect(await rows.countDocuments({ state: 'delivered' })).toBe(made > 0 ? 1 : 0);
      expect(await slots.countDocuments({ spread: false })).toBe(0);
    });
  });

  describe('a claim', () => {
    it('is held by one at a time, however many try at once', async () => {
      await store.open(slot(30));
      const owners = Array.from({ length: 8 }, (_, index) => `owner ${index}`);
      const work = async (owner: string): Promise<string[]> => {
        const mine: string[] = [];
        for (let one = await store.claim(owner, NOW); one !== null; one = await store.claim(owner, NOW))
          mine.push(one.id);
        return mine;
      };
      const all = (await Promise.all(owners.map(work))).flat();
      expect(all).toHaveLength(30);
      expect(new Set(all).size).toBe(30);
    });

    it('is had by one of many for the one thing there is, and by the next when it runs out', async () => {
      await store.open(slot(1));
      for (let round = 1; round <= 3; round += 1) {
        const tried = await Promise.all(Array.from({ length: 12 }, (_, index) => store.claim(`owner ${index}`, NOW)));
        expect(tried.filter((claim) => claim !== null).map((claim) => claim?.fence)).toEqual([round]);
        await claimsRunOut();
      }
    });

    it('runs out by the clock of the database, whatever the claimers believe the time is', async () => {
      await store.open(slot(1));
      await claimed();
      for (const believed of [NOW + 365 * 86_400_000, NOW]) expect(await store.claim('second', believed)).toBeNull();
      const [row] = await rows.find().toArray();
      const left = (row?.claimedUntil ?? 0) - Date.now();
      expect(left).toBeGreaterThan(50_000);
      expect(left).toBeLessThanOrEqual(60_100);
      await rows.updateMany({}, { $set: { claimedUntil: Date.now() + 5_000 } });
      expect(await store.claim('second', NOW)).toBeNull();
      await claimsRunOut();
      expect(await store.claim('second', NOW)).toMatchObject({ fence: 2 });
    });

    it('is had for nothing that is not due, postponed or ended', async () => {
      await store.open(slot(3));
      expect(await store.claim('first', NOW - 1)).toBeNull();
      expect(await store.postpone(await claimed(), NOW + 60_000)).toBe(true);
      expect(await store.settle(await claimed(), 'suppressed', 'nothingOpen', NOW)).toBe(true);
      await claimed();
      expect(await store.claim('second', NOW + 59_999)).toBeNull();
      // Postponed is let go of: nobody has to wait for the claim to run out.
      expect(await store.claim('second', NOW + 60_000)).toMatchObject({ fence: 2 });
    });

    it('is had for the most important first', async () => {
      await store.open(slot(1, { id: 'late', key: 'late', priority: 5 }));
      await store.open(slot(1, { id: 'urgent', key: 'urgent', priority: 1 }));
      await store.open(slot(1));
      const order = [await claimed(), await claimed(), await claimed()].map((claim) => claim.slot);
      expect(order).toEqual(['urgent', 'probe', 'late']);
    });

    it('that has gone to another lets its earlier owner write nothing any more', async () => {
      await store.open(slot(1));
      const stale = await claimed('first');
      await claimsRunOut();
      const fresh = await claimed('second');
      expect(await store.settle(stale, 'expired', 'tooLate', NOW)).toBe(false);
      expect(await store.postpone(stale, NOW + 1)).toBe(false);
      expect(await rows.countDocuments({ state: 'due', fence: fresh.fence })).toBe(1);
      expect(await store.settle(fresh, 'delivered', 'sent', NOW)).toBe(true);
      for (const late of [stale, fresh]) {
        expect(await store.settle(late, 'expired', 'tooLate', NOW)).toBe(false);
        expect(await store.postpone(late, NOW + 1)).toBe(false);
      }
      expect(await rows.countDocuments({ state: 'delivered' })).toBe(1);
    });

    it('ends an occurrence once, when both its owners settle at the same moment', async () => {
      await store.open(slot(10));
      const stale = await Promise.all(Array.from({ length: 10 }, () => claimed('first')));
      await claimsRunOut();
      const fresh = await Promise.all(Array.from({ length: 10 }, () => claimed('second')));
      const taken = await Promise.all(
        [...stale, ...fresh].map(async (claim) => [claim.fence, await store.settle(claim, 'delivered', 'sent', NOW)]),
      );
      expect(taken.filter(([, was]) => was)).toEqual(fresh.map(({ fence }) => [fence, true]));
    });
  });

  describe('what was held for want of messages', () => {
    const hold = async (targets: number) => {
      await store.open(slot(targets));
      for (let one = await store.claim('first', NOW); one !== null; one = await store.claim('first', NOW)) {
        await store.settle(one, 'held', 'quota', NOW);
      }
    };

    it('is carried by one event, which finds it again, and by no other', async () => {
      await hold(2);
      const [first] = await store.heldFor('U1', 'event 1');
      expect(first).toMatchObject({ state: 'held', reason: 'quota', target: { chatId: 'U1' } });
      for (const event of ['event 1', 'event 1', 'event 2']) {
        await store.carry([first?.id ?? ''], event);
        expect(await store.heldFor('U1', 'event 1')).toHaveLength(1);
        expect(await store.heldFor('U1', 'event 2')).toEqual([]);
      }
      expect(await store.heldFor('U0', 'event 2')).toHaveLength(1);
    });

    it('and what ended otherwise is told to the coordinator until somebody notes that it was', async () => {
      await hold(2);
      await store.open(slot(1, { id: 'sent', key: 'sent' }));
      await store.settle(await claimed(), 'delivered', 'sent', NOW);
      const untold = await store.untold(OFFICE, 0);
      expect(untold.map(({ state }) => state)).toEqual(['held', 'held']);
      expect(await store.untold('another office', 0)).toEqual([]);
      await store.tell(
        untold.slice(1).map(({ id }) => id),
        'notice',
      );
      expect(await store.untold(OFFICE, 0)).toHaveLength(1);
    });
  });
});
