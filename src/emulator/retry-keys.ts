import type { Clock } from '../clock.ts';
import { refusal } from './answer.ts';
import type { Answer } from './answer.ts';

/** How long LINE remembers that a retry key was accepted. */
export const RETRY_KEY_MS = 24 * 3_600_000;

/** Retry keys: a call that was accepted under a key is not carried out again within 24 hours. */
export class RetryKeys {
  readonly #clock: Clock;
  readonly #accepted = new Map<string, { at: number; requestId: string; answer: Answer }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Carries out `call`, unless the key says that this was done: then 409 with what was sent. */
  once(key: string | undefined, requestId: string, call: () => Answer): Answer {
    if (key === undefined) return call();
    if (!UUID.test(key)) return refusal(400, 'The retry key is invalid');
    const now = this.#clock.now();
    const id = key.toLowerCase();
    const earlier = this.#accepted.get(id);
    if (earlier && now - earlier.at < RETRY_KEY_MS) {
      const body = Buffer.isBuffer(earlier.answer.body) ? {} : earlier.answer.body;
      const conflict = refusal(409, 'The retry key is already accepted', body);
      return { ...conflict, headers: { 'x-line-accepted-request-id': earlier.requestId } };
    }
    const answer = call();
    if (answer.status === 200) this.#accepted.set(id, { at: now, requestId, answer });
    return answer;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
