import type { Dimension, Finding, Measure, PlanKind, Report, Role, Round } from '../reporting/model.ts';
import type { LevelScale } from '../reporting/summary.ts';
import type { PlanDifference } from '../reporting/plan-difference.ts';
import type { Standing } from './flow.ts';
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
  /** How people reach the bot; read only for flows that need it, absent when LINE has not told. */
  bot?: BotAddress;
  /** Whether this group is linked; `organisation` is then the one it is linked to, whoever speaks. Absent in a 1:1 chat. */
  group?: 'linked' | 'unlinked';
  /** Read only for flows that need them, for those who look after reminders. */
  reminders?: ReminderFacts;
  /** An unused code, for a flow that makes one. */
  freshCode: string;
  /** Random, and too long to be guessed: for the address of a document. */
  freshToken: string;
  scale: LevelScale;
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

export interface MeasureFacts {
  id: string;
  measure: Measure;
  report?: Report & { by: string; at: number };
}

export type InvitationFacts =
  /** The code of the installation: makes the first coordinator of an organisation. */
  | { state: 'setup' }
  | { state: 'valid'; id: string; organisation: { id: string; name: string }; role: Role; unit?: string }
  /** `blocked`: too many wrong codes lately, so nothing was looked up. */
  | { state: 'unknown' | 'expired' | 'used' | 'blocked' };
