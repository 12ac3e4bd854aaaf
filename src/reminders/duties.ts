import type { PlainDate } from '../reporting/model.ts';
import { bangkokInstant } from '../thai/calendar.ts';
import { OFFICE_HOURS } from './work-calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Something due for every organisation that belongs to no round. */
export interface Duty {
  key: string;
  /** Instants, milliseconds since the epoch. */
  dueAt: number;
  usefulUntil: number;
}

/** The monthly fire drill: in the middle of the morning of the first working day from the 20th, in time before a round opens. */
export function drillOf(day: PlainDate, calendar: WorkCalendar): Duty {
  const month = day.slice(0, 7);
  const date = calendar.addWorkingDays(`${month}-20`, 0);
  return {
    key: `drill-${month}`,
    dueAt: bangkokInstant(date, '10:00'),
    usefulUntil: bangkokInstant(calendar.addWorkingDays(date, 3), OFFICE_HOURS.to),
  };
}

/** Until when it is useful to tell a coordinator something: ten working days. */
export const noticeUntil = (today: PlainDate, calendar: WorkCalendar): number =>
  bangkokInstant(calendar.addWorkingDays(today, 10), OFFICE_HOURS.to);
