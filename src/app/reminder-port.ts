import type { HolidayEntry } from '../reminders/holidays.ts';
import type { Stage, StageChanges } from '../reminders/ladder.ts';
import type { Claimed, EndReason, FinalState, LoggedOccurrence, Occurrence, Subject } from '../reminders/occurrence.ts';
import type { Pause } from '../reminders/office.ts';
import type { Target } from '../reminders/targets.ts';

/** How an organisation wants to be reminded. */
export interface Schedule {
  organisationId: string;
  /** Instant since when it is reminded: nothing due before is made up for. */
  since: number;
  holidays: readonly HolidayEntry[];
  /** Its own ladder; absent: the default one. */
  stages?: readonly Stage[];
  changes: StageChanges;
  pauses: readonly Pause[];
}

export interface ScheduleStore {
  /** The schedule of an organisation; on first call it begins `now`. */
  open(organisationId: string, now: number): Promise<Schedule>;
  /** The schedule of an organisation that has one. */
  read(organisationId: string): Promise<Schedule | null>;
  /** Every schedule, by organisation. */
  all(): Promise<Map<string, Schedule>>;
  /** Replaces the days entered for the Common Era years they lie in. */
  setHolidays(organisationId: string, entries: readonly HolidayEntry[], now: number): Promise<void>;
  /** The organisation's own ladder; `null`: back to the default. Changes made by chat end. */
  setStages(organisationId: string, stages: readonly Stage[] | null, now: number): Promise<void>;
  changeStage(organisationId: string, stageId: string, change: StageChanges[string]): Promise<void>;
  /** Reminders of the organisation, or of one unit, rest until an instant. */
  pause(organisationId: string, pause: Pause): Promise<void>;
  /** Reminders of some units go on; without units those of the organisation and of every unit. */
  resume(organisationId: string, units?: readonly string[]): Promise<void>;
}

/** A slot on record: its targets are those of the moment it came due. */
export interface SlotRecord {
  /** Organisation and slot. */
  id: string;
  organisationId: string;
  key: string;
  subject: Subject;
  dueAt: number;
  usefulUntil: number;
  priority: number;
  targets: readonly Target[];
}

/** Which occurrences a search is about; instants in milliseconds, `to` excluded. */
export interface OccurrenceSearch {
  from?: number;
  to?: number;
  states?: readonly LoggedOccurrence['state'][];
  chatId?: string;
  limit: number;
}

export interface OccurrenceStore {
  /**
   * Puts a slot and one occurrence for each of its targets on record, once however often it is called and whoever
   * calls: the targets of the first call count. Returns whether this call was the first.
   */
  open(slot: SlotRecord): Promise<boolean>;
  /** Makes the occurrences of slots that a crash left without. */
  finishOpening(): Promise<void>;
  /** Which of these slots, by id, are on record. */
  onRecord(ids: readonly string[]): Promise<Set<string>>;
  /** Takes on one occurrence that is due by `now` and in nobody's hands; the claim ends by the database's clock. */
  claim(owner: string, now: number): Promise<Claimed | null>;
  /** Lets go of a claim until an instant. False: it was no longer this claim's. */
  postpone(claimed: Claimed, until: number): Promise<boolean>;
  /** A final state. False: it was no longer this claim's, or had ended. */
  settle(claimed: Claimed, state: FinalState, reason: EndReason, at: number): Promise<boolean>;
  /** Everything that still waits to be sent, with what it costs. */
  due(): Promise<(Occurrence & { notBefore: number })[]>;
  /** Stages that ended unsent since an instant and that nobody has been told of. */
  untold(organisationId: string, since: number): Promise<LoggedOccurrence[]>;
  /** The coordinator is told of these by a notice, named by its slot's key. */
  tell(ids: readonly string[], notice: string): Promise<void>;
  /** A notice reached nobody: what it told of is to be told again. Nothing, while somebody has it or may yet get it. */
  untell(organisationId: string, notice: string): Promise<void>;
  /** Held for a chat and not yet carried by an answer, or carried by the answer to this very event. */
  heldFor(chatId: string, eventId: string): Promise<LoggedOccurrence[]>;
  /** The answer to an event takes what was held along; returns what it took, now or before: nobody else takes that. */
  carry(ids: readonly string[], eventId: string): Promise<Set<string>>;
  /** What the answer to an event took along was not seen: another answer may take it. */
  drop(eventId: string): Promise<void>;
  /** Latest first. */
  search(organisationId: string, search: OccurrenceSearch): Promise<LoggedOccurrence[]>;
  /** How many ended in which state. */
  sums(
    organisationId: string,
    search: Omit<OccurrenceSearch, 'limit'>,
  ): Promise<Record<LoggedOccurrence['state'], number>>;
}
