import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: number): void;
}

/** 5 April 2027, 09:00 in Bangkok: round 6 of fiscal year 2570 is open. */
export const MORNING = Date.parse('2027-04-05T02:00:00Z');

export function fixedClock(start: number = MORNING): TestClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (instant) => {
      now = instant;
    },
  };
}
