import { ok, refusal, REFUSALS } from './answer.ts';
import type { Route } from './api.ts';
import type { Clock } from '../clock.ts';

export interface WebhookSettings {
  /** Where webhooks go. */
  url: string;
  active: boolean;
}

/** The channel's webhook settings over HTTP, and LINE's test of them. */
export function webhookRoutes(settings: WebhookSettings, clock: Clock, verify: () => Promise<number>): Route[] {
  const path = '/v2/bot/channel/webhook/endpoint';
  return [
    {
      method: 'get',
      path,
      endpoint: 'other',
      answer: ({ channel: { noWebhook, webhookOff } }) =>
        noWebhook ? REFUSALS.notFound : ok({ endpoint: settings.url, active: settings.active && !webhookOff }),
    },
    {
      method: 'put',
      path,
      endpoint: 'other',
      answer: ({ body }) => {
        const url = body['endpoint'];
        if (typeof url !== 'string' || url.length > 500 || !URL.canParse(url)) {
          return refusal(400, 'Invalid webhook endpoint URL');
        }
        settings.url = url;
        return ok();
      },
    },
    {
      method: 'post',
      path: '/v2/bot/channel/webhook/test',
      endpoint: 'other',
      answer: async ({ channel }) => {
        const timestamp = new Date(clock.now()).toISOString();
        if (channel.webhookTest === 'limited') return REFUSALS.rateLimit;
        if (channel.webhookTest !== null) return ok({ success: false, timestamp, ...channel.webhookTest });
        const statusCode = await verify();
        const success = statusCode >= 200 && statusCode < 300;
        const reason = success ? 'OK' : statusCode === 0 ? 'REQUEST_TIMEOUT' : 'ERROR_STATUS_CODE';
        return ok({ success, timestamp, statusCode, reason, detail: String(statusCode) });
      },
    },
  ];
}
