import type { Faults } from './faults.ts';
import type { JsonObject, Place } from './model.ts';
import type { LinePlatform } from './platform.ts';
import type { ReplyTokens } from './reply-tokens.ts';

export interface EventOptions {
  place: Place;
  /** Who did it, where LINE tells. */
  userId?: string;
  /** Whether the bot can answer by reply token. */
  answerable?: boolean;
}

/** Makes webhook events as LINE shapes them. */
export class EventMaker {
  readonly #platform: LinePlatform;
  readonly #tokens: ReplyTokens;
  readonly #faults: Faults;

  constructor(platform: LinePlatform, tokens: ReplyTokens, faults: Faults) {
    this.#platform = platform;
    this.#tokens = tokens;
    this.#faults = faults;
  }

  /** One event; `detail` holds what only this type has (`message`, `postback` …). */
  make(type: string, options: EventOptions, detail: JsonObject = {}): JsonObject {
    const now = this.#platform.clock.now();
    return {
      type,
      ...detail,
      webhookEventId: this.#platform.random.ulid(now),
      deliveryContext: { isRedelivery: false },
      timestamp: now,
      source: this.#source(options.place, options.userId),
      ...(options.answerable ? { replyToken: this.#tokens.issue(options.place.id) } : {}),
      mode: this.#faults.webhook.standby ? 'standby' : 'active',
    };
  }

  #source(place: Place, userId: string | undefined): JsonObject {
    if (place.type === 'user') return { type: 'user', userId: place.id };
    const id = place.type === 'group' ? { groupId: place.id } : { roomId: place.id };
    const told = userId !== undefined && !this.#platform.random.chance(this.#faults.webhook.omitUserId);
    return { type: place.type, ...id, ...(told ? { userId } : {}) };
  }
}
