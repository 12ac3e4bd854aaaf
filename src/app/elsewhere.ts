import type { Clock } from '../clock.ts';
import { foreignRun, mayBeginReport } from '../conversation/converse.ts';
import type { Book } from '../conversation/book.ts';
import type { Input } from '../conversation/converse.ts';
import { reportsUnderWay, withoutMoved } from '../conversation/elsewhere.ts';
import type { Elsewhere } from '../conversation/elsewhere.ts';
import type { Facts } from '../conversation/facts.ts';
import type { Session } from '../conversation/session.ts';
import type { Incoming } from './incoming.ts';
import { chatKey, laneKey } from './lanes.ts';
import { readSession } from './read-standing.ts';
import type { Sessions } from './sessions.ts';
import type { Store } from './store-port.ts';

/** One person's conversations in several chats: what was begun in a group goes on in the 1:1 chat. */

interface Parts {
  store: Store;
  sessions: Sessions;
  clock: Clock;
  book: Book;
}

/** The bot and a chat. */
type Place = Pick<Incoming, 'destination' | 'chat'>;

/**
 * What a conversation may know of others: in a 1:1 chat the reports of the same person in groups, in a group whose the
 * button is that was pressed. Nothing of another organisation.
 */
export async function readElsewhere(
  parts: Parts,
  event: Incoming,
  person: string,
  session: Session,
  input: Input,
  organisationId: string | undefined,
): Promise<Pick<Facts, 'elsewhere' | 'owner'>> {
  if (organisationId === undefined) return {};
  if (event.chat.type !== 'user') return readOwner(parts, event, session, input, organisationId);
  const { left = [] } = session;
  const groups = mayBeginReport(parts.book, session, input) ? await parts.store.groups.list(organisationId) : [];
  if (left.length === 0 && groups.length === 0) return {};
  const chats = [...new Set([...left, ...groups.map(({ lineGroupId }) => lineGroupId)])];
  const all = await Promise.all(
    chats.map(async (chatId): Promise<Elsewhere[]> => {
      const stored = await parts.sessions.read(keyIn(event.destination, chatId, person));
      const isLeft = left.includes(chatId);
      return reportsUnderWay(parts.book, readSession(stored)).map((run) => ({ chatId, run, left: isLeft }));
    }),
  );
  return { elsewhere: all.flat() };
}

async function readOwner(
  { store, sessions }: Parts,
  event: Incoming,
  session: Session,
  input: Input,
  organisationId: string,
): Promise<Pick<Facts, 'owner'>> {
  const run = foreignRun(session, input);
  if (run === undefined || (await store.groups.organisationOf(event.chat.id)) !== organisationId) return {};
  const [found] = await sessions.inChat(chatKey(event), run);
  const owner = found === undefined ? null : await store.members.byLineUser(personIn(found.key));
  return owner?.organisationId === organisationId ? { owner: owner.name } : {};
}

/** The reports of a person in a chat go on elsewhere: there they are over. Once, however often this is called. */
export function goOnHere(
  parts: Parts,
  { destination }: Place,
  person: string,
  chatId: string,
  runs: string[],
): Promise<void> {
  return change(parts, keyIn(destination, chatId, person), (session) => withoutMoved(session, runs));
}

/**
 * People whose reports cannot go on in a group: each 1:1 chat with one of them will.
 * @param people LINE user ids; everybody who talked there when absent
 */
export async function leaveBehind(parts: Parts, place: Place, people?: readonly string[]): Promise<void> {
  const { destination, chat } = place;
  for (const { key, session } of await parts.sessions.inChat(chatKey(place))) {
    const person = personIn(key);
    const isMeant = people === undefined || people.includes(person);
    if (!isMeant || reportsUnderWay(parts.book, readSession({ revision: 0, session, debts: [] })).length === 0)
      continue;
    await change(parts, keyIn(destination, person, person), (own) =>
      own.left?.includes(chat.id) === true ? own : { ...own, left: [...(own.left ?? []), chat.id] },
    );
  }
}

/** People who are in a group again: what they left there goes on there. */
export async function comeBack(parts: Parts, { destination, chat }: Place, people: readonly string[]): Promise<void> {
  for (const person of people) {
    await change(parts, keyIn(destination, person, person), ({ left = [], ...own }) => {
      const others = left.filter((one) => one !== chat.id);
      return others.length === 0 ? own : { ...own, left: others };
    });
  }
}

/** Changes a session beside its lane; whoever is first, nothing of either is lost. */
async function change({ sessions, clock }: Parts, key: string, how: (session: Session) => Session): Promise<void> {
  for (;;) {
    const stored = await sessions.read(key);
    const before = readSession(stored);
    const after = how(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    if (await sessions.advance(key, stored?.revision ?? 0, after, stored?.debts ?? [], clock.now())) return;
  }
}

/** The key of a person's conversation in a chat; their own id names their 1:1 chat. */
const keyIn = (destination: string, chatId: string, person: string): string =>
  laneKey({ destination, chat: { type: 'user', id: chatId }, userId: person, id: '' });

const personIn = (key: string): string => key.slice(key.lastIndexOf('|') + 1);
