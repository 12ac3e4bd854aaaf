import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from 'mongoose';
import { hashCode } from '../../src/app/codes.ts';
import type { Log } from '../../src/app/log-port.ts';
import type { LineGateway, LineInsight, SendOutcome } from '../../src/app/ports.ts';
import type { Store } from '../../src/app/store-port.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import { readContent } from '../../src/content.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { makeLineGateway } from '../../src/line/send.ts';
import type { Dice } from './two-years-days.ts';
import type { Truth } from './two-years-town.ts';

export const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const TIMEOUT_MS = 250;

/** One attempt of an instance to push. */
export interface Attempt {
  to: string;
  retryKey: string;
  /** By the clock of the instance, and by LINE's. */
  at: number;
  really: number;
  text: string;
  truth: Truth;
  outcome?: SendOutcome['outcome'];
}

/** Messages the emulator has shown for one request to push. */
export interface Shown {
  retryKey: string;
  chatId: string;
  at: number;
  cost: number;
}

/** What all instances share. */
export interface Shared {
  now: number;
  truth: Truth;
  attempts: Attempt[];
  /** What each occurrence was settled as, every time the store agreed. */
  settled: Map<string, string[]>;
  errors: string[];
}

/** LINE, with its eyes open: which request each message on a screen came with. */
export class LineWatch {
  readonly shown: Shown[] = [];
  /** What the emulator says was used up, by its month. */
  readonly spent = new Map<string, number>();
  #answering: { retryKey: string | undefined; seen: boolean } | undefined;
  readonly emulator: Emulator;

  constructor(shared: Shared, seed: number, deliver: (body: Buffer, signature: string) => Promise<number>) {
    const clock = { now: () => shared.now };
    this.emulator = createEmulator({ clock, ...CHANNEL, seed, monthlyLimit: null, deliver });
    this.emulator.onMessage(({ chatId, at }) => {
      const request = this.#answering;
      if (request?.retryKey === undefined || request.seen) return;
      request.seen = true;
      const cost = this.emulator.platform.gatherings.get(chatId)?.memberIds.size ?? 1;
      this.shown.push({ retryKey: request.retryKey, chatId, at, cost });
      this.spent.set(monthInJapan(at), this.emulator.quota.used);
    });
  }

  /** The API; the emulator reads the retry key at the very moment it carries a request out. */
  listener(): RequestListener {
    return (request, response) => {
      const given = request.headers['x-line-retry-key'];
      const retryKey = Array.isArray(given) ? given[0] : given;
      const answering = { retryKey, seen: false };
      const get = () => {
        this.#answering = answering;
        return retryKey;
      };
      Object.defineProperty(request.headers, 'x-line-retry-key', { get });
      this.emulator.app(request, response);
    };
  }
}

/** The month LINE counts an instant in. */
export const monthInJapan = (instant: number): string => new Date(instant + 9 * 3_600_000).toISOString().slice(0, 7);

/** One process, as far as it can be one within this one: a clock, a life, a bot. */
interface Instance {
  offset: number;
  /** Calls to the store until it is killed; `Infinity`: it is left alone. */
  left: number;
  bot: Bot;
}

/** Instances on one store: each has a clock of its own, can be killed at any call to the store, and is started anew. */
export class Fleet {
  readonly #instances: Instance[] = [];
  readonly #shared: Shared;
  readonly #parts: { store: Store; connection: Connection; baseURL: string; dice: Dice };
  readonly #content = readContent();

  constructor(
    shared: Shared,
    parts: { store: Store; connection: Connection; baseURL: string; dice: Dice },
    size: number,
  ) {
    this.#shared = shared;
    this.#parts = parts;
    for (let count = 0; count < size; count += 1) this.#instances.push(this.#begin());
  }

  /** One that runs takes the webhook; 0 when none does. */
  async take(url: string, body: Buffer, signature: string): Promise<number> {
    const headers = { 'content-type': 'application/json', 'x-line-signature': signature };
    const response = await fetch(`${url}/webhook/line`, { method: 'POST', headers, body: body.toString() });
    await response.arrayBuffer();
    return response.status;
  }

  /** The web side of some instance. */
  http: RequestListener = (request, response) => this.#one(0).bot.http(request, response);

  async idle(): Promise<void> {
    for (const { bot } of this.#instances) await bot.intake.idle();
  }

  /** Sets the clock of an instance so far from the right time. */
  setClock(index: number, offset: number): void {
    this.#one(index).offset = offset;
  }

  setAllClocksRight(): void {
    for (const instance of this.#instances) instance.offset = 0;
  }

  /** Kills an instance at one of its next calls to the store. */
  killSoon(index: number, calls: number): void {
    this.#one(index).left = calls;
  }

  /** Instances sweep side by side, as their schedulers make them; whoever was killed is started anew afterwards. */
  async sweep(indexes: readonly number[]): Promise<void> {
    await this.endClaims();
    await Promise.all(
      indexes.map(async (index) => {
        const instance = this.#one(index);
        try {
          await instance.bot.remind();
          if (this.#parts.dice.chance(0.2)) await instance.bot.finish();
        } catch (error) {
          if (instance.left >= 0) this.#shared.errors.push(`a sweep failed: ${String(error)}`);
        }
        if (instance.left < 0) this.#instances[index] = this.#begin();
        else instance.left = Infinity;
      }),
    );
  }

  /** Claims end by the clock of the database, which no simulation moves: between two looks they have ended. */
  async endClaims(): Promise<void> {
    const occurrences = this.#parts.connection.collection('occurrences');
    await occurrences.updateMany({ state: 'due', owner: { $ne: null } }, { $set: { claimedUntil: 0 } });
  }

  #one(index: number): Instance {
    const instance = this.#instances[index];
    if (instance === undefined) throw new Error(`there is no instance ${index}`);
    return instance;
  }

  #begin(): Instance {
    const shared = this.#shared;
    const log: Log = {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (fields, message) => {
        if (instance.left >= 0) shared.errors.push(`${message} ${JSON.stringify(fields)}`);
      },
    };
    const line = {
      channelAccessToken: CHANNEL.channelAccessToken,
      baseURL: this.#parts.baseURL,
      timeoutMs: TIMEOUT_MS,
      log,
    };
    const parts = {
      clock: { now: () => shared.now + instance.offset },
      log,
      gateway: this.#gateway(() => instance, makeLineGateway(line)),
      insight: mortal<LineInsight>(makeLineInsight(line), () => instance, 0),
      lineContent: makeLineContent(line),
      store: this.#store(() => instance),
      content: this.#content,
      defaultLocale: 'th' as const,
      channelSecret: CHANNEL.channelSecret,
      setupCodeHash: hashCode('START-2570'),
      settleMs: 0,
      ping: () => Promise.resolve(true),
    };
    const instance: Instance = { offset: 0, left: Infinity, bot: makeBot(parts) };
    return instance;
  }

  #store(instance: () => Instance): Store {
    const parts = Object.entries(this.#parts.store).map(([name, part]) => [name, mortal(part as object, instance, 1)]);
    const store = Object.fromEntries(parts) as Store;
    const { occurrences } = store;
    const noted: Store['occurrences']['settle'] = async (claimed, state, reason, at) => {
      if (!(await occurrences.settle(claimed, state, reason, at))) return false;
      const { settled } = this.#shared;
      settled.set(claimed.id, [...(settled.get(claimed.id) ?? []), state]);
      return true;
    };
    return { ...store, occurrences: { ...occurrences, settle: noted } };
  }

  #gateway(instance: () => Instance, real: LineGateway): LineGateway {
    const { attempts } = this.#shared;
    const push: LineGateway['push'] = async (to, messages, retryKey) => {
      if (instance().left < 0) throw new Error('the process is dead');
      const { now, truth } = this.#shared;
      const attempt: Attempt = {
        to,
        retryKey,
        at: now + instance().offset,
        really: now,
        text: JSON.stringify(messages),
        truth,
      };
      attempts.push(attempt);
      // The process slept for more than a minute before its call went out: others may have taken on what it holds.
      if (this.#parts.dice.chance(0.02)) {
        await this.endClaims();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const outcome = await real.push(to, messages, retryKey);
      attempt.outcome = outcome.outcome;
      return outcome;
    };
    return { push, reply: (token, messages) => real.reply(token, messages) };
  }
}

/** The same object until its instance is killed: after that every call fails, and nothing is done. */
function mortal<Part extends object>(part: Part, instance: () => Instance, cost: number): Part {
  const entries = Object.entries(part).map(([name, method]) => [
    name,
    (...args: unknown[]): unknown => {
      const one = instance();
      one.left -= cost;
      if (one.left < 0) return Promise.reject(new Error('the process is dead'));
      return (method as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(entries) as Part;
}

/** Listens on a free port of this machine; resolves to the server and its address. */
export async function serve(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
