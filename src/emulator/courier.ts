import { createHmac } from 'node:crypto';
import type { WebhookFaults } from './faults.ts';
import type { JsonObject } from './model.ts';
import type { RandomSource } from './random.ts';

/** Takes a signed webhook to the bot and returns the HTTP status; nothing returned counts as 200, a throw as no answer. */
export type Deliver = (body: Buffer, signature: string) => Promise<number | void>;

/** One attempt to deliver a webhook. `status` 0: no answer in time. */
export interface Delivery {
  events: readonly JsonObject[];
  body: Buffer;
  signature: string;
  status: number;
}

/** How long LINE waits for an answer to a webhook. */
export const WEBHOOK_TIMEOUT_MS = 2000;

/** LINE's signature: Base64 of HMAC-SHA256 over the raw bytes. */
export const sign = (channelSecret: string, body: Buffer): string =>
  createHmac('sha256', channelSecret).update(body).digest('base64');

/** A webhook body in bytes. LINE escapes what is not ASCII, so whoever signs re-serialised JSON signs something else. */
export function webhookBody(destination: string, events: readonly JsonObject[]): Buffer {
  const json = JSON.stringify({ destination, events });
  return Buffer.from(
    json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

export interface CourierOptions {
  destination: string;
  channelSecret: string;
  /** How long an answer may take. */
  timeoutMs: number;
  faults: () => WebhookFaults;
  random: RandomSource;
}

/** Carries events to the bot: at once and side by side, as LINE does; knows when nothing is under way. */
export class Courier {
  /** Every attempt so far, oldest first; the last 2000 are kept. */
  readonly deliveries: Delivery[] = [];
  /** Called after each attempt. */
  onEnd: (events: readonly JsonObject[], status: number) => void = () => undefined;
  /** Called before each attempt, so that reply tokens count from it. */
  onAttempt: (events: readonly JsonObject[]) => void = () => undefined;
  readonly #options: CourierOptions;
  readonly #deliver: Deliver;
  readonly #underWay = new Set<Promise<unknown>>();
  #waiting: JsonObject[][] = [];
  #failed: JsonObject[][] = [];
  #held = false;

  constructor(options: CourierOptions, deliver: Deliver) {
    this.#options = options;
    this.#deliver = deliver;
  }

  /** Takes the events of one webhook request along. */
  send(events: JsonObject[]): void {
    this.#waiting.push(events);
    if (!this.#held) this.#track(Promise.resolve().then(() => this.#flush()));
  }

  /** Keeps webhooks back until `release`. */
  hold(): void {
    this.#held = true;
  }

  /** Lets the webhooks kept back go; `together`: all events in one request. */
  release(options: { together?: boolean } = {}): void {
    this.#held = false;
    if (options.together) this.#waiting = this.#waiting.length > 0 ? [this.#waiting.flat()] : [];
    this.#track(this.#flush());
  }

  /** Delivers again what got no 2xx (marked as redelivered); returns how many requests that were. */
  redeliver(): number {
    const failed = this.#failed;
    this.#failed = [];
    for (const events of failed) this.#track(this.#attempt(asRedelivery(events)));
    return failed.length;
  }

  /** Delivers a webhook again, whatever became of it before. */
  deliverAgain(delivery: Delivery): void {
    this.#track(this.#attempt(asRedelivery(delivery.events)));
  }

  /** Signs and posts exactly these events, and returns the status. */
  async post(events: readonly JsonObject[]): Promise<number> {
    const body = webhookBody(this.#options.destination, events);
    const signature = sign(this.#options.channelSecret, body);
    this.onAttempt(events);
    const status = await withinTime(
      Promise.resolve().then(() => this.#deliver(body, signature)),
      this.#options.timeoutMs,
    );
    this.deliveries.push({ events, body, signature, status });
    if (this.deliveries.length > 2000) this.deliveries.shift();
    this.onEnd(events, status);
    return status;
  }

  /** Resolves when no webhook is under way, those included that were sent meanwhile. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #track(work: Promise<unknown>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  async #flush(): Promise<void> {
    if (this.#held) return;
    const faults = this.#options.faults();
    const requests = this.#waiting;
    this.#waiting = [];
    if (faults.lose) return;
    const copies = requests.flatMap((events) => Array.from({ length: 1 + faults.duplicates }, () => events));
    const ordered = faults.shuffle ? this.#options.random.shuffled(copies) : copies;
    await Promise.all(ordered.map((events) => this.#attempt(events, faults.redeliveries)));
  }

  async #attempt(events: readonly JsonObject[], redeliveries = 0): Promise<void> {
    const status = await this.post(events);
    if (status >= 200 && status < 300) return;
    if (redeliveries > 0) return this.#attempt(asRedelivery(events), redeliveries - 1);
    this.#failed.push([...events]);
  }
}

const asRedelivery = (events: readonly JsonObject[]): JsonObject[] =>
  events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }));

async function withinTime(delivery: Promise<number | void>, timeoutMs: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(0), timeoutMs);
  });
  try {
    return await Promise.race([delivery.then((status) => status ?? 200), tooLate]);
  } catch {
    return 0;
  } finally {
    clearTimeout(timer);
  }
}
