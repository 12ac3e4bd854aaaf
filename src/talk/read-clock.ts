import { bangkokInstant, isPlainDate, toCommonYear } from '../thai/calendar.ts';

const UNITS = { d: 24 * 60 * 60 * 1000, h: 60 * 60 * 1000, m: 60 * 1000 } as const;

/** The instant that `+3d`, `+2h`, `+30m` or `2027-04-12 09:00` (Bangkok, either era) means; `null`: none. */
export function readClock(text: string, now: number): number | null {
  const later = /^\+(\d{1,5})([dhm])$/.exec(text);
  if (later !== null) return now + Number(later[1]) * UNITS[later[2] as keyof typeof UNITS];
  const [, year = '', rest = '', time = ''] = /^(\d{4})(-\d\d-\d\d) (\d\d:\d\d)$/.exec(text) ?? [];
  const date = `${Number(year) > 2400 ? toCommonYear(Number(year)) : year}${rest}`;
  const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time);
  return isTime && isPlainDate(date) ? bangkokInstant(date, time) : null;
}
