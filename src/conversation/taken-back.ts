import { KINDS } from './answers/kinds.ts';
import type { Book } from './book.ts';
import type { Facts } from './facts.ts';
import type { Flow } from './flow.ts';
import { readDrafts } from './one-message.ts';
import { say } from './outcomes/outcome.ts';
import { firstOpen, path } from './path.ts';
import { question } from './questions.ts';
import { answeredRun } from './run.ts';
import { nameOf } from './run-name.ts';
import { CONFIRM, topRun } from './session.ts';
import type { Answers, Run, Session } from './session.ts';
import { answersFrom, isFrom, withoutMessage } from './sources.ts';
import type { Turn } from './turn.ts';
import { readCommand } from './words.ts';

/** Messages that people take back or change after they were sent. */

/**
 * A message was unsent: what it gave to conversations under way is gone, and what it gave to reports is erased. Nothing is
 * said: LINE gives no way to answer. A question that is open again is asked when the person writes next.
 */
export function unsent(book: Book, session: Session, messageId: string, facts: Facts): Turn {
  const runs = session.runs.map((run) => {
    const flow = book.flows.get(run.flow);
    return isFrom(run, messageId) && flow !== undefined ? reopened(flow, withoutMessage(run, messageId), facts) : run;
  });
  return { session: { ...session, runs }, effects: [{ type: 'eraseMessage', messageId }] };
}

/** Where an answer that was passed is missing now, that question is open again. */
function reopened(flow: Flow, run: Run, facts: Facts): Run {
  const steps = path(flow, run.answers, facts);
  const open = firstOpen(steps, run.answers);
  const place = (key: string | undefined) => steps.findIndex((one) => one.key === key);
  const at = run.at === CONFIRM || place(run.at) < 0 ? steps.length : place(run.at);
  const { resumeAt: _resumeAt, ...rest } = run;
  if (open === undefined || place(open.key) >= at) return run;
  return { ...rest, at: open.key, page: 0, shifted: true };
}

/**
 * A message was changed: an answer it gave to a conversation under way is read anew. What is saved already stays, and what
 * was no answer is nobody's business: then nothing is said.
 */
export function edited(
  book: Book,
  session: Session,
  { messageId, text }: { messageId: string; text: string },
  facts: Facts,
): Turn {
  const run = session.runs.find((one) => isFrom(one, messageId));
  const flow = run === undefined ? undefined : book.flows.get(run.flow);
  if (run === undefined || flow === undefined) return { session, effects: [] };
  const answers = reread(book, flow, run, { messageId, text }, facts);
  if (answers === null) {
    const params = { what: { text: nameOf(flow, run, facts) } };
    return { session, effects: [say({ kind: 'text', text: { key: 'bot.editedUnread', params } })] };
  }
  const names = Object.keys(answers).filter((name) => !name.startsWith('='));
  const fresh = withoutMessage(run, messageId);
  const sources = { ...fresh.sources, ...Object.fromEntries(names.map((name) => [name, messageId])) };
  const changed = answeredRun(flow, { ...fresh, sources }, answers, facts);
  const runs = session.runs.map((one) => (one.id === run.id ? changed : one));
  const isOpen = topRun(session)?.id === run.id;
  return {
    session: { ...session, runs },
    effects: [
      { type: 'noteEdit', messageId },
      say({ kind: 'text', text: { key: 'bot.edited' } }, ...(isOpen ? [question(flow, changed, facts)] : [])),
    ],
  };
}

/** What a changed message says now, for the answers it gave; `null`: nothing that can be taken. */
function reread(
  book: Book,
  flow: Flow,
  run: Run,
  { messageId, text }: { messageId: string; text: string },
  facts: Facts,
): Answers | null {
  const [key, ...more] = answersFrom(run, messageId);
  const placed = path(flow, run.answers, facts).find((one) => one.key === key);
  if (placed !== undefined && more.length === 0) {
    const reading = KINDS[placed.step.answer].read(text, placed);
    return 'answer' in reading ? { ...reading.also, [placed.key]: reading.answer } : null;
  }
  const [draft, ...others] = readDrafts(readCommand(text, book.words)?.rest ?? text, facts, true);
  const isSame = draft !== undefined && others.length === 0 && draft.answers['measure'] === run.answers['measure'];
  return isSame ? draft.answers : null;
}
