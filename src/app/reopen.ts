import { withSeen } from '../conversation/basis.ts';
import type { Message } from '../conversation/message.ts';
import { standing } from '../conversation/converse.ts';
import { CONFLICT } from '../conversation/session.ts';
import type { Run } from '../conversation/session.ts';
import type { Clock } from '../clock.ts';
import { laneKey } from './lanes.ts';
import { readFacts } from './read-facts.ts';
import type { FactReader } from './read-facts.ts';
import { readSession } from './read-standing.ts';
import type { Sessions } from './sessions.ts';
import type { Debt } from './store-port.ts';

/** Puts a run back whose report was not saved, since another one stands there by now; says how that one came. */
export type Reopen = (debt: Debt, run: Run) => Promise<Message[]>;

/**
 * The run comes back with every answer, and stands at the question what becomes of them. Once, however often the debt is
 * paid: it is put back only as long as nothing came after the event that owes it.
 */
export async function reopen(
  parts: FactReader & { sessions: Sessions; clock: Clock },
  debt: Debt,
  run: Run,
): Promise<Message[]> {
  const { sessions, clock, book } = parts;
  const { chat, userId = '' } = debt.occasion;
  const key = laneKey(debt.occasion);
  for (;;) {
    const stored = await sessions.read(key);
    const owes = stored?.debts.some(({ eventId }) => eventId === debt.eventId) === true;
    if (stored === null || !owes) return [];
    const session = readSession(stored);
    const now = clock.now();
    const others = session.runs.filter(({ id }) => id !== run.id);
    const back = { ...session, runs: [...others, { ...run, at: CONFLICT }] };
    const { facts } = await readFacts(parts, chat, userId, back, { kind: 'media' }, now);
    const shown = { ...back, runs: [...others, withSeen({ ...run, at: CONFLICT, touchedAt: now }, facts)] };
    if (await sessions.advance(key, stored.revision, shown, stored.debts, now)) return standing(book, shown, facts);
  }
}
