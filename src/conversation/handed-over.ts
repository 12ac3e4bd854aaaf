import type { HandedOver, Run, Session } from './session.ts';

/** Conversations that go from one person's chat to another's: closed in one write, opened in another, each once. */

/** How many handovers into a chat are remembered. */
const MOST_TAKEN = 20;

/** Whether a run holds something a person said, beyond which measure it is about. */
export const isBegun = ({ answers, held, told }: Run): boolean =>
  held !== undefined ||
  told !== undefined ||
  Object.keys(answers).some((key) => !key.startsWith('=') && key !== 'measure' && key !== 'plan');

/**
 * The session of who hands over, without the runs that go; they wait in it until they have arrived.
 * @returns `null`: there is nothing to change
 */
export function giveRuns(
  session: Session,
  { key, to }: Pick<HandedOver, 'key' | 'to'>,
  goes: (run: Run) => boolean,
): Session | null {
  const gone = session.handedOver ?? [];
  const runs = session.runs.filter(goes);
  if (runs.length === 0 || gone.some((one) => one.key === key)) return null;
  return {
    ...session,
    runs: session.runs.filter((run) => !runs.includes(run)),
    handedOver: [...gone, { key, to, runs }],
  };
}

/** The runs of a handover that have left a session and not arrived yet. */
export const runsOnTheWay = (session: Session, key: string): readonly Run[] =>
  session.handedOver?.find((one) => one.key === key && one.isTaken !== true)?.runs ?? [];

/** Whether the runs of a handover have come into a session. */
export const hasTaken = (session: Session, key: string): boolean => session.takenOver?.includes(key) === true;

/** The session of who takes over: what comes waits below what they are at. */
export function takeRuns(session: Session, key: string, runs: readonly Run[], from: string): Session {
  const come = runs.map((run): Run => ({ ...run, from }));
  return {
    ...session,
    runs: [...come, ...session.runs],
    takenOver: [key, ...(session.takenOver ?? [])].slice(0, MOST_TAKEN),
  };
}

/** The session of who handed over, once the runs have arrived: the person is still to be told. */
export const strikeOff = (session: Session, key: string): Session => ({
  ...session,
  handedOver: (session.handedOver ?? []).map((one) => (one.key === key ? { ...one, isTaken: true } : one)),
});
