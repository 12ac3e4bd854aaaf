import fc from 'fast-check';
import { makeDeliver } from '../../src/app/deliver.ts';
import type { Answer, Deliver } from '../../src/app/deliver.ts';
import type { LineGateway } from '../../src/app/ports.ts';
import type { DeliveryState, Store } from '../../src/app/store-port.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { ApiFault } from '../../src/emulator/faults.ts';
import type { JsonObject } from '../../src/emulator/model.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import type { TestClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';
import { until } from '../support/until.ts';

const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The door out between a real collection and an emulated LINE; `pushes` are the retry keys as they went out. */
interface Door {
  deliver: Deliver;
  emulator: Emulator;
  clock: TestClock;
  pushes: string[];
  states: Map<string, DeliveryState>;
  /** Somebody writes: what an answer to that needs. */
  asked(chat?: 'user' | 'group'): Promise<Answer>;
  visible(answer: Answer): number;
}

describe('an answer', () => {
  let database: TestDatabase;
  let store: Store;
  /** What the database goes by: the clock of the door in use. */
  let time = fixedClock();
  const doors: Emulator[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    store = await makeStore(database.connection, () => time.now());
  });
  afterAll(async () => {
    for (const emulator of doors) await emulator.close();
    await database.drop();
  });

  let seed = 0;
  async function door(): Promise<Door> {
    seed += 1;
    const clock = fixedClock();
    time = clock;
    const events: JsonObject[] = [];
    const emulator = createEmulator({
      clock,
      ...CHANNEL,
      seed,
      monthlyLimit: null,
      deliver: (body) => {
        events.push(...(JSON.parse(String(body)) as { events: JsonObject[] }).events);
        return Promise.resolve(200);
      },
    });
    doors.push(emulator);
    const gateway = makeLineGateway({
      channelAccessToken: CHANNEL.channelAccessToken,
      baseURL: await emulator.listen(),
      timeoutMs: 150,
      log: silentLog,
    });
    const pushes: string[] = [];
    const states = new Map<string, DeliveryState>();
    const recording: LineGateway = {
      reply: (token, messages) => gateway.reply(token, messages),
      push: async (to, messages, retryKey) => {
        expect(await database.connection.collection('deliveries').countDocuments({ retryKey })).toBe(1);
        pushes.push(retryKey);
        return gateway.push(to, messages, retryKey);
      },
    };
    const deliver = makeDeliver({
      deliveries: {
        ...store.deliveries,
        settle: async (id, state, sentIds) => {
          await store.deliveries.settle(id, state, sentIds);
          states.set(id, state);
        },
        conclude: async (delivery, sentIds) => {
          await store.deliveries.conclude(delivery, sentIds);
          states.set(delivery.id, delivery.state);
        },
      },
      gateway: recording,
      insight: { quota: () => Promise.resolve(null) },
      clock,
      log: silentLog,
      meter: { count: () => {} },
    });
    const people = Array.from({ length: 5 }, (_, index) => emulator.addUser({ name: `คนที่ ${index}` }).id);
    const user = people[0] ?? '';
    const group = emulator.addGroup({ name: 'กลุ่ม', memberIds: people }).id;
    return {
      deliver,
      emulator,
      clock,
      pushes,
      states,
      asked: async (type = 'user') => {
        const chatId = type === 'user' ? user : group;
        emulator.say(user, chatId, 'ถาม');
        await emulator.idle();
        const { webhookEventId, replyToken } = events.at(-1) ?? {};
        return {
          eventId: String(webhookEventId),
          chat: { type, id: chatId },
          receivedAt: clock.now(),
          replyToken: String(replyToken),
          messages: [{ type: 'text', text: `คำตอบ ${String(webhookEventId)}` }],
        };
      },
      visible: ({ chat, messages }) =>
        emulator
          .visible(chat.id)
          .filter((message) => message.fromBot && messages.some(({ text }) => text === message.text)).length,
    };
  }

  const AMBIGUOUS: ApiFault[] = ['dropBefore', 'dropAfter', 'errorBefore', 'errorAfter', 'hangBefore', 'hangAfter'];

  it.each(AMBIGUOUS)('is seen exactly once when the first reply meets %s', async (fault) => {
    const at = await door();
    at.emulator.faults.reply[fault] = 1;
    const answer = await at.asked();
    await at.deliver.answer(answer);
    await at.deliver.answer({ ...answer, again: true });
    await at.deliver.sweep();
    expect(at.visible(answer)).toBe(1);
    expect(at.pushes).toEqual([]);
  });

  it.each(AMBIGUOUS)('is not repeated as a push when every reply meets %s', async (fault) => {
    const at = await door();
    at.emulator.faults.reply[fault] = Infinity;
    const answer = await at.asked();
    await at.deliver.answer(answer);
    at.emulator.faults.reply[fault] = 0;
    await at.deliver.answer({ ...answer, again: true });
    await at.deliver.sweep();
    expect(at.visible(answer)).toBeLessThanOrEqual(1);
    expect(at.pushes).toEqual([]);
    expect(at.states.get(answer.eventId)).toBe('unknown');
  });

  it('is not repeated when LINE is slower than the time-out', async () => {
    const at = await door();
    at.emulator.faults.reply.slowMs = 250;
    const answer = await at.asked();
    await at.deliver.answer(answer);
    at.emulator.faults.reply.slowMs = 0;
    await at.deliver.answer({ ...answer, again: true });
    await at.deliver.sweep();
    await until(() => at.visible(answer) > 0);
    const next = await at.asked();
    await at.deliver.answer(next);
    expect(at.visible(answer)).toBe(1);
    expect(at.pushes).toEqual([]);
  });

  it('is pushed to a person whose reply token has died, with a key stored before', async () => {
    const at = await door();
    const answer = await at.asked();
    at.clock.advance(MINUTE + 1);
    await at.deliver.answer(answer);
    await at.deliver.answer({ ...answer, again: true });
    await at.deliver.sweep();
    expect(at.visible(answer)).toBe(1);
    expect(at.pushes).toHaveLength(1);
    expect(at.states.get(answer.eventId)).toBe('sent');
  });

  it('is pushed when LINE refuses a token that seemed alive', async () => {
    const at = await door();
    const answer = await at.asked();
    at.clock.advance(MINUTE + 1);
    await at.deliver.answer({ ...answer, receivedAt: at.clock.now() });
    expect(at.visible(answer)).toBe(1);
    expect(at.pushes).toHaveLength(1);
  });

  it('is pushed when a reply is refused for haste', async () => {
    const at = await door();
    at.emulator.faults.reply.rateLimit = 1;
    const answer = await at.asked();
    await at.deliver.answer(answer);
    expect(at.visible(answer)).toBe(1);
  });

  it.each(AMBIGUOUS)('is seen once and under one key when the first push meets %s', async (fault) => {
    const at = await door();
    at.emulator.faults.push[fault] = 1;
    const answer = await at.asked();
    at.clock.advance(MINUTE + 1);
    await at.deliver.answer(answer);
    expect(at.states.get(answer.eventId)).toBeUndefined();
    at.clock.advance(HOUR);
    await at.deliver.sweep();
    await at.deliver.sweep();
    expect(at.visible(answer)).toBe(1);
    expect(at.pushes).toHaveLength(2);
    expect(new Set(at.pushes).size).toBe(1);
    // 409: LINE had it already, which is success.
    expect(at.states.get(answer.eventId)).toBe('sent');
  });

  it('is not pushed again once LINE has forgotten the retry key', async () => {
    const at = await door();
    at.emulator.faults.push.dropAfter = 1;
    const answer = await at.asked();
    at.clock.advance(MINUTE + 1);
    await at.deliver.answer(answer);
    at.clock.advance(25 * HOUR);
    await at.deliver.sweep();
    await at.deliver.answer({ ...answer, again: true });
    expect(at.visible(answer)).toBe(1);
    expect(at.states.get(answer.eventId)).toBe('expired');
  });

  it('is given up, not tried for ever, when LINE refuses the push', async () => {
    const at = await door();
    at.emulator.faults.push.monthlyLimit = 1;
    const answer = await at.asked();
    at.clock.advance(MINUTE + 1);
    await at.deliver.answer(answer);
    await at.deliver.sweep();
    expect(at.states.get(answer.eventId)).toBe('held');
    expect(at.pushes).toHaveLength(1);
  });

  it('is not pushed into a group, where a push costs one message per member', async () => {
    const at = await door();
    const dead = await at.asked('group');
    at.clock.advance(MINUTE + 1);
    await at.deliver.answer(dead);
    at.emulator.faults.reply.rateLimit = 1;
    const refused = await at.asked('group');
    await at.deliver.answer(refused);
    await at.deliver.sweep();
    expect(at.pushes).toEqual([]);
    expect(at.emulator.quota.used).toBe(0);
    expect([at.states.get(dead.eventId), at.states.get(refused.eventId)]).toEqual(['expired', 'expired']);
  });

  it('is never seen twice, whatever goes wrong, however many bring it and however often', async () => {
    const at = await door();
    const faults = fc.record({
      dropBefore: fc.nat({ max: 2 }),
      dropAfter: fc.nat({ max: 2 }),
      errorBefore: fc.nat({ max: 1 }),
      errorAfter: fc.nat({ max: 1 }),
      rateLimit: fc.nat({ max: 1 }),
    });
    const steps = fc.array(
      fc.oneof(
        fc.record({ type: fc.constant('answer' as const), times: fc.integer({ min: 1, max: 3 }) }),
        fc.record({ type: fc.constant('sweep' as const), times: fc.integer({ min: 1, max: 2 }) }),
        fc.record({ type: fc.constant('pass' as const), times: fc.constantFrom(MINUTE, 10 * HOUR, 23 * HOUR) }),
      ),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(faults, faults, fc.constantFrom('user' as const, 'group' as const), steps, async (...given) => {
        const [reply, push, chat, acts] = given;
        Object.assign(at.emulator.faults.reply, reply);
        Object.assign(at.emulator.faults.push, push);
        const pushed = at.pushes.length;
        const answer = await at.asked(chat);
        let begun = false;
        for (const { type, times } of acts) {
          if (type === 'pass') at.clock.advance(times);
          else {
            await Promise.all(
              Array.from({ length: times }, () => {
                if (type === 'sweep') return at.deliver.sweep();
                const again = begun;
                begun = true;
                return at.deliver.answer({ ...answer, again });
              }),
            );
          }
        }
        expect(at.visible(answer)).toBeLessThanOrEqual(1);
        if (chat === 'group') expect(at.pushes).toHaveLength(pushed);
        // What is left of this answer must not meet the next run.
        await store.deliveries.settle(answer.eventId, 'unknown', []);
      }),
      { numRuns: 100 },
    );
  });
});
