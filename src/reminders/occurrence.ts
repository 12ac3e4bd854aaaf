import type { Message, Row, Text } from '../conversation/message.ts';
import type { PlainDate, Round } from '../reporting/model.ts';
import type { Wording } from './ladder.ts';
import type { Target } from './targets.ts';

/** Where every target of a reminder ends, once. */
export const FINAL_STATES = ['delivered', 'rejected', 'expired', 'suppressed', 'held'] as const;
export type FinalState = (typeof FINAL_STATES)[number];
export type OccurrenceState = 'due' | FinalState;

/** Why a target ended where it did; sentences in `locales/<locale>/reminders.json` under `reason`. */
export const END_REASONS = [
  'sent',
  'nothingOpen',
  'paused',
  'targetGone',
  'tooLate',
  'quota',
  'left',
  'refused',
  'forbidden',
  'unconfirmed',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What an occurrence is about. */
export type Subject =
  /** A stage of a round. */
  | { kind: 'stage'; fiscalYear: number; round: Round; wording: Wording; named: boolean }
  /** Something a coordinator should know. */
  | { kind: 'notice'; text: Text }
  /** The same with figures and buttons. */
  | { kind: 'card'; card: Extract<Message, { kind: 'card' }> }
  /** The brief of whoever took over, by the id of the handover. */
  | { kind: 'handover'; handover: string }
  /** What could not be sent, for the coordinator. */
  | { kind: 'unsent'; items: readonly Unsent[] }
  /** The monthly fire drill. */
  | { kind: 'drill' }
  /** A large document that somebody asked for, made or not; `link`: the id of its link. */
  | { kind: 'document'; link: string; isMade: boolean; site: string; rows: readonly Row[] };

/** A stage some of whose targets it did not reach. */
export interface Unsent {
  wording: Wording;
  date: PlainDate;
  /** `unconfirmed`: LINE may have it, and never said so. */
  state: FinalState | 'unconfirmed';
  count: number;
}

/** One reminder for one target. */
export interface Occurrence {
  /** Unique: organisation, slot and target. */
  id: string;
  organisationId: string;
  /** The slot's key: stage of a round, `manual-…` or `notice-…`. */
  slot: string;
  subject: Subject;
  target: Target;
  /** Instants, milliseconds since the epoch. */
  dueAt: number;
  usefulUntil: number;
  priority: number;
}

/** An occurrence one instance has taken on; `fence` grows with every claim: what an earlier owner still writes is refused. */
export interface Claimed extends Occurrence {
  fence: number;
}

/** An occurrence as the log shows it. */
export interface LoggedOccurrence extends Occurrence {
  state: OccurrenceState;
  reason?: EndReason;
  /** When it ended. */
  endedAt?: number;
}
