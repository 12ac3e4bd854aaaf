import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Chat } from './incoming.ts';
import type { Log, Meter } from './log-port.ts';
import type { LineGateway, LineMessage, SendOutcome } from './ports.ts';
import type { Delivery, DeliveryState, DeliveryStore } from './store-port.ts';

/** An answer to an event. */
export interface Answer {
  /** The event's id: it is answered once. */
  eventId: string;
  organisationId?: string;
  chat: Chat;
  /** LINE user id of the person who is answered. */
  person?: string;
  replyToken?: string;
  /** When the webhook that brought the token came. */
  receivedAt: number;
  messages: LineMessage[];
}

/** The one door out: every message of the bot goes through here. */
export interface Deliver {
  /** Brings an answer to its chat as far as that is possible now. Never sends twice; rejects only when the store fails. */
  answer(answer: Answer): Promise<void>;
  /** Tries pushes again whose outcome was not known. */
  sweep(): Promise<void>;
}

/** A reply token lives for a minute; the last seconds are left to the way there. */
const TOKEN_LIFE_MS = 55_000;
/** LINE remembers a retry key for 24 hours: after that the same key would send again. */
const RETRY_KEY_LIFE_MS = 23 * 60 * 60 * 1000;
const SWEEP_LIMIT = 50;
const UNANSWERED: readonly DeliveryState[] = ['pending', 'replying', 'retrying'];

export function makeDeliver(parts: {
  deliveries: DeliveryStore;
  gateway: LineGateway;
  clock: Clock;
  log: Log;
  meter: Meter;
}): Deliver {
  const { deliveries, gateway, clock, log, meter } = parts;

  const settle = async (delivery: Delivery, state: DeliveryState, sentIds: readonly string[] = []): Promise<void> => {
    await deliveries.settle(delivery.id, state, sentIds);
  };

  /**
   * The free way. A token serves once, so trying the same token again cannot show the answer twice. `earlier`: an attempt
   * before the last one ended in the dark, and may have been the one that used the token.
   */
  const reply = async (delivery: Delivery, token: string): Promise<{ outcome: SendOutcome; earlier: boolean }> => {
    const first = await gateway.reply(token, delivery.messages);
    if (first.outcome !== 'unknown') return { outcome: first, earlier: false };
    return { outcome: await gateway.reply(token, delivery.messages), earlier: true };
  };

  const push = async (delivery: Delivery): Promise<void> => {
    const giveUp = (state: 'expired' | 'failed'): Promise<void> => {
      log.warn({ delivery: delivery.id, outcome: state }, 'a push was given up');
      return settle(delivery, state);
    };
    // LINE has forgotten the key, and an attempt may have been delivered: nobody may see it twice.
    if (clock.now() - delivery.createdAt >= RETRY_KEY_LIFE_MS) return giveUp('expired');
    const outcome = await gateway.push(delivery.chatId, delivery.messages, delivery.retryKey);
    meter.count('pushes', outcome.outcome);
    if (outcome.outcome === 'accepted') return settle(delivery, 'sent', outcome.sentIds);
    const again = outcome.outcome === 'unknown' || outcome.reason === 'unavailable' || outcome.reason === 'rateLimit';
    // Left as it is, the sweep tries it again with the same key.
    if (!again) return giveUp('failed');
  };

  const answerNow = async (delivery: Delivery, answer: Answer): Promise<void> => {
    const first = delivery.state === 'pending';
    const alive = answer.replyToken !== undefined && clock.now() - answer.receivedAt < TOKEN_LIFE_MS;
    if (!alive || answer.replyToken === undefined) {
      return first ? late(delivery, answer, 'pending') : settle(delivery, 'unknown');
    }
    // Whoever comes second, after a crash or beside the first, says so: the first then knows it was not alone.
    const mine =
      delivery.state === 'retrying' ||
      (await deliveries.move(delivery.id, delivery.state, first ? 'replying' : 'retrying'));
    if (!mine) return;
    const { outcome, earlier } = await reply(delivery, answer.replyToken);
    meter.count('replies', outcome.outcome);
    if (outcome.outcome === 'accepted') return settle(delivery, 'sent', outcome.sentIds);
    // A token refused after an attempt whose end is not known may have been used by that attempt.
    if (outcome.outcome === 'unknown' || earlier || !first) return settle(delivery, 'unknown');
    if (outcome.reason === 'badRequest' || outcome.reason === 'forbidden') {
      log.error(
        { delivery: delivery.id, reason: outcome.reason, requestId: outcome.requestId },
        'LINE refused an answer',
      );
      return settle(delivery, 'failed');
    }
    return late(delivery, answer, 'replying');
  };

  /** Known not to have been delivered, and no token any more. In a group it would cost a message per member: asked again it is free. */
  const late = async (delivery: Delivery, { chat }: Answer, from: DeliveryState): Promise<void> => {
    if (chat.type !== 'user') return settle(delivery, 'expired');
    if (await deliveries.move(delivery.id, from, 'pushing')) await push(delivery);
  };

  return {
    answer: async (answer) => {
      const { eventId, organisationId, chat, person, messages } = answer;
      const delivery = await deliveries.open({
        id: eventId,
        chatId: chat.id,
        messages,
        retryKey: randomUUID(),
        state: 'pending',
        createdAt: clock.now(),
        ...(person === undefined ? {} : { person }),
        ...(organisationId === undefined ? {} : { organisationId }),
      });
      if (delivery.state === 'pushing') await push(delivery);
      else if (UNANSWERED.includes(delivery.state)) await answerNow(delivery, answer);
    },
    sweep: async () => {
      for (const delivery of await deliveries.pushing(SWEEP_LIMIT)) await push(delivery);
    },
  };
}
