import type { Clock } from '../clock.ts';
import { converse } from '../conversation/converse.ts';
import type { Input } from '../conversation/converse.ts';
import type { Message } from '../conversation/message.ts';
import type { Locale } from '../i18n.ts';
import { applyEffects } from './apply-effects.ts';
import type { Deliver } from './deliver.ts';
import type { Incoming } from './incoming.ts';
import { laneKey } from './lanes.ts';
import type { Meter } from './log-port.ts';
import type { Render } from './ports.ts';
import { readFacts } from './read-facts.ts';
import type { FactReader } from './read-facts.ts';
import { readSession } from './read-standing.ts';
import type { Carried } from './send-reminder.ts';
import type { Sessions } from './sessions.ts';
import type { Debt, InboxEvent, Occasion, Store } from './store-port.ts';

export interface HandlerParts extends FactReader {
  render: Render;
  deliver: Deliver;
  sessions: Sessions;
  clock: Clock;
  meter: Meter;
  defaultLocale: Locale;
  /** What could not be pushed to a chat, for the answer to an event there. */
  carried: (chatId: string, answered: { organisationId: string; eventId: string }) => Promise<Carried>;
}

/**
 * The one way from an event to its reply. `receivedAt`: when its webhook came. Resolves to what happened before it in
 * the same conversation and has not taken effect yet: that comes first, then this again; nothing: the event is done.
 */
export type HandleEvent = (event: Incoming, receivedAt: number) => Promise<InboxEvent[]>;

/**
 * One pass: read, one pure call, one write that stores the new state and what is owed, then pay the debt. Killed
 * between any two steps and called again with the same event, it goes on where it stopped.
 */
export function makeHandleEvent(parts: HandlerParts): HandleEvent {
  const { store, clock, meter } = parts;
  return async (event, receivedAt) => {
    const addressed = await readAddress(store, event);
    const input = addressed === 'no' ? null : inputOf(event, addressed === 'elsewhere');
    if (event.userId !== undefined && input !== null) {
      // Whoever pays for an event finishes it.
      const earlier = await hold(parts, event, event.userId, input, receivedAt);
      if (earlier.length > 0) return earlier;
    } else {
      if (addressed !== 'no') await answerWithoutPerson(parts, event, receivedAt);
      await store.inbox.finish(event.id, clock.now());
    }
    meter.count('events', event.content.kind);
    return [];
  };
}

/** A conversation takes the event once: whoever wins the compare-and-set, the debt is paid by whoever comes by. */
async function hold(
  parts: HandlerParts,
  event: Incoming,
  person: string,
  input: Input,
  receivedAt: number,
): Promise<InboxEvent[]> {
  const { store, sessions, clock } = parts;
  const key = laneKey(event);
  for (;;) {
    const stored = await sessions.read(key);
    // Events of a lane come one by one: a debt that is still there may have been left by a crash, and comes first.
    const givenUp: Debt[] = [];
    for (const debt of stored?.debts ?? []) if (!(await payLeft(parts, debt))) givenUp.push(debt);
    // Read after the session: an event finished by somebody else is finished here, or the revision has moved on.
    const open = await store.inbox.openUpTo(event);
    if (open.at(-1)?.event.id !== event.id) return [];
    // Left by a failure or a crash, or in the hands of another instance: an answer belongs to the question before it.
    if (open.length > 1) return open.slice(0, -1);
    const session = readSession(stored);
    const now = clock.now();
    const { facts, situation } = await readFacts(parts, event.chat, person, session, input, now);
    // A member's language is the same in every chat.
    const locale = situation.member?.locale ?? session.locale ?? parts.defaultLocale;
    const turn = converse(parts.book, { ...session, locale }, input, facts, runIdOf(event));
    const debt: Debt = {
      eventId: event.id,
      occasion: occasionOf(event, receivedAt),
      effects: turn.effects,
      locale: turn.session.locale ?? locale,
      ...(situation.organisationId === undefined ? {} : { organisationId: situation.organisationId }),
      ...(facts.member === undefined ? {} : { member: plainMember(facts.member) }),
      // A group that is not linked learns nothing of an office, not even what its people are called there.
      ...(facts.member === undefined || facts.group === 'unlinked' ? {} : { addressee: facts.member.name }),
    };
    if (await sessions.advance(key, stored?.revision ?? 0, turn.session, [...givenUp, debt], now)) {
      await pay(parts, debt, { again: false, held: situation.held });
      return [];
    }
  }
}

/**
 * A debt that has been paid is not paid again: what it did may have been undone since. One that was given up stays for
 * those who look after the bot, and holds nobody up: `false`.
 */
async function payLeft(parts: HandlerParts, debt: Debt): Promise<boolean> {
  const state = await parts.store.inbox.stateOf(debt.eventId);
  if (state === 'open') await pay(parts, debt, { again: true, held: true });
  return state !== 'givenUp';
}

/** How an answer is brought out. */
interface Manner {
  /** It may have been seen. */
  again: boolean;
  /** Something may wait in its chat that could not be pushed. */
  held: boolean;
}

async function pay(parts: HandlerParts, debt: Debt, manner: Manner): Promise<void> {
  const { store, sessions, clock } = parts;
  const messages = await applyEffects(parts, debt);
  await answer(parts, debt, messages, manner);
  await store.inbox.finish(debt.eventId, clock.now());
  sessions.paid(laneKey(debt.occasion), debt.eventId);
}

async function answer(
  parts: HandlerParts,
  { occasion, locale, organisationId, addressee }: Pick<Debt, 'occasion' | 'locale' | 'organisationId' | 'addressee'>,
  messages: readonly Message[],
  { again, held }: Manner,
): Promise<void> {
  if (messages.length === 0) return;
  const { id, chat, receivedAt, replyToken, userId } = occasion;
  // Answers are free: they bring what the month's messages did not reach for. A question stays last, where it can be tapped.
  const carried =
    organisationId === undefined || !held ? null : await parts.carried(chat.id, { organisationId, eventId: id });
  const seen = await parts.deliver.answer({
    eventId: id,
    again,
    chat,
    receivedAt,
    messages: parts.render([...(carried?.messages ?? []), ...messages], {
      locale,
      chat: chat.type,
      ...(addressee === undefined ? {} : { addressee }),
    }),
    ...(userId === undefined ? {} : { person: userId }),
    ...(replyToken === undefined ? {} : { replyToken }),
    ...(organisationId === undefined ? {} : { organisationId }),
  });
  if (!seen) await carried?.lost();
}

/** Events that belong to no conversation: the bot's own coming and going, and people LINE does not name. */
async function answerWithoutPerson(parts: HandlerParts, event: Incoming, receivedAt: number): Promise<void> {
  const { content, chat } = event;
  if (content.kind === 'unsend') await parts.store.uploads.drop(content.messageId);
  if (content.kind === 'leave') await parts.store.groups.unlink(chat.id);
  const key = content.kind === 'join' ? 'bot.joined' : inputOf(event) === null ? null : 'bot.privateOnly';
  if (key === null) return;
  const debt = { occasion: occasionOf(event, receivedAt), locale: parts.defaultLocale };
  await answer(parts, debt, [{ kind: 'text', text: { key } }], { again: true, held: false });
}

/** Tells a person that their message could not be handled, after every attempt has failed. */
export async function apologise(parts: HandlerParts, event: Incoming, receivedAt: number): Promise<void> {
  if (event.chat.type !== 'user') return;
  const debt = { occasion: occasionOf(event, receivedAt), locale: parts.defaultLocale };
  await answer(parts, debt, [{ kind: 'text', text: { key: 'bot.failed', params: { code: event.id.slice(-8) } } }], {
    again: false,
    held: false,
  });
}

function occasionOf({ id, destination, chat, userId, replyToken, timestamp }: Incoming, receivedAt: number): Occasion {
  return {
    id,
    destination,
    chat,
    timestamp,
    receivedAt,
    ...(userId === undefined ? {} : { userId }),
    ...(replyToken === undefined ? {} : { replyToken }),
  };
}

/**
 * In a group only what is said to the bot counts: a mention or its name, its buttons, or a quote of its message.
 * `elsewhere`: what is quoted was said to somebody else, so the text is no answer to a question of one's own.
 */
async function readAddress(store: Store, { chat, content, userId }: Incoming): Promise<'yes' | 'no' | 'elsewhere'> {
  if (chat.type === 'user' || content.kind !== 'text' || content.addressed) return 'yes';
  if (content.quotedMessageId === undefined) return 'no';
  const quoted = await store.deliveries.saidTo(chat.id, content.quotedMessageId);
  if (quoted === null) return 'no';
  return quoted.person === undefined || quoted.person === userId ? 'yes' : 'elsewhere';
}

/** What an event means to a conversation; `null`: nothing. */
function inputOf({ chat, content }: Incoming, elsewhere = false): Input | null {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text, ...(elsewhere ? { elsewhere } : {}) };
    case 'postback':
      return { kind: 'tap', data: content.data };
    case 'media':
      return chat.type === 'user' ? { kind: 'media' } : null;
    case 'file':
      return chat.type === 'user'
        ? { kind: 'file', file: { id: content.messageId, name: content.name, size: content.size } }
        : null;
    case 'follow':
      return { kind: 'hello' };
    // Membership is the bot's own business; edits change nothing that is on record here, and of unsent messages only files are.
    case 'edited':
    case 'unsend':
    case 'unfollow':
    case 'join':
    case 'leave':
    case 'memberJoined':
    case 'memberLeft':
      return null;
  }
}

const plainMember = ({ id, name, role, units }: NonNullable<Debt['member']>) => ({ id, name, role, units: [...units] });

/** The same event names the same run: letters and digits only, since it stands in buttons. */
const runIdOf = ({ id }: Incoming): string => id.replaceAll(/[^A-Za-z0-9]/g, '').slice(-16) || 'run';
