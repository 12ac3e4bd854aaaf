import type { Locale } from './locale.ts';
import type { Reason, Role, Status } from '../reporting/model.ts';
import type { DocumentChange } from './document-settings.ts';
import type { Message, Text } from './message.ts';
import type { WordsOf } from '../reporting/erase.ts';
import type { Review } from '../reporting/review.ts';
import type { Run } from './session.ts';
import type { DocumentKind } from '../reporting/document-kinds.ts';
import type { OfferedFormat } from './documents.ts';

/** A step's part of a report to be saved; `keep`: what another officer reported of it stays as it is. */
export type StepToSave =
  'keep' | { status: Status; reason?: Reason; reasonText?: string; result?: string; outcome?: string };

/** A report as the conversation understood it; the store completes the steps that are kept. */
export interface ReportToSave {
  /** Absent when it follows from the steps. */
  status?: Status;
  reason?: Reason;
  reasonText?: string;
  result?: string;
  outcome?: string;
  /** Baht; absent when nothing was said about money: what stood there before stays. */
  disbursed?: number;
  obstacle?: string;
  /** Why nothing shows that it is completed. */
  noEvidenceReason?: string;
  steps?: StepToSave[];
}

interface EvidenceMeasure {
  planId: string;
  measureId: string;
  round: 6 | 12;
  /** Index of the step it was sent for. */
  step?: number;
}

/**
 * What is owed after the pure call. Stored with the session in one write, then applied so that twice equals once
 * (each is keyed by the event that caused it); `say` goes out last.
 */
export type Effect =
  /** `basis`: the revision its person saw; when another stands there by now, `run` is put back and nothing is saved. */
  | {
      type: 'saveReport';
      planId: string;
      measureId: string;
      round: 6 | 12;
      report: ReportToSave;
      /** Whose words they are: those of a message that is unsent later are erased. */
      messages?: WordsOf[];
      basis?: number;
      run?: Run;
    }
  /** A report is confirmed or returned, as it was when it was looked at. `reporter`: the member who is told. */
  | {
      type: 'review';
      planId: string;
      measureId: string;
      round: 6 | 12;
      verdict: Pick<Review, 'state' | 'revision' | 'comment'>;
      reporter?: { id: string; notice: Text };
    }
  /** Pieces that were sent become evidence of a measure. */
  | ({ type: 'attachEvidence'; pieces: string[] } & EvidenceMeasure)
  /** A text with a link. */
  | ({ type: 'attachLink'; text: string; messageId?: string } & EvidenceMeasure)
  | ({ type: 'removeEvidence'; piece: string } & EvidenceMeasure)
  /** What was sent is no evidence after all. */
  | { type: 'dropEvidence'; pieces: string[] }
  /** The evidence of a measure, to be seen under an address nobody can guess. */
  | ({ type: 'showEvidence'; token: string } & EvidenceMeasure)
  | { type: 'redeemInvitation'; invitationId: string; name: string; locale: Locale }
  | { type: 'registerCoordinator'; organisationId?: string; organisationName?: string; name: string; locale: Locale }
  | { type: 'createInvitation'; code: string; role: Role; unit?: string; uses: number; expiresAt: number }
  /** A document of a plan as it stands, to be fetched under an address nobody can guess. */
  | {
      type: 'makeDocument';
      document: DocumentKind;
      format: OfferedFormat;
      planId: string;
      round: 6 | 12;
      token: string;
    }
  /** A finding that is right as it is, explained by whoever says so. */
  | { type: 'explain'; planId: string; round: 6 | 12; code: string; where: string; text: string }
  /** What the documents say beside what was reported. */
  | { type: 'changeDocuments'; change: DocumentChange }
  /** A plan as it stands in a round is kept, and shown to everyone; or no longer shown. */
  | { type: 'publish'; planId: string; round: 6 | 12; isPublic: boolean }
  | { type: 'linkGroup'; linked: boolean }
  /** The plan of a file that was sent; its fiscal year (Buddhist Era) when the file names none. */
  | { type: 'importPlan'; uploadId: string; fiscalYear?: number }
  /** A reminder to those who still have something open: of everyone, or of a supervisor's units. */
  | { type: 'remindNow' }
  /** Reminders rest until an instant; one in the past ends that. */
  | { type: 'restReminders'; until: number }
  | { type: 'changeStage'; stage: string; change: { off: boolean; at: string } }
  /** Reports of this person in a group go on here: there they are over. */
  | { type: 'goOnHere'; chatId: string; runs: string[] }
  /** Reports of this person in this group cannot go on: their 1:1 chat will. */
  | { type: 'leaveBehind' }
  /** A message was unsent: what reports have of it is erased. */
  | { type: 'eraseMessage'; messageId: string }
  /** A message was changed after it had answered; that it was is noted, not what it said. */
  | { type: 'noteEdit'; messageId: string }
  | { type: 'removeMember'; memberId: string }
  /** Units of a member, and what they had begun of them, go to a `taker`, or to whoever registers as a `newcomer`. */
  | {
      type: 'handOver';
      giver: string;
      units: string[];
      leaves: boolean;
      taker?: string;
      newcomer?: { code: string; role: Role; expiresAt: number };
    }
  | { type: 'setLocale'; locale: Locale }
  | { type: 'say'; messages: Message[] };
