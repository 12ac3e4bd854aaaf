import { looksLikeCode, MOST_WRONG_CODES, WRONG_CODE_WINDOW_MS } from './answers/code.ts';
import { asksForCode, flowOf } from './book.ts';
import type { Book } from './book.ts';
import type { Facts } from './facts.ts';
import type { Command, Need } from './flow.ts';
import type { Message } from './message.ts';
import { nameOf, question } from './questions.ts';
import { settleRun } from './run.ts';
import { topRun } from './session.ts';
import type { Session } from './session.ts';
import { readTap } from './tap.ts';
import { Talk } from './turn.ts';
import type { Turn } from './turn.ts';
import { readCommand } from './words.ts';

/** A file a person sent, as LINE names it. */
export interface SentFile {
  id: string;
  name: string;
  size: number;
}

/** What a person did in a chat, as far as a conversation cares. */
export type Input =
  /** `elsewhere`: said as an answer to what the bot asked somebody else. */
  | { kind: 'text'; text: string; elsewhere?: boolean }
  | { kind: 'tap'; data: string }
  /** Something that is no text: a photo, a sticker, a place. */
  | { kind: 'media' }
  /** A file; `size` in bytes. */
  | { kind: 'file'; file: SentFile }
  /** The first contact: the person added the bot, or came back. */
  | { kind: 'hello' };

/**
 * The conversation, whole and pure: what the bot remembers and what happened → what it remembers now and what it owes.
 * @param runId name for a run that begins now; the same for the same event
 */
export function converse(book: Book, session: Session, input: Input, facts: Facts, runId: string): Turn {
  const talk = new Talk(book, settleSession(session, facts), facts, runId);
  switch (input.kind) {
    case 'hello':
      return talk.hello();
    case 'media':
      return talk.media();
    case 'file':
      return talk.file(input.file.id);
    case 'tap':
      return talk.tap(input.data);
    case 'text':
      return talk.text(input.text, input.elsewhere);
  }
}

/**
 * The question a conversation stands at, to be said again after something else came into its chat. Nothing changes by it.
 * Nothing, when no conversation is under way or its question would be another one today.
 */
export function standing(book: Book, session: Session, facts: Facts): Message[] {
  const run = topRun(session);
  const flow = run === undefined ? undefined : book.flows.get(run.flow);
  if (run === undefined || flow === undefined || !flow.standings.includes(facts.standing)) return [];
  const settled = settleRun(flow, run, facts).run;
  if (settled.at !== run.at) return [];
  return [
    { kind: 'text', text: { key: 'bot.backTo', params: { what: { text: nameOf(flow, settled, facts) } } } },
    question(flow, settled, facts),
  ];
}

/** What must be read from the store before `converse` can be called with this input. */
export function needsOf(book: Book, session: Session, input: Input): Set<Need> {
  const commands = [commandOf(book, input)].flatMap((command) => flowOf(book, command) ?? []);
  const running = session.runs.flatMap((run) => book.flows.get(run.flow) ?? []);
  return new Set([...commands, ...running].flatMap((flow) => flow.needs));
}

/** The text of an input that should be looked up as a code, unless too many wrong ones were typed lately. */
export function codeToLookUp(book: Book, session: Session, input: Input, now: number): string | null {
  if (input.kind !== 'text' || recentWrong(session, now).length >= MOST_WRONG_CODES) return null;
  const command = readCommand(input.text, book.words);
  const run = topRun(session);
  const flow = run === undefined ? undefined : book.flows.get(run.flow);
  const asked = run === undefined || (flow !== undefined && asksForCode(flow, run));
  const text = command?.command === 'register' ? command.rest : asked && command === null ? input.text : '';
  return looksLikeCode(text) ? text.trim() : null;
}

const recentWrong = (session: Session, now: number) =>
  session.wrongCodes.filter((instant) => now - instant < WRONG_CODE_WINDOW_MS);

function commandOf(book: Book, input: Input): Command | undefined {
  if (input.kind === 'text') return readCommand(input.text, book.words)?.command;
  if (input.kind === 'file') return 'plan';
  const tap = input.kind === 'tap' ? readTap(input.data) : null;
  return tap?.kind === 'command' ? tap.command : undefined;
}

const settleSession = (session: Session, facts: Facts): Session => ({
  ...session,
  wrongCodes: recentWrong(session, facts.now),
});
