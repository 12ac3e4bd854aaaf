import { standing } from '../conversation/converse.ts';
import type { Message } from '../conversation/message.ts';
import { laneKey } from './lanes.ts';
import type { LineInsight } from './ports.ts';
import { readFacts } from './read-facts.ts';
import type { FactReader } from './read-facts.ts';
import { readSession } from './read-session.ts';

export { readSession } from './read-session.ts';

/**
 * What a person's own conversation stands at, to be said again after something else came into their 1:1 chat. Reads and
 * changes nothing: not being able to say it keeps nothing else from being said.
 */
export function makeReadStanding(parts: FactReader & { insight: LineInsight; now: () => number }) {
  let destination: string | undefined;
  return async (chatId: string): Promise<Message[]> => {
    if (destination === undefined) {
      const bot = await parts.insight.bot();
      if (bot === null || bot === 'refused') return [];
      destination = bot.userId;
    }
    const chat = { type: 'user' as const, id: chatId };
    const stored = await parts.store.sessions.read(laneKey({ destination, chat, userId: chatId, id: '' }));
    const session = readSession(stored);
    if (session.runs.length === 0) return [];
    const { facts } = await readFacts(parts, chat, chatId, session, { kind: 'media' }, parts.now());
    return standing(parts.book, session, facts);
  };
}
