import request from 'supertest';
import type { Response } from 'supertest';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { JsonObject } from '../../src/emulator/model.ts';

export const NOW = Date.parse('2026-04-01T09:00:00+07:00');
export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
export const TOKEN = 'channel-access-token';

export interface Webhook {
  destination: string;
  events: JsonObject[];
}

/** An emulator on a fixed clock whose webhooks are kept, and an HTTP client for its API. */
export interface Started {
  emulator: Emulator;
  /** Moves the clock. */
  pass: (milliseconds: number) => void;
  /** The webhooks that arrived, parsed. */
  webhooks: Webhook[];
  /** The last event that arrived. */
  lastEvent: () => JsonObject;
  post: (path: string, body: object, headers?: Record<string, string>) => Promise<Response>;
  get: (path: string) => Promise<Response>;
}

/** Starts one with the same ids every time; webhooks go straight to `webhooks` unless they are to go by HTTP. */
export function start(options: Partial<EmulatorOptions> = {}, by: 'call' | 'http' = 'call'): Started {
  let now = NOW;
  const webhooks: Webhook[] = [];
  const keep = (body: Buffer) => {
    webhooks.push(JSON.parse(String(body)) as Webhook);
    return Promise.resolve(200);
  };
  const emulator = createEmulator({
    clock: { now: () => now },
    channelSecret: SECRET,
    channelAccessToken: TOKEN,
    seed: 7,
    ...(by === 'call' ? { deliver: keep } : {}),
    ...options,
  });
  return {
    emulator,
    webhooks,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    lastEvent: () => webhooks.at(-1)!.events.at(-1)!,
    post: (path, body, headers = {}) =>
      request(emulator.app).post(path).set('authorization', `Bearer ${TOKEN}`).set(headers).send(body),
    get: (path) => request(emulator.app).get(path).set('authorization', `Bearer ${TOKEN}`),
  };
}

export const text = (words: string): JsonObject => ({ type: 'text', text: words });
