import type { Row } from '../conversation/message.ts';
import type { Paragraph } from '../conversation/document-settings.ts';
import type { OfferedFormat } from '../conversation/documents.ts';
import type { Digits } from '../documents/content.ts';
import type {
  DocumentFormat,
  DocumentKind,
  Explanation,
  HeadingField,
  NarrativePart,
  Snapshot,
} from '../documents/snapshot.ts';
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
  /** `null`: the generated paragraph, whatever the plan's file says. */
  narrative: Partial<Record<NarrativePart, string | null>>;
  explanations: Explanation[];
  /** What was entered into the web form, by measure: the values as they were then. */
  entered: Record<string, { at: number; values: Record<string, string> }>;
}

export interface RoundNotesStore {
  read(organisationId: string, target: PlanRound): Promise<RoundNotes>;
  setReporter(organisationId: string, target: PlanRound, reporter: { name: string; position: string }): Promise<void>;
  setParagraph(organisationId: string, target: PlanRound, part: NarrativePart, paragraph: Paragraph): Promise<void>;
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

/** How an organisation wants its documents; what is absent is the usual. */
export interface DocumentSettings {
  digits: Partial<Record<DocumentKind, Digits>>;
  /** In place of those of a plan's file. */
  headings: Partial<Record<HeadingField, string>>;
}

export interface DocumentSettingsStore {
  read(organisationId: string): Promise<DocumentSettings>;
  /** `null`: the usual ones. */
  setDigits(organisationId: string, kind: DocumentKind, digits: Digits | null): Promise<void>;
  /** `null`: that of the plan's file, else the usual one. */
  setHeading(organisationId: string, field: HeadingField, wording: string | null): Promise<void>;
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
  /** Who is told when it is made: it is large, and made while nobody waits for it. */
  asker?: DocumentAsker;
}

/** Whom the notice of a large document goes to, and what it says. */
export interface DocumentAsker {
  memberId: string;
  chatId: string;
  /** Scheme and host of the address. */
  site: string;
  /** What the document is, as the card of a small one says it. */
  rows: readonly Row[];
}

/** What is behind an address. */
export type FoundLink =
  /** Made when it is fetched. */
  { state: 'open'; link: DocumentLink } | { state: 'waiting' | 'failed' } | ReadyDocument | { state: 'expired' };

export interface ReadyDocument extends Pick<Snapshot, 'fiscalYear' | 'round'> {
  state: 'ready';
  id: string;
  /** In how many its bytes are kept. */
  pieces: number;
  kind: DocumentKind;
  format: DocumentFormat;
}

/** A large document one instance has taken on; `fence` grows with every claim: what an earlier owner still writes is refused. */
export interface ClaimedDocument {
  id: string;
  fence: number;
  /** `ready` and `failed`: only the notice is still owed. */
  state: 'waiting' | 'ready' | 'failed';
  /** Claims so far, this one among them. */
  attempts: number;
  link: DocumentLink & { asker: DocumentAsker; format: DocumentFormat };
}

export interface DocumentLinkStore {
  /**
   * Keeps a link under the hash of its token, once however often it is called. While the same large document is being made for
   * the same person the token opens that one instead. Returns which it is: the event that asked for it and the instant of its figures.
   */
  keep(tokenHash: string, link: DocumentLink): Promise<{ eventId: string; dataAsOf: number }>;
  read(tokenHash: string, now: number): Promise<FoundLink | null>;
  /** Gives a link one more token; false: it is no longer there. */
  addToken(id: string, tokenHash: string, now: number): Promise<boolean>;
  /** Takes on one large document that is to be made or told of and in nobody's hands; the claim ends by the database's clock. */
  claim(): Promise<ClaimedDocument | null>;
  /** What became of it; `pieces`: in how many its bytes are kept. False: it was no longer this claim's. */
  settle(claimed: ClaimedDocument, end: { state: 'ready'; pieces: number } | { state: 'failed' }): Promise<boolean>;
  /** Its notice is on record: nothing is owed any more. */
  told(claimed: ClaimedDocument): Promise<void>;
  /** Lets go of a claim as if it had not been. */
  release(claimed: ClaimedDocument): Promise<void>;
  /** Its bytes are gone: it is made once more. */
  makeAgain(id: string): Promise<void>;
  /** Forgets those that expired before an instant. */
  forget(expiredBefore: number): Promise<void>;
}

/** Bytes of large documents; they can be made again, so no backup holds them. */
export interface DocumentFileStore {
  /** Keeps them until an instant, and only the latest few of an organisation; returns in how many pieces. */
  keep(id: string, file: { organisationId: string; bytes: Uint8Array; at: number; expiresAt: number }): Promise<number>;
  /** `null`: not, or not all of them, there any more. */
  read(id: string, pieces: number): Promise<Uint8Array | null>;
  /** Forgets what expired before an instant. */
  forget(expiredBefore: number): Promise<void>;
}
