import type { ReadReport } from '../thai/read-report.ts';
import type { Locale } from './locale.ts';
import type { Sources } from './sources.ts';
import type { Text } from './message.ts';

/** A value given to a step; `null`: skipped. */
export type Answer = string | number | null;
export type Answers = Readonly<Record<string, Answer>>;

/** Where a run stands: a step's key, or one of the engine's own questions. */
export type Position = string;
export const CONFIRM = '=confirm';
export const EDIT = '=edit';
export const RESUME = '=resume';
/** Others have saved what is about to be overwritten. */
export const CONFLICT = '=conflict';

/** One conversation under way: a flow, what was answered, and the question that is open. */
export interface Run {
  /** Recognises the buttons of this run. */
  id: string;
  flow: string;
  /** Version of the flow that asked last. */
  version: number;
  answers: Answers;
  at: Position;
  /** Page of a long list that is shown. */
  page: number;
  /** What was typed and could not be stored yet: the person chooses what becomes of it. */
  held?: string;
  /** The question that was open before the engine asked what the held text means. */
  resumeAt?: Position;
  /** Words typed after the command, until the step they answer is reached. */
  argument?: string;
  /** What was said of a measure that is still to be chosen. */
  told?: Told;
  /** Further reports of the same message: one begins as soon as the one before has ended. `count`: of all of them. */
  queue?: { drafts: readonly Draft[]; count: number };
  /** After this report the next one that is still open begins. */
  series?: boolean;
  /** Which message gave what. */
  sources?: Sources;
  /** A message that was taken back has moved it to another question, which the person has not seen. */
  shifted?: boolean;
  /** It came from a group, and its question has not been seen here. */
  brought?: boolean;
  /** Name of who handed it over, until whoever took over has seen where it stands. */
  from?: string;
  /** Instant of the last event of this run. */
  touchedAt: number;
}

/** The beginning of a report, as a message gave it. */
export interface Draft {
  answers: Answers;
  /** The words for a measure that is still to be told. */
  argument?: string;
  /** What was said of it: it becomes answers as soon as the measure is known. */
  told?: Told;
  /** A number that was said of a measure and that none has. */
  missing?: number;
}

/** A message, and what was read out of it about one measure. */
export interface Told {
  text: string;
  report: ReadReport;
}

/** Everything the bot remembers of one person in one chat. */
export interface Session {
  schema: typeof SESSION_SCHEMA;
  /** The run on top is the one that is answered; those below wait for it. */
  runs: readonly Run[];
  locale?: Locale;
  evidence?: EvidenceMemory;
  /** Runs that ended last, latest first: their buttons are still on the screen. */
  ended?: readonly Ended[];
  /** In a group: reports that could not go on there; they wait for the 1:1 chat. */
  parked?: readonly Run[];
  /** In a 1:1 chat: the groups in which this person's reports were left in the middle. */
  left?: readonly string[];
  /** In a group: the conversations of others whose buttons this person pressed, and was told so. */
  toldForeign?: readonly string[];
  heard?: Heard;
  /** Instant at which the open question was said again beside a sticker. */
  stickerAt?: number;
  /** Instants of wrong codes within the last hour. */
  wrongCodes: readonly number[];
  /** What goes on in somebody else's chat, until this person has been told. */
  handedOver?: readonly HandedOver[];
  /** Handovers whose conversations have come into this chat, latest first. */
  takenOver?: readonly string[];
}

/** Conversations of one handover. */
export interface HandedOver {
  /** The handover, and the chat they were held in. */
  key: string;
  /** Name of who took over. */
  to: string;
  runs: readonly Run[];
  /** They have arrived. */
  isTaken?: true;
}

/** What is remembered of the evidence a person sends in a chat. */
export interface EvidenceMemory {
  /** The measure that was reported or named last: what comes late is of it. */
  about?: { measure: string; at: number };
  /** Photos sent at once that are still coming. */
  set?: PhotoSet;
  /** Ids of what was taken for evidence last: it can be moved to another measure. */
  last?: readonly string[];
}

/** Photos sent at once, as far as they have come; a single piece is a set of one. */
export interface PhotoSet {
  id: string;
  total: number;
  /** Ids of what was kept. */
  kept: readonly string[];
  /** Those that were there already. */
  same: number;
  refused: number;
  /** Why, of the first. */
  problem?: Text;
  /** The measure they are of, once known; why that one; and the index of its step. */
  measure?: string;
  why?: 'open' | 'late';
  step?: number;
}

/** The text a person said last and what was answered, neither kept as words; how often, and when last (instant). */
export interface Heard {
  text: number;
  said: number;
  times: number;
  at: number;
}

/** A run that is over, and the measure it was about; `moved`: it went on in the 1:1 chat. */
export interface Ended {
  run: string;
  how: 'saved' | 'cancelled' | 'handedOver' | 'moved';
  measure?: string;
}

/** How many runs that ended are remembered. */
const MOST_ENDED = 8;

/** The session, with a run remembered as ended. */
export function withEnded(session: Session, { id, answers }: Run, how: Ended['how']): Session {
  const { measure } = answers;
  const ended = { run: id, how, ...(typeof measure === 'string' ? { measure } : {}) };
  return { ...session, ended: [ended, ...(session.ended ?? [])].slice(0, MOST_ENDED) };
}

/** Raised when stored sessions of the version before cannot be read as they are. */
export const SESSION_SCHEMA = 1;

export const newSession = (): Session => ({ schema: SESSION_SCHEMA, runs: [], wrongCodes: [] });

/** The run that is answered now. */
export const topRun = (session: Session): Run | undefined => session.runs.at(-1);

/** The session with its top run replaced, or removed when `run` is absent. */
export const withTop = (session: Session, run?: Run): Session => ({
  ...session,
  runs: run === undefined ? session.runs.slice(0, -1) : [...session.runs.slice(0, -1), run],
});
