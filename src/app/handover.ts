import { giveRuns, hasTaken, isBegun, runsOnTheWay, strikeOff, takeRuns } from '../conversation/handed-over.ts';
import { isThere, rowsOfUnits } from '../conversation/handover.ts';
import { chosenMeasure } from '../conversation/conditions.ts';
import type { Book } from '../conversation/book.ts';
import type { Effect } from '../conversation/effects.ts';
import type { HandoverFacts, MemberFacts, PlanFacts } from '../conversation/facts.ts';
import type { Message, Text } from '../conversation/message.ts';
import type { Run, Session } from '../conversation/session.ts';
import { isFrom, withoutMessage } from '../conversation/sources.ts';
import type { Clock } from '../clock.ts';
import { hashCode } from './codes.ts';
import type { Briefs } from './handover-brief.ts';
import { laneKey } from './lanes.ts';
import { openNotice, tellMember } from './notices.ts';
import type { OrganisationReader } from './organisation-facts.ts';
import type { ReminderDefaults } from './read-office.ts';
import { readSession } from './read-session.ts';
import type { Sessions } from './sessions.ts';
import type { Debt, Member, Source, Store } from './store-port.ts';

/** The work of one member goes to another: units, what is begun, and a brief that says how it stands. */

export interface HandoverParts {
  store: Store;
  organisations: OrganisationReader;
  reminders: ReminderDefaults;
  sessions: Sessions;
  clock: Clock;
  book: Book;
  briefs: Briefs;
}

type HandOver = Extract<Effect, { type: 'handOver' }>;

/**
 * Hands over, or makes the code whose holder takes over. Every write is keyed by the event: broken off and done again it ends
 * the same.
 * @returns why it was refused, or what is to be said
 */
export async function applyHandover(
  parts: HandoverParts,
  organisationId: string,
  effect: HandOver,
  debt: Debt,
  source: Source,
): Promise<Text | Message[] | null> {
  const { store } = parts;
  const giver = await store.members.byId(organisationId, effect.giver);
  if (giver === null) return { key: 'handover.refused' };
  const { eventId, at } = source;
  const { units, leaves, taker, newcomer } = effect;
  await store.handovers.open(organisationId, eventId, { giver: giver.id, giverName: giver.name, units, leaves, at });
  if (newcomer === undefined) return complete(parts, organisationId, { id: eventId, taker: taker ?? '' }, debt, source);
  const { code, role, expiresAt } = newcomer;
  await store.invitations.create(organisationId, {
    eventId,
    codeHash: hashCode(code),
    role,
    uses: 1,
    expiresAt,
    by: source.by,
    handover: eventId,
  });
  await store.audit.note(organisationId, 'inviteToTakeOver', source, { giver: giver.id, units: units.join(', ') });
  return null;
}

/** Whoever registered with the code of a handover takes over. */
export const takeOver = (
  parts: HandoverParts,
  member: Member,
  id: string,
  debt: Debt,
  source: Source,
): Promise<Text | Message[] | null> =>
  complete(parts, member.organisationId, { id, taker: member.id }, debt, { ...source, by: member.name });

async function complete(
  parts: HandoverParts,
  organisationId: string,
  { id, taker: takerId }: { id: string; taker: string },
  debt: Debt,
  source: Source,
): Promise<Text | Message[] | null> {
  const { store, reminders, briefs } = parts;
  const handover = await store.handovers.read(organisationId, id);
  const [giver, taker] = await Promise.all([
    store.members.byId(organisationId, handover?.giver ?? ''),
    store.members.byId(organisationId, takerId),
  ]);
  const actor = debt.member?.id ?? takerId;
  if (handover === null || giver === null || taker === null || taker.id === giver.id) return refused(actor, takerId);
  const isTaken = handover.taker !== undefined;
  if (isTaken ? handover.taker !== taker.id : taker.lineUserId === '') return refused(actor, takerId);
  const units = await store.members.giveUnits(organisationId, giver.id, handover.units, id);
  if (units === null) return refused(actor, takerId);
  await store.members.takeUnits(organisationId, taker.id, units, id);
  await carryRuns(parts, { id, giver, taker, units, leaves: handover.leaves }, debt, source.at);
  await store.handovers.take(organisationId, id, taker.id, units);
  if (handover.leaves) await store.members.remove(organisationId, giver.id);
  else if (actor !== giver.id) {
    const params = { name: taker.name, units: units.join(', ') };
    const note = { key: `notice-given-${id}`, text: { key: 'handover.notice', params }, at: source.at };
    await tellMember(store, reminders, organisationId, giver.id, note);
  }
  await store.audit.note(organisationId, 'handOver', source, {
    giver: giver.id,
    taker: taker.id,
    units: units.join(', '),
    leaves: String(handover.leaves),
  });
  if (actor === taker.id) return briefs.say(organisationId, id, source.at);
  await openNotice(store, reminders, organisationId, [personTarget(taker)], {
    key: `notice-taken-${id}`,
    subject: { kind: 'handover', handover: id },
    at: source.at,
  });
  return null;
}

/** Who registers with a code is a member all the same, and is told beside their welcome. */
const refused = (actor: string, taker: string): Text | Message[] =>
  actor === taker ? [{ kind: 'text', text: { key: 'handover.tooLate' } }] : { key: 'handover.refused' };

const personTarget = ({ id, lineUserId }: Member) => ({
  kind: 'person' as const,
  audience: 'officers' as const,
  chatId: lineUserId,
  memberId: id,
  cost: 1,
});

interface Carried {
  id: string;
  giver: Member;
  taker: Member;
  units: readonly string[];
  leaves: boolean;
}

/**
 * Takes what the giver had begun to the taker's 1:1 chat: closed in one write, where it waits, then opened in another. What is
 * typed meanwhile goes along or answers nothing; it is never in both.
 */
async function carryRuns(
  parts: HandoverParts,
  { id, giver, taker, units, leaves }: Carried,
  debt: Debt,
  at: number,
): Promise<void> {
  if (giver.lineUserId === '' || taker.lineUserId === '') return;
  const { store, organisations, sessions, book } = parts;
  const plans = (await (await organisations.read(giver.organisationId))?.plans(at)) ?? [];
  const goes = goesWith({ book, plans, units, leaves });
  const { destination } = debt.occasion;
  const target = privateKey(destination, taker.lineUserId);
  for (const from of await chatsOf(store, destination, giver)) {
    const key = `${id}|${from}`;
    const hasArrived = hasTaken(readSession(await sessions.read(target)), key);
    if (!hasArrived) await change(parts, from, (session) => giveRuns(session, { key, to: taker.name }, goes));
    const runs = runsOnTheWay(readSession(await sessions.read(from)), key);
    if (runs.length === 0) continue;
    await change(parts, target, (session) =>
      hasTaken(session, key) ? null : takeRuns(session, key, runs, giver.name),
    );
    await change(parts, from, (session) => strikeOff(session, key));
  }
}

/** What a message gave to conversations that somebody took over since is gone from them too: it was unsent. */
export async function eraseHandedOver(
  parts: HandoverParts,
  organisationId: string,
  messageId: string,
  { member, occasion }: Debt,
): Promise<void> {
  const { store } = parts;
  for (const id of member === undefined ? [] : await store.handovers.takersFrom(organisationId, member.id)) {
    const taker = await store.members.byId(organisationId, id);
    if (taker === null || taker.lineUserId === '') continue;
    await change(parts, privateKey(occasion.destination, taker.lineUserId), (session) =>
      session.runs.some((run) => isFrom(run, messageId))
        ? { ...session, runs: session.runs.map((run) => withoutMessage(run, messageId)) }
        : null,
    );
  }
}

/** Which conversations of the giver go along: reports that hold something, of the measures that go. */
function goesWith({
  book,
  plans,
  units,
  leaves,
}: {
  book: Book;
  plans: readonly PlanFacts[];
  units: readonly string[];
  leaves: boolean;
}): (run: Run) => boolean {
  const ids = new Set(plans.flatMap(({ rows }) => rowsOfUnits(rows, units)).map((row) => row.id));
  return (run) => {
    const measure = measureOfRun(book, plans, run);
    return measure !== undefined && (leaves || ids.has(measure));
  };
}

/** The measure of a report that holds something; `undefined`: it is none. */
function measureOfRun(book: Book, plans: readonly PlanFacts[], run: Run): string | undefined {
  if (book.flows.get(run.flow)?.outcome !== 'saveReport' || !isBegun(run)) return undefined;
  return chosenMeasure({ answers: run.answers, facts: { plans } as never })?.id;
}

/** Changes a conversation that may be going on; what is owed in it stays owed. */
async function change(
  { sessions, clock }: Pick<HandoverParts, 'sessions' | 'clock'>,
  key: string,
  next: (session: Session) => Session | null,
): Promise<void> {
  for (;;) {
    const stored = await sessions.read(key);
    const changed = next(readSession(stored));
    if (changed === null) return;
    if (await sessions.advance(key, stored?.revision ?? 0, changed, stored?.debts ?? [], clock.now())) return;
  }
}

const privateKey = (destination: string, lineUserId: string): string =>
  laneKey({ destination, chat: { type: 'user', id: lineUserId }, userId: lineUserId, id: '' });

/** The conversations of a member: in private, and in each linked group. */
async function chatsOf(store: Store, destination: string, { organisationId, lineUserId }: Member): Promise<string[]> {
  const groups = await store.groups.list(organisationId);
  return [
    privateKey(destination, lineUserId),
    ...groups.map(({ type, lineGroupId }) =>
      laneKey({ destination, chat: { type, id: lineGroupId }, userId: lineUserId, id: '' }),
    ),
  ];
}

/** What can be handed over, for whom a conversation names or for whoever holds it. */
export async function readHandoverFacts(
  { store, book }: Pick<HandoverParts, 'store' | 'book'>,
  member: Member,
  session: Session,
  plans: readonly PlanFacts[],
  destination: string,
): Promise<HandoverFacts> {
  const { organisationId } = member;
  const [members, former] = await Promise.all([
    store.members.list(organisationId),
    member.role === 'coordinator' ? store.members.former(organisationId) : [],
  ]);
  const named = session.runs.map(({ answers }) => answers['giver']);
  const wanted = members.filter(({ id }) => (member.role === 'coordinator' ? named.includes(id) : id === member.id));
  const conversations = await Promise.all(
    wanted.map(async (one) => {
      const keys = await chatsOf(store, destination, one);
      const sessions = await Promise.all(keys.map(async (key) => readSession(await store.sessions.read(key))));
      return sessions.flatMap(({ runs }) =>
        runs.flatMap((run) => {
          const measureId = measureOfRun(book, plans, run);
          return measureId === undefined ? [] : [{ giver: one.id, measureId }];
        }),
      );
    }),
  );
  return { former: nobodys(former, members), conversations: conversations.flat() };
}

/** Those who have left, with the units that are nobody's now. */
function nobodys(former: readonly Member[], members: readonly Member[]): MemberFacts[] {
  const attended = new Set(members.filter(isThere).flatMap(({ units }) => units));
  return former
    .map(({ id, name, role, units }) => ({ id, name, role, units: units.filter((unit) => !attended.has(unit)) }))
    .filter(({ units }) => units.length > 0);
}
