/** What can go wrong on the way from LINE to the bot. */
export interface WebhookFaults {
  /** Each webhook is delivered this many times more. */
  duplicates: number;
  /** Webhooks of one moment (the same tick, or one `release()`) arrive in another order. */
  shuffle: boolean;
  /** Chance (0–1) that an event of a group does not say who it was. */
  omitUserId: number;
  /** A webhook that was not answered with 2xx in time is delivered again at once, this many times. */
  redeliveries: number;
  /** Events are marked `standby`: another module answers, this bot must stay silent. */
  standby: boolean;
  /** Webhooks are lost on the way. */
  lose: boolean;
}

/** How a channel may be set up, and what may be wrong with LINE itself: stays until it is changed back. */
export interface ChannelFaults {
  /** Connections break, whatever is asked. */
  down: boolean;
  /** Every token is refused, with this status. */
  refuse: 401 | 403 | null;
  /** The time LINE states in its answers is this far ahead of the platform's, milliseconds. */
  aheadMs: number;
  /** Chat is on in the response settings. */
  chat: boolean;
  /** No webhook URL is set. Told only: webhooks go on unless `lose` says otherwise, and so with the next. */
  noWebhook: boolean;
  /** "Use webhook" is off. */
  webhookOff: boolean;
  /** What the test of the webhook brings, whatever the bot answers; `limited`: there were too many, and LINE does not try. */
  webhookTest: WebhookTest | 'limited' | null;
}

/** A test of the webhook that failed, in LINE's words; `statusCode` 0 when there was no answer. */
export interface WebhookTest {
  reason: 'COULD_NOT_CONNECT' | 'REQUEST_TIMEOUT' | 'ERROR_STATUS_CODE' | 'UNCLASSIFIED';
  statusCode: number;
  detail: string;
}

/** What can go wrong on the way from the bot to LINE: counts say how many of the next calls are hit (Infinity: all). */
export interface ApiFaults {
  /** Every answer waits this long, milliseconds. */
  slowMs: number;
  /** The connection breaks; LINE did nothing. */
  dropBefore: number;
  /** LINE did what was asked (the message is on the screen); the connection breaks before the answer. */
  dropAfter: number;
  /** 500, and LINE did nothing. */
  errorBefore: number;
  /** LINE did what was asked, and answers 500. */
  errorAfter: number;
  /** No answer ever; LINE did nothing. */
  hangBefore: number;
  /** LINE did what was asked; no answer ever. */
  hangAfter: number;
  /** 429: too fast. */
  rateLimit: number;
  /** 429: nothing left this month, whatever the quota says. */
  monthlyLimit: number;
}

/** The calls that fail apart from each other; `other` is everything else. */
export type Endpoint = 'reply' | 'push' | 'multicast' | 'content' | 'quota' | 'profile' | 'group' | 'other';
export type ApiFault = (typeof API_FAULTS)[number];

/** A plain object: change it at any time; counts go down as they are used up. */
export type Faults = { webhook: WebhookFaults; channel: ChannelFaults } & Record<Endpoint, ApiFaults>;

/** A platform where nothing goes wrong. */
export function noFaults(): Faults {
  return {
    webhook: { duplicates: 0, shuffle: false, omitUserId: 0, redeliveries: 0, standby: false, lose: false },
    channel: {
      down: false,
      refuse: null,
      aheadMs: 0,
      chat: false,
      noWebhook: false,
      webhookOff: false,
      webhookTest: null,
    },
    reply: noApiFaults(),
    push: noApiFaults(),
    multicast: noApiFaults(),
    content: noApiFaults(),
    quota: noApiFaults(),
    profile: noApiFaults(),
    group: noApiFaults(),
    other: noApiFaults(),
  };
}

/** The fault that hits this call, taken off its count; undefined when all is well. */
export function takeFault(faults: ApiFaults): ApiFault | undefined {
  const fault = API_FAULTS.find((name) => faults[name] > 0);
  if (fault) faults[fault] -= 1;
  return fault;
}

/** In the order in which they hit a call that several are set for. */
export const API_FAULTS = [
  'dropBefore',
  'errorBefore',
  'hangBefore',
  'rateLimit',
  'monthlyLimit',
  'dropAfter',
  'errorAfter',
  'hangAfter',
] as const satisfies readonly (keyof ApiFaults)[];

const noApiFaults = (): ApiFaults => ({
  slowMs: 0,
  dropBefore: 0,
  dropAfter: 0,
  errorBefore: 0,
  errorAfter: 0,
  hangBefore: 0,
  hangAfter: 0,
  rateLimit: 0,
  monthlyLimit: 0,
});
