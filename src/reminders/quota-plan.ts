import { bangkokDate } from '../thai/calendar.ts';

/** Messages LINE lets the channel push in a month. `limit` null: no limit; `used` is approximate. */
export interface Quota {
  limit: number | null;
  used: number;
}

/** Something that is going to be pushed. */
export interface PlannedSend {
  key: string;
  /** Instant, milliseconds since the epoch. */
  dueAt: number;
  /** 1 is dropped last. */
  priority: number;
  cost: number;
}

export interface MonthPlan<Send extends PlannedSend> {
  /** `YYYY-MM` as LINE counts months. */
  month: string;
  cost: number;
  /** What is left for this month's sends; null: no limit. */
  available: number | null;
  kept: Send[];
  /** First dropped first. */
  dropped: Send[];
}

/**
 * What can be sent of what is planned, month by month: the most important first, and of two alike the earlier one, until the
 * month's messages are used up. A cheaper one further down may still fit. `used` counts in the month of `now` alone.
 */
export function planQuota<Send extends PlannedSend>(
  sends: readonly Send[],
  quota: Quota,
  now: number,
): MonthPlan<Send>[] {
  const months = [...new Set(sends.map(({ dueAt }) => lineMonth(dueAt)))].toSorted();
  return months.map((month) => {
    const own = sends.filter(({ dueAt }) => lineMonth(dueAt) === month);
    const used = month === lineMonth(now) ? quota.used : 0;
    const available = quota.limit === null ? null : Math.max(0, quota.limit - used);
    const ranked = own.toSorted((a, b) => a.priority - b.priority || a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
    let left = available ?? Infinity;
    const kept: Send[] = [];
    const dropped: Send[] = [];
    for (const send of ranked) {
      if (send.cost <= left) {
        left -= send.cost;
        kept.push(send);
      } else dropped.unshift(send);
    }
    return { month, cost: own.reduce((sum, { cost }) => sum + cost, 0), available, kept, dropped };
  });
}

/** The month an instant counts in: LINE is assumed to count in Japan's time, UTC+9. */
export const lineMonth = (instant: number): string => bangkokDate(instant + AHEAD_OF_BANGKOK_MS).slice(0, 7);

const AHEAD_OF_BANGKOK_MS = 2 * 60 * 60 * 1000;
