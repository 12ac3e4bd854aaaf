import type { Text } from '../conversation/message.ts';
import type { Check } from './check.ts';
import type { LineInsight, WebhookTold } from './ports.ts';
import { readQuota } from './quota-watch.ts';
import type { KnownQuota } from './quota-watch.ts';
import type { Store } from './store-port.ts';
import { limitText } from './watch.ts';

export interface ChannelParts {
  store: Pick<Store, 'settings'>;
  insight: LineInsight;
  now: () => number;
  /** Where webhooks are expected; absent: nobody has said. */
  webhookUrl?: string;
}

/** Everything about the channel that can be looked at for nothing: the first half of the fire drill. */
export async function examineChannel({ store, insight, now, webhookUrl }: ChannelParts): Promise<Check[]> {
  const [bot, webhook, lead, quota] = await Promise.all([
    insight.bot(),
    insight.webhook(),
    insight.clockLead(now),
    readQuota(insight, store.settings, now()),
  ]);
  return [
    { code: 'token', state: bot === null ? 'unknown' : bot === 'refused' ? 'failed' : 'ok' },
    webhookCheck(webhook),
    ...addressCheck(webhook, webhookUrl),
    { code: 'chat', state: bot === null || bot === 'refused' ? 'unknown' : bot.chat ? 'warning' : 'ok' },
    clockCheck(lead),
    quotaCheck(quota),
  ];
}

/**
 * What LINE's API does not tell of the channel, so that somebody has to look.
 * @param joined whether the bot is in a linked group: then it may join groups
 */
export const examineConsole = (joined: boolean): Check[] => [
  { code: 'replies', state: 'unknown' },
  { code: 'joining', state: joined ? 'ok' : 'unknown' },
];

function webhookCheck(webhook: WebhookTold | 'notSet' | null): Check {
  const code = 'webhook';
  if (webhook === null) return { code, state: 'unknown' };
  if (webhook === 'notSet') return { code, state: 'failed', reason: 'notSet' };
  const { url, active, test } = webhook;
  if (!active) return { code, state: 'failed', reason: 'inactive', params: { url } };
  if (test === null) return { code, state: 'unknown', reason: 'untested', params: { url } };
  if (test.reached) return { code, state: 'ok' };
  const { reason, status, detail } = test;
  return { code, state: 'failed', reason: whyNotReached(test), params: { url, status, told: `${reason} ${detail}` } };
}

const REASONS: Record<string, string> = { COULD_NOT_CONNECT: 'notConnected', REQUEST_TIMEOUT: 'tooLate' };
const STATUSES: Record<number, string> = { 401: 'wrongSecret', 404: 'wrongPath' };

/** LINE writes its reasons in capitals in one place and small in another. */
function whyNotReached({ reason, status }: { reason: string; status: number }): string {
  const name = reason.toUpperCase();
  if (name === 'ERROR_STATUS_CODE') return STATUSES[status] ?? 'errorStatus';
  return REASONS[name] ?? 'notReached';
}

/** Whether LINE sends to where the bot is said to be; nothing when one of the two is not known. */
function addressCheck(webhook: WebhookTold | 'notSet' | null, expected: string | undefined): Check[] {
  if (webhook === null || webhook === 'notSet' || expected === undefined) return [];
  const { url } = webhook;
  return [{ code: 'address', state: plain(url) === plain(expected) ? 'ok' : 'warning', params: { url, expected } }];
}

/** As two ways of writing one address come out the same. */
const plain = (url: string): string => (URL.canParse(url) ? new URL(url).href : url).replace(/\/$/, '');

/** From here on a reminder is noticeably early or late; and from here on the clock is plainly wrong. */
const NOTICEABLE_MS = 30_000;
const WRONG_MS = 5 * 60_000;

function clockCheck(lead: number | null): Check {
  const code = 'clock';
  if (lead === null) return { code, state: 'unknown' };
  const off = Math.abs(lead);
  if (off <= NOTICEABLE_MS) return { code, state: 'ok' };
  return {
    code,
    state: off > WRONG_MS ? 'failed' : 'warning',
    reason: lead > 0 ? 'ahead' : 'behind',
    params: { off: { text: spanText(off / 1000) } },
  };
}

function spanText(seconds: number): Text {
  if (seconds < 120) return { key: 'doctor.clock.seconds', params: { count: Math.round(seconds) } };
  if (seconds < 7200) return { key: 'doctor.clock.minutes', params: { count: Math.round(seconds / 60) } };
  return { key: 'doctor.clock.hours', params: { count: Math.round(seconds / 3600) } };
}

/** A share of the month's messages from which on the quota is a worry. */
const WORRY = 0.8;

function quotaCheck(quota: KnownQuota | null): Check {
  const code = 'quota';
  if (quota === null) return { code, state: 'unknown' };
  const { limit, used } = quota;
  const state = limit === null || used < limit * WORRY ? 'ok' : used < limit ? 'warning' : 'failed';
  return { code, state, params: { used, limit: { text: limitText(limit) } } };
}
