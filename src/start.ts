import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { schedule } from 'node-cron';
import type { Logger, ScheduledTask } from 'node-cron';
import type { Express, Router } from 'express';
import { freshCode, hashCode } from './app/codes.ts';
import type { Log } from './app/log-port.ts';
import type { LineMenus } from './app/menu-port.ts';
import { updateMenus } from './app/menus.ts';
import type { Store } from './app/store-port.ts';
import { makeBot } from './bot.ts';
import { movableClock } from './clock.ts';
import type { Clock, MovableClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Content } from './content.ts';
import { readContent } from './content.ts';
import { createEmulator } from './emulator/emulator.ts';
import type { Emulator } from './emulator/emulator.ts';
import { makeOrganisations } from './emulator/simulator-organisations.ts';
import type { SaveTranscript } from './emulator/simulator-actions.ts';
import { simulatorRouter } from './emulator/simulator.ts';
import { folders } from './folders.ts';
import { makeSpeakers } from './i18n.ts';
import type { Locale, Sentences } from './i18n.ts';
import { makeLineContent } from './line/content.ts';
import { makeLineInsight } from './line/insight.ts';
import { makeLineMenus } from './line/rich-menus.ts';
import { makeLineGateway } from './line/send.ts';
import { renderApart } from './render-apart.ts';
import { drawMenu } from './rich-menu/draw.ts';
import { richMenus } from './rich-menu/rich-menu.ts';
import { openSampleOffice, readSampleOffice } from './sample-office.ts';
import { openStore } from './store/connect.ts';
import type { OpenStore } from './store/connect.ts';
import { makeStore } from './store/make-store.ts';
import { scratchBeside } from './store/scratch.ts';
import { recordActs } from './transcripts/recorder.ts';
import { saveTranscript } from './transcripts/save.ts';

/** A running bot. */
export interface Running {
  /** Where it listens. */
  url: string;
  /** The code that registers a first coordinator, when this start generated it. */
  setupCode?: string;
  /** Whether LINE is played by the emulator. */
  emulated: boolean;
  /** Takes no more requests, finishes what is in hand, closes the store. */
  stop(): Promise<void>;
}

/** One call to LINE may take this long; LINE's own clients give up later. */
const LINE_TIMEOUT_MS = 8_000;
/** A file of a few megabytes may take longer. */
const DOWNLOAD_TIMEOUT_MS = 15_000;
/** An event is handled once it is this old, so that an earlier one still under way can overtake it. */
const SETTLE_MS = 150;
/** Requests under way have so long to end when the bot stops. */
const LAST_ANSWERS_MS = 2_000;
/** Every ten seconds. */
const TICK = '*/10 * * * * *';
const SETUP_KEY = 'setupCodeHash';

/** Opens the store, LINE or its emulator, and the port; starts the sweep. What was opened is closed when a later part fails. */
export async function start(config: Config, machineClock: Clock, log: Log): Promise<Running> {
  const content = readContent();
  const opened = await openStore({
    dataDir: config.dataDir,
    log,
    ...(config.mongodbUri === undefined ? {} : { mongodbUri: config.mongodbUri }),
  });
  // Where LINE is played its clock may be set, and the bot's with it.
  const movable = config.line === undefined ? movableClock(machineClock) : undefined;
  const clock = movable ?? machineClock;
  // Without a channel the emulator gets one, made up at every start and known to nobody else.
  const channel = config.line ?? { channelSecret: random(), channelAccessToken: random() };
  const emulator = config.line === undefined ? emulate(clock, channel, content.sentences) : undefined;
  const close = async (): Promise<void> => {
    await emulator?.close();
    await opened.close();
  };
  try {
    return await run({ config, clock, movable, log, content, opened, channel, emulator, close });
  } catch (error) {
    await close();
    throw error;
  }
}

type Channel = NonNullable<Config['line']>;

/** LINE shows pictures from https alone; the simulator also what this machine serves. */
const siteOf = ({ publicBaseUrl, line }: Config): { site?: string } =>
  line === undefined || publicBaseUrl.startsWith('https://') ? { site: publicBaseUrl } : {};

const random = (): string => randomBytes(32).toString('hex');

async function run(parts: {
  config: Config;
  clock: Clock;
  movable: MovableClock | undefined;
  log: Log;
  content: Content;
  opened: OpenStore;
  channel: Channel;
  emulator: Emulator | undefined;
  close: () => Promise<void>;
}): Promise<Running> {
  const { config, clock, movable, log, content, opened, channel, emulator, close } = parts;
  // Where the clock can be moved, the store goes by it too: what LINE forgets and what is claimed ages with it.
  const store = await makeStore(opened.connection, movable === undefined ? undefined : () => movable.now());
  const baseURL = emulator === undefined ? config.lineApiBaseUrl : await emulator.listen();
  const setup = await setupCode(store, config);
  const simulator =
    emulator === undefined
      ? undefined
      : await simulate(store, emulator, config, content.sentences, movable, saver(parts, store, emulator, setup.hash));
  const line = { channelAccessToken: channel.channelAccessToken, baseURL, timeoutMs: LINE_TIMEOUT_MS, log };
  const dataBaseURL = emulator === undefined ? config.lineDataApiBaseUrl : baseURL;
  const menus = makeLineMenus({ ...line, dataBaseURL });
  const bot = makeBot({
    store,
    gateway: makeLineGateway(line),
    insight: makeLineInsight(line),
    lineContent: makeLineContent({ ...line, baseURL: dataBaseURL, timeoutMs: DOWNLOAD_TIMEOUT_MS }),
    menus,
    clock,
    log,
    content,
    defaultLocale: config.defaultLocale,
    channelSecret: channel.channelSecret,
    setupCodeHash: setup.hash,
    settleMs: SETTLE_MS,
    ping: () => opened.ping(),
    ...siteOf(config),
    render: renderApart(),
    renderLarge: renderApart(),
    ...(simulator === undefined ? {} : { simulator }),
  });
  const server = await listen(bot.http, config);
  const url = `http://${config.host}:${(server.address() as AddressInfo).port}`;
  emulator?.setWebhookUrl(`${url}/webhook/line`);
  // The emulator has forgotten them; nobody waits until they are drawn.
  if (emulator !== undefined) void showMenus(store, menus, content.sentences, config.defaultLocale, log);

  // What a crash left is finished first; then whatever is late, at every tick. Many reminders keep no answer waiting.
  await attempt(log, () => bot.finish(0));
  const underWay = new Set<Promise<void>>();
  const track = async (act: () => Promise<void>): Promise<void> => {
    const work = attempt(log, act);
    underWay.add(work);
    await work;
    underWay.delete(work);
  };
  const everyTick = (act: () => Promise<void>): ScheduledTask => {
    return schedule(TICK, () => track(act), { noOverlap: true, timezone: config.timeZone, logger: cronLog(log) });
  };
  // At once as well: a first look at 08:30:00 would be just after what is due at 08:30.
  void track(() => bot.remind());
  const halt = new AbortController();
  const ticks = [everyTick(() => bot.finish()), everyTick(() => bot.make(halt.signal)), everyTick(() => bot.remind())];

  const stop = async (): Promise<void> => {
    for (const one of ticks) await one.destroy();
    halt.abort();
    await Promise.all(underWay);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      // Pages that listen for changes would keep it open for ever.
      setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS).unref();
    });
    await bot.intake.idle();
    await bot.menusSettled();
    await close();
  };
  let stopping: Promise<void> | undefined;
  return {
    url,
    emulated: emulator !== undefined,
    stop: () => (stopping ??= stop()),
    ...(setup.generated === undefined ? {} : { setupCode: setup.generated }),
  };
}

/** The scheduler says in our log, not on the console, that it left out a tick because the one before is still at work. */
function cronLog(log: Log): Logger {
  return {
    info: () => undefined,
    debug: () => undefined,
    warn: (message) => log.info({ message }, 'the scheduler'),
    error: (message) => log.warn({ message: String(message) }, 'the scheduler'),
  };
}

async function attempt(log: Log, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a sweep failed; the next one tries again');
  }
}

/** Records what is said from now on, for the page to save. */
function saver(
  { config, content, opened }: Parameters<typeof run>[0],
  store: Store,
  emulator: Emulator,
  setupCodeHash: string,
): SaveTranscript {
  const recordedAt = { store, emulator, content, locale: config.defaultLocale, setupCodeHash };
  const recorder = recordActs(emulator);
  return () => saveTranscript(recorder, recordedAt, scratchBeside(opened.connection));
}

async function simulate(
  store: Store,
  emulator: Emulator,
  config: Config,
  sentences: Sentences,
  clock: MovableClock | undefined,
  saveTranscript: SaveTranscript,
): Promise<Router> {
  return simulatorRouter(emulator, {
    pageFolder: folders.simulatorPage,
    texts: { th: part(sentences.th, 'simulator'), en: part(sentences.en, 'simulator') },
    defaultLocale: config.defaultLocale,
    roles: await openSampleOffice(store, emulator, config.defaultLocale, emulator.platform.clock.now()),
    makeOrganisation: makeOrganisations(store, emulator.platform.clock),
    saveTranscript,
    ...(clock === undefined ? {} : { clock }),
  });
}

/** Makes the menus below the chats, and gives everybody theirs. */
async function showMenus(
  store: Store,
  line: LineMenus,
  sentences: Sentences,
  defaultLocale: Locale,
  log: Log,
): Promise<void> {
  try {
    const organisations = await store.organisations.all();
    const members = await Promise.all(organisations.map(({ id }) => store.members.list(id)));
    const menus = richMenus(makeSpeakers(sentences), defaultLocale);
    await updateMenus({ line, menus, draw: drawMenu }, members.flat());
  } catch (error) {
    // Also when the program stops before all are drawn.
    log.info({ error: error instanceof Error ? error.message : 'unknown' }, 'the menus were not made');
  }
}

const part = (locale: Record<string, unknown>, file: string) => locale[file] as Record<string, unknown>;

function emulate(clock: Clock, channel: Channel, sentences: Sentences): Emulator {
  const displayName = String(part(sentences.th, 'bot')['name']);
  return createEmulator({ clock, ...channel, bot: { displayName, userId: readSampleOffice().botUserId } });
}

/**
 * The set-up code, kept as a hash. One that is not configured is generated once for a real channel, and at every start
 * for the emulator, where there is nothing to guard.
 */
async function setupCode(store: Store, config: Config): Promise<{ hash: string; generated?: string }> {
  if (config.setupCode !== undefined) return { hash: hashCode(config.setupCode) };
  const generated = freshCode();
  const hash = hashCode(generated);
  if (config.line === undefined) return { hash, generated };
  const kept = await store.settings.once(SETUP_KEY, hash);
  return kept === hash ? { hash, generated } : { hash: kept };
}

async function listen(app: Express, config: Config): Promise<Server> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  return server;
}
