import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { hashed } from './codes.ts';
import type { Chat } from './incoming.ts';
import type { Log, Meter } from './log-port.ts';
import type { LineGateway, LineInsight, LineMessage, SendOutcome } from './ports.ts';
import type { Delivery, DeliveryState, DeliveryStore, PushRefusal, Receipt } from './store-port.ts';

/** An answer to an event. */
export interface Answer {
  /** The event's id: it is answered once. */
  eventId: string;
  organisationId?: string;
  chat: Chat;
  /** LINE user id of the person who is answered. */
  person?: string;
  /** Which of the messages are receipts of reports. */
  receipts?: readonly Receipt[];
  replyToken?: string;
  /** When the webhook that brought the token came. */
  receivedAt: number;
  messages: LineMessage[];
  /** It may have been tried before: by a process that died, or by another one just now. */
  again?: boolean;
}

/** Something the bot says of its own accord. */
export interface Push {
  /** What it is pushed for: it is pushed once. */
  id: string;
  organisationId: string;
  chatId: string;
  messages: LineMessage[];
  /** Said instead when LINE refuses the messages: the same without naming people it does not find in the chat. */
  plain: LineMessage[];
  /** What it costs of the month's messages. */
  cost: number;
}

/** What has become of a push. */
export type PushResult =
  /** LINE has it. */
  | { state: 'delivered' }
  /** LINE said no for good. */
  | { state: 'rejected'; reason: PushRefusal }
  /** The month's messages are used up. */
  | { state: 'held' }
  /** Every attempt ended in the dark or met an outage, until LINE forgets the retry key. */
  | { state: 'expired' }
  /** Not yet: to be called again, with the same id, at this instant at the earliest. */
  | { state: 'open'; nextAttemptAt: number };

/** The one door out: every message of the bot goes through here. */
export interface Deliver {
  /**
   * Brings an answer to its chat as far as that is possible now. Never sends twice; rejects only when the store fails.
   * False: it has certainly not been seen, and will not be.
   */
  answer(answer: Answer): Promise<boolean>;
  /**
   * Pushes, or tries again what was begun, under the retry key stored before the first attempt: LINE shows it once however
   * often this is called. The messages may be others than at the last attempt: LINE shows those it took first.
   */
  push(push: Push): Promise<PushResult>;
  /** What a push has come to; `begun`: tried, and nobody knows yet; `null`: never tried. */
  resultOf(id: string): Promise<PushResult | 'begun' | null>;
  /** Tries answers again that were to be pushed and whose outcome was not known. */
  sweep(): Promise<void>;
}

/** A reply token lives for a minute; the last seconds are left to the way there. */
const TOKEN_LIFE_MS = 55_000;
/** LINE remembers a retry key for 24 hours: after that the same key would send again. Hours are left to what is on its way. */
const RETRY_KEY_LIFE_MS = 20 * 60 * 60 * 1000;
const SWEEP_LIMIT = 50;
/** Time to the second attempt of a push; it doubles with each, up to the longest. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 15 * 60 * 1000;

export function makeDeliver(parts: {
  deliveries: DeliveryStore;
  gateway: LineGateway;
  insight: Pick<LineInsight, 'quota'>;
  clock: Clock;
  log: Log;
  meter: Meter;
  /** From 0 to below 1: spreads attempts. */
  random?: () => number;
}): Deliver {
  const { deliveries, gateway, insight, clock, log, meter, random = Math.random } = parts;

  /**
   * The free way. A token serves once, so trying the same token again cannot show the answer twice. `earlier`: an attempt
   * before the last one ended in the dark, and may have been the one that used the token.
   */
  const reply = async (token: string, messages: LineMessage[]): Promise<{ outcome: SendOutcome; earlier: boolean }> => {
    const first = await gateway.reply(token, messages);
    if (first.outcome !== 'unknown') return { outcome: first, earlier: false };
    return { outcome: await gateway.reply(token, messages), earlier: true };
  };

  /** One attempt under the stored key, counted before it begins: a crash in the middle is an attempt too. */
  const attempt = async (delivery: Delivery, cost: number, messages: LineMessage[]): Promise<PushResult> => {
    const now = clock.now();
    if (now < delivery.nextAttemptAt) return { state: 'open', nextAttemptAt: delivery.nextAttemptAt };
    const nextAttemptAt = now + pauseAfter(delivery.attempts, random());
    // LINE may have forgotten the key, and an earlier attempt may have been delivered: nobody may see it twice.
    if (!(await deliveries.begin(delivery.id, nextAttemptAt, RETRY_KEY_LIFE_MS))) return { state: 'expired' };
    const outcome = await gateway.push(delivery.chatId, messages, delivery.retryKey);
    meter.count('pushes', outcome.outcome === 'rejected' ? outcome.reason : outcome.outcome);
    if (outcome.outcome === 'accepted') {
      await deliveries.settle(delivery.id, 'sent', outcome.sentIds);
      return { state: 'delivered' };
    }
    if (outcome.outcome === 'unknown') return { state: 'open', nextAttemptAt };
    switch (outcome.reason) {
      case 'unavailable':
        return { state: 'open', nextAttemptAt };
      case 'rateLimit':
      case 'monthlyLimit':
        return (await usedUp(outcome.reason, cost)) ? { state: 'held' } : { state: 'open', nextAttemptAt };
      case 'notThere':
      case 'forbidden':
        return { state: 'rejected', reason: outcome.reason };
      case 'badRequest':
      case 'invalidReplyToken':
        return { state: 'rejected', reason: 'badRequest' };
    }
  };

  /** LINE's two refusals differ by a text that may change: its own count says which one it is, if it can be asked. */
  const usedUp = async (said: 'rateLimit' | 'monthlyLimit', cost: number): Promise<boolean> => {
    const quota = await insight.quota();
    if (quota === null) return said === 'monthlyLimit';
    return quota.limit !== null && (quota.used + cost > quota.limit || said === 'monthlyLimit');
  };

  const ended = async (delivery: Delivery, result: PushResult): Promise<PushResult> => {
    if (result.state === 'open' || result.state === 'delivered') return result;
    const state = ENDED[result.state];
    log.warn({ delivery: hashed(delivery.id), outcome: state }, 'a push was given up');
    await deliveries.settle(delivery.id, state, [], result.state === 'rejected' ? result.reason : undefined);
    return result;
  };

  /** An answer that could not go out by its token: pushed to the one person, tried again by the sweep. */
  const push = async (delivery: Delivery): Promise<boolean> => {
    const { state } = await ended(delivery, await attempt(delivery, 1, delivery.messages));
    return state === 'open' || state === 'delivered';
  };

  const isAlive = ({ replyToken, receivedAt }: Answer): boolean =>
    replyToken !== undefined && clock.now() - receivedAt < TOKEN_LIFE_MS;

  /** Puts the end of an answer on record. False: nobody has seen it, and nobody will. */
  const conclude = async (
    delivery: Delivery,
    state: DeliveryState,
    sentIds: readonly string[] = [],
  ): Promise<boolean> => {
    await deliveries.conclude({ ...delivery, state }, sentIds);
    return state !== 'expired' && state !== 'failed';
  };

  /** The first attempt: only its end is put on record. What a crash leaves is tried again as one that may have been seen. */
  const answerFirst = async (fresh: Delivery, answer: Answer): Promise<boolean> => {
    if (!isAlive(answer)) return late(fresh, answer);
    const { outcome, earlier } = await reply(answer.replyToken ?? '', answer.messages);
    meter.count('replies', outcome.outcome);
    if (outcome.outcome === 'accepted') return conclude(fresh, 'sent', outcome.sentIds);
    // A token refused after an attempt whose end is not known may have been used by that attempt.
    if (outcome.outcome === 'unknown' || earlier) return conclude(fresh, 'unknown');
    if (outcome.reason === 'badRequest' || outcome.reason === 'forbidden') {
      log.error({ delivery: fresh.id, reason: outcome.reason, requestId: outcome.requestId }, 'LINE refused an answer');
      return conclude(fresh, 'failed');
    }
    return late(fresh, answer);
  };

  /** Whoever comes second, after a crash or beside the first, says so on record: the first then knows it was not alone. */
  const answerAgain = async (fresh: Delivery, answer: Answer): Promise<boolean> => {
    const delivery = await deliveries.open({ ...fresh, state: 'retrying' });
    if (delivery.state === 'pushing') return push(delivery);
    if (delivery.state !== 'retrying') return delivery.state === 'sent' || delivery.state === 'unknown';
    if (!isAlive(answer)) return conclude(delivery, 'unknown');
    const { outcome } = await reply(answer.replyToken ?? '', answer.messages);
    meter.count('replies', outcome.outcome);
    return outcome.outcome === 'accepted' ? conclude(delivery, 'sent', outcome.sentIds) : conclude(delivery, 'unknown');
  };

  /** Known not to have been delivered, and no token any more. In a group it would cost a message per member: asked again it is free. */
  const late = async (fresh: Delivery, { chat, messages }: Answer): Promise<boolean> => {
    if (chat.type !== 'user') return conclude(fresh, 'expired');
    const delivery = await deliveries.open({ ...fresh, state: 'pushing', messages });
    // Somebody else has been there: what became of it is theirs to say.
    return delivery.state === 'pushing' ? push(delivery) : true;
  };

  return {
    answer: async (answer) => {
      const { eventId, organisationId, chat, person, receipts = [] } = answer;
      const fresh: Delivery = {
        id: eventId,
        chatId: chat.id,
        // Kept where they are needed without the event: when they are to be pushed.
        messages: [],
        retryKey: randomUUID(),
        state: 'retrying',
        createdAt: clock.now(),
        attempts: 0,
        nextAttemptAt: 0,
        kind: 'answer',
        ...(person === undefined ? {} : { person }),
        ...(receipts.length === 0 ? {} : { receipts }),
        ...(organisationId === undefined ? {} : { organisationId }),
      };
      return answer.again === true ? answerAgain(fresh, answer) : answerFirst(fresh, answer);
    },
    push: async ({ id, organisationId, chatId, messages, plain, cost }) => {
      const now = clock.now();
      const delivery = await deliveries.open({
        id,
        organisationId,
        chatId,
        // Composed anew at every attempt, so that what has been reported meanwhile is not asked for.
        messages: [],
        retryKey: randomUUID(),
        state: 'pushing',
        createdAt: now,
        attempts: 0,
        nextAttemptAt: 0,
        kind: 'reminder',
      });
      const known = knownResult(delivery);
      if (known !== null) return known;
      const first = await attempt(delivery, cost, messages);
      const refused = first.state === 'rejected' && first.reason === 'badRequest';
      return ended(delivery, refused ? await attempt(atOnce(delivery), cost, plain) : first);
    },
    resultOf: async (id) => {
      const delivery = await deliveries.read(id);
      if (delivery === null) return null;
      return knownResult(delivery) ?? (delivery.attempts > 0 ? 'begun' : null);
    },
    sweep: async () => {
      for (const delivery of await deliveries.pushing(clock.now(), SWEEP_LIMIT)) await push(delivery);
    },
  };
}

const ENDED = { rejected: 'failed', held: 'held', expired: 'expired' } as const;

/** What a push that was begun earlier has come to; `null`: to no end yet. */
function knownResult({ state, reason }: Delivery): PushResult | null {
  switch (state) {
    case 'sent':
      return { state: 'delivered' };
    case 'held':
    case 'expired':
      return { state };
    case 'failed':
      return { state: 'rejected', reason: reason ?? 'badRequest' };
    default:
      return null;
  }
}

/** The same delivery, to be tried without a pause. */
const atOnce = (delivery: Delivery): Delivery => ({ ...delivery, nextAttemptAt: 0, attempts: delivery.attempts + 1 });

/** Exponential, with jitter of a half either way, so that instances and chats do not come back all at once. */
function pauseAfter(attempts: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20)) * (0.5 + random);
}
