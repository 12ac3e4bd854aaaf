import { request } from 'undici';

/**
 * A `fetch` for the SDK, which calls the global one and takes no other. What it sends most, a POST of a text, goes the
 * short way through undici's `request`: without streams and abort signals it takes less than a third of the CPU, which was
 * a quarter of all the bot's. Anything else goes through `usual`.
 *
 * Differs from the standard in what LINE's API has no use for: redirects are not followed, answers come uncompressed.
 * @throws TypeError with the socket's error as `cause`, as `fetch` does
 */
export function leanFetch(usual: typeof fetch): typeof fetch {
  return async (target, init) => {
    const isLean = init?.method === 'POST' && typeof init.body === 'string' && isPlain(init.headers) && !init.signal;
    if (!isLean || target instanceof Request) return usual(target, init);
    const { body, headers } = init;
    try {
      const answer = await request(target, { method: 'POST', body: body as string, headers: headers as Headers });
      const text = await answer.body.text();
      const status = answer.statusCode;
      return new Response(WITHOUT_BODY.has(status) ? null : text, { status, headers: pairs(answer.headers) });
    } catch (error) {
      throw new TypeError('fetch failed', { cause: error });
    }
  };
}

type Headers = Record<string, string>;

const isPlain = (headers: RequestInit['headers']): boolean =>
  headers !== undefined && Object.getPrototypeOf(headers) === Object.prototype;

/** A `Response` of these must have none. */
const WITHOUT_BODY = new Set([204, 205, 304]);

const pairs = (headers: Record<string, string | string[] | undefined>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
