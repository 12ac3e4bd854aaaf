import type { Dimension, Finding, Measure, PlanKind, Report, Role, Round } from '../reporting/model.ts';
import type { Change } from '../reporting/history.ts';
import type { Reviewed } from '../reporting/review.ts';
import type { EvidenceKind } from '../reporting/evidence.ts';
import type { LevelScale } from '../reporting/summary.ts';
import type { PlanDifference } from '../reporting/plan-difference.ts';
import type { DocumentSettingFacts } from './document-settings.ts';
import type { Standing } from './flow.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { Phrase, Text } from './message.ts';

/** What a conversation may know at one moment: read by the application before the one pure call, never changed by it. */
export interface Facts {
  /** Instant, milliseconds since the epoch. */
  now: number;
  chat: 'user' | 'group' | 'room';
  standing: Standing;
  member?: MemberFacts;
  organisation?: { id: string; name: string };
  /** Units of the organisation. */
  units: readonly UnitFacts[];
  /** The plans reported now, at most one of each kind; read only for flows that need them. */
  plans: readonly PlanFacts[];
  members: readonly MemberFacts[];
  /** Organisations without a coordinator: the ones a set-up code may take over. */
  organisations: readonly { id: string; name: string }[];
  /** What the code just typed opens, when something like a code was typed. */
  invitation?: InvitationFacts;
  /** The files a coordinator's conversation is about, the one just sent among them; read only for flows that need them. */
  uploads: readonly UploadFacts[];
  /** What is still open in the documents of each plan, by its id; read only for flows that need it. */
  findings: Readonly<Record<string, readonly Finding[]>>;
  /** Read only for flows that need it, for a coordinator. */
  documentSettings?: DocumentSettingFacts;
  /** What this person sends as evidence; read only for flows that need it. */
  evidence?: EvidenceInHand;
  /** What may be handed over; read only for the flow that needs it. */
  handover?: HandoverFacts;
  /** How people reach the bot; read only for flows that need it, absent when LINE has not told. */
  bot?: BotAddress;
  /** In a 1:1 chat: reports this person has under way in groups; read only where one may go on here. */
  elsewhere?: readonly Elsewhere[];
  /** In a group: whose the button just pressed is, by the name used in office, where it is not this person's. */
  owner?: string;
  /** Whether this group is linked; `organisation` is then the one it is linked to, whoever speaks. Absent in a 1:1 chat. */
  group?: 'linked' | 'unlinked';
  /** Read only for flows that need them, for those who look after reminders. */
  reminders?: ReminderFacts;
  /** An unused code, for a flow that makes one. */
  freshCode: string;
  /** Random, and too long to be guessed: for the address of a document. */
  freshToken: string;
  scale: LevelScale;
  /**
   * How a report came to be, oldest first; `[]`: nothing was reported. Read only for flows that need it, and where a
   * report has changed since it was opened; `undefined` where it was not.
   */
  history?(measureId: string, round: Round): readonly Change[] | undefined;
  /** How many reminders about a round have reached officers; read only for flows that need it. */
  reminded?(fiscalYear: number, round: Round): number;
  /** The sentence of a key in the language documents are written in (Thai): for ready-made answers that are stored. */
  official(key: string): string;
  /** The sentence of a key in every language: whoever reads one may type another. */
  wordings(key: string): readonly string[];
}

/** The reminders of the organisation, or of a supervisor's units; instants in milliseconds. */
export interface ReminderFacts {
  /** What a reminder sent now would reach: chats, LINE's messages, and when it goes out (office hours). */
  now: { chats: number; cost: number; at: number };
  /** Messages left this month; null: no limit, or LINE has not told. */
  left: number | null;
  /** What the coming ones cost together, as far as this month goes. */
  cost: number;
  resting: boolean;
  /** When the round and what is late of it is over. */
  roundEnds: number;
  coming: readonly { what: Text; at: number; targets: number; cost: number }[];
  stages: readonly { id: string; name: Text; at: string; off: boolean }[];
  /** Latest first. */
  log: readonly { what: Text; whom: Phrase; at: number; ending: Text }[];
  /** How it stands with the groups: why they hear reminders, or do not. */
  groups: Text;
}

/** What is known of the work that somebody hands over. */
export interface HandoverFacts {
  /** Those who have left, with the units of theirs that nobody looks after. */
  former: readonly MemberFacts[];
  /** Reports that were begun and not saved. `giver`: the member's id. */
  conversations: readonly { giver: string; measureId: string }[];
}

/** Where people find the bot. */
export interface BotAddress {
  /** LINE's basic ID, with its @. */
  basicId: string;
  /** Scheme and host of this program as people's phones reach it; absent when they do not. */
  site?: string;
}

/** A plan file a coordinator sent. */
export interface UploadFacts {
  id: string;
  name: string;
  /** Another one as soon as a plan of the office has changed: what was shown of the file is then no longer true. */
  basis: string;
  /** What it holds, as a plan of a fiscal year (Buddhist Era), or of the year it names; pure, and the same for the same year. */
  read(fiscalYear?: number): UploadReading;
}

export type UploadReading =
  /** It cannot be imported; the sentence says why and what to do. */
  | { problem: Text }
  | {
      /** Full name of the office the file names; absent when it names none. */
      named?: string;
      /** It names another office than the coordinator's. */
      isOther: boolean;
      kind: PlanKind;
      fiscalYear: number;
      /** The file names no year, whether one was answered or not. */
      isYearAssumed: boolean;
      round: Round;
      measures: number;
      /** Baht; absent when the file has no budgets. */
      plannedBudget?: number;
      /** Names of the units that are responsible. */
      units: readonly string[];
      /** Those of them the office has not had before, when it has any. */
      newUnits: readonly string[];
      /** Measures whose state the file reports. */
      reported: number;
      /** What does not add up, errors first. */
      findings: readonly Finding[];
      /** What it changes of the plan of that kind and year; absent when there is none yet. */
      difference?: PlanDifference;
    };

/** Evidence that is of no measure yet, or was sent with this event. */
export interface EvidenceInHand {
  /** What came with this event, or why it is none. */
  sent?: PieceFacts | { problem: Text };
  /** What this person sent in this chat that is of no measure yet, the one just sent among it. */
  held: readonly PieceFacts[];
  /** What was taken for evidence of a measure last, and can be moved to another. */
  last?: readonly string[];
}

export interface PieceFacts {
  id: string;
  kind: EvidenceKind;
  /** Of a file; the text with a link; the words for a place; '' where it has none. */
  name: string;
  mediaType?: string;
  /** Bytes. */
  size?: number;
  /** Of the bytes, in hex. */
  sha256: string;
}

/** A piece of evidence of a measure. */
export interface EvidenceFacts extends PieceFacts {
  /** Counted per measure and round; that of a piece that was removed is not given again. */
  number: number;
  /** Index of the step it was sent for. */
  step?: number;
  by: string;
  at: number;
}

export interface UnitFacts {
  id: string;
  name: string;
  aliases: readonly string[];
}

export interface MemberFacts {
  id: string;
  name: string;
  role: Role;
  /** Names of units. */
  units: readonly string[];
  /** Since when messages to them have not arrived: they blocked the bot or left LINE. */
  unreachableSince?: number;
  /** When they left a linked group: a hint, no more. */
  leftGroupSince?: number;
}

export interface PlanFacts {
  id: string;
  kind: PlanKind;
  /** Buddhist Era. */
  fiscalYear: number;
  round: Round;
  dimensions: readonly Dimension[];
  initialProjects?: number;
  rows: readonly MeasureFacts[];
}

/** A report that is stored. */
export interface Reported extends Report, Reviewed {
  by: string;
  memberId?: string;
  at: number;
}

export interface MeasureFacts {
  id: string;
  measure: Measure;
  report?: Reported;
  /** What was sent to show it, by number; what was removed is not among it. */
  evidence?: readonly EvidenceFacts[];
  /** The highest number that was ever given to a piece. */
  evidenceLast?: number;
  /** What was reported last before this round: of this plan, or of the plan of the year before. */
  before?: ReportBefore;
}

/** A report of an earlier round. */
export interface ReportBefore {
  /** Buddhist Era. */
  fiscalYear: number;
  round: Round;
  /** Of this plan, in its first round; else of the plan of the year before. */
  isSamePlan: boolean;
  report: Report & { by: string; at: number };
}

export type InvitationFacts =
  /** The code of the installation: makes the first coordinator of an organisation. */
  | { state: 'setup' }
  | { state: 'valid'; id: string; organisation: { id: string; name: string }; role: Role; unit?: string }
  /** `blocked`: too many wrong codes lately, so nothing was looked up. */
  | { state: 'unknown' | 'expired' | 'used' | 'blocked' };
