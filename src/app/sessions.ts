import { LRUCache } from 'lru-cache';
import type { SessionStore, StoredSession } from './store-port.ts';

/** Conversations, with what is known here of the last ones without asking the store. */
export interface Sessions extends SessionStore {
  /** What an event left to be done has been done. The store is told with the next event of the conversation. */
  paid(key: string, eventId: string): void;
}

/** Conversations remembered at once, of a few kilobytes each; those not asked for longest are forgotten first. */
const REMEMBERED = 1000;

/**
 * What is remembered may be out of date: another instance may have gone on meanwhile. It is a guess that the
 * compare-and-set confirms; a lost one is forgotten, and read again.
 */
export function rememberSessions(store: SessionStore): Sessions {
  const known = new LRUCache<string, StoredSession>({ max: REMEMBERED });
  return {
    read: async (key) => {
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const stored = await store.read(key);
      if (stored !== null) known.set(key, stored);
      return stored;
    },
    advance: async (key, revision, session, debts, at) => {
      // Until its end is known, and when it fails, nothing is.
      known.delete(key);
      const won = await store.advance(key, revision, session, debts, at);
      if (won) known.set(key, { revision: revision + 1, session, debts });
      return won;
    },
    inChat: (chat, run) => store.inChat(chat, run),
    paid: (key, eventId) => {
      const stored = known.get(key);
      if (stored === undefined) return;
      known.set(key, { ...stored, debts: stored.debts.filter((debt) => debt.eventId !== eventId) });
    },
  };
}
