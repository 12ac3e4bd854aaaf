import type { Connection } from 'mongoose';
import { randomInt } from 'node:crypto';
import type { LineGateway } from '../../src/app/ports.ts';
import type { Store } from '../../src/app/store-port.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import { fixedClock } from '../support/clock.ts';
import { content } from '../support/content.ts';
import { Life } from '../support/life.ts';
import { silentLog } from '../support/log.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';
import { aStage, at, MINUTE, OPENING } from './desk.ts';
import { Dice } from './two-years-days.ts';

/** Spread evenly over the calls of a sweep: three of four are the last of a life, which ones the seed says. */
const KILLS = 50;
const SEED = Number(process.env['KILL_SEED'] ?? (process.env['CI'] === undefined ? randomInt(2 ** 31) : 2570));
const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const OFFICERS = 3;

describe(`reminders of a process that dies between any two steps (KILL_SEED=${SEED})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let store: Store;
  let emulator: Emulator;
  let gateway: LineGateway;
  let baseURL: string;
  const clock = fixedClock(at('2027-04-01T08:00'));
  /** Retry keys by chat, as they went out. */
  const keys = new Map<string, string[]>();

  beforeAll(async () => {
    database = await testDatabase();
    ({ connection } = database);
    store = await makeStore(connection);
    emulator = createEmulator({ clock, ...CHANNEL, seed: 1, monthlyLimit: null, deliver: () => Promise.resolve(200) });
    baseURL = await emulator.listen();
    const real = makeLineGateway({ ...CHANNEL, baseURL, timeoutMs: 2_000, log: silentLog });
    gateway = {
      reply: (token, messages) => real.reply(token, messages),
      push: (to, messages, retryKey) => {
        keys.set(to, [...(keys.get(to) ?? []), retryKey]);
        return real.push(to, messages, retryKey);
      },
    };
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
      lineContent: makeLineContent({ ...CHANNEL, baseURL, timeoutMs: 2_000, log: silentLog }),
      clock,
      log: silentLog,
      content,
      defaultLocale: 'th',
      channelSecret: CHANNEL.channelSecret,
      setupCodeHash: '',
      settleMs: 0,
      ping: () => Promise.resolve(true),
    });

  /** An office with a group and officers, all of whom a stage is due for; returns their chats. */
  const anOffice = async (name: string): Promise<string[]> => {
    const { id } = await store.organisations.ensure(name);
    const people: string[] = [];
    for (let number = 1; number <= OFFICERS; number += 1) {
      const person = emulator.addUser({ name: `คนที่ ${number}` }).id;
      people.push(person);
      const unit = `กองที่ ${number}`;
      await store.members.join(id, { lineUserId: person, name: `คนที่ ${number}`, role: 'officer', unit, locale: 'th' });
    }
    const group = emulator.addGroup({ name: 'กลุ่ม', memberIds: people }).id;
    await store.groups.link(id, group, '', clock.now());
    const measures = people.map((_, index) => aMeasure(index + 1, { responsibleUnits: [`กองที่ ${index + 1}`] }));
    await storePlan(store, aPlan(measures, { organisation: name }), name, clock.now());
    await store.schedules.open(id, at('2027-04-01T08:00'));
    await store.schedules.setStages(id, [aStage({ to: ['group', 'officers'] })], clock.now());
    return [group, ...people];
  };

  /** Lets a new process do what is left until nothing is. */
  const finish = async (): Promise<void> => {
    const bot = live(new Life(Infinity));
    for (let look = 0; look < 5; look += 1) {
      // A dead owner's claim ends by the database's clock; here it has.
      await connection.collection('occurrences').updateMany({ state: 'due' }, { $set: { claimedUntil: 0 } });
      clock.advance(MINUTE);
      await bot.remind();
      if ((await store.occurrences.due()).length === 0) return;
    }
  };

  /** How many requests of the bot a chat has seen: those of one request come at one instant, here at different ones. */
  const requests = (chat: string) => new Set(emulator.visible(chat).map(({ at: seen }) => seen)).size;

  it(`${KILLS} times reach every chat once, under one retry key, and end in one state`, async () => {
    clock.set(at(OPENING));
    // How many calls a whole sweep makes says where it can die.
    await anOffice('สำนักงานแรก');
    const whole = new Life(Infinity);
    await live(whole).remind();
    const first = new Dice(SEED).whole(0, 999) / 1_000;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Those before are done: a sweep need not look at them again.
      await connection.collection('organisations').deleteMany({});
      const chats = await anOffice(`สำนักงานที่ ${kill}`);
      const life = new Life(1 + Math.floor(((kill + first) * whole.calls) / KILLS));
      if (kill % 3 === 0) emulator.faults.push.dropAfter = 1;
      await Promise.race([live(life).remind(), life.died]);
      await finish();
      expect({ kill, seen: chats.map(requests) }).toEqual({ kill, seen: [1, 1, 1, 1] });
      expect({ kill, keys: chats.map((chat) => new Set(keys.get(chat)).size) }).toEqual({ kill, keys: [1, 1, 1, 1] });
    }
    const occurrences = connection.collection('occurrences');
    const all = (KILLS + 1) * (OFFICERS + 1);
    expect(await occurrences.countDocuments()).toBe(all);
    expect(await occurrences.countDocuments({ state: 'delivered' })).toBe(all);
  }, 60_000);
});
