import { Agent, request } from 'node:http';
import { systemClock } from '../src/clock.ts';
import { WEBHOOK_TIMEOUT_MS } from '../src/emulator/courier.ts';
import { createEmulator } from '../src/emulator/emulator.ts';
import type { Emulator } from '../src/emulator/emulator.ts';
import { REPORT } from './conversation.ts';
import { MEASURES } from './offices.ts';

/** A channel of nobody. */
export const CHANNEL = { channelSecret: 'bench-secret', channelAccessToken: 'bench-token' };
/** Without a single answer for so long, the rest will not come. */
const STALLED_MS = 20_000;

/** What was measured while the load was full: warm-up and the end, when officers run out of work, are left out. */
export interface Measured {
  events: number;
  seconds: number;
  webhookMs: number[];
  replyMs: number[];
}

interface Officer {
  id: string;
  index: number;
  /** Reports begun, and steps of the one under way that were answered. */
  reports: number;
  step: number;
  sentAt: number;
  /** What the bot has said to the step under way. */
  heard: string;
  waiting: boolean;
}

/**
 * LINE with its officers, and the clock of the load. LINE is the project's emulator: it signs every webhook, posts it, and
 * checks every reply as LINE does. It costs CPU of this process only, and `bench.ts` prints how much: where that comes
 * near a whole core, the load and not the bot is what is measured.
 */
export class Load {
  readonly emulator: Emulator;
  /** Where webhooks go. */
  webhookUrl = '';
  /** Since the beginning, the warm-up included. */
  answered = 0;
  saved = 0;
  lateWebhooks = 0;
  /** Answers that were not what the conversation calls for. */
  readonly wrong: string[] = [];
  readonly #checked: boolean;
  readonly #officers: Officer[];
  readonly #byId: Map<string, Officer>;
  readonly #agent = new Agent({ keepAlive: true });
  #measured: Measured = { events: 0, seconds: 0, webhookMs: [], replyMs: [] };
  #since: number | null = null;
  #waiting = 0;
  #onAnswer: (officer: Officer) => void = () => undefined;

  /** @param checked whether the bot holds the conversation; the baseline says the same to everything */
  constructor(officers: number, checked: boolean) {
    this.#checked = checked;
    this.emulator = createEmulator({
      clock: systemClock,
      ...CHANNEL,
      seed: 1,
      monthlyLimit: null,
      deliver: (body, signature) => this.#post(body, signature),
    });
    this.#officers = Array.from({ length: officers }, (_, index) => {
      const { id } = this.emulator.addUser({ name: `officer ${index}` });
      return { id, index, reports: 0, step: 0, sentAt: 0, heard: '', waiting: false };
    });
    this.#byId = new Map(this.#officers.map((officer) => [officer.id, officer]));
    this.emulator.onMessage((message) => {
      // Nobody looks at these screens: kept, they would be memory, and the emulator looks through all of them at every reply.
      this.emulator.platform.remove(message.id);
      if (message.fromBot) this.#hear(message.chatId, message.text);
    });
  }

  get officerIds(): string[] {
    return this.#officers.map(({ id }) => id);
  }

  async close(): Promise<void> {
    await this.emulator.close();
    this.#agent.destroy();
  }

  /** Closed loop: so many officers report at once, each writing as soon as they are answered. Finds the peak. */
  async closed(lanes: number, events: number, warmUp: number): Promise<Measured> {
    const last = this.answered + events;
    const first = this.answered + warmUp;
    const goOn = (officer: Officer): void => {
      if (this.answered >= first && this.#since === null && this.answered < last) this.#begin();
      // Whole reports: what was begun is saved.
      if (this.answered < last || officer.step > 0) this.#say(officer);
      else this.#end();
    };
    await this.#play(goOn, () => {
      for (const officer of this.#officers.slice(0, lanes)) this.#say(officer);
      return Promise.resolve();
    });
    return this.#take();
  }

  /** Open loop: events at a fixed rate, whether the bot keeps up or not. The officer answered last writes next. */
  async fixedRate(rate: number, seconds: number, warmUpSeconds: number): Promise<Measured & { refused: number }> {
    const idle = [...this.#officers];
    let refused = 0;
    const arrive = () =>
      new Promise<void>((resolve) => {
        const started = performance.now();
        let sent = 0;
        const timer = setInterval(() => {
          const elapsed = (performance.now() - started) / 1000;
          if (elapsed >= warmUpSeconds && this.#since === null) this.#begin();
          for (const due = Math.floor(Math.min(elapsed, seconds) * rate); sent < due; sent += 1) {
            const officer = idle.pop();
            if (officer === undefined) refused += 1;
            else this.#say(officer);
          }
          if (elapsed < seconds) return;
          this.#end();
          clearInterval(timer);
          resolve();
        }, 1);
      });
    await this.#play((officer) => idle.push(officer), arrive);
    return { ...this.#take(), refused };
  }

  /** Runs a load to its last answer. @throws when answers stay away */
  async #play(onAnswer: (officer: Officer) => void, send: () => Promise<void>): Promise<void> {
    let sending = true;
    await new Promise<void>((resolve, reject) => {
      let before = -1;
      const stalled = setInterval(() => {
        if (this.answered === before) {
          clearInterval(stalled);
          reject(new Error(`${this.#waiting} events stay unanswered (${this.lateWebhooks} webhooks without a 200)`));
        }
        before = this.answered;
      }, STALLED_MS);
      const finish = () => {
        if (sending || this.#waiting > 0) return;
        clearInterval(stalled);
        resolve();
      };
      this.#onAnswer = (officer) => {
        onAnswer(officer);
        finish();
      };
      const sent = async () => {
        await send();
        sending = false;
        finish();
      };
      void sent();
    });
    await this.emulator.idle();
  }

  #say(officer: Officer): void {
    if (officer.step === 0) officer.reports += 1;
    officer.waiting = true;
    officer.heard = '';
    this.#waiting += 1;
    const measure = ((officer.index + officer.reports * 7) % MEASURES) + 1;
    officer.sentAt = performance.now();
    this.emulator.say(officer.id, officer.id, REPORT[officer.step]?.say(measure) ?? '');
  }

  #hear(chatId: string, text: string): void {
    const officer = this.#byId.get(chatId);
    if (officer === undefined) return;
    officer.heard += text;
    if (!officer.waiting) return;
    officer.waiting = false;
    if (this.#since !== null) this.#measured.replyMs.push(performance.now() - officer.sentAt);
    // All messages of one reply are on the screen before the officer goes on.
    queueMicrotask(() => this.#answer(officer));
  }

  #answer(officer: Officer): void {
    const step = REPORT[officer.step];
    if (this.#checked && step !== undefined && !officer.heard.includes(step.hear)) {
      this.wrong.push(`step ${officer.step}: ${officer.heard.slice(0, 200)}`);
    }
    officer.step = (officer.step + 1) % REPORT.length;
    if (officer.step === 0) this.saved += 1;
    this.answered += 1;
    this.#waiting -= 1;
    if (this.#since !== null) this.#measured.events += 1;
    this.#onAnswer(officer);
  }

  #begin(): void {
    this.#measured = { events: 0, seconds: 0, webhookMs: [], replyMs: [] };
    this.#since = performance.now();
  }

  #end(): void {
    if (this.#since === null) return;
    this.#measured.seconds = (performance.now() - this.#since) / 1000;
    this.#since = null;
  }

  #take(): Measured {
    this.#end();
    return this.#measured;
  }

  /** Posts as LINE does, over connections that are kept: `fetch` would cost this process more than the emulator does. */
  #post(body: Buffer, signature: string): Promise<number> {
    const sentAt = performance.now();
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      'x-line-signature': signature,
    };
    return new Promise((resolve, reject) => {
      const send = () => {
        const call = request(this.webhookUrl, { method: 'POST', agent: this.#agent, headers }, (response) => {
          response.resume().once('end', () => {
            const ms = performance.now() - sentAt;
            if (this.#since !== null) this.#measured.webhookMs.push(ms);
            if (response.statusCode !== 200 || ms > WEBHOOK_TIMEOUT_MS) this.lateWebhooks += 1;
            resolve(response.statusCode ?? 0);
          });
        });
        call.once('error', (error) => {
          // The other end closed an idle connection just when it was taken again: nothing was sent.
          if (call.reusedSocket && 'code' in error && error.code === 'ECONNRESET') return send();
          this.lateWebhooks += 1;
          reject(error);
        });
        call.end(body);
      };
      send();
    });
  }
}
