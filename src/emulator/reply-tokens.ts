import type { LinePlatform } from './platform.ts';
import type { JsonObject } from './model.ts';
import { isObject } from './model.ts';

/** How long a reply token lives after its webhook, and at most after the event when the webhook was redelivered. */
export const REPLY_TOKEN_MS = 60_000;
export const REPLY_TOKEN_REDELIVERED_MS = 20 * 60_000;

interface Token {
  chatId: string;
  eventAt: number;
  deliveredAt: number;
  used: boolean;
}

/** Reply tokens: each good for one answer into one chat, for a minute after its webhook. */
export class ReplyTokens {
  readonly #tokens = new Map<string, Token>();
  readonly #platform: LinePlatform;

  constructor(platform: LinePlatform) {
    this.#platform = platform;
  }

  issue(chatId: string): string {
    const token = this.#platform.random.hex(32);
    const now = this.#platform.clock.now();
    this.#tokens.set(token, { chatId, eventAt: now, deliveredAt: now, used: false });
    return token;
  }

  /** The minute counts from the latest delivery of the webhook. */
  delivered(events: readonly JsonObject[]): void {
    for (const event of events) {
      const token = this.#tokens.get(String(event['replyToken']));
      const context = event['deliveryContext'];
      if (token && isObject(context) && context['isRedelivery'] === true)
        token.deliveredAt = this.#platform.clock.now();
    }
  }

  /** The chat a token answers into; undefined when it is unknown, used or late. */
  chatOf(replyToken: string): string | undefined {
    const token = this.#tokens.get(replyToken);
    const now = this.#platform.clock.now();
    if (!token || token.used) return undefined;
    if (now - token.deliveredAt > REPLY_TOKEN_MS || now - token.eventAt > REPLY_TOKEN_REDELIVERED_MS) return undefined;
    return token.chatId;
  }

  use(replyToken: string): void {
    const token = this.#tokens.get(replyToken);
    if (token) token.used = true;
  }
}
