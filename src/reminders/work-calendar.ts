import type { PlainDate } from '../reporting/model.ts';
import { addDays, bangkokDate, bangkokInstant, bangkokTime, dateParts, weekday } from '../thai/calendar.ts';
import { holidaysOf } from './holidays.ts';
import type { Holiday, HolidayEntry, HolidayPreset } from './holidays.ts';

/** Office hours on working days (DOMAIN "Calendar"); nothing is pushed outside them. `HH:MM`, Bangkok. */
export const OFFICE_HOURS = { from: '08:30', to: '16:30' } as const;

/** The working days of an office. Plain dates are those of Asia/Bangkok. */
export interface WorkCalendar {
  holiday(date: PlainDate): Holiday | undefined;
  isWorkingDay(date: PlainDate): boolean;
  /** So many working days after a date (before, when negative); 0: the date itself if it is one, else the next. */
  addWorkingDays(date: PlainDate, days: number): PlainDate;
  /** The last working day on or before a date. */
  lastWorkingDay(date: PlainDate): PlainDate;
  /** Whether an instant (milliseconds since the epoch) lies within office hours. */
  isOfficeTime(instant: number): boolean;
  /** The instant itself when it lies within office hours, else the next moment that does. */
  nextOfficeTime(instant: number): number;
}

export function workCalendar(preset: HolidayPreset, entries: readonly HolidayEntry[]): WorkCalendar {
  const years = new Map<number, Map<PlainDate, Holiday>>();
  const holiday = (date: PlainDate): Holiday | undefined => {
    const { year } = dateParts(date);
    let known = years.get(year);
    if (known === undefined) {
      known = holidaysOf(year, preset, entries);
      years.set(year, known);
    }
    return known.get(date);
  };
  const isWorkingDay = (date: PlainDate) => weekday(date) < 6 && holiday(date) === undefined;
  const step = (date: PlainDate, by: 1 | -1): PlainDate => {
    let next = addDays(date, by);
    while (!isWorkingDay(next)) next = addDays(next, by);
    return next;
  };
  const isOfficeTime = (instant: number) => {
    const time = bangkokTime(instant);
    return time >= OFFICE_HOURS.from && time < OFFICE_HOURS.to && isWorkingDay(bangkokDate(instant));
  };
  const addWorkingDays = (date: PlainDate, days: number): PlainDate => {
    let day = days > 0 || isWorkingDay(date) ? date : step(date, days < 0 ? -1 : 1);
    // Counting back from a day off, the working day before it is the first one.
    let left = days < 0 && !isWorkingDay(date) ? days + 1 : days;
    for (; left !== 0; left -= Math.sign(left)) day = step(day, left > 0 ? 1 : -1);
    return day;
  };
  return {
    holiday,
    isWorkingDay,
    addWorkingDays,
    lastWorkingDay: (date) => (isWorkingDay(date) ? date : step(date, -1)),
    isOfficeTime,
    nextOfficeTime: (instant) => {
      if (isOfficeTime(instant)) return instant;
      const date = bangkokDate(instant);
      const today = isWorkingDay(date) && bangkokTime(instant) < OFFICE_HOURS.from;
      return bangkokInstant(today ? date : step(date, 1), OFFICE_HOURS.from);
    },
  };
}
