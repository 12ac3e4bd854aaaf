import { randomInt } from 'node:crypto';

/** Where every id and every throw of the dice comes from: seeded, a test meets the same ids each time. */
export class RandomSource {
  private readonly next: () => number;

  /** @param seed absent: unpredictable */
  constructor(seed?: number) {
    this.next = seed === undefined ? () => randomInt(2 ** 32) / 2 ** 32 : seeded(seed);
  }

  /** Whether something of this chance (0–1) happens. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  /** `length` characters of `alphabet`. */
  characters(length: number, alphabet: string): string {
    let text = '';
    for (let i = 0; i < length; i += 1) text += alphabet.charAt(Math.floor(this.next() * alphabet.length));
    return text;
  }

  hex(length: number): string {
    return this.characters(length, '0123456789abcdef');
  }

  token(length: number): string {
    return this.characters(length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }

  /** A ULID of this instant: 10 characters of time, 16 of chance. */
  ulid(now: number): string {
    let rest = now;
    let time = '';
    for (let i = 0; i < 10; i += 1) {
      time = CROCKFORD.charAt(rest % 32) + time;
      rest = Math.floor(rest / 32);
    }
    return time + this.characters(16, CROCKFORD);
  }

  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[] {
    return things
      .map((thing) => ({ thing, rank: this.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ thing }) => thing);
  }
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** mulberry32: small, fast, good enough for ids in tests. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
