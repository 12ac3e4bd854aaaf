import type { Book } from './book.ts';
import type { Standing } from './flow.ts';
import { CONFIRM, topRun } from './session.ts';
import type { Run, Session } from './session.ts';

/** Something a person sent that is no text, as LINE names it. */
export interface Sent {
  /** LINE's message id. */
  id: string;
  kind: 'image' | 'video' | 'file' | 'location';
  /** Of a file. */
  name?: string;
  /** Bytes of a file, as LINE says it. */
  size?: number;
  /** Photos sent at once. */
  set?: { id: string; total: number };
  place?: Place;
}

/** A place as LINE tells it. */
export interface Place {
  latitude: number;
  longitude: number;
  title?: string;
  address?: string;
}

/** Those who report, and so send evidence. */
export const mayReport = (standing: Standing): boolean =>
  standing === 'coordinator' || standing === 'supervisor' || standing === 'officer';

/**
 * What something sent is taken for: evidence, or the file of a plan. Tables of a coordinator are a plan, except where
 * evidence is waited for or a measure is being reported; texts and web pages are always one.
 */
export function sentAs(
  book: Book,
  session: Session,
  { kind, name = '' }: Sent,
  standing: Standing,
): 'evidence' | 'plan' {
  if (kind !== 'file') return 'evidence';
  if (/\.(?:csv|tsv|txt|html?)$/i.test(name)) return 'plan';
  const isTable = /\.(?:xlsx?|docx?)$/i.test(name);
  return standing === 'coordinator' && isTable && runAbout(book, session) === undefined ? 'plan' : 'evidence';
}

/** The conversation about a measure that something sent now belongs to: the uppermost report or list of evidence. */
export function runAbout(book: Book, session: Session): Run | undefined {
  return session.runs.findLast(({ flow, answers }) => {
    const outcome = book.flows.get(flow)?.outcome;
    return (outcome === 'saveReport' || outcome === 'evidence') && typeof answers['measure'] === 'string';
  });
}

/** The step of the flow `evidence` at which pieces are sent. */
export const PIECE = 'piece';

/** Whether a person is asked for evidence right now: in a group, nothing else that is sent counts. */
export function awaitsEvidence(book: Book, session: Session): boolean {
  const run = topRun(session);
  return run !== undefined && run.at === PIECE && book.flows.get(run.flow)?.outcome === 'evidence';
}

/** Whether a link that is typed now is evidence rather than part of an answer. */
export function takesLinks(book: Book, session: Session): boolean {
  const run = topRun(session);
  if (run === undefined) return false;
  return awaitsEvidence(book, session) || (run.at === CONFIRM && book.flows.get(run.flow)?.outcome === 'saveReport');
}
