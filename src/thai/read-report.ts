import type { PlainDate, Reason, Round, Status } from '../reporting/model.ts';
import { reportsOf } from './reading/assemble.ts';
import { marksOf } from './reading/marks.ts';
import { segmentsOf } from './reading/segments.ts';

/** What the reader needs to know of the office. */
export interface ReaderContext {
  /** Measures that may be meant: number and title. */
  measures: readonly { number: number; title: string }[];
  units: readonly { name: string; aliases: readonly string[] }[];
  /** Today in Asia/Bangkok. */
  today: PlainDate;
  /** Buddhist Era. */
  fiscalYear: number;
  round: Round;
}

/** A value, and where in the text it stands: UTF-16 offsets [start, end) of the text as it was given. */
export interface Read<Value> {
  value: Value;
  start: number;
  end: number;
}

/** What a message says of one measure. A field it does not speak of is absent; nothing is guessed. */
export interface ReadReport {
  /** The numbers of the measures that may be meant: one = certain, several = ask; `null`: not said, or nothing fits. */
  measure: { numbers: number[]; start: number; end: number } | null;
  /** A number that was said of a measure and that no measure has. */
  unknownMeasure?: Read<number>;
  status?: Read<Status>;
  /** Several statuses may be meant (เสร็จบางส่วน ยกเลิกบางส่วน). */
  statusChoice?: Status[];
  /** Why it cannot proceed; the whole of what is said about it. */
  reason?: Read<Reason>;
  /** The words themselves, when the reason is `other`. */
  reasonText?: Read<string>;
  /** What was done, as it was written: from its first to its last word. */
  result?: Read<string>;
  outcome?: Read<string>;
  /** Baht. */
  disbursed?: Read<number>;
  /** Different amounts that may each be the money spent. */
  disbursedChoice?: Read<number>[];
  /** What is in the way; absent when it is said that nothing is. */
  obstacle?: Read<string>;
  /** Full name of a unit of the context. */
  unit?: Read<string>;
  unitChoice?: string[];
  /** How much is done, 0–100. */
  percent?: Read<number>;
  dates: Read<{ from: PlainDate; to: PlainDate }>[];
}

/**
 * Every report that a message in people's own words holds, in its order; `[]` when it says nothing of a measure, or only asks.
 * @param text without the command word
 */
export function readReports(text: string, context: ReaderContext): ReadReport[] {
  const marks = marksOf(text, context);
  return segmentsOf(marks).flatMap((segment) => reportsOf(marks, segment, context));
}
