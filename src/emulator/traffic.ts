import type { JsonObject } from './model.ts';
import type { LinePlatform } from './platform.ts';

/** One exchange between the platform and the bot, as far as a screen shows it: neither the channel's token nor its secret. */
export interface Exchange {
  id: number;
  /** Instant it ended. */
  at: number;
  /** `webhook`: the platform called the bot; `api`: the bot called the platform. */
  kind: 'webhook' | 'api';
  /** Method and path of a call; types of the events of a webhook. */
  title: string;
  /** HTTP status; 0: no answer in time, or a connection that broke. */
  status: number;
  request: unknown;
  response?: unknown;
}

/** Exchanges that are kept, the last ones. */
const KEPT = 100;

/** What went between the platform and the bot. */
export class Traffic {
  readonly #exchanges: Exchange[] = [];
  readonly #platform: LinePlatform;
  #count = 0;

  /** @param platform gives the time, and is told of each exchange as of any other change */
  constructor(platform: LinePlatform) {
    this.#platform = platform;
  }

  /** The last exchanges, the latest first. */
  get latest(): readonly Exchange[] {
    return this.#exchanges.toReversed();
  }

  webhook(events: readonly JsonObject[], status: number): void {
    const destination = this.#platform.bot.userId;
    const types = events.map((event) => String(event['type'])).join(', ');
    this.#add({ kind: 'webhook', title: types === '' ? 'verify' : types, status, request: { destination, events } });
  }

  call(call: { method: string; path: string; status: number; request: unknown; response: unknown }): void {
    const { method, path, status, request, response } = call;
    this.#add({ kind: 'api', title: `${method} ${path}`, status, request: shown(request), response: shown(response) });
  }

  #add(exchange: Omit<Exchange, 'id' | 'at'>): void {
    this.#count += 1;
    this.#exchanges.push({ id: this.#count, at: this.#platform.clock.now(), ...exchange });
    if (this.#exchanges.length > KEPT) this.#exchanges.shift();
    this.#platform.touch();
  }
}

const shown = (content: unknown): unknown => (Buffer.isBuffer(content) ? `${content.length} bytes` : content);
