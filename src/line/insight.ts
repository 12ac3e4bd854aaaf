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
      ask<{ userId: string } | 'refused'>(
        async () => ({ userId: (await client.getBotInfo()).userId }),
        (status) => (status === 401 || status === 403 ? 'refused' : null),
      ),
    webhook: () =>
      ask(async () => {
        const { endpoint, active } = await client.getWebhookEndpoint();
        const test = await client.testWebhookEndpoint({ endpoint });
        return { url: endpoint, active, reached: test.success ?? false };
      }),
  };
}

async function withinTime<Value>(answer: Promise<Value>, timeoutMs: number): Promise<Value> {
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
