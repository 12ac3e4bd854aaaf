import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: number): void;
}

/** 5 April 2027, 09:00 in Bangkok: round 6 of fiscal year 2570 is open. */
export const MORNING = Date.parse('2027-04-05T02:00:00Z');

/** A clock that begins at an instant and goes on as time does: for what waits for real. */
export function tickingClock(start: number = MORNING): TestClock {
  let origin = start - performance.now();
  const now = () => Math.floor(origin + performance.now());
  return {
    now,
    advance: (milliseconds) => {
      origin += milliseconds;
    },
    set: (instant) => {
      origin = instant - performance.now();
    },
  };
}

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
