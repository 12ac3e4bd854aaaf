import type { Locale } from './locale.ts';
import type { Reason, Role, Status } from '../reporting/model.ts';
import type { Message } from './message.ts';
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
  steps?: StepToSave[];
}

/**
 * What is owed after the pure call. Stored with the session in one write, then applied so that twice equals once
 * (each is keyed by the event that caused it); `say` goes out last.
 */
export type Effect =
  | { type: 'saveReport'; planId: string; measureId: string; round: 6 | 12; report: ReportToSave }
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
  | { type: 'removeMember'; memberId: string }
  | { type: 'setLocale'; locale: Locale }
  | { type: 'say'; messages: Message[] };
