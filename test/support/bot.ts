import { createServer } from 'node:http';
import type { Connection } from 'mongoose';
import type { AddressInfo } from 'node:net';
import { hashCode } from '../../src/app/codes.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import type { LineGateway } from '../../src/app/ports.ts';
import type { Store } from '../../src/app/store-port.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Render } from '../../src/documents/render.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { ImportedPlan } from '../../src/importing/imported-plan.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { leanFetch } from '../../src/line/fetch.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { makeLineMenus } from '../../src/line/rich-menus.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import type { Role } from '../../src/reporting/model.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from './clock.ts';
import { content } from './content.ts';
import type { TestClock } from './clock.ts';
import { testDatabase } from './store.ts';
import { silentLog } from './log.ts';

/** A whole bot on the emulator and a database of its own; time stands still unless told to move. */
export interface TestBot {
  bot: Bot;
  /** Every instance on the store: more than one when asked for. */
  bots: readonly Bot[];
  emulator: Emulator;
  store: Store;
  /** For what the store shows nobody. */
  connection: Connection;
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

// As `main.ts` does; it is a quarter of all the work of a conversation.
globalThis.fetch = leanFetch(globalThis.fetch);

const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const SETUP_CODE = 'START-2570';

export interface TestBotOptions {
  /** Stands still unless another is given. */
  clock?: TestClock;
  settleMs?: number;
  seed?: number;
  /** Instances on the same store; each gets every webhook. */
  instances?: number;
  /** How long one call to LINE may take. */
  timeoutMs?: number;
  /** Stands between the bot and the way to LINE. */
  gateway?: (real: LineGateway) => LineGateway;
  /** Gives people their rich menus. */
  menus?: boolean;
  /** Where phones reach the bot. */
  site?: string;
  /** Stands between the bot and its store. */
  store?: (real: Store) => Store;
  /** Claims of the store end by the clock of the test. */
  claimsByClock?: boolean;
  /** Makes the files of documents. */
  render?: Render;
}

export async function startTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const database = await testDatabase();
  const clock = options.clock ?? fixedClock();
  const store = await makeStore(database.connection, options.claimsByClock === true ? () => clock.now() : undefined);
  const webhookUrls: string[] = [];
  const emulator = createEmulator({
    clock,
    ...CHANNEL,
    seed: options.seed ?? 1,
    monthlyLimit: null,
    deliver: async (body, signature) => Math.max(...(await Promise.all(webhookUrls.map(post(body, signature))))),
  });
  const line = {
    channelAccessToken: CHANNEL.channelAccessToken,
    baseURL: await emulator.listen(),
    timeoutMs: options.timeoutMs ?? 2_000,
    log: silentLog,
  };
  const gateway = makeLineGateway(line);
  const insight = makeLineInsight(line);
  const bots = Array.from({ length: options.instances ?? 1 }, () =>
    makeBot({
      store: options.store?.(store) ?? store,
      gateway: options.gateway?.(gateway) ?? gateway,
      insight,
      lineContent: makeLineContent(line),
      clock,
      log: silentLog,
      content,
      defaultLocale: 'th',
      channelSecret: CHANNEL.channelSecret,
      setupCodeHash: hashCode(SETUP_CODE),
      settleMs: options.settleMs ?? 0,
      ping: () => Promise.resolve(true),
      ...(options.menus === true ? { menus: makeLineMenus({ ...line, dataBaseURL: line.baseURL }) } : {}),
      ...(options.site === undefined ? {} : { site: options.site }),
      ...(options.render === undefined ? {} : { render: options.render }),
    }),
  );
  const [bot] = bots;
  if (bot === undefined) throw new Error('there must be one instance at least');
  const servers = bots.map(({ http }) => createServer(http));
  for (const server of servers) {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    webhookUrls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/line`);
  }
  const organisationId = async (name: string) => (await store.organisations.ensure(name)).id;
  const settled = async () => {
    await emulator.idle();
    for (const one of bots) await one.intake.idle();
    for (const one of bots) await one.menusSettled();
  };

  return {
    bot,
    bots,
    emulator,
    store,
    connection: database.connection,
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
    settled,
    close: async () => {
      await settled();
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
        });
      }
      await emulator.close();
      await database.drop();
    },
  };
}

/** Takes a signed webhook to an instance by HTTP. */
const post = (body: Buffer, signature: string) => async (url: string) => {
  const headers = { 'content-type': 'application/json', 'x-line-signature': signature };
  const response = await fetch(url, { method: 'POST', headers, body: body.toString() });
  await response.arrayBuffer();
  return response.status;
};
