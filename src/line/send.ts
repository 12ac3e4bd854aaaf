import { messagingApi } from '@line/bot-sdk';
import type { LineGateway, LineMessage, SendOutcome } from '../app/ports.ts';
import { outcomeOfAnswer, outcomeOfError } from './send-outcome.ts';
import type { Answer } from './send-outcome.ts';

/** Where the gateway writes what happened: numbers and LINE's request ids, never texts, tokens or ids of people. */
export interface SendLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface LineGatewayOptions {
  channelAccessToken: string;
  /** Scheme and host, no path: the SDK drops a path silently. */
  baseURL: string;
  /** How long one call may take, milliseconds; after that its outcome is unknown. */
  timeoutMs: number;
  log: SendLog;
}

/** LINE's sending side over the SDK, which has neither time-out nor retry. Never throws, and calls LINE once per call. */
export function makeLineGateway({ channelAccessToken, baseURL, timeoutMs, log }: LineGatewayOptions): LineGateway {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken, baseURL });

  const attempt = async (call: 'reply' | 'push', send: () => Promise<Answer>): Promise<SendOutcome> => {
    const started = performance.now();
    const fields = (outcome: SendOutcome) => ({
      call,
      ...loggable(outcome),
      ms: Math.round(performance.now() - started),
    });
    let timedOut = false;
    // An outcome in every case: an answer that comes after the time-out must not become an unhandled rejection.
    const answer = outcomeOf(call, send).then((outcome) => {
      if (timedOut) log.warn(fields(outcome), 'LINE answered after the time-out');
      return outcome;
    });
    const outcome = await withinTime(answer, timeoutMs, () => {
      timedOut = true;
    });
    if (outcome.outcome === 'accepted') log.debug(fields(outcome), 'LINE accepted a message');
    else log.warn(fields(outcome), 'LINE did not confirm a message');
    return outcome;
  };

  return {
    reply: (replyToken, messages) =>
      attempt('reply', () => client.replyMessageWithHttpInfo({ replyToken, messages: asSdk(messages) })),
    push: (to, messages, retryKey) =>
      attempt('push', () => client.pushMessageWithHttpInfo({ to, messages: asSdk(messages) }, retryKey)),
  };
}

/** The port speaks LINE's JSON; the SDK has its own types of the same JSON. */
const asSdk = (messages: LineMessage[]): messagingApi.Message[] => messages as unknown as messagingApi.Message[];

async function outcomeOf(call: 'reply' | 'push', send: () => Promise<Answer>): Promise<SendOutcome> {
  try {
    return outcomeOfAnswer(await send());
  } catch (error) {
    return outcomeOfError(error, call);
  }
}

async function withinTime(
  answer: Promise<SendOutcome>,
  timeoutMs: number,
  onTimeout: () => void,
): Promise<SendOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<SendOutcome>((resolve) => {
    timer = setTimeout(() => {
      onTimeout();
      resolve({ outcome: 'unknown', cause: 'timeout' });
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function loggable(outcome: SendOutcome): object {
  if (outcome.outcome !== 'accepted') return outcome;
  const { sentIds, ...rest } = outcome;
  return { ...rest, sent: sentIds.length };
}
