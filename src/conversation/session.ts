import type { Locale } from './locale.ts';

/** A value given to a step; `null`: skipped. */
export type Answer = string | number | null;
export type Answers = Readonly<Record<string, Answer>>;

/** Where a run stands: a step's key, or one of the engine's own questions. */
export type Position = string;
export const CONFIRM = '=confirm';
export const EDIT = '=edit';
export const RESUME = '=resume';

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
  /** Instant of the last event of this run. */
  touchedAt: number;
}

/** Everything the bot remembers of one person in one chat. */
export interface Session {
  schema: typeof SESSION_SCHEMA;
  /** The run on top is the one that is answered; those below wait for it. */
  runs: readonly Run[];
  locale?: Locale;
  /** Instants of wrong codes within the last hour. */
  wrongCodes: readonly number[];
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
