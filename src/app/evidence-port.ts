import type { EvidenceFacts } from '../conversation/facts.ts';
import type { EvidenceKind } from '../reporting/evidence.ts';
import type { Round } from '../reporting/model.ts';
import type { Source } from './store-port.ts';

/** What evidence needs of a store. */

/** The measure a piece of evidence is of. */
export interface EvidenceTarget {
  planId: string;
  measureId: string;
  round: Round;
  /** Index of the step it shows, where it was sent while that step was asked about. */
  step?: number;
}

/** A piece that was sent and has been found good. */
export interface NewEvidence {
  /** LINE's message id; of a link what follows from the event and its place in it. */
  id: string;
  /** LINE's message it came with. */
  messageId?: string;
  kind: EvidenceKind;
  /** As the person called it, the address of a link, the words for a place; '' where it has none. */
  name: string;
  mediaType?: string;
  /** Bytes. */
  size?: number;
  /** Of the bytes, in hex; of a link or a place of what it says. */
  sha256: string;
  /** File that holds the bytes. */
  fileId?: string;
  /** JPEG. */
  thumbnail?: Uint8Array;
  place?: { latitude: number; longitude: number };
}

/** Who sent it, and where. */
export interface Sender {
  memberId: string;
  chatId: string;
}

export type KeptEvidence = Omit<NewEvidence, 'thumbnail' | 'messageId'>;

/** One piece as a browser may see it. */
export interface ShownEvidence extends KeptEvidence {
  number: number;
  by: string;
  at: number;
  hasThumbnail: boolean;
}

/** What was sent for one measure in one round. */
export interface MeasureEvidence {
  pieces: readonly EvidenceFacts[];
  /** The highest number that was ever given. */
  last: number;
}

export interface EvidenceStore {
  /**
   * Fills a file. Until a piece that names it is kept it is nobody's, and `tidy` may take it away.
   * @throws what reading the bytes throws; nothing is left then
   */
  fill(fileId: string, bytes: AsyncIterable<Uint8Array>, at: number): Promise<void>;
  /** Takes a file away that no piece will name. */
  discard(fileId: string): Promise<void>;
  /** Keeps a piece of nothing yet, once however often it is called; what is kept may name another file. `null`: its message was unsent. */
  keep(organisationId: string, piece: NewEvidence, sender: Sender, at: number): Promise<KeptEvidence | null>;
  /** A piece that stands, of a measure or of none yet. */
  read(organisationId: string, id: string): Promise<KeptEvidence | null>;
  /** What a person sent in a chat that is of no measure yet, oldest first. */
  held(organisationId: string, sender: Sender): Promise<KeptEvidence[]>;
  /**
   * Makes pieces evidence of a measure, from nothing or from another measure, once for one event. Bytes that a measure has
   * already are not kept twice.
   */
  place(organisationId: string, ids: readonly string[], target: EvidenceTarget, source: Source): Promise<void>;
  /** Erases a piece; who did so and when stays, and its number. */
  remove(organisationId: string, id: string, source: Source): Promise<void>;
  /** Forgets pieces that are of no measure. */
  drop(organisationId: string, ids: readonly string[], at: number): Promise<void>;
  /** Erases what came with a message that was unsent, and keeps that it was. */
  eraseMessage(messageId: string, at: number): Promise<void>;
  /** What stands of the measures of a plan in a round, by measure. */
  ofPlan(organisationId: string, planId: string, round: Round): Promise<Map<string, MeasureEvidence>>;
  /** What stands of one measure, by number. */
  ofMeasure(organisationId: string, target: Omit<EvidenceTarget, 'step'>): Promise<ShownEvidence[]>;
  /** `null`: there is none, or no longer. */
  thumbnail(organisationId: string, id: string): Promise<Uint8Array | null>;
  /** The bytes of a file; `null`: it is not there. */
  open(fileId: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Takes away files that nobody names since before an instant, and pieces that were never of a measure. */
  tidy(before: { files: number; held: number }): Promise<void>;
}

/** What an address that cannot be guessed shows to a member, until it expires. */
export interface EvidenceLink {
  organisationId: string;
  memberId: string;
  planId: string;
  measureId: string;
  round: Round;
  expiresAt: number;
}

export interface EvidenceLinkStore {
  /** Keeps a link under the hash of its token, once however often it is called. */
  keep(tokenHash: string, link: EvidenceLink): Promise<void>;
  read(tokenHash: string, now: number): Promise<EvidenceLink | 'expired' | null>;
  /** Forgets those that expired before an instant. */
  forget(expiredBefore: number): Promise<void>;
}
