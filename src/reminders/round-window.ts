import type { PlainDate, Round } from '../reporting/model.ts';
import { addDays, lastDayOfMonth, plainDate, toBuddhistYear, toCommonYear } from '../thai/calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** When a round is reported: its open month, and the days that count in it. All plain dates of Asia/Bangkok. */
export interface RoundWindow {
  /** Buddhist Era. */
  fiscalYear: number;
  round: Round;
  /** First and last day of the open month. */
  opens: PlainDate;
  closes: PlainDate;
  firstWorkingDay: PlainDate;
  /** The last working day up to the deadline: people are reminded by then. */
  lastWorkingDay: PlainDate;
  /** The deadline, or the next working day when it is a day off. */
  legalDue: PlainDate;
}

/** Round 6 is open in April of the fiscal year, round 12 in the October after it (DOMAIN "Calendar"). */
export function roundWindow(fiscalYear: number, round: Round, calendar: WorkCalendar): RoundWindow {
  const year = toCommonYear(fiscalYear);
  const month = round === 6 ? 4 : 10;
  const opens = plainDate(year, month, 1);
  const closes = plainDate(year, month, lastDayOfMonth(year, month));
  return {
    fiscalYear,
    round,
    opens,
    closes,
    firstWorkingDay: calendar.addWorkingDays(opens, 0),
    lastWorkingDay: calendar.lastWorkingDay(closes),
    legalDue: calendar.addWorkingDays(closes, 0),
  };
}

/** The rounds whose reminders may fall into a span of days: from about three months before a round opens to three after it closes. */
export function roundsAround(from: PlainDate, to: PlainDate): { fiscalYear: number; round: Round }[] {
  const first = Number(addDays(from, -AROUND_DAYS).slice(0, 4));
  const last = Number(addDays(to, AROUND_DAYS).slice(0, 4));
  const rounds: { fiscalYear: number; round: Round }[] = [];
  for (let year = first; year <= last; year += 1) {
    for (const round of [6, 12] as const) {
      const opens = plainDate(year, round === 6 ? 4 : 10, 1);
      if (addDays(opens, -AROUND_DAYS) <= to && addDays(opens, 31 + AROUND_DAYS) >= from) {
        rounds.push({ fiscalYear: toBuddhistYear(year), round });
      }
    }
  }
  return rounds;
}

/** More than the 60 working days a stage may stand before a round, and the 40 and 20 after it. */
const AROUND_DAYS = 100;
