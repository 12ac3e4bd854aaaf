import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Clock } from '../clock.ts';
import { makeApi } from './api.ts';
import { Courier, WEBHOOK_TIMEOUT_MS } from './courier.ts';
import type { Deliver, Delivery } from './courier.ts';
import { EventMaker } from './events.ts';
import { noFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { Media } from './media.ts';
import { Membership } from './membership.ts';
import type { BotIdentity, JsonObject } from './model.ts';
import { Outbox } from './outbox.ts';
import { LinePlatform } from './platform.ts';
import { Quota } from './quota.ts';
import { ReplyTokens } from './reply-tokens.ts';
import { RichMenus } from './rich-menus.ts';
import { richMenuRoutes } from './rich-menu-routes.ts';
import { messagingRoutes } from './routes.ts';
import { Talk } from './talk.ts';
import { Traffic } from './traffic.ts';
import { webhookRoutes } from './webhook-routes.ts';

export interface EmulatorOptions {
  clock: Clock;
  channelSecret: string;
  channelAccessToken: string;
  /** Where webhooks are posted; may be set later with `setWebhookUrl`. */
  webhookUrl?: string;
  /** Takes webhooks instead of HTTP. */
  deliver?: Deliver;
  /** How long a webhook may take to be answered; LINE's own 2 s unless told otherwise. */
  webhookTimeoutMs?: number;
  /** Messages a month; null: no limit. */
  monthlyLimit?: number | null;
  /** The same ids on every run. */
  seed?: number;
  bot?: Partial<BotIdentity>;
}

/** A LINE platform on this machine: see `createEmulator`. */
export type Emulator = ReturnType<typeof createEmulator>;

/**
 * A LINE platform on this machine. People act through methods (`say`, `press`, `follow` …), the bot answers through the
 * HTTP API (`app`, or `listen`), and `visible` tells what stands on the screens. Everything is in memory.
 */
export function createEmulator(options: EmulatorOptions) {
  const { clock, channelSecret, channelAccessToken } = options;
  const platform = new LinePlatform({
    clock,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.bot ? { bot: options.bot } : {}),
  });
  const faults: Faults = noFaults();
  const timeoutMs = options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS;
  const tokens = new ReplyTokens(platform);
  const quota = new Quota(clock, options.monthlyLimit === undefined ? 300 : options.monthlyLimit);
  const settings = { url: options.webhookUrl ?? '', active: true };
  const courier = new Courier(
    {
      destination: platform.bot.userId,
      channelSecret,
      timeoutMs,
      faults: () => faults.webhook,
      random: platform.random,
    },
    options.deliver ?? ((body, signature) => postWebhook(settings.url, body, signature, timeoutMs)),
  );
  courier.onAttempt = (events) => tokens.delivered(events);
  const traffic = new Traffic(platform);
  courier.onEnd = (events, status) => traffic.webhook(events, status);
  const events = new EventMaker(platform, tokens, faults);
  const talk = new Talk(platform, events, courier);
  const media = new Media(platform, talk);
  const membership = new Membership(platform, events, courier);
  const richMenus = new RichMenus(platform);
  const app: Express = makeApi({
    routes: [
      ...messagingRoutes({ platform, outbox: new Outbox(platform, tokens, quota), quota, membership }),
      ...richMenuRoutes(richMenus, platform),
      ...webhookRoutes(settings, clock, () => courier.post([])),
    ],
    channelAccessToken,
    faults,
    newRequestId: () => platform.random.uuid(),
    traffic,
  });
  const servers: Server[] = [];

  return {
    /** The platform's memory, for what the methods here do not cover. */
    platform,
    /** The API as an express app, for supertest. */
    app,
    /** What goes wrong: change it at any time. */
    faults,
    /** The month's messages: `limit` may be set, `used` read. */
    quota,
    bot: platform.bot,
    /** The menus below people's chats. */
    richMenus,
    /** The last webhooks and API calls. */
    traffic,
    /** Every attempt to deliver a webhook, oldest first. */
    deliveries: courier.deliveries as readonly Delivery[],

    addUser: platform.addUser.bind(platform),
    addGroup: platform.addGroup.bind(platform),
    visible: platform.visible.bind(platform),
    quickReplies: platform.quickReplies.bind(platform),
    onMessage: platform.onMessage.bind(platform),
    onAct: platform.onAct.bind(platform),

    say: talk.say.bind(talk),
    press: talk.press.bind(talk),
    unsend: talk.unsend.bind(talk),
    edit: talk.edit.bind(talk),
    sendMedia: media.sendMedia.bind(media),
    sendImages: media.sendImages.bind(media),
    sendSticker: media.sendSticker.bind(media),
    sendLocation: media.sendLocation.bind(media),
    follow: membership.follow.bind(membership),
    unfollow: membership.unfollow.bind(membership),
    botJoins: membership.botJoins.bind(membership),
    botLeaves: membership.botLeaves.bind(membership),
    membersJoin: membership.membersJoin.bind(membership),
    membersLeave: membership.membersLeave.bind(membership),

    /** Sends events of any shape: types LINE has yet to invent. Returns the HTTP status (0: no answer in time). */
    postEvents: (list: readonly JsonObject[]) => courier.post(list),
    /** The console's Verify button: a signed webhook without events. Returns the HTTP status. */
    verify: () => courier.post([]),
    /** Keeps webhooks back until `release`. */
    hold: courier.hold.bind(courier),
    release: courier.release.bind(courier),
    /** Delivers again what got no 2xx; returns how many requests. */
    redeliver: courier.redeliver.bind(courier),
    /** Delivers a webhook again even though it was answered (one of `deliveries`). */
    deliverAgain: courier.deliverAgain.bind(courier),
    /** Resolves when no webhook is under way. */
    idle: courier.idle.bind(courier),

    setWebhookUrl: (url: string): void => {
      settings.url = url;
    },

    /** Serves the API; port 0 takes a free one. Returns the base URL. */
    listen: async (port = 0, host = '127.0.0.1'): Promise<string> => {
      const started = createServer(app);
      servers.push(started);
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.listen(port, host, resolve);
      });
      return `http://${host}:${(started.address() as AddressInfo).port}`;
    },

    /** Ends the server, its open connections included, after the webhooks under way. */
    close: async (): Promise<void> => {
      await courier.idle();
      await Promise.all(servers.splice(0).map(ended));
    },
  };
}

const ended = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function postWebhook(url: string, body: Buffer, signature: string, timeoutMs: number): Promise<number> {
  if (url === '') return 0;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-line-signature': signature,
      'user-agent': 'LineBotWebhook/2.0',
    },
    body: new Uint8Array(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.arrayBuffer();
  return response.status;
}
