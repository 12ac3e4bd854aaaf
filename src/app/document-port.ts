import type { OfferedFormat } from '../conversation/documents.ts';
import type { DocumentKind, Explanation, NarrativePart, Snapshot } from '../documents/snapshot.ts';
import type { Round } from '../reporting/model.ts';

/** What the documents need of a store. */

/** A plan in one of its rounds. */
export interface PlanRound {
  planId: string;
  round: Round;
}

/** What people add to the documents of a plan and round. */
export interface RoundNotes {
  reporter?: { name: string; position: string };
  narrative: Partial<Record<NarrativePart, string>>;
  explanations: Explanation[];
  /** What was entered into the web form, by measure: the values as they were then. */
  entered: Record<string, { at: number; values: Record<string, string> }>;
}

export interface RoundNotesStore {
  read(organisationId: string, target: PlanRound): Promise<RoundNotes>;
  setReporter(organisationId: string, target: PlanRound, reporter: { name: string; position: string }): Promise<void>;
  /** `null`: the generated paragraph is used again. */
  setNarrative(organisationId: string, target: PlanRound, part: NarrativePart, text: string | null): Promise<void>;
  /** Explains a finding, by code and place; a later explanation of the same takes its place. */
  explain(organisationId: string, target: PlanRound, explanation: Explanation): Promise<void>;
  /** Ticks off a measure with the values that were entered; `null`: it was not. */
  setEntered(
    organisationId: string,
    target: PlanRound,
    measureId: string,
    entered: RoundNotes['entered'][string] | null,
  ): Promise<void>;
}

/** A snapshot that was kept. */
export type FrozenSnapshot = Snapshot & { frozen: NonNullable<Snapshot['frozen']> };

export interface SnapshotStore {
  /** Keeps a snapshot under the next number of its plan and round, once for one `key` however often it is called. */
  freeze(
    organisationId: string,
    target: PlanRound,
    snapshot: Snapshot,
    by: { key: string; name: string; at: number },
  ): Promise<FrozenSnapshot>;
  /** Those of a plan and round, latest first. */
  list(organisationId: string, target: PlanRound): Promise<FrozenSnapshot['frozen'][]>;
  /** `number` absent: the latest. */
  read(organisationId: string, target: PlanRound, number?: number): Promise<FrozenSnapshot | null>;
}

/** A frozen snapshot that everyone may see. */
export interface Publication extends PlanRound {
  /** Buddhist Era. */
  fiscalYear: number;
  number: number;
  at: number;
}

export interface PublicationStore {
  /** Shows a snapshot in place of what was shown of that plan and round. */
  put(organisationId: string, publication: Publication): Promise<void>;
  remove(organisationId: string, target: PlanRound): Promise<void>;
  /** What is shown of a fiscal year. */
  list(organisationId: string, fiscalYear: number): Promise<Publication[]>;
}

/** What an address that cannot be guessed gives to whoever has it, until it expires. */
export interface DocumentLink {
  organisationId: string;
  /** The event that asked for it. */
  eventId: string;
  /** `page`: the page of the copy sheet, where values are ticked off. */
  format: OfferedFormat;
  kind: DocumentKind;
  planId: string;
  snapshot: Snapshot;
  expiresAt: number;
}

export interface DocumentLinkStore {
  /** Keeps a link under the hash of its token, once however often it is called. */
  keep(tokenHash: string, link: DocumentLink): Promise<void>;
  read(tokenHash: string, now: number): Promise<DocumentLink | 'expired' | null>;
  /** Forgets those that expired before an instant. */
  forget(expiredBefore: number): Promise<void>;
}
