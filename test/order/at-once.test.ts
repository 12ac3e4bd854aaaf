import type { Incoming } from '../../src/app/incoming.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot, TestBotOptions } from '../support/bot.ts';
import { tickingClock } from '../support/clock.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { contentOf, reportsOf } from '../support/reports.ts';

/** Long enough for twenty webhooks to come in, however busy this machine is. */
const SETTLE_MS = 1_500;
/** No two lines in one millisecond, even by a clock that goes on meanwhile. */
const APART_MS = 20;

/** Three reports and a question, each line meaningless in any other place. */
const LINES = [
  ['รายงาน 1', '1', 'จัดอบรม 2 รุ่น', 'บุคลากรเข้าใจ', '๔๕,๐๐๐', '1'],
  ['รายงาน 2', '3', '1', 'บันทึก', 'ค้าง'],
  ['รายงาน 1', '1', 'จัดอบรม 3 รุ่น', 'บุคลากรเข้าใจมากขึ้น', '50000', 'แก้ไข', '6', 'ไม่มีปัญหา', '1'],
].flat();

const PLAN = aPlan([
  aMeasure(1, { title: 'โครงการอบรมคุณธรรม', plannedBudget: 50_000 }),
  aMeasure(2, { title: 'มาตรการเปิดเผยข้อมูล' }),
]);

describe('twenty messages of one person sent at once', () => {
  const running: TestBot[] = [];
  afterEach(async () => {
    for (const test of running.splice(0)) await test.close();
  });

  async function started(options: TestBotOptions = {}): Promise<{ test: TestBot; officer: string }> {
    const test = await startTestBot(options);
    running.push(test);
    await test.plan(PLAN);
    return { test, officer: await test.person('สมใจ', { organisation: OFFICE, role: 'officer' }) };
  }

  let expected: ReturnType<typeof contentOf>;
  beforeAll(async () => {
    const { test, officer } = await started();
    for (const line of LINES) {
      test.clock.advance(1);
      test.emulator.say(officer, officer, line);
      await test.settled();
    }
    expected = contentOf(await reportsOf(test, OFFICE));
    expect(expected.map(({ number, before }) => [number, before.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    await test.close();
    running.pop();
  });

  /** Says all lines, none delivered yet: they happened in their order, and lie in another. */
  function sayAll({ emulator, clock }: TestBot, officer: string): void {
    const first = clock.now();
    emulator.hold();
    for (const index of LINES.keys()) {
      const place = (index * 7 + 3) % LINES.length;
      clock.set(first + place * APART_MS);
      emulator.say(officer, officer, LINES[place] ?? '');
    }
    clock.set(first + LINES.length * APART_MS);
  }

  async function expectSame(test: TestBot): Promise<void> {
    expect(contentOf(await reportsOf(test, OFFICE))).toEqual(expected);
  }

  function expectOneAnswerEach({ emulator }: TestBot, officer: string): void {
    expect(emulator.visible(officer).filter(({ fromBot }) => fromBot)).toHaveLength(LINES.length);
  }

  it('in one webhook, disordered, give the report they give one after the other', async () => {
    const { test, officer } = await started();
    sayAll(test, officer);
    test.emulator.release({ together: true });
    await test.settled();
    await expectSame(test);
    expectOneAnswerEach(test, officer);
  });

  it('in twenty webhooks side by side, disordered and doubled, give the same report', async () => {
    const { test, officer } = await started({ clock: tickingClock(), settleMs: SETTLE_MS });
    sayAll(test, officer);
    Object.assign(test.emulator.faults.webhook, { shuffle: true, duplicates: 1 });
    test.emulator.release();
    await test.settled();
    await expectSame(test);
    expectOneAnswerEach(test, officer);
  });

  it('redelivered side by side after the bot was away give the same report', async () => {
    let away = true;
    const { test, officer } = await started({
      clock: tickingClock(),
      settleMs: SETTLE_MS,
      store: (real) => ({
        ...real,
        inbox: {
          ...real.inbox,
          record: (...given) => (away ? Promise.reject(new Error('away')) : real.inbox.record(...given)),
        },
      }),
    });
    sayAll(test, officer);
    Object.assign(test.emulator.faults.webhook, { shuffle: true });
    test.emulator.release();
    await test.settled();
    expect(new Set(test.emulator.deliveries.map(({ status }) => status))).toEqual(new Set([500]));
    away = false;
    test.clock.advance(10_000);
    expect(test.emulator.redeliver()).toBe(LINES.length);
    await test.settled();
    await expectSame(test);
  });

  it('give the same report when one cannot be handled at first: what comes later does not overtake it', async () => {
    let left = 5;
    const { test, officer } = await started({
      store: (real) => ({
        ...real,
        sessions: {
          ...real.sessions,
          advance: (...given) => {
            left -= 1;
            return left === 0 ? Promise.reject(new Error('on purpose')) : real.sessions.advance(...given);
          },
        },
      }),
    });
    const lines = [...LINES];
    for (const line of lines.splice(0, 8)) {
      test.clock.advance(1_000);
      test.emulator.say(officer, officer, line);
    }
    await test.settled();
    for (const line of lines) {
      test.clock.advance(1_000);
      test.emulator.say(officer, officer, line);
      await test.settled();
    }
    test.clock.advance(10_000);
    await test.bot.sweep();
    await test.settled();
    await expectSame(test);
    expectOneAnswerEach(test, officer);
  });

  it('left by a crash give the same report, in the order they happened', async () => {
    let dead = true;
    const { test, officer } = await started({
      store: (real) => ({
        ...real,
        inbox: {
          ...real.inbox,
          // The process dies once they are on record, before it handles any.
          record: async (...given) => {
            const recorded = await real.inbox.record(...given);
            return dead ? [] : recorded;
          },
        },
      }),
    });
    sayAll(test, officer);
    test.emulator.release();
    await test.settled();
    dead = false;
    await test.bot.sweep(0);
    await test.settled();
    await expectSame(test);
    expectOneAnswerEach(test, officer);
  });

  it('and taken by two instances on one store give the same report and one answer each', async () => {
    const { test, officer } = await started({ instances: 2, clock: tickingClock(), settleMs: SETTLE_MS });
    sayAll(test, officer);
    Object.assign(test.emulator.faults.webhook, { shuffle: true, duplicates: 1 });
    test.emulator.release();
    await test.settled();
    await expectSame(test);
    expectOneAnswerEach(test, officer);
  });

  it('are not written over by an instance that read the conversation before another moved it on', async () => {
    let held: Promise<void> | undefined;
    let letGo = () => {};
    let instances = 0;
    const { test, officer } = await started({
      instances: 2,
      store: (real) => {
        instances += 1;
        if (instances === 1) return real;
        const read: typeof real.sessions.read = async (key) => {
          const stored = await real.sessions.read(key);
          await held;
          return stored;
        };
        return { ...real, sessions: { ...real.sessions, read } };
      },
    });
    const [first, second] = test.bots;
    for (const line of LINES.slice(0, 2)) {
      test.clock.advance(1);
      test.emulator.say(officer, officer, line);
      await test.settled();
    }
    const said = (place: number): Incoming => ({
      id: `event-${place}`,
      destination: test.emulator.bot.userId,
      timestamp: test.clock.now() + place,
      redelivered: false,
      chat: { type: 'user', id: officer },
      userId: officer,
      content: { kind: 'text', messageId: `message-${place}`, text: LINES[place] ?? '', addressed: true },
    });
    held = new Promise((resolve) => {
      letGo = resolve;
    });
    // The second has read the conversation, and holds it while the first takes what happened before.
    await second?.intake.take([said(3)]);
    await first?.intake.take([said(2)]);
    await first?.intake.idle();
    letGo();
    await second?.intake.idle();
    for (const place of [4, 5, 6]) await first?.intake.take([said(place)]);
    await test.settled();
    const [report] = await reportsOf(test, OFFICE);
    expect(report?.report).toEqual({
      status: 'completed',
      result: LINES[2],
      outcome: LINES[3],
      disbursed: 45_000,
    });
  });
});
