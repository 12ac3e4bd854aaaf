/** The only source of "now" in the program; tests pass a fixed one. */
export interface Clock {
  /** Milliseconds since the Unix epoch (an instant, no zone). */
  now(): number;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };
