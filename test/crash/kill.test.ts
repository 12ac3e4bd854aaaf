import { randomInt } from 'node:crypto';
import { laneKey } from '../../src/app/lanes.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import type { HistoryEntry } from '../../src/app/store-port.ts';
import { systemClock } from '../../src/clock.ts';
import { CONFIRM, topRun } from '../../src/conversation/session.ts';
import type { Session } from '../../src/conversation/session.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { RandomSource } from '../../src/emulator/random.ts';
import type { Report } from '../../src/reporting/model.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { until } from '../support/until.ts';
import { buildProgram } from './bot-process.ts';
import type { BotProcess, Program } from './bot-process.ts';

/** Every moment below, once. Each life costs a second of a core; the tests run on two versions of Node. Set CRASH_KILLS for more. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 8);
/** CRASH_SEED repeats a run as far as the clock allows. */
const SEED = Number(process.env['CRASH_SEED'] ?? randomInt(2 ** 31));
const CHANNEL = { channelSecret: 'crash-secret', channelAccessToken: 'crash-token' };

/** One line of a report, and where the conversation stands after it. */
interface Line {
  text: string;
  standsAt: string | null;
  /** The measure that this line saves. */
  saves?: number;
}

/** One person in one chat, reporting their own measures again and again; the next line is said when the last was answered. */
class Person {
  /** Message ids of what was said, oldest first. */
  readonly said: { messageId: string; line: Line }[] = [];
  readonly name: string;
  readonly userId: string;
  readonly chatId: string;
  private readonly emulator: Emulator;
  private readonly measures: readonly number[];
  private readonly isGroup: boolean;
  private talking = false;

  constructor(emulator: Emulator, name: string, userId: string, chatId: string, measures: readonly number[]) {
    this.emulator = emulator;
    this.name = name;
    this.userId = userId;
    this.chatId = chatId;
    this.measures = measures;
    this.isGroup = chatId !== userId;
    emulator.onMessage((message) => {
      if (this.talking && message.fromBot && this.isForMe(message)) this.sayNext();
    });
  }

  get key(): string {
    const chat = { type: this.isGroup ? ('group' as const) : ('user' as const), id: this.chatId };
    return laneKey({ destination: this.emulator.bot.userId, chat, userId: this.userId, id: '' });
  }

  /** Where the conversation must stand now; null: no question is open. */
  get standsAt(): string | null {
    return this.said.at(-1)?.line.standsAt ?? null;
  }

  /** Everything written in the reports of this person begins with this. */
  get mark(): string {
    return `${this.name} ${this.isGroup ? 'ในกลุ่ม' : 'ส่วนตัว'}`;
  }

  begin(): void {
    this.talking = true;
    this.sayNext();
  }

  pause(): void {
    this.talking = false;
  }

  /** Talks until the report that is open is saved. */
  async finish(): Promise<void> {
    this.begin();
    await until(() => this.standsAt === null && this.repliesToLast() === 1, 20_000);
    this.pause();
  }

  /** Bot messages for this person that stand between what they said and their next line. */
  replies(): number[] {
    const counts: number[] = [];
    const own = new Set(this.said.map(({ messageId }) => messageId));
    for (const message of this.emulator.visible(this.chatId)) {
      if (own.has(message.id)) counts.push(0);
      else if (message.fromBot && this.isForMe(message)) counts.push((counts.pop() ?? 0) + 1);
    }
    return counts;
  }

  private repliesToLast(): number {
    return this.replies().at(-1) ?? 0;
  }

  private sayNext(): void {
    // The last report is begun by nobody while the test waits for the end.
    if (this.stopping && this.standsAt === null && this.said.length > 0) return;
    const line = this.lineAt(this.said.length);
    const { id } = this.emulator.say(this.userId, this.chatId, line.text, { mentionBot: this.isGroup });
    this.said.push({ messageId: id, line });
  }

  /** True: what is open is finished, nothing new is begun. */
  stopping = false;

  private isForMe({ text, chatId }: { text: string; chatId: string }): boolean {
    return chatId === this.chatId && (!this.isGroup || text.split('\n')[0]?.includes(this.name) === true);
  }

  private lineAt(index: number): Line {
    const report = Math.floor(index / LINES_OF_REPORT);
    const measure = this.measures[report % this.measures.length] ?? 0;
    const written = (what: string) => `${this.mark} รายงานครั้งที่ ${report} ${what}`;
    const all: Line[] = [
      { text: `รายงาน ${measure}`, standsAt: 'status' },
      { text: '2', standsAt: 'result' },
      { text: written('กำลังทำ'), standsAt: 'obstacle' },
      { text: 'ข้าม', standsAt: CONFIRM },
      { text: '1', standsAt: null, saves: measure },
    ];
    return all[index % LINES_OF_REPORT] as Line;
  }
}

/** What a person says to report a measure. */
const LINES_OF_REPORT = 5;

/** When to kill: while people talk, while their first lines come in, once LINE has an answer, during what a restart does. */
const MOMENTS = ['talk', 'reply', 'talk', 'recovery', 'first', 'reply', 'talk', 'reply'] as const;
/** Milliseconds, least and most. */
const WAITS = { talk: [20, 400], first: [0, 30], recovery: [0, 200] } as const;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a bot killed at any moment', () => {
  const random = new RandomSource(SEED);
  const between = ([least, most]: readonly [number, number]) =>
    least + (parseInt(random.hex(8), 16) % (most - least + 1));
  let emulator: Emulator;
  let program: Program | undefined;
  let bot: BotProcess;
  let people: Person[];
  const errors: string[] = [];

  beforeAll(async () => {
    emulator = createEmulator({ clock: systemClock, ...CHANNEL, seed: SEED, monthlyLimit: null });
    const baseUrl = await emulator.listen();
    program = await buildProgram({
      LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.channelAccessToken,
      LINE_API_BASE_URL: baseUrl,
      SETUP_CODE: 'START-2570',
    });
    bot = program.prepare();
    Object.assign(emulator.faults.webhook, { duplicates: 1, shuffle: true });
  }, 60_000);
  afterAll(async () => {
    await program?.remove();
    await emulator.close();
  });

  /** An office of three officers, two of whom also report in the group. */
  async function setUp(): Promise<void> {
    const { connection } = await bot.look();
    const store = await makeStore(connection);
    await storePlan(store, aPlan(Array.from({ length: 10 }, (_, index) => aMeasure(index + 1))), 'crash', Date.now());
    const { id } = await store.organisations.ensure(OFFICE);
    const officers = ['กานดา', 'ขจร', 'คณิต'].map((name) => ({ name, userId: emulator.addUser({ name }).id }));
    for (const { name, userId } of officers) {
      await store.members.join(id, { lineUserId: userId, name, role: 'officer', locale: 'th' });
    }
    const group = emulator.addGroup({ name: 'กลุ่ม', memberIds: officers.map(({ userId }) => userId) }).id;
    await store.groups.link(id, group, '', Date.now());
    const places = [
      ...officers.map((officer) => ({ ...officer, chat: officer.userId })),
      ...officers.slice(0, 2).map((officer) => ({ ...officer, chat: group })),
    ];
    people = places.map(
      ({ name, userId, chat }, index) => new Person(emulator, name, userId, chat, [2 * index + 1, 2 * index + 2]),
    );
  }

  /** Starts a life; the one after it is loaded meanwhile. */
  async function restart(): Promise<void> {
    emulator.setWebhookUrl(`${await bot.begin()}/webhook/line`);
  }

  /** Resolves when LINE has taken this many answers: the bot does not know of the last one yet. */
  async function anAnswer(count: number): Promise<void> {
    let left = count;
    await new Promise<void>((resolve) => {
      const stop = emulator.onMessage(({ fromBot }) => {
        if (fromBot) left -= 1;
        if (left > 0) return;
        stop();
        // At once: an answer may be on its way back to the bot a moment later.
        void bot.kill();
        resolve();
      });
    });
  }

  const events = () => {
    const byMessage = new Map<string, { eventId: string; taken: boolean }>();
    for (const { events: posted, status } of emulator.deliveries) {
      for (const event of posted) {
        const { id } = event['message'] as { id: string };
        const taken = status === 200 || byMessage.get(id)?.taken === true;
        byMessage.set(id, { eventId: String(event['webhookEventId']), taken });
      }
    }
    return byMessage;
  };

  /** What was answered 200 is on record, whatever happened since. */
  async function expectNothingLost(): Promise<void> {
    const { connection } = await bot.look();
    const taken = [...events().values()].filter((event) => event.taken).map(({ eventId }) => eventId);
    const rows = await connection.collection<{ _id: string }>('inbox').find().toArray();
    const known = new Set(rows.map(({ _id }) => _id));
    expect(taken.filter((id) => !known.has(id))).toEqual([]);
  }

  /** LINE delivers again what got no answer, and everything takes effect: exactly once, where it belongs, with one reply. */
  async function expectAllDoneOnce(): Promise<void> {
    const { connection } = await bot.look();
    emulator.redeliver();
    await emulator.idle();
    const known = events();
    const inbox = connection.collection<{ _id: string; state: string }>('inbox');
    await until(async () => (await inbox.countDocuments({ state: 'done' })) === known.size, 6_000);
    expect(await inbox.countDocuments()).toBe(known.size);

    type Row = { measureId: string; report: Report; history: HistoryEntry[] };
    const measures = await connection.collection<{ _id: string; number: number }>('measures').find().toArray();
    const reports = await connection.collection<Row>('reports').find().toArray();
    for (const person of people) {
      const stored = await connection
        .collection<{ _id: string; session: Session; revision: number }>('sessions')
        .findOne({ _id: person.key });
      // Each event moved the conversation on once, to where it belongs.
      expect(stored?.revision ?? 0).toBe(person.said.length);
      const run = stored === null ? undefined : topRun(stored.session);
      expect([person.mark, run?.at ?? null]).toEqual([person.mark, person.standsAt]);
      for (const answer of Object.values(run?.answers ?? {})) {
        if (String(answer).includes('รายงานครั้งที่')) expect(String(answer)).toContain(person.mark);
      }
      // Each line has one answer on the screen: none is missing, since LINE could be reached all the time.
      await until(() => person.replies().every((count) => count >= 1), 5_000);
      expect(person.replies().filter((count) => count !== 1)).toEqual([]);
    }
    const writers = new Map(
      people.flatMap((person) =>
        person.said.flatMap(({ line }) => (line.saves === undefined ? [] : [[line.saves, person]])),
      ),
    );
    expect(reports).toHaveLength(writers.size);
    for (const [number, person] of writers) {
      const measure = measures.find((one) => one.number === number);
      const row = reports.find(({ measureId }) => measureId === measure?._id);
      const saves = person.said.filter(({ line }) => line.saves === number);
      expect(row?.history.map(({ eventId }) => eventId)).toEqual(
        saves.map(({ messageId }) => known.get(messageId)?.eventId),
      );
      const texts = [...(row?.history.slice(1).map(({ before }) => before) ?? []), row?.report];
      const written = saves.map(
        ({ messageId }) => person.said.findIndex((one) => one.messageId === messageId) / LINES_OF_REPORT,
      );
      expect(texts.map((text) => text?.result)).toEqual(
        written.map((report) => `${person.mark} รายงานครั้งที่ ${Math.floor(report)} กำลังทำ`),
      );
    }
  }

  it(`${KILLS} times loses nothing and does nothing twice (CRASH_SEED=${SEED})`, async () => {
    const began = performance.now();
    await restart();
    await setUp();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const next = program?.prepare() ?? bot;
      const moment = MOMENTS[kill % MOMENTS.length];
      // A death in the middle of what the last one left comes before that is finished.
      if (moment === 'recovery') emulator.redeliver();
      else {
        await expectAllDoneOnce();
        for (const person of people) person.begin();
      }
      if (moment === 'reply') await anAnswer(between([1, 6]));
      else await pause(between(WAITS[moment ?? 'talk']));
      await bot.kill();
      for (const person of people) person.pause();
      errors.push(...bot.errors);
      await emulator.idle();
      bot = next;
      await restart();
      await expectNothingLost();
    }
    await expectAllDoneOnce();
    for (const person of people) person.stopping = true;
    await Promise.all(people.filter((person) => person.standsAt !== null).map((person) => person.finish()));
    await expectAllDoneOnce();
    expect(errors).toEqual([]);
    const said = people.reduce((sum, person) => sum + person.said.length, 0);
    const posted = emulator.deliveries;
    const refused = posted.filter(({ status }) => status !== 200).length;
    process.stdout.write(
      `${KILLS} kills: ${said} events, ${posted.length} webhooks (${refused} unanswered), ` +
        `${people.map((person) => Math.floor(person.said.length / 6)).join('+')} reports, ` +
        `${Math.round((performance.now() - began) / 100) / 10} s, CRASH_SEED=${SEED}\n`,
    );
  }, 240_000);
});
