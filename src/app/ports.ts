import type { Message } from '../conversation/message.ts';
import type { Locale } from '../i18n.ts';
import type { Chat } from './incoming.ts';

/** What the application needs from the outside world. `line/` and `store/` implement these; tests may too. */

/** A message in LINE's own JSON, within LINE's limits. */
export type LineMessage = Record<string, unknown>;

export interface RenderContext {
  locale: Locale;
  chat: Chat['type'];
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
      reason: 'invalidReplyToken' | 'monthlyLimit' | 'rateLimit' | 'badRequest' | 'forbidden' | 'unavailable';
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
