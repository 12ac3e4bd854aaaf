import type { Clock } from '../clock.ts';

/** LINE counts months in Japan's time. */
const ZONE_MS = 9 * 3_600_000;

/** The messages of a month: what is allowed, and what is used up. */
export class Quota {
  /** Messages a month; null: no limit. Changeable at any time. */
  limit: number | null;
  readonly #clock: Clock;
  #month = '';
  #used = 0;

  constructor(clock: Clock, limit: number | null) {
    this.#clock = clock;
    this.limit = limit;
  }

  get used(): number {
    this.#turn();
    return this.#used;
  }

  /** Whether this many more may be sent this month. */
  allows(count: number): boolean {
    this.#turn();
    return this.limit === null || this.#used + count <= this.limit;
  }

  spend(count: number): void {
    this.#turn();
    this.#used += count;
  }

  #turn(): void {
    const month = new Date(this.#clock.now() + ZONE_MS).toISOString().slice(0, 7);
    if (month === this.#month) return;
    this.#month = month;
    this.#used = 0;
  }
}
