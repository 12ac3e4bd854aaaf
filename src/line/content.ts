import type { LineContent } from '../app/ports.ts';
import type { SendLog } from './send.ts';

export interface LineContentOptions {
  channelAccessToken: string;
  /** Scheme and host of LINE's data API. */
  baseURL: string;
  /** How long a download may take, milliseconds. */
  timeoutMs: number;
  log: SendLog;
  /** How long is waited each time LINE is still preparing a content, milliseconds; then it is given up. */
  pausesMs?: readonly number[];
}

/** Attempts before a file is given up: the connection may drop. */
const ATTEMPTS = 2;
/** LINE prepares large videos for some seconds. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];

/**
 * Downloads what people sent, bounded in size and time. Not over the SDK: there a dropped download is an unhandled rejection,
 * and content that is still being prepared an empty success.
 */
export function makeLineContent({
  channelAccessToken,
  baseURL,
  timeoutMs,
  log,
  pausesMs = PAUSES_MS,
}: LineContentOptions): LineContent {
  const attempt = async <Result>(
    url: string,
    most: number,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
  ): Promise<Result | 'gone' | 'tooLarge' | 'preparing' | null> => {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${channelAccessToken}` },
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new Broken(cause);
    });
    if (response.status === 404 || response.status === 410) return discarded(response, 'gone');
    if (response.status === 202) return discarded(response, 'preparing');
    if (response.status !== 200 || response.body === null) {
      log.warn({ status: response.status }, 'LINE did not give a file');
      return discarded(response, null);
    }
    if (Number(response.headers.get('content-length') ?? 0) > most) return discarded(response, 'tooLarge');
    return take(bounded(response.body as AsyncIterable<Uint8Array>, most));
  };

  const read: LineContent['read'] = async (messageId, most, take) => {
    const url = new URL(`/v2/bot/message/${encodeURIComponent(messageId)}/content`, baseURL).href;
    let pauses = 0;
    for (let count = 1; count <= ATTEMPTS;) {
      try {
        const found = await attempt(url, most, take);
        if (found !== null && found !== 'preparing') return found;
        if (found === 'preparing') {
          const pause = pausesMs[pauses];
          if (pause === undefined) return null;
          pauses += 1;
          await new Promise((resolve) => {
            setTimeout(resolve, pause);
          });
          continue;
        }
      } catch (error) {
        if (error instanceof TooLarge) return 'tooLarge';
        if (!(error instanceof Broken)) throw error;
        log.warn({ error: nameOf(error.cause) }, 'a file could not be fetched');
      }
      count += 1;
    }
    return null;
  };

  return {
    read,
    bytes: (messageId, most) =>
      read(messageId, most, async (bytes) => {
        const parts: Uint8Array[] = [];
        for await (const part of bytes) parts.push(part);
        return Buffer.concat(parts);
      }),
  };
}

/** The connection failed: another attempt may help. */
class Broken extends Error {
  constructor(cause: unknown) {
    super('the download broke off', { cause });
    this.name = 'Broken';
  }
}

/** More came than is allowed, whatever LINE said before. */
class TooLarge extends Error {}

/** Leaving the loop over it cancels the download. */
async function* bounded(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  const parts = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await parts.next().catch((cause: unknown) => {
        throw new Broken(cause);
      });
      if (next.done === true) return;
      length += next.value.length;
      if (length > most) throw new TooLarge('too large');
      yield next.value;
    }
  } finally {
    await parts.return?.();
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** What is not read is let go, or the connection would wait for it. */
async function discarded<Result>(response: Response, result: Result): Promise<Result> {
  await response.body?.cancel();
  return result;
}
