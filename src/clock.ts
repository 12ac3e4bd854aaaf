/** The only source of "now" in the program; tests pass a fixed one. */
export interface Clock {
  /** Milliseconds since the Unix epoch (an instant, no zone). */
  now(): number;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that can be set, and goes on from there: for a LINE that is played on this machine, never for a real one. */
export interface MovableClock extends Clock {
  /** From now on it is this instant, milliseconds since the Unix epoch; `null`: what the clock below says. */
  moveTo(instant: number | null): void;
  /** Whether it was moved. */
  readonly isMoved: boolean;
}

/** @param base goes on underneath */
export function movableClock(base: Clock): MovableClock {
  let ahead = 0;
  return {
    now: () => base.now() + ahead,
    moveTo: (instant) => {
      ahead = instant === null ? 0 : instant - base.now();
    },
    get isMoved() {
      return ahead !== 0;
    },
  };
}
