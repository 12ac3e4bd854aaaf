import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashCode } from '../../src/app/codes.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { ImportedPlan } from '../../src/importing/imported-plan.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import { readLocales } from '../../src/locale-files.ts';
import type { Role } from '../../src/reporting/model.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from './clock.ts';
import type { TestClock } from './clock.ts';
import { testDatabase } from './store.ts';
import { silentLog } from './log.ts';

/** A whole bot on the emulator and a database of its own; time stands still unless told to move. */
export interface TestBot {
  bot: Bot;
  emulator: Emulator;
  store: Store;
  clock: TestClock;
  setupCode: string;
  /** A person of an organisation, registered; without `role` a stranger. Returns the LINE user id. */
  person(name: string, options?: { organisation?: string; role?: Role; unit?: string }): Promise<string>;
  /** A group, linked to an organisation when one is named. Returns the LINE group id. */
  group(name: string, memberIds: readonly string[], organisation?: string): Promise<string>;
  plan(plan: ImportedPlan): Promise<string>;
  /** Resolves when every event sent so far has been answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const SETUP_CODE = 'START-2570';

export async function startTestBot(options: { settleMs?: number; seed?: number } = {}): Promise<TestBot> {
  const database = await testDatabase();
  const store = await makeStore(database.connection);
  const clock = fixedClock();
  const emulator = createEmulator({ clock, ...CHANNEL, seed: options.seed ?? 1, monthlyLimit: null });
  const baseURL = await emulator.listen();
  const bot = makeBot({
    store,
    gateway: makeLineGateway({
      channelAccessToken: CHANNEL.channelAccessToken,
      baseURL,
      timeoutMs: 2_000,
      log: silentLog,
    }),
    clock,
    log: silentLog,
    sentences: readLocales('locales'),
    defaultLocale: 'th',
    channelSecret: CHANNEL.channelSecret,
    setupCodeHash: hashCode(SETUP_CODE),
    settleMs: options.settleMs ?? 0,
    ping: () => Promise.resolve(true),
  });
  const server = createServer(bot.http);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  emulator.setWebhookUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/line`);
  const organisationId = async (name: string) => (await store.organisations.ensure(name)).id;

  return {
    bot,
    emulator,
    store,
    clock,
    setupCode: SETUP_CODE,
    person: async (name, { organisation, role, unit } = {}) => {
      const { id } = emulator.addUser({ name });
      if (organisation !== undefined && role !== undefined) {
        const joined = { lineUserId: id, name, role, locale: 'th' as const, ...(unit === undefined ? {} : { unit }) };
        const at = await organisationId(organisation);
        if (unit !== undefined) await store.units.ensure(at, [{ name: unit, aliases: [] }]);
        await store.members.join(at, joined);
      }
      return id;
    },
    group: async (name, memberIds, organisation) => {
      const { id } = emulator.addGroup({ name, memberIds, hasBot: true });
      if (organisation !== undefined) await store.groups.link(await organisationId(organisation), id, '', clock.now());
      return id;
    },
    plan: async (plan) => (await storePlan(store, plan, 'builder', clock.now())).plan.id,
    settled: async () => {
      await emulator.idle();
      await bot.intake.idle();
    },
    close: async () => {
      await emulator.idle();
      await bot.intake.idle();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await emulator.close();
      await database.drop();
    },
  };
}
