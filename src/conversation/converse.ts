import { looksLikeCode, MOST_WRONG_CODES, WRONG_CODE_WINDOW_MS } from './answers/code.ts';
import { isOutdated } from './basis.ts';
import { hello } from './begin.ts';
import { asksForCode, flowOf } from './book.ts';
import type { Book } from './book.ts';
import { endSet } from './evidence-sent.ts';
import type { Facts } from './facts.ts';
import type { Command, Need, Standing } from './flow.ts';
import type { AboutReport, Message } from './message.ts';
import { linkIn } from './links.ts';
import { catchUp } from './meanwhile.ts';
import { file, media } from './media.ts';
import { question } from './questions.ts';
import { settleRun } from './run.ts';
import { nameOf } from './run-name.ts';
import type { Round } from '../reporting/model.ts';
import { topRun } from './session.ts';
import { calmed, unheard } from './shouting.ts';
import { sentAs } from './sent.ts';
import type { Sent } from './sent.ts';
import type { Session } from './session.ts';
import { readTap } from './tap.ts';
import { withSources } from './sources.ts';
import { edited, unsent } from './taken-back.ts';
import { tapped } from './tapped.ts';
import { Talk } from './turn.ts';
import type { Turn } from './turn.ts';
import { typedText } from './typed.ts';
import { readCommand } from './words.ts';

/** A file a person sent, as LINE names it. */
export interface SentFile {
  id: string;
  name: string;
  size: number;
}

/** What a person did in a chat, as far as a conversation cares. */
export type Input =
  /**
   * `elsewhere`: said as an answer to what the bot asked somebody else. `about`: beside the receipt of this report.
   * `quoted`: beside this message of a person.
   */
  | { kind: 'text'; text: string; messageId?: string; elsewhere?: boolean; about?: AboutReport; quoted?: string }
  /** A message was taken back. */
  | { kind: 'unsent'; messageId: string }
  /** A message was changed after it was sent. */
  | { kind: 'edited'; messageId: string; text: string }
  | { kind: 'tap'; data: string }
  /** Something that is no text: a photo, a place; nothing of a sticker or a voice is `sent`. */
  | { kind: 'media'; sent?: Sent; isSticker?: boolean }
  /** A file; `size` in bytes. */
  | { kind: 'file'; file: SentFile }
  /** The first contact: the person added the bot, or came back. */
  | { kind: 'hello' };

/**
 * The conversation, whole and pure: what the bot remembers and what happened → what it remembers now and what it owes.
 * @param runId name for a run that begins now; the same for the same event
 */
export function converse(book: Book, session: Session, input: Input, facts: Facts, runId: string): Turn {
  const settled = settleSession(session, facts);
  if (input.kind === 'unsent') return unsent(book, settled, input.messageId, facts);
  if (input.kind === 'edited') return edited(book, settled, input, facts);
  const turn = take(new Talk(book, settled, facts, runId), input);
  if (input.kind !== 'text') return { ...turn, session: unheard(turn.session) };
  const once = calmed(settled, { ...turn, text: input.text }, facts.now, facts.chat);
  const { messageId } = input;
  if (messageId === undefined) return once;
  const effects = once.effects.map((effect) => (effect.type === 'attachLink' ? { ...effect, messageId } : effect));
  const known = { ...settled, runs: [...settled.runs, ...(facts.elsewhere ?? []).map(({ run }) => run)] };
  return { effects, session: withSources(known, once.session, { messageId, text: input.text }) };
}

/**
 * Whether an input may begin the report of a measure, or go on with one: what this person has under way elsewhere is then
 * worth knowing.
 */
export function mayBeginReport(book: Book, session: Session, input: Input): boolean {
  const command = commandOf(book, input);
  return command === 'report' || command === 'edit' || (input.kind === 'text' && topRun(session) === undefined);
}

/** The run of a button that is none of this session's; `undefined`: it is, or it was told already. */
export function foreignRun(
  { runs, ended = [], parked = [], toldForeign = [] }: Session,
  input: Input,
): string | undefined {
  const tap = input.kind === 'tap' ? readTap(input.data) : null;
  if (tap === null || tap.kind === 'command') return undefined;
  const known = [...[...runs, ...parked].map(({ id }) => id), ...ended.map(({ run }) => run), ...toldForeign];
  return known.includes(tap.run) ? undefined : tap.run;
}

function take(talk: Talk, input: Exclude<Input, { kind: 'unsent' | 'edited' }>): Turn {
  catchUp(talk);
  endSet(talk, input.kind === 'media' ? input.sent?.set?.id : undefined);
  switch (input.kind) {
    case 'hello':
      return hello(talk);
    case 'media':
      return media(talk, input.sent, input.isSticker);
    case 'file':
      return file(talk, input.file.id);
    case 'tap':
      return tapped(talk, input.data);
    case 'text':
      return typedText(talk, input.text, input.elsewhere, input.about);
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

/**
 * What came with an input that may be evidence, and is to be fetched before `converse` is called; in a group a photo that a
 * text about evidence quotes.
 */
export function sentIn(book: Book, session: Session, input: Input, standing: Standing): Sent | undefined {
  switch (input.kind) {
    case 'media':
      return input.sent;
    case 'file': {
      const sent: Sent = { ...input.file, kind: 'file' };
      return sentAs(book, session, sent, standing) === 'evidence' ? sent : undefined;
    }
    case 'text': {
      const isCommand = readCommand(input.text, book.words)?.command === 'evidence';
      // LINE does not say what it is: it may be a video.
      return isCommand && input.quoted !== undefined ? { id: input.quoted, kind: 'video' } : undefined;
    }
    default:
      return undefined;
  }
}

/** What must be read from the store before `converse` can be called with this input. */
export function needsOf(book: Book, session: Session, input: Input): Set<Need> {
  // The button of a report that was saved says how it stands.
  const isStale = input.kind === 'tap' && (session.ended ?? []).some(({ run }) => input.data.includes(run));
  // Words that begin with no command may be a report.
  const mayReport = input.kind === 'text' && (topRun(session) === undefined || input.about !== undefined);
  const words: Command[] = mayReport || isStale ? ['report'] : [];
  const commands = [commandOf(book, input) ?? words, isEvidence(input) ? (['evidence'] as const) : []]
    .flat()
    .flatMap((command) => flowOf(book, command) ?? []);
  const running = session.runs.flatMap((run) => book.flows.get(run.flow) ?? []);
  // Reports that were left in a group go on with whatever comes next.
  const left = session.left === undefined ? [] : (flowOf(book, 'report') ?? []);
  return new Set([...commands, ...running, ...[left].flat()].flatMap((flow) => flow.needs));
}

/**
 * The reports whose history the answer to an input speaks of. They are named by asking for them: what is answered without
 * them is thrown away.
 */
export function historiesIn(
  book: Book,
  session: Session,
  input: Input,
  facts: Facts,
): { measureId: string; round: Round }[] {
  if (!needsOf(book, session, input).has('history') && !session.runs.some((run) => isOutdated(run, facts))) return [];
  const asked = new Map<string, { measureId: string; round: Round }>();
  converse(
    book,
    session,
    input,
    {
      ...facts,
      history: (measureId, round) => {
        asked.set(`${measureId}:${round}`, { measureId, round });
        return undefined;
      },
    },
    'asking',
  );
  return [...asked.values()];
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

/** Whether an input may be evidence, or speak of it. */
const isEvidence = (input: Input): boolean =>
  input.kind === 'media'
    ? input.sent !== undefined
    : input.kind === 'file' || (input.kind === 'text' && linkIn(input.text) !== undefined);

const settleSession = (session: Session, facts: Facts): Session => ({
  ...session,
  wrongCodes: recentWrong(session, facts.now),
});
