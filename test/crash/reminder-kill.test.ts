import { randomInt } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import { systemClock } from '../../src/clock.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { RandomSource } from '../../src/emulator/random.ts';
import type { Stage } from '../../src/reminders/ladder.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { until } from '../support/until.ts';
import { buildProgram } from './bot-process.ts';
import type { BotProcess, Program } from './bot-process.ts';

/** Beside the many moments of `killed.test.ts`, which cost a hundredth of a process: set CRASH_KILLS for more. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 8);
/** CRASH_SEED repeats a run as far as the clock allows. */
const SEED = Number(process.env['CRASH_SEED'] ?? randomInt(2 ** 31));
const CHANNEL = { channelSecret: 'crash-secret', channelAccessToken: 'crash-token' };
const OFFICERS = 40;
/** One in four lives finds something new due. */
const STAGES = Math.max(2, Math.floor(KILLS / 4));
const MINUTE = 60_000;
/** How long a claim lasts. */
const CLAIM_MS = 60_000;

const at = (bangkok: string): number => Date.parse(`${bangkok}+07:00`);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The second day of a round: every four minutes something for everybody, from half past eight. */
const LADDER = Array.from({ length: STAGES }, (_, index): Stage => ({
  id: `stage${index}`,
  from: 'opening',
  days: 1,
  at: `0${8 + Math.floor((30 + 4 * index) / 60)}:${String((30 + 4 * index) % 60).padStart(2, '0')}`,
  to: ['group', 'officers'],
  wording: 'remaining',
  named: false,
  priority: 2,
  usefulDays: 3,
}));

describe('a bot that reminds', () => {
  const random = new RandomSource(SEED);
  const between = (least: number, most: number) => least + (parseInt(random.hex(8), 16) % (most - least + 1));
  let emulator: Emulator;
  let program: Program | undefined;
  let bot: BotProcess;
  let folder: string;
  beforeAll(async () => {
    emulator = createEmulator({ clock: systemClock, ...CHANNEL, seed: SEED, monthlyLimit: null });
    folder = await mkdtemp(join(tmpdir(), 'sujarit-clock-'));
    await tellTime('2027-04-01T08:00:00');
    program = await buildProgram({
      LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.channelAccessToken,
      LINE_API_BASE_URL: await emulator.listen(),
      SETUP_CODE: 'START-2570',
      CRASH_CLOCK: join(folder, 'clock'),
      NODE_OPTIONS: `--import ${pathToFileURL(resolve('test/crash/leaping-clock.mjs')).href}`,
    });
    bot = program.prepare();
  }, 120_000);
  afterAll(async () => {
    await program?.remove();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the processes take the date for from now on. */
  async function tellTime(bangkok: string | number): Promise<void> {
    const told = typeof bangkok === 'string' ? at(bangkok) : bangkok;
    await writeFile(join(folder, 'next'), JSON.stringify({ told, real: Date.now() }));
    await rename(join(folder, 'next'), join(folder, 'clock'));
  }

  /** The collections of the life that is under way. */
  const look = async () => {
    const { connection } = await bot.look();
    return {
      connection,
      occurrences: connection.collection<{ _id: string; state: string; claimedUntil: number }>('occurrences'),
      deliveries: connection.collection<{ _id: string; state: string; retryKey: string }>('deliveries'),
    };
  };

  /** An office that has been reminded since a time, with a linked group of its officers and others. */
  async function office(store: Store, name: string, since: string, officers: number, others: number) {
    const numbers = Array.from({ length: officers }, (_, index) => index + 1);
    const measures = numbers.map((number) => aMeasure(number, { responsibleUnits: [`กองที่ ${number}`] }));
    await storePlan(store, aPlan(measures, { organisation: name }), 'crash', at(since));
    const { id } = await store.organisations.ensure(name);
    const people: string[] = [];
    for (const number of numbers) {
      const called = `เจ้าหน้าที่ ${number}`;
      const lineUserId = emulator.addUser({ name: called }).id;
      people.push(lineUserId);
      await store.members.join(id, { lineUserId, name: called, role: 'officer', unit: `กองที่ ${number}`, locale: 'th' });
    }
    const strangers = Array.from({ length: others }, () => emulator.addUser({ name: 'คนอื่น' }).id);
    const group = emulator.addGroup({ name: 'กลุ่มงาน', memberIds: [...people, ...strangers] }).id;
    await store.groups.link(id, group, '', at(since));
    await store.schedules.open(id, at(since));
    return { id, people, group };
  }

  const heard = (chatId: string) => emulator.visible(chatId).filter(({ fromBot }) => fromBot).length;

  it('started ten seconds before a round opens tells a group of twenty once, killed and started again or not', async () => {
    let next = program?.prepare() ?? bot;
    await bot.begin();
    const store = await makeStore((await look()).connection);
    const { group } = await office(store, 'เทศบาลตำบลหนึ่ง', '2027-04-01T08:00:00', 1, 19);
    await bot.kill();
    bot = next;
    next = program?.prepare() ?? bot;
    await tellTime('2027-04-01T08:29:50');
    await bot.begin();
    expect(heard(group)).toBe(0);
    await until(() => heard(group) > 0, 10_000);
    // Killed before it can know that LINE took it.
    await bot.kill();
    bot = next;
    await tellTime('2027-04-01T08:31:00');
    await bot.begin();
    const { occurrences } = await look();
    await occurrences.updateMany({ state: 'due' }, { $set: { claimedUntil: 0 } });
    await until(async () => (await occurrences.countDocuments({ state: 'delivered' })) === 1, 10_000);
    await pause(500);
    expect(heard(group)).toBe(1);
    expect(emulator.quota.used).toBe(20);
  }, 60_000);

  it(`and is killed ${KILLS} times reaches every chat once for each reminder (CRASH_SEED=${SEED})`, async () => {
    const began = performance.now();
    const store = await makeStore((await look()).connection);
    const { id, people, group } = await office(store, 'เทศบาลตำบลสอง', '2027-04-02T08:00:00', OFFICERS, 2);
    await store.schedules.setStages(id, LADDER, at('2027-04-02T08:00:00'));
    const used = emulator.quota.used;
    emulator.faults.push.slowMs = 20;
    const errors: string[] = [];
    let accepted = 0;
    emulator.onMessage(({ fromBot }) => {
      if (fromBot) accepted += 1;
    });

    /** SIGKILL the moment LINE has taken so many messages more, or after a while when it does not. */
    const killAtMessage = async (count: number) => {
      let left = count;
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          stop();
          void bot.kill();
          resolve();
        };
        const timer = setTimeout(end, 700);
        const stop = emulator.onMessage(({ fromBot }) => {
          if (fromBot) left -= 1;
          if (left <= 0) end();
        });
      });
    };

    /** The next life begins a minute after the last one did; the claims of those before it have grown as much older. */
    const restart = async (life: number, next: BotProcess) => {
      await bot.kill();
      errors.push(...bot.errors);
      bot = next;
      await tellTime(at('2027-04-02T08:30:05') + life * MINUTE);
      const born = Date.now();
      await bot.begin();
      const { occurrences } = await look();
      await occurrences.updateMany(
        { state: 'due', claimedUntil: { $gt: 0, $lte: born + CLAIM_MS } },
        { $set: { claimedUntil: 0 } },
      );
    };

    let inTheMiddle = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const next = program?.prepare() ?? bot;
      if (kill > 0) {
        // LINE loses some of its answers.
        Object.assign(emulator.faults.push, { dropAfter: between(0, 2), errorBefore: between(0, 1) });
        if (kill % 2 === 0) await pause(between(0, 400));
        else await killAtMessage(between(1, 12));
        if (kill % 2 === 1) inTheMiddle += 1;
      }
      await restart(kill, next);
    }
    Object.assign(emulator.faults.push, { dropAfter: 0, errorBefore: 0, slowMs: 0 });
    const { occurrences, deliveries } = await look();
    const all = STAGES * (OFFICERS + 1);
    const mine = { organisationId: id, 'subject.kind': 'stage' };
    await until(async () => (await occurrences.countDocuments({ ...mine, state: 'delivered' })) === all, 20_000);
    expect(await occurrences.countDocuments({ organisationId: id, state: { $ne: 'delivered' } })).toBe(0);
    expect(await occurrences.countDocuments(mine)).toBe(all);
    expect(new Set(people.map(heard))).toEqual(new Set([STAGES]));
    expect(heard(group)).toBe(STAGES);
    expect(accepted).toBe(all);
    // Forty-two people in the group, and each officer.
    expect(emulator.quota.used - used).toBe(STAGES * (OFFICERS + 2 + OFFICERS));
    const keys = await deliveries.find({ organisationId: id }).toArray();
    expect(keys).toHaveLength(all);
    expect(new Set(keys.map(({ retryKey }) => retryKey)).size).toBe(all);
    expect(keys.filter(({ state }) => state !== 'sent')).toEqual([]);
    expect(errors).toEqual([]);
    process.stdout.write(
      `${KILLS} kills (${inTheMiddle} at a message): ${all} reminders, each sent once, ` +
        `${Math.round((performance.now() - began) / 100) / 10} s, CRASH_SEED=${SEED}\n`,
    );
  }, 240_000);
});
