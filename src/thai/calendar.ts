import type { PlainDate } from '../reporting/model.ts';

/** Years between the Buddhist and the Common Era: พ.ศ. 2570 is 2027. */
const BUDDHIST_OFFSET = 543;
/** Asia/Bangkok is UTC+7 all year; it has had no daylight saving since 1920. */
const BANGKOK_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Buddhist Era year of a Common Era year. */
export const toBuddhistYear = (commonEraYear: number): number => commonEraYear + BUDDHIST_OFFSET;

/** Common Era year of a Buddhist Era year. */
export const toCommonYear = (buddhistYear: number): number => buddhistYear - BUDDHIST_OFFSET;

/** The calendar date in Bangkok at an instant (milliseconds since the epoch). */
export function bangkokDate(instant: number): PlainDate {
  return new Date(instant + BANGKOK_OFFSET_MS).toISOString().slice(0, 10);
}

/** Time of day in Bangkok at an instant, `HH:MM`. */
export function bangkokTime(instant: number): string {
  return new Date(instant + BANGKOK_OFFSET_MS).toISOString().slice(11, 16);
}

/** An instant as ISO 8601 with the offset of Bangkok, to the second. */
export function bangkokIso(instant: number): string {
  return `${new Date(instant + BANGKOK_OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** Year, month (1–12) and day of a plain date. */
export function dateParts(date: PlainDate): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

/** First and last day of a fiscal year (Buddhist Era): 1 October of the year before to 30 September. */
export function fiscalYearSpan(fiscalYear: number): { from: PlainDate; to: PlainDate } {
  const year = toCommonYear(fiscalYear);
  return { from: `${year - 1}-10-01`, to: `${year}-09-30` };
}

/** Number of days of a month (1–12) of a Common Era year. */
export function lastDayOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A plain date from Common Era year, month (1–12) and day. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The span a reporting round covers: round 6 October to March, round 12 the whole fiscal year (Buddhist Era). */
export function roundSpan(fiscalYear: number, round: 6 | 12): { from: PlainDate; to: PlainDate } {
  const { from, to } = fiscalYearSpan(fiscalYear);
  return round === 12 ? { from, to } : { from, to: `${toCommonYear(fiscalYear)}-03-31` };
}

/** The fiscal year (Buddhist Era) in which a plain date lies. */
export function fiscalYearOf(date: PlainDate): number {
  const { year, month } = dateParts(date);
  return toBuddhistYear(month >= 10 ? year + 1 : year);
}

/** The instant (milliseconds since the epoch) at which a clock in Bangkok shows a time `HH:MM` of a plain date. */
export function bangkokInstant(date: PlainDate, time: string): number {
  return Date.parse(`${date}T${time}:00Z`) - BANGKOK_OFFSET_MS;
}

/** A plain date so many days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week of a plain date: 1 Monday … 7 Sunday. */
export function weekday(date: PlainDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Whether a text is a plain date that exists. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = dateParts(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(year, month);
}
