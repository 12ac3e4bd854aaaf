import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashCode } from '../app/codes.ts';
import type { Log } from '../app/log-port.ts';
import type { Store } from '../app/store-port.ts';
import { makeBot } from '../bot.ts';
import type { Bot } from '../bot.ts';
import type { Clock } from '../clock.ts';
import type { Content } from '../content.ts';
import { createEmulator } from '../emulator/emulator.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { Locale } from '../i18n.ts';
import { makeLineContent } from '../line/content.ts';
import { makeLineInsight } from '../line/insight.ts';
import { makeLineGateway } from '../line/send.ts';
import { openSampleOffice, readSampleOffice } from '../sample-office.ts';
import type { SampleOffice } from '../sample-office.ts';

/** The bot with the sample office on a LINE of its own: what a conversation is held on that nobody else takes part in. */
export interface Stage {
  emulator: Emulator;
  bot: Bot;
  store: Store;
  office: SampleOffice;
  setupCode: string;
  /** Resolves when everything that was said has been answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface StageParts {
  store: Store;
  clock: Clock;
  content: Content;
  locale: Locale;
  /** The same ids on every run. */
  seed?: number;
}

const CHANNEL = { channelSecret: 'stage', channelAccessToken: 'stage' };
const SETUP_CODE = 'STAGE-2570';
const LINE_TIMEOUT_MS = 8_000;
const NO_LOG: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Opens one on a store; the store stays open when it is closed. */
export async function openStage({ store, clock, content, locale, seed }: StageParts): Promise<Stage> {
  const office = readSampleOffice();
  const { name } = content.sentences.th['bot'] as { name: string };
  const emulator = createEmulator({
    clock,
    ...CHANNEL,
    bot: { displayName: name, userId: office.botUserId },
    ...(seed === undefined ? {} : { seed }),
  });
  const baseURL = await emulator.listen();
  const line = {
    channelAccessToken: CHANNEL.channelAccessToken,
    baseURL,
    timeoutMs: LINE_TIMEOUT_MS,
    log: NO_LOG,
  };
  await openSampleOffice(store, emulator, locale, clock.now());
  const bot = makeBot({
    store,
    gateway: makeLineGateway(line),
    insight: makeLineInsight(line),
    lineContent: makeLineContent(line),
    clock,
    log: NO_LOG,
    content,
    defaultLocale: locale,
    channelSecret: CHANNEL.channelSecret,
    setupCodeHash: hashCode(SETUP_CODE),
    settleMs: 0,
    ping: () => Promise.resolve(true),
    site: SITE,
  });
  const server = createServer(bot.http);
  emulator.setWebhookUrl(`${await listening(server)}/webhook/line`);
  const settled = async (): Promise<void> => {
    await emulator.idle();
    await bot.intake.idle();
  };
  return {
    emulator,
    bot,
    store,
    office,
    setupCode: SETUP_CODE,
    settled,
    close: async () => {
      await settled();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await emulator.close();
    },
  };
}

/** Documents and pictures of a stage are named, not fetched. */
const SITE = 'https://stage.example.org';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
