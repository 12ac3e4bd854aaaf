import type { PlainDate } from '../reporting/model.ts';
import { addDays, dateParts, plainDate, weekday } from '../thai/calendar.ts';

/** Holidays every office has: fixed days, and the names of those that follow the moon and are announced each year. Editable data. */
export interface HolidayPreset {
  fixed: { month: number; day: number; name: string }[];
  lunar: string[];
}

/** `lunar`, `cabinet`, `regional`: a day off; `working`: a preset holiday on which this office works after all. */
export const HOLIDAY_KINDS = ['lunar', 'cabinet', 'regional', 'working'] as const;
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

/** A day an organisation has entered. */
export interface HolidayEntry {
  date: PlainDate;
  name: string;
  kind: HolidayKind;
}

export interface Holiday {
  date: PlainDate;
  name: string;
  kind: 'fixed' | Exclude<HolidayKind, 'working'> | 'substitute';
}

/**
 * The days off of a Common Era year other than weekends, by date. A fixed or lunar holiday on a weekend gets a substitute on the next day
 * that is neither weekend nor holiday (DOMAIN "Calendar"), so that two of them on one weekend share one, as the cabinet's lists do;
 * days of the cabinet or of a region are taken as announced. A substitute may lie in the next year, and is then found there.
 */
export function holidaysOf(
  year: number,
  preset: HolidayPreset,
  entries: readonly HolidayEntry[],
): Map<PlainDate, Holiday> {
  const named = [...namedHolidays(year - 1, preset, entries), ...namedHolidays(year, preset, entries)];
  const off = new Map(named.map((holiday) => [holiday.date, holiday]));
  const working = new Set(entries.flatMap(({ kind, date }) => (kind === 'working' ? [date] : [])));
  for (const { date, name, kind } of named) {
    if (weekday(date) < 6 || (kind !== 'fixed' && kind !== 'lunar')) continue;
    let next = date;
    do next = addDays(next, 1);
    while (weekday(next) > 5 || TAKEN.includes(off.get(next)?.kind));
    if (!working.has(next) && !off.has(next)) off.set(next, { date: next, name, kind: 'substitute' });
  }
  return new Map([...off].filter(([date]) => dateParts(date).year === year).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A substitute goes past these; a day of the cabinet that stands in its place is that substitute, as announced. */
const TAKEN: readonly (Holiday['kind'] | undefined)[] = ['fixed', 'lunar', 'regional'];

/** Names of lunar holidays that are not entered for a Common Era year. */
export function missingLunar(year: number, preset: HolidayPreset, entries: readonly HolidayEntry[]): string[] {
  const entered = entries.filter(({ date, kind }) => kind === 'lunar' && dateParts(date).year === year);
  return preset.lunar.filter((name) => !entered.some((entry) => entry.name.includes(name)));
}

function namedHolidays(year: number, preset: HolidayPreset, entries: readonly HolidayEntry[]): Holiday[] {
  const own = entries.filter(({ date }) => dateParts(date).year === year);
  const working = new Set(own.flatMap(({ kind, date }) => (kind === 'working' ? [date] : [])));
  const fixed = preset.fixed.map(({ month, day, name }): Holiday => ({
    date: plainDate(year, month, day),
    name,
    kind: 'fixed',
  }));
  const entered = own.flatMap(({ date, name, kind }): Holiday[] => (kind === 'working' ? [] : [{ date, name, kind }]));
  return [...fixed, ...entered].filter(
    ({ date }, index, all) => !working.has(date) && all.findIndex((other) => other.date === date) === index,
  );
}
