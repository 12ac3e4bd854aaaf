import fc from 'fast-check';
import type { Incoming } from '../../src/app/incoming.ts';
import { laneKey } from '../../src/app/lanes.ts';
import type { Debt, Delivery, Store } from '../../src/app/store-port.ts';
import { newSession } from '../../src/conversation/session.ts';
import { connectStore } from '../../src/store/connect.ts';
import type { OpenStore } from '../../src/store/connect.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { MORNING } from '../support/clock.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

/** Two instances on one database: each makes batches of its own, and they meet in the server. */
let database: TestDatabase;
let second: OpenStore;
let stores: [Store, Store];
const written: { name: string; concern: unknown }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const uri = `${process.env['TEST_MONGODB_URI']}&monitorCommands=true`;
  second = await connectStore('embedded', uri, { database: database.name });
  second.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    const { writeConcern } = command as { writeConcern?: unknown };
    if (/insert|update|delete|findAndModify/.test(commandName))
      written.push({ name: commandName, concern: writeConcern });
  });
  stores = [await makeStore(database.connection), await makeStore(second.connection)];
});

afterAll(async () => {
  await second.close();
  await database.drop();
});

const rows = (name: string) => database.connection.collection<{ _id: string }>(name);
const rowOf = async (name: string, id: string) => rows(name).findOne({ _id: id });

let ids = 0;
const fresh = (what: string) => `${what}-${(ids += 1)}`;

const anEvent = (id: string, overrides: Partial<Incoming> = {}): Incoming => ({
  id,
  destination: 'bot',
  timestamp: MORNING,
  redelivered: false,
  chat: { type: 'user', id: `U${id}` },
  userId: `U${id}`,
  content: { kind: 'follow' },
  ...overrides,
});

const aDebt = (eventId: string): Debt => ({
  eventId,
  occasion: { ...anEvent(eventId), receivedAt: MORNING },
  effects: [],
  locale: 'th',
});

const aDelivery = (id: string, retryKey: string): Delivery => ({
  id,
  chatId: 'U1',
  messages: [],
  retryKey,
  state: 'retrying',
  createdAt: MORNING,
  attempts: 0,
  nextAttemptAt: 0,
  kind: 'answer',
});

const advance = (store: Store, key: string, revision: number, eventId: string) =>
  store.sessions.advance(key, revision, newSession(), [aDebt(eventId)], MORNING);

const instance = fc.nat(1).map((index) => ({ index, of: () => stores[index] ?? stores[0] }));

describe('events on record', () => {
  it('are fresh in one call each, however they come', async () => {
    const calls = fc.array(fc.record({ store: instance, events: fc.array(fc.nat(9), { maxLength: 4 }) }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(calls, async (webhooks) => {
        const run = fresh('run');
        const recorded = await Promise.all(
          webhooks.map(({ store, events }) =>
            store.of().inbox.record(
              events.map((event) => anEvent(`${run}-${event}`)),
              MORNING,
            ),
          ),
        );
        const found = recorded.flat().map(({ event }) => event.id);
        const sent = new Set(webhooks.flatMap(({ events }) => events.map((event) => `${run}-${event}`)));
        expect(found.toSorted()).toEqual([...sent].toSorted());
        for (const id of sent) expect(await stores[0].inbox.stateOf(id)).toBe('open');
      }),
      { numRuns: 40 },
    );
  });

  it('that could not be stored fail their call, and no other of the batch', async () => {
    const [{ inbox }] = stores;
    const [known, refused, taken, also] = [fresh('known'), fresh('refused'), fresh('taken'), fresh('also')];
    await inbox.record([anEvent(known)], MORNING);
    // The server refuses to put two lists of one document into one index: the event that has two cannot be stored.
    const lists = { 'event.content.userIds': 1, 'event.content.text': 1 } as const;
    const index = await rows('inbox').createIndex(lists);
    const twoLists = { kind: 'memberJoined', userIds: ['a', 'b'], text: ['a', 'b'] } as const;
    const record = (...events: string[]) =>
      inbox.record(
        events.map((id) => anEvent(id, id === refused ? { content: twoLists as never } : {})),
        MORNING,
      );
    const outcomes = await Promise.allSettled([record(known, also), record(refused), record(taken, refused)]);
    const later = await Promise.allSettled([record(taken), record(refused)]);
    await rows('inbox').dropIndex(index);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: [{ event: { id: also } }] },
      { status: 'rejected', reason: { name: 'WriteRefused', code: 171 } },
      { status: 'rejected' },
    ]);
    expect(later).toMatchObject([{ status: 'fulfilled', value: [] }, { status: 'rejected' }]);
    expect([await inbox.stateOf(refused), await inbox.stateOf(taken)]).toEqual([null, 'open']);
  });

  it('are found by their lane, asked for side by side, and finished together', async () => {
    const [{ inbox }] = stores;
    const events = Array.from({ length: 20 }, (_, index) =>
      anEvent(fresh('event'), { timestamp: MORNING + index, userId: `U${index % 4}`, chat: { type: 'user', id: 'U' } }),
    );
    await inbox.record(events, MORNING);
    const upTo = await Promise.all(events.map((event) => inbox.openUpTo(event)));
    for (const [index, event] of events.entries())
      expect(upTo[index]?.map((one) => one.event)).toEqual(
        events.slice(0, index + 1).filter((other) => laneKey(other) === laneKey(event)),
      );
    await Promise.all(events.slice(4).map(({ id }, index) => inbox.finish(id, MORNING + index)));
    for (const event of events.slice(4)) {
      expect(await rowOf('inbox', event.id)).toMatchObject({ state: 'done', event: null });
      expect(await inbox.openUpTo(event)).toHaveLength(1);
    }
    const [last] = events.slice(-1);
    await inbox.finish(last?.id ?? '', MORNING + 1000);
    expect(await rowOf('inbox', last?.id ?? '')).not.toMatchObject({ finishedAt: MORNING + 1000 });
  });
});

describe('conversations', () => {
  it('have one winner of each revision, whoever goes on meanwhile', async () => {
    const act = fc.record({ store: instance, key: fc.nat(2), behind: fc.nat(3) });
    const crowd = fc.array(fc.array(act, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(crowd, async (workers) => {
        const run = fresh('run');
        const wins = new Map<string, number[]>();
        const last = new Map<string, [revision: number, eventId: string]>();
        await Promise.all(
          workers.map(async (acts) => {
            for (const { store, key: number, behind } of acts) {
              const key = `${run}-${number}`;
              const now = (await store.of().sessions.read(key))?.revision ?? 0;
              // Some compare with what is long past.
              const revision = Math.max(0, now - (behind === 3 ? 1 : 0));
              const eventId = fresh('event');
              if (!(await advance(store.of(), key, revision, eventId))) continue;
              wins.set(key, [...(wins.get(key) ?? []), revision]);
              if ((last.get(key)?.[0] ?? -1) < revision) last.set(key, [revision, eventId]);
            }
          }),
        );
        const touched = new Set(workers.flat().map(({ key }) => `${run}-${key}`));
        for (const key of touched) {
          const stored = await stores[0].sessions.read(key);
          // Each revision was left by the one call that was told so: none by two, and none by nobody.
          const won = (wins.get(key) ?? []).toSorted((a, b) => a - b);
          expect(won).toEqual(Array.from({ length: stored?.revision ?? 0 }, (_, revision) => revision));
          expect(won.length).toBeGreaterThan(0);
          expect(stored?.debts.map(({ eventId }) => eventId)).toEqual([last.get(key)?.[1]]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('go on for everybody who is alone, in one batch with those who are not', async () => {
    const crowded = fresh('crowded');
    await advance(stores[0], crowded, 0, 'first');
    for (let revision = 0; revision < 5; revision += 1) {
      const alone = Array.from({ length: 40 }, () => fresh('alone'));
      const [made, ...crowd] = await Promise.all([
        Promise.all(alone.map((key) => advance(stores[0], key, 0, key))),
        ...Array.from({ length: 10 }, (_, index) =>
          advance(stores[index % 2] ?? stores[0], crowded, revision + 1, fresh('event')),
        ),
      ]);
      expect(made).toEqual(alone.map(() => true));
      expect(crowd.filter(Boolean)).toHaveLength(1);
      const again = await Promise.all(alone.map((key) => advance(stores[1], key, 1, fresh('event'))));
      expect(again).toEqual(alone.map(() => true));
    }
  });

  it('that are not there are not made by who believes in them', async () => {
    const key = fresh('gone');
    expect(await advance(stores[0], key, 3, 'event')).toBe(false);
    expect(await stores[0].sessions.read(key)).toBeNull();
  });

  it('are stored without what is undefined', async () => {
    const key = fresh('key');
    const undefinedName = { ...aDebt('one'), addressee: undefined } as unknown as Debt;
    const session = { ...newSession(), locale: undefined } as never;
    for (const revision of [0, 1])
      expect(await stores[0].sessions.advance(key, revision, session, [undefinedName], MORNING)).toBe(true);
    const stored = await stores[0].sessions.read(key);
    expect(stored).toStrictEqual({ revision: 2, session: newSession(), debts: [aDebt('one')] });
  });
});

describe('deliveries', () => {
  it('are made once, by whoever comes first', async () => {
    const call = fc.record({ store: instance, id: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        const run = fresh('run');
        const opened = await Promise.all(
          calls.map(({ store, id }, index) => store.of().deliveries.open(aDelivery(`${run}-${id}`, `key-${index}`))),
        );
        for (const delivery of opened) expect(delivery).toEqual(await stores[0].deliveries.read(delivery.id));
      }),
      { numRuns: 40 },
    );
  });

  it('are concluded whether they were there before or not, and stay sent once they are', async () => {
    const [{ deliveries }, other] = stores;
    const [there, anew] = [fresh('delivery'), fresh('delivery')];
    await deliveries.open(aDelivery(there, 'key'));
    await Promise.all([
      deliveries.conclude({ ...aDelivery(there, 'key'), state: 'unknown' }, []),
      other.deliveries.conclude({ ...aDelivery(there, 'key'), state: 'sent' }, ['m']),
      deliveries.conclude({ ...aDelivery(anew, 'key'), state: 'unknown' }, []),
      other.deliveries.conclude({ ...aDelivery(anew, 'key'), state: 'sent' }, ['m']),
    ]);
    for (const id of [there, anew]) expect(await deliveries.read(id)).toMatchObject({ state: 'sent' });
  });

  it('stay sent once they are, settled at once by several', async () => {
    const [{ deliveries }] = stores;
    const all = Array.from({ length: 20 }, () => fresh('delivery'));
    await Promise.all(all.map((id) => deliveries.open(aDelivery(id, 'key'))));
    await Promise.all(
      all.flatMap((id) => [
        deliveries.settle(id, 'unknown', []),
        deliveries.settle(id, 'sent', [`message-${id}`]),
        deliveries.settle(id, 'failed', []),
      ]),
    );
    for (const id of all) {
      expect(await deliveries.read(id)).toMatchObject({ state: 'sent' });
      expect(await deliveries.saidTo('U1', `message-${id}`)).toEqual({});
    }
  });
});

test('people and groups asked for side by side are each found, or not', async () => {
  const [{ members, groups }] = stores;
  const people = Array.from({ length: 150 }, () => fresh('U'));
  await Promise.all(
    people.slice(75).map(async (lineUserId) => {
      await members.join(`office of ${lineUserId}`, { lineUserId, name: lineUserId, role: 'officer', locale: 'th' });
      await groups.link(`office of ${lineUserId}`, lineUserId, 'somebody', MORNING);
    }),
  );
  const offices = people.map((lineUserId, index) => (index < 75 ? null : `office of ${lineUserId}`));
  const found = await Promise.all(people.map((lineUserId) => members.byLineUser(lineUserId)));
  expect(found.map((member) => member?.organisationId ?? null)).toEqual(offices);
  expect(await Promise.all(people.map((lineUserId) => groups.organisationOf(lineUserId)))).toEqual(offices);
});

test.each([
  ['inbox', { lane: { $in: ['a', 'b'] }, state: 'open' }, 'lane_1'],
  ['members', { lineUserId: { $in: ['a', 'b'] } }, 'lineUserId_1'],
])('%s asked for several is read by its index', async (name, filter, index) => {
  const plan = await rows(name)
    .find(filter as never)
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain(`"indexName":"${index}"`);
});

test('every write waits for the journal', async () => {
  written.length = 0;
  const [, { inbox, deliveries }] = stores;
  const id = fresh('event');
  await inbox.record([anEvent(id)], MORNING);
  for (const revision of [0, 1]) await advance(stores[1], id, revision, id);
  await deliveries.open(aDelivery(id, 'key'));
  await deliveries.conclude({ ...aDelivery(fresh('event'), 'key'), state: 'sent' }, []);
  await deliveries.settle(id, 'sent', []);
  await inbox.finish(id, MORNING);
  expect(written.map(({ name }) => name)).toHaveLength(7);
  for (const { concern } of written) expect(concern).toMatchObject({ w: 1, j: true });
});
