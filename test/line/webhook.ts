import { createHmac } from 'node:crypto';
import { receive } from '../../src/line/receive.ts';
import type { Received } from '../../src/line/receive.ts';

export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
export const BOT = 'U8e742f61d673b39c7fff3cecb7536ef0';
export const BOT_NAMES = ['น้องสุจริต', 'สุจริต', 'nong sujarit', 'sujarit'];

export const sign = (body: Buffer): string => createHmac('sha256', SECRET).update(body).digest('base64');

/** Receives bytes that are signed as LINE signs them. */
export function receiveBytes(body: Buffer): Received {
  return receive(body, sign(body), SECRET, { botNames: BOT_NAMES });
}

/** Receives events in a signed body; fails when it is not taken. */
export function receiveEvents(...events: unknown[]): Extract<Received, { status: 200 }> {
  const received = receiveBytes(Buffer.from(JSON.stringify({ destination: BOT, events })));
  if (received.status !== 200) throw new Error(`status ${received.status}`);
  return received;
}

export const GROUP = { type: 'group', groupId: 'C1', userId: 'U1' };
export const PERSON = { type: 'user', userId: 'U1' };

/** A webhook event as LINE sends it. */
export function event(type: string, fields: object = {}): Record<string, unknown> {
  return {
    type,
    mode: 'active',
    timestamp: 1_800_000_000_000,
    source: PERSON,
    webhookEventId: '01H810YECXQQZ37VAXPF6H9E6T',
    deliveryContext: { isRedelivery: false },
    ...fields,
  };
}

/** A text message; `message` adds to it (mention, quotedMessageId …). */
export function textEvent(text: string, source: object = PERSON, message: object = {}): Record<string, unknown> {
  return event('message', {
    source,
    replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
    message: { type: 'text', id: '444573844083572737', quoteToken: 'q3Plxr4AgKd', text, ...message },
  });
}
