import { join, resolve } from 'node:path';
import { usage } from './child.ts';
import type { Setting, Usage } from './child.ts';
import { percentile } from './figures.ts';
import { CHANNEL, Load } from './load.ts';
import type { Measured } from './load.ts';
import { dropDatabase, makeOffices, savedReports } from './offices.ts';
import { Child } from './processes.ts';

/** A bot under load, and all that runs beside it. */
export interface Subject {
  load: Load;
  bot: Child;
  engine: Child;
}

export interface Wanted {
  name: string;
  program: 'ours' | 'baseline';
  settleMs: number;
  organisations: number;
  officers: number;
  profile?: string;
}

/** Figures of one load. Milliseconds, bytes; `cpu…`: milliseconds of CPU per event, all threads. */
export interface Figures {
  events: number;
  eventsPerSecond: number;
  webhookP50: number;
  webhookP99: number;
  replyP50: number;
  replyP99: number;
  rss: number;
  heap: number;
  cpuBot: number;
  cpuEngine: number;
  cpuLoad: number;
  /** Webhooks without a 200 within the two seconds LINE gives. */
  lateWebhooks: number;
}

/**
 * Starts a bot with a database and a LINE of its own, lets `measure` load it, and checks what became of it.
 * @throws Error when an event stays unanswered, an answer is wrong or a report is not in the database
 */
export async function withBot<T>(
  { name, program, settleMs, organisations, officers, profile }: Wanted,
  engine: Child,
  folder: string,
  measure: (subject: Subject) => Promise<T>,
): Promise<T> {
  const database = `bench-${name}`;
  const load = new Load(officers, program === 'ours');
  const apiUrl = await load.emulator.listen();
  if (program === 'ours') await makeOffices(engine.url, database, organisations, load.officerIds);
  const setting: Setting = { uri: engine.url, database, apiUrl, ...CHANNEL, settleMs };
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(resolve(profile), name)}`];
  let bot: Child | undefined;
  try {
    bot = await Child.start(program, JSON.stringify(setting), join(folder, `${name}.log`), flags);
    load.webhookUrl = bot.url;
    const result = await measure({ load, bot, engine });
    if (load.wrong.length > 0) throw new Error(`${load.wrong.length} wrong answers, the first: ${load.wrong[0]}`);
    const saved = program === 'ours' ? await savedReports(engine.url, database) : load.saved;
    if (saved !== load.saved) throw new Error(`${load.saved} reports were said to be saved, ${saved} are`);
    return result;
  } finally {
    await bot?.stop();
    await load.close();
    await dropDatabase(engine.url, database);
  }
}

/** Measures one load, and what it cost in each process. */
export async function figuresOf({ load, bot, engine }: Subject, work: () => Promise<Measured>): Promise<Figures> {
  const late = load.lateWebhooks;
  const answered = load.answered;
  const before = await used(bot, engine);
  const { events, seconds, webhookMs, replyMs } = await work();
  const after = await used(bot, engine);
  const collected = await bot.ask('collected');
  const cpu = (part: keyof typeof before) => (after[part].cpuMs - before[part].cpuMs) / (load.answered - answered);
  return {
    events,
    eventsPerSecond: events / seconds,
    webhookP50: percentile(webhookMs, 0.5),
    webhookP99: percentile(webhookMs, 0.99),
    replyP50: percentile(replyMs, 0.5),
    replyP99: percentile(replyMs, 0.99),
    rss: after.bot.rss,
    heap: collected.heap,
    cpuBot: cpu('bot'),
    cpuEngine: cpu('engine'),
    cpuLoad: cpu('load'),
    lateWebhooks: load.lateWebhooks - late,
  };
}

/** The median of each figure. */
export function medians(turns: readonly Figures[]): Figures {
  const names = Object.keys(turns[0] ?? {}) as (keyof Figures)[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      percentile(
        turns.map((turn) => turn[name]),
        0.5,
      ),
    ]),
  ) as unknown as Figures;
}

async function used(bot: Child, engine: Child): Promise<Record<'bot' | 'engine' | 'load', Usage>> {
  return { bot: await bot.ask('usage'), engine: await engine.ask('usage'), load: usage() };
}
