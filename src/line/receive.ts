import { validateSignature } from '@line/bot-sdk';
import { z } from 'zod';
import type { Incoming } from '../app/incoming.ts';
import { ID, readEvent } from './read-event.ts';

/** 401: not signed by LINE; 400: signed, but not a webhook body. `passedOver` counts, by type or reason, what was not taken. */
export type Received =
  { status: 401 | 400 } | { status: 200; destination: string; events: Incoming[]; passedOver: Record<string, number> };

export interface ReceiveOptions {
  /** Names the bot answers to when a group's text begins with one, without `@`. */
  botNames: readonly string[];
}

/**
 * Verifies and reads one webhook request. Never throws, whatever the bytes are.
 * @param body the bytes as they arrived: the signature is of them, not of the JSON they hold
 * @param signature the header `x-line-signature`
 * @see https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/
 */
export function receive(
  body: Buffer,
  signature: string | undefined,
  channelSecret: string,
  options: ReceiveOptions,
): Received {
  // Anyone can sign with an empty secret.
  if (signature === undefined || channelSecret === '') return { status: 401 };
  if (!validateSignature(body, channelSecret, signature)) return { status: 401 };
  const request = REQUEST.safeParse(parseJson(body));
  if (!request.success) return { status: 400 };
  const { destination } = request.data;
  const events: Incoming[] = [];
  const passedOver = new Map<string, number>();
  for (const raw of request.data.events) {
    const reading = readEvent(raw, destination, options.botNames);
    if ('incoming' in reading) events.push(reading.incoming);
    else passedOver.set(reading.passedOver, (passedOver.get(reading.passedOver) ?? 0) + 1);
  }
  return { status: 200, destination, events, passedOver: Object.fromEntries(passedOver) };
}

const REQUEST = z.object({ destination: ID, events: z.array(z.unknown()) });

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
