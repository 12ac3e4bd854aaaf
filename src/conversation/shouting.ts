import { bareRequest } from '../thai/polite.ts';
import type { Effect } from './effects.ts';
import { say, sentence } from './outcomes/outcome.ts';
import type { Heard, Session } from './session.ts';

/** For how long the same words again are impatience rather than a new question. */
const IMPATIENT_MS = 60_000;
/** In a group not even the short answer comes more often in a row: two bots may be talking to each other. */
const MOST_IN_GROUP = 3;

/** What was said to a person, and what they said. */
interface Said {
  text: string;
  session: Session;
  effects: Effect[];
}

/**
 * The same words again and again are answered once in full, then shortly: as long as the full answer would be the same and
 * nothing else is owed.
 * @param before the session that the text met
 */
export function calmed(
  before: Session,
  { text, session, effects }: Said,
  now: number,
  chat: string,
): Omit<Said, 'text'> {
  const heard: Heard = {
    text: hash(bareRequest(text).whole.toLowerCase()),
    said: hash(gist(effects)),
    times: 1,
    at: now,
  };
  const last = before.heard;
  const isAgain =
    last !== undefined &&
    last.text === heard.text &&
    last.said === heard.said &&
    now - last.at < IMPATIENT_MS &&
    session.wrongCodes.length === before.wrongCodes.length &&
    effects.every(({ type }) => type === 'say');
  if (!isAgain) return { session: { ...session, heard }, effects };
  const times = last.times + 1;
  const isSilent = chat !== 'user' && times > MOST_IN_GROUP;
  return {
    session: { ...session, heard: { ...heard, times } },
    effects: isSilent ? [] : [say(sentence('manners.again'))],
  };
}

/** Something else has come in between. */
export function unheard({ heard: _heard, ...session }: Session): Session {
  return session;
}

/** What an answer says, without what is another in every answer: names of runs, and the instant of figures. */
const gist = (effects: readonly Effect[]): string =>
  JSON.stringify(effects, (key, value: unknown) => (key === 'dataAsOf' ? undefined : value)).replaceAll(
    /"([ak])\/[A-Za-z0-9]+\//g,
    '"$1/',
  );

/** FNV-1a, 32 bits: enough to tell one answer from the one before it. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
