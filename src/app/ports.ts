import type { Message } from '../conversation/message.ts';
import type { Locale } from '../i18n.ts';
import type { Quota } from '../reminders/quota-plan.ts';
import type { Chat } from './incoming.ts';

/** What the application needs from the outside world. `line/` and `store/` implement these; tests may too. */

/** A message in LINE's own JSON, within LINE's limits. */
export type LineMessage = Record<string, unknown>;

export interface RenderContext {
  locale: Locale;
  chat: Chat['type'];
  /** False: people are named in the text, and LINE does not tell them. */
  mentions?: boolean;
  /** Name used in office of the person answered: in a group it says whose question this is. */
  addressee?: string;
}

/** Turns what the bot says into 1–5 LINE messages for one request. Pure. */
export type Render = (messages: readonly Message[], context: RenderContext) => LineMessage[];

export type SendOutcome =
  /** LINE took it (a 409 on a known retry key included). `sentIds` recognise quotes of it later. */
  | { outcome: 'accepted'; sentIds: string[]; requestId?: string }
  /** LINE said no: it was certainly not delivered by this call. */
  | {
      outcome: 'rejected';
      /** `notThere`: the bot is not in this chat. */
      reason:
        'invalidReplyToken' | 'monthlyLimit' | 'rateLimit' | 'notThere' | 'badRequest' | 'forbidden' | 'unavailable';
      status: number;
      requestId?: string;
    }
  /** Time-out, dropped connection, 5xx: it may or may not have been delivered. */
  | { outcome: 'unknown'; cause: string; requestId?: string };

/** LINE's sending side. Never throws for anything LINE or the network does. */
export interface LineGateway {
  reply(replyToken: string, messages: LineMessage[]): Promise<SendOutcome>;
  /** `retryKey`: hex UUID, stored before the first attempt and the same for every attempt. */
  push(to: string, messages: LineMessage[], retryKey: string): Promise<SendOutcome>;
}

/** What people send that is no text. `gone`: LINE has it no more; `null`: LINE did not give it in time. */
export interface LineContent {
  /** The bytes of a message. Never throws. */
  bytes(messageId: string, most: number): Promise<Uint8Array | 'gone' | 'tooLarge' | null>;
  /**
   * Hands the bytes of a message on as they come; once more from the beginning when the connection breaks.
   * @throws what `take` throws
   */
  read<Result>(
    messageId: string,
    most: number,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
  ): Promise<Result | 'gone' | 'tooLarge' | null>;
}

/** What LINE tells about the channel; costs nothing. Never throws: `null` when LINE did not tell. */
export interface LineInsight {
  /** Messages the channel may push a month, and how many are used up (approximately). */
  quota(): Promise<Quota | null>;
  /** How many people are in a group or room; `gone` when the bot is not in it. */
  groupSize(chat: { type: 'group' | 'room'; id: string }): Promise<number | 'gone' | null>;
  /** The bot's own LINE user id, and whether Chat is on in its response settings; `refused` when LINE does not take the channel access token. */
  bot(): Promise<{ userId: string; basicId: string; chat: boolean } | 'refused' | null>;
  /** Where LINE sends webhooks, and whether they arrive; `notSet` when no address is set. */
  webhook(): Promise<WebhookTold | 'notSet' | null>;
  /** How many milliseconds a clock is ahead of LINE's (negative: behind), at the least; 0 as far as can be told. */
  clockLead(now: () => number): Promise<number | null>;
}

export interface WebhookTold {
  url: string;
  /** Whether LINE sends anything there. */
  active: boolean;
  /** What a test call brought, in LINE's words: `status` is 0 or less when there was no answer. `null`: LINE did not try. */
  test: { reached: boolean; status: number; reason: string; detail: string } | null;
}
