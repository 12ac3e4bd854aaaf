import type { Clock } from '../clock.ts';
import { converse } from '../conversation/converse.ts';
import { toPrivate } from '../conversation/in-private.ts';
import { awaitsEvidence } from '../conversation/sent.ts';
import type { Input } from '../conversation/converse.ts';
import type { Message } from '../conversation/message.ts';
import type { Locale } from '../i18n.ts';
import { applyEffects } from './apply-effects.ts';
import type { Deliver } from './deliver.ts';
import type { Incoming, MediaContent } from './incoming.ts';
import type { Briefs } from './handover-brief.ts';
import { comeBack, leaveBehind, readElsewhere } from './elsewhere.ts';
import { laneKey } from './lanes.ts';
import type { Log } from './log-port.ts';
import { notePresence } from './presence.ts';
import type { Meter } from './log-port.ts';
import type { Render } from './ports.ts';
import { readFacts } from './read-facts.ts';
import type { FactReader } from './read-facts.ts';
import { readSession } from './read-standing.ts';
import type { Carried } from './send-reminder.ts';
import type { Sessions } from './sessions.ts';
import { reopen } from './reopen.ts';
import type { Debt, InboxEvent, Occasion, Receipt, Store } from './store-port.ts';

export interface HandlerParts extends FactReader {
  render: Render;
  deliver: Deliver;
  sessions: Sessions;
  clock: Clock;
  meter: Meter;
  log: Log;
  briefs: Briefs;
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
    await notePresence(parts, event);
    const addressed = await readAddress(store, event);
    const input = addressed === 'no' ? null : inputOf(event, addressed);
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
    // Read afresh: what is remembered here may be older than the question, and nobody would notice.
    if (isGroupMedia(event) && !awaitsEvidence(parts.book, readSession(await store.sessions.read(key)))) {
      await store.inbox.finish(event.id, clock.now());
      return [];
    }
    const session = readSession(stored);
    const now = clock.now();
    const { facts: read, situation } = await readFacts(
      parts,
      event.chat,
      person,
      session,
      input,
      now,
      event.destination,
    );
    const facts = { ...read, ...(await readElsewhere(parts, event, person, session, input, situation.organisationId)) };
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
  const messages = await applyEffects({ ...parts, reopen: (owed, run) => reopen(parts, owed, run) }, debt);
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
  const all = [...(carried?.messages ?? []), ...messages];
  const context = { locale, chat: chat.type, ...(addressee === undefined ? {} : { addressee }) };
  const rendered = parts.render(all, context);
  const seen = await parts.deliver.answer({
    eventId: id,
    again,
    chat,
    receivedAt,
    messages: rendered,
    receipts: receiptsIn(
      all,
      chat.type === 'user' ? rendered.length : null,
      (some) => parts.render(some, context).length,
    ),
    ...(userId === undefined ? {} : { person: userId }),
    ...(replyToken === undefined ? {} : { replyToken }),
    ...(organisationId === undefined ? {} : { organisationId }),
  });
  if (!seen) await carried?.lost();
}

/**
 * Which of the messages that go out are receipts of which reports, so that a quote of one speaks of its report. `[]` where
 * messages were joined, and it cannot be told.
 * @param count messages that go out; `null` in a group, where what comes before a card is said on it
 */
function receiptsIn(
  messages: readonly Message[],
  count: number | null,
  length: (some: Message[]) => number,
): Receipt[] {
  if (!messages.some((one) => one.kind === 'card' && one.about !== undefined)) return [];
  const sum = messages.reduce((before, one) => before + length([one]), 0);
  if (count !== null && sum !== count) return [];
  return messages.flatMap((one, index) =>
    one.kind === 'card' && one.about !== undefined
      ? [{ index: length(messages.slice(0, index + 1)) - 1, about: one.about }]
      : [],
  );
}

/** Events that belong to no conversation: the bot's own coming and going, and people LINE does not name. */
async function answerWithoutPerson(parts: HandlerParts, event: Incoming, receivedAt: number): Promise<void> {
  const { content, chat } = event;
  if (content.kind === 'unsend') {
    await parts.store.uploads.drop(content.messageId);
    await parts.store.evidence.eraseMessage(content.messageId, event.timestamp);
  }
  await noteMembership(parts, event);
  const isSaid = !isGroupMedia(event) && inputOf(event) !== null;
  const key = content.kind === 'join' ? 'bot.joined' : isSaid ? 'bot.privateOnly' : null;
  if (key === null) return;
  const debt = { occasion: occasionOf(event, receivedAt), locale: parts.defaultLocale };
  const bot = key === 'bot.joined' ? undefined : await parts.address();
  const words = content.kind === 'text' ? content.text : '';
  const choices = bot === undefined ? [] : toPrivate({ bot, chat: chat.type }, words);
  await answer(parts, debt, [{ kind: 'text', text: { key }, choices }], { again: true, held: false });
}

/** Who comes and goes, the bot itself included: what was left in the middle waits, and nothing is said. */
async function noteMembership(parts: HandlerParts, event: Incoming): Promise<void> {
  const { content, chat, timestamp } = event;
  switch (content.kind) {
    case 'memberLeft':
      return leaveBehind(parts, event, content.userIds);
    case 'memberJoined':
      return comeBack(parts, event, content.userIds);
    case 'leave':
      await leaveBehind(parts, event);
      return parts.store.groups.unlink(chat.id, undefined, timestamp);
    // Invited again: an office is heard only where its coordinator says so from now on.
    case 'join':
      return parts.store.groups.unlink(chat.id, undefined, timestamp);
    default:
  }
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
 * `elsewhere`: what is quoted was said to somebody else, so the text is no answer to a question of one's own. `about`: the
 * report whose receipt is quoted. `quoted`: a person's message that is quoted.
 */
type Address = Pick<Extract<Input, { kind: 'text' }>, 'elsewhere' | 'about' | 'quoted'>;

/** In a group only what is said to the bot counts: a mention or its name, its buttons, or a quote of its message. */
async function readAddress(store: Store, { chat, content, userId }: Incoming): Promise<Address | 'no'> {
  const isAddressed = chat.type === 'user' || content.kind !== 'text' || content.addressed;
  if (content.kind !== 'text' || content.quotedMessageId === undefined) return isAddressed ? {} : 'no';
  const quoted = await store.deliveries.saidTo(chat.id, content.quotedMessageId);
  if (quoted === null) return isAddressed ? { quoted: content.quotedMessageId } : 'no';
  const isElsewhere = !isAddressed && quoted.person !== undefined && quoted.person !== userId;
  return {
    ...(isElsewhere ? { elsewhere: true } : {}),
    ...(quoted.about === undefined ? {} : { about: quoted.about }),
  };
}

/** Photos, films and places may be evidence; stickers and voices are answered in a 1:1 chat alone. */
function mediaInput({ messageId, media, set, place }: MediaContent, isPrivate: boolean): Input | null {
  if (media === 'sticker') return isPrivate ? { kind: 'media', isSticker: true } : null;
  if (media === 'audio') return isPrivate ? { kind: 'media' } : null;
  const sent = {
    id: messageId,
    kind: media,
    ...(set === undefined ? {} : { set }),
    ...(place === undefined ? {} : { place }),
  };
  return { kind: 'media', sent };
}

/** Whether it was sent into a group, where nothing but the answer to a question for evidence counts. */
const isGroupMedia = ({ chat, content }: Incoming): boolean =>
  chat.type !== 'user' && (content.kind === 'media' || content.kind === 'file');

/** What an event means to a conversation; `null`: nothing. */
function inputOf({ chat, content }: Incoming, address: Address = {}): Input | null {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text, messageId: content.messageId, ...address };
    case 'postback':
      return { kind: 'tap', data: content.data };
    case 'media':
      return mediaInput(content, chat.type === 'user');
    case 'file':
      return { kind: 'file', file: { id: content.messageId, name: content.name, size: content.size } };
    case 'follow':
      return { kind: 'hello' };
    case 'edited':
      return { kind: 'edited', messageId: content.messageId, text: content.text };
    case 'unsend':
      return { kind: 'unsent', messageId: content.messageId };
    // Membership is the bot's own business.
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
