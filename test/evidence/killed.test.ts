import type { Connection } from 'mongoose';
import { randomInt } from 'node:crypto';
import type { Incoming } from '../../src/app/incoming.ts';
import type { LineContent, LineGateway } from '../../src/app/ports.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { readEvent } from '../../src/line/read-event.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import { content } from '../support/content.ts';
import { silentLog } from '../support/log.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';
import { aPhoto } from './files.ts';

/** Spread over the calls that taking a whole set makes; the seed says which. */
const KILLS = 8;
const SEED = Number(process.env['KILL_SEED'] ?? (process.env['CI'] === undefined ? randomInt(2 ** 31) : 2570));
const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const DAY = 24 * 60 * 60 * 1000;

/** A process that dies: after so many calls to its store and to LINE have taken effect, nothing it does ever ends. */
class Life {
  readonly died: Promise<void>;
  calls = 0;
  private die: () => void = () => undefined;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
    this.died = new Promise((resolve) => {
      this.die = resolve;
    });
  }

  /** The same object as this life sees it. */
  hold<Part extends object>(part: Part): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'object' && member !== null) return this.hold(member);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          if (this.calls >= this.most) return new Promise(() => undefined);
          const result: unknown = await Reflect.apply(member, target, given);
          this.calls += 1;
          if (this.calls < this.most) return result;
          this.die();
          return new Promise(() => undefined);
        };
      },
    });
  }
}

describe(`photos sent at once to a process that dies (KILL_SEED=${SEED})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let store: Store;
  let emulator: Emulator;
  let gateway: LineGateway;
  let lineContent: LineContent;
  let baseURL: string;
  /** Webhooks that are on record. */
  let seen = 0;
  const clock = fixedClock();

  beforeAll(async () => {
    database = await testDatabase();
    ({ connection } = database);
    store = await makeStore(connection);
    emulator = createEmulator({ clock, ...CHANNEL, seed: 1, monthlyLimit: null, deliver: () => Promise.resolve(200) });
    baseURL = await emulator.listen();
    const line = { ...CHANNEL, baseURL, timeoutMs: 2_000, log: silentLog };
    gateway = makeLineGateway(line);
    lineContent = makeLineContent(line);
  });
  afterAll(async () => {
    await emulator.close();
    await database.drop();
  });

  const live = (life: Life): Bot =>
    makeBot({
      store: life.hold(store),
      gateway: life.hold(gateway),
      insight: makeLineInsight({ ...CHANNEL, baseURL, timeoutMs: 2_000, log: silentLog }),
      lineContent: life.hold(lineContent),
      clock,
      log: silentLog,
      content,
      defaultLocale: 'th',
      channelSecret: CHANNEL.channelSecret,
      setupCodeHash: '',
      settleMs: 0,
      ping: () => Promise.resolve(true),
    });

  /** Does what is on record and not done, as a process that starts does. */
  const work = async (life: Life): Promise<void> => {
    const bot = live(life);
    const whole = async () => {
      await bot.finish(0);
      await bot.intake.idle();
    };
    await Promise.race([whole(), life.died]);
  };

  /** Puts on record what has been sent since, shuffled, each event twice; as the webhook does before it answers. */
  const record = async (random: () => number): Promise<void> => {
    await emulator.idle();
    const events = emulator.deliveries.slice(seen).flatMap(({ events: raw }) => [...raw, ...raw]);
    seen = emulator.deliveries.length;
    const read = events.flatMap((raw): Incoming[] => {
      const reading = readEvent(raw, emulator.bot.userId, []);
      return 'incoming' in reading ? [reading.incoming] : [];
    });
    const order = read.map((event) => ({ event, at: random() })).toSorted((a, b) => a.at - b.at);
    for (const { event } of order) await store.inbox.record([event], clock.now());
  };

  const anOfficer = async (name: string) => {
    const { id } = await store.organisations.ensure(name);
    const { id: person } = emulator.addUser({ name });
    await store.members.join(id, { lineUserId: person, name, role: 'officer', locale: 'th' });
    const { plan } = await storePlan(store, aPlan([aMeasure(1)], { organisation: name }), name, clock.now());
    const target = { planId: plan.id, measureId: plan.measures[0]?.id ?? '', round: 6 as const };
    emulator.say(person, person, 'หลักฐาน 1');
    await record(() => 0);
    await work(new Life(Infinity));
    clock.advance(1_000);
    return { person, kept: () => store.evidence.ofMeasure(id, target) };
  };

  const answers = (person: string) =>
    emulator.visible(person).filter(({ fromBot, text }) => fromBot && text.includes('หลักฐานของข้อนี้')).length;

  it(`loses none of them, keeps each once and answers once: 20 photos, then ${KILLS} deaths`, async () => {
    let state = SEED;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    };
    let calls = 0;
    for (let kill = 0; kill <= KILLS; kill += 1) {
      const officer = await anOfficer(`สำนักงานที่ ${kill}`);
      const count = kill === 0 ? 20 : 3;
      emulator.sendImages(
        officer.person,
        officer.person,
        await Promise.all(Array.from({ length: count }, () => aPhoto())),
      );
      await record(random);
      const life = new Life(kill === 0 ? Infinity : 1 + Math.floor(((kill - 1 + random()) * calls) / KILLS));
      await work(life);
      if (kill === 0) calls = (life.calls * 3) / 20;
      for (let again = 0; again < 2; again += 1) await work(new Life(Infinity));
      const pieces = await officer.kept();
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      expect({ kill, numbers: pieces.map(({ number }) => number) }).toEqual({ kill, numbers });
      expect(new Set(pieces.map(({ sha256 }) => sha256)).size).toBe(count);
      expect({ kill, answers: answers(officer.person) }).toEqual({ kill, answers: 1 });
    }
    // What was half-way at a death is nobody's, and taken away.
    await store.evidence.tidy({ files: clock.now() + DAY, held: 0 });
    const files = await connection.collection('evidenceFiles.files').countDocuments();
    expect(files).toBe(await connection.collection('evidence').countDocuments({ state: 'live' }));
    const chunks = await connection.collection('evidenceFiles.chunks').distinct('files_id');
    expect(chunks).toHaveLength(files);
    expect(await connection.collection('looseFiles').countDocuments()).toBe(0);
  }, 60_000);
});
