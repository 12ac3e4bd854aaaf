import { newSession, SESSION_SCHEMA } from '../conversation/session.ts';
import type { Session } from '../conversation/session.ts';
import type { StoredSession } from './store-port.ts';

/** A session of another schema is not guessed at: the conversation begins anew, what was saved is saved. */
export function readSession(stored: StoredSession | null): Session {
  const session = stored?.session as Session | undefined;
  return session?.schema === SESSION_SCHEMA ? session : newSession();
}
