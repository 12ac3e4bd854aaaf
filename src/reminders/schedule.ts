import type { PlainDate } from '../reporting/model.ts';
import { addDays, bangkokInstant, weekday } from '../thai/calendar.ts';
import type { Stage } from './ladder.ts';
import type { RoundWindow } from './round-window.ts';
import { OFFICE_HOURS } from './work-calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A stage of a round on its day. */
export interface Slot {
  /** Names it within its organisation: `2570-6-opening`, `2570-6-digest@2027-04-05`. */
  key: string;
  stage: Stage;
  window: RoundWindow;
  date: PlainDate;
  /** Instants, milliseconds since the epoch: due at, and useful before. */
  dueAt: number;
  usefulUntil: number;
}

/**
 * Every slot of a round, in order of time. What is due on a day off stands on a working day: the calendar's days are
 * counted in working days. A weekly stage stands on its weekday, or the next working day of that week.
 */
export function scheduleOf(stages: readonly Stage[], window: RoundWindow, calendar: WorkCalendar): Slot[] {
  const slots = stages.flatMap((stage) =>
    stageDates(stage, window, calendar).map((date): Slot => {
      const weekly = stage.from === 'weekly' ? `@${date}` : '';
      const last = calendar.addWorkingDays(date, stage.usefulDays);
      return {
        key: `${window.fiscalYear}-${window.round}-${stage.id}${weekly}`,
        stage,
        window,
        date,
        dueAt: bangkokInstant(date, stage.at),
        usefulUntil: bangkokInstant(last, stage.until ?? OFFICE_HOURS.to),
      };
    }),
  );
  return slots.toSorted((a, b) => a.dueAt - b.dueAt);
}

/** The days of a stage in a round. */
export function stageDates(stage: Stage, window: RoundWindow, calendar: WorkCalendar): PlainDate[] {
  switch (stage.from) {
    case 'opening':
      return [calendar.addWorkingDays(window.firstWorkingDay, stage.days)];
    case 'lastDay':
      return [calendar.addWorkingDays(window.lastWorkingDay, stage.days)];
    case 'overdue':
      return [calendar.addWorkingDays(window.legalDue, stage.days)];
    case 'weekly':
      return weeklyDates(stage.days, window, calendar);
  }
}

function weeklyDates(day: number, { opens, closes }: RoundWindow, calendar: WorkCalendar): PlainDate[] {
  const dates: PlainDate[] = [];
  const first = addDays(opens, 1 - weekday(opens));
  for (let monday = first; monday <= closes; monday = addDays(monday, 7)) {
    const date = calendar.addWorkingDays(addDays(monday, day - 1), 0);
    if (date >= opens && date <= closes && date < addDays(monday, 5)) dates.push(date);
  }
  return dates;
}
