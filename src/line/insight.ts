import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import type { LineInsight } from '../app/ports.ts';
import type { LineGatewayOptions } from './send.ts';

/** What LINE tells about the channel, over the SDK. Costs no messages; `null` wherever LINE did not tell in time. */
export function makeLineInsight({ channelAccessToken, baseURL, timeoutMs, log }: LineGatewayOptions): LineInsight {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken, baseURL });

  /** The answer; `other` says what a refusal of LINE means, if anything. */
  const ask = async <Value>(
    call: () => Promise<Value>,
    other?: (status: number) => Value | null,
  ): Promise<Value | null> => {
    try {
      return await withinTime(call(), timeoutMs);
    } catch (error) {
      const status = error instanceof HTTPFetchError ? error.status : 0;
      const meant = status === 0 ? null : (other?.(status) ?? null);
      if (meant === null) log.warn({ status }, 'LINE did not tell');
      return meant;
    }
  };

  return {
    quota: () =>
      ask(async () => {
        const [quota, consumption] = await Promise.all([client.getMessageQuota(), client.getMessageQuotaConsumption()]);
        return { limit: quota.type === 'limited' ? (quota.value ?? 0) : null, used: consumption.totalUsage };
      }),
    groupSize: ({ type, id }) =>
      ask<number | 'gone'>(
        async () =>
          (type === 'group' ? await client.getGroupMemberCount(id) : await client.getRoomMemberCount(id)).count,
        // LINE does not find groups the bot is not in.
        (status) => (status === 404 ? 'gone' : null),
      ),
    bot: () =>
      ask<{ userId: string; basicId: string; chat: boolean } | 'refused'>(
        async () => {
          const { userId, basicId, chatMode } = await client.getBotInfo();
          return { userId, basicId, chat: chatMode === 'chat' };
        },
        (status) => (status === 401 || status === 403 ? 'refused' : null),
      ),
    webhook: async () => {
      const set = await ask<messagingApi.GetWebhookEndpointResponse | 'notSet'>(
        () => client.getWebhookEndpoint(),
        (status) => (status === 404 ? 'notSet' : null),
      );
      if (set === null || set === 'notSet') return set;
      const { endpoint, active } = set;
      const test = active ? await ask(() => client.testWebhookEndpoint({ endpoint })) : null;
      return { url: endpoint, active, test: test === null ? null : asTest(test) };
    },
    clockLead: (now) =>
      ask(async () => {
        const sent = now();
        const told = await statedTime(() => client.getBotInfoWithHttpInfo());
        return leadOf(sent, now(), told);
      }),
  };
}

/** LINE's words go on to people: in one line, and not without end. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 120);

const asTest = ({ success, statusCode, reason, detail }: messagingApi.TestWebhookEndpointResponse) => ({
  reached: success ?? false,
  status: statusCode,
  reason: oneLine(reason),
  detail: oneLine(detail),
});

/** The time in the headers of an answer, be it a refusal, in whole seconds. @throws when there is no answer or no time in it */
async function statedTime(call: () => Promise<{ httpResponse: Response }>): Promise<number> {
  const headers = await call().then(
    ({ httpResponse }) => httpResponse.headers,
    (error: unknown) => {
      if (error instanceof HTTPFetchError) return error.headers;
      throw error;
    },
  );
  const told = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(told)) throw new Error('the answer states no time');
  return told;
}

/** The least by which a clock that showed `sent` and `received` around an answer is ahead of the one that stated `told`. */
function leadOf(sent: number, received: number, told: number): number {
  // Somewhere in the second it states, and somewhere on the way there and back.
  const least = sent - told - 999;
  const most = received - told;
  if (least > 0) return least;
  return most < 0 ? most : 0;
}

/** The answer, or a rejection once it has taken too long. */
export async function withinTime<Value>(answer: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), timeoutMs);
  });
  // Whatever comes after the time-out is nobody's any more.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
