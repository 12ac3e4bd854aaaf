import type { LineContent } from '../app/ports.ts';
import type { SendLog } from './send.ts';

export interface LineContentOptions {
  channelAccessToken: string;
  /** Scheme and host of LINE's data API. */
  baseURL: string;
  /** How long a download may take, milliseconds. */
  timeoutMs: number;
  log: SendLog;
}

/** Attempts before a file is given up: LINE may still be preparing it (202), or the connection may drop. */
const ATTEMPTS = 2;

/**
 * Downloads what people sent, bounded in size and time. Not over the SDK: there a dropped download is an unhandled rejection,
 * and content that is still being prepared an empty success.
 */
export function makeLineContent({ channelAccessToken, baseURL, timeoutMs, log }: LineContentOptions): LineContent {
  const attempt = async (url: string, most: number): Promise<Uint8Array | 'gone' | 'tooLarge' | null> => {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${channelAccessToken}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 404 || response.status === 410) return discarded(response, 'gone');
    if (response.status !== 200 || response.body === null) {
      log.warn({ status: response.status }, 'LINE did not give a file');
      return discarded(response, null);
    }
    if (Number(response.headers.get('content-length') ?? 0) > most) return discarded(response, 'tooLarge');
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      length += part.length;
      // Leaving the loop cancels the download.
      if (length > most) return 'tooLarge';
      parts.push(part);
    }
    return Buffer.concat(parts);
  };

  return {
    bytes: async (messageId, most) => {
      const url = new URL(`/v2/bot/message/${encodeURIComponent(messageId)}/content`, baseURL).href;
      for (let count = 1; count <= ATTEMPTS; count += 1) {
        try {
          const found = await attempt(url, most);
          if (found !== null) return found;
        } catch (error) {
          log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a file could not be fetched');
        }
      }
      return null;
    },
  };
}

/** What is not read is let go, or the connection would wait for it. */
async function discarded<Result>(response: Response, result: Result): Promise<Result> {
  await response.body?.cancel();
  return result;
}
