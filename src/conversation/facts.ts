import type { Dimension, Measure, PlanKind, Report, Role, Round } from '../reporting/model.ts';
import type { LevelScale } from '../reporting/summary.ts';
import type { Standing } from './flow.ts';

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
  /** Whether this group is linked; `organisation` is then the one it is linked to, whoever speaks. Absent in a 1:1 chat. */
  group?: 'linked' | 'unlinked';
  /** An unused code, for a flow that makes one. */
  freshCode: string;
  scale: LevelScale;
  /** The sentence of a key in the language documents are written in (Thai): for ready-made answers that are stored. */
  official(key: string): string;
  /** The sentence of a key in every language: whoever reads one may type another. */
  wordings(key: string): readonly string[];
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
