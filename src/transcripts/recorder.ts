import type { Emulator } from '../emulator/emulator.ts';
import type { Act, ChatMessage } from '../emulator/model.ts';
import { isObject } from '../emulator/model.ts';
import { CODE } from './mask.ts';
import { labelOf, ownMessages, saidBefore, tappable } from './screen.ts';
import type { Deed, Place, Said, Sent } from './script.ts';

/** What was done, as it was done: with identities, in memory, until it is saved without them. */
export interface Recorded {
  /** Instant. */
  at: number;
  chatId: string;
  /** Absent: the chat itself. */
  userId?: string;
  deed: Heard;
  /** What the bot had asked there last. */
  asked: string;
}

/** A deed of a script, but for what needs the whole cast to be named. */
export type Heard =
  | Exclude<Deed, { type: 'send' | 'joins' | 'leaves' }>
  | { type: 'send'; what: Sent; messageId: string; fileName?: string; quote?: Said }
  | { type: 'joins' | 'leaves'; userId: string };

/** Watches a LINE on this machine from now on. */
export interface Recorder {
  readonly acts: readonly Recorded[];
  /** Codes the bot has given, in their order. */
  readonly codes: readonly string[];
  /** Who is in each group from its beginning. */
  readonly beginnings: ReadonlyMap<string, readonly string[]>;
  /** What the bot has said since. */
  heard(): readonly string[];
}

/** More than anybody does by hand; what came before is forgotten. */
const MOST = 5_000;

export function recordActs(emulator: Emulator): Recorder {
  const acts: Recorded[] = [];
  const codes: string[] = [];
  const heard: string[] = [];
  const beginnings = new Map<string, readonly string[]>();
  emulator.onMessage(({ fromBot, text }) => {
    if (!fromBot) return;
    heard.push(text);
    for (const [code] of text.matchAll(CODE)) if (!codes.includes(code)) codes.push(code);
  });
  emulator.onAct((act) => {
    for (const heard of hear(emulator, act)) {
      const { chatId } = heard;
      const group = emulator.platform.gatherings.get(chatId);
      if (group !== undefined && !beginnings.has(chatId))
        beginnings.set(chatId, membersBefore([...group.memberIds], act));
      const asked = emulator.visible(chatId).findLast(({ fromBot }) => fromBot)?.text ?? '';
      acts.push({ ...heard, at: emulator.platform.clock.now(), asked });
    }
    for (const list of [acts, heard]) if (list.length > MOST) list.splice(0, list.length - MOST);
  });
  return { acts, codes, beginnings, heard: () => heard };
}

function membersBefore(members: readonly string[], act: Act): string[] {
  if (act.type === 'joins') return members.filter((id) => !act.userIds.includes(id));
  return act.type === 'leaves' ? [...members, ...act.userIds] : [...members];
}

type HeardAct = Omit<Recorded, 'at' | 'asked'>;

function hear(emulator: Emulator, act: Act): HeardAct[] {
  switch (act.type) {
    case 'say':
      return [said(emulator, act.message)];
    case 'press': {
      const { userId, chatId, action, picked } = act;
      const deed = tapOf(emulator, chatId, JSON.stringify(action), labelOf(action));
      const command = deed.place === undefined ? COMMAND.exec(String(action['data']))?.[1] : undefined;
      if (command !== undefined) return [{ chatId, userId, deed: { type: 'menu', command } }];
      return [{ chatId, userId, deed: { ...deed, ...(picked === undefined ? {} : { picked }) } }];
    }
    case 'unsend':
    case 'edit': {
      const { chatId, senderId, id } = act.message;
      const nth = ownMessages(emulator, chatId, senderId).findIndex((one) => one.id === id) + 1;
      const deed = act.type === 'edit' ? { type: act.type, nth, text: act.text } : { type: act.type, nth };
      return [{ chatId, userId: senderId, deed }];
    }
    case 'follow':
      return [{ chatId: act.userId, userId: act.userId, deed: { type: 'befriend' } }];
    case 'unfollow':
      return [{ chatId: act.userId, userId: act.userId, deed: { type: 'block' } }];
    case 'botJoins':
      return [{ chatId: act.groupId, deed: { type: 'bot joins' } }];
    case 'botLeaves':
      return [{ chatId: act.groupId, deed: { type: 'bot leaves' } }];
    case 'joins':
    case 'leaves':
      return act.userIds.map((userId) => ({ chatId: act.groupId, deed: { type: act.type, userId } }));
  }
}

/** Data of a button that stands in a rich menu. */
const COMMAND = /^c\/(\w+)$/;

function said(emulator: Emulator, message: ChatMessage): HeardAct {
  const { id, chatId, senderId, text, quotedMessageId } = message;
  const found = quotedMessageId === undefined ? undefined : saidBefore(emulator, chatId, quotedMessageId, id);
  const quote = found === undefined ? {} : { quote: found };
  const by = { chatId, userId: senderId };
  const what = KINDS[String(message.message['type'])];
  if (what === undefined) {
    return { ...by, deed: { type: 'say', text, mentionsBot: mentionsBot(message), ...quote } };
  }
  const fileName = what === 'file' ? { fileName: text } : {};
  return { ...by, deed: { type: 'send', what, messageId: id, ...fileName, ...quote } };
}

const KINDS: Record<string, Sent> = {
  image: 'photo',
  video: 'film',
  audio: 'sound',
  file: 'file',
  sticker: 'sticker',
  location: 'place',
};

function mentionsBot({ message }: ChatMessage): boolean {
  const mention = message['mention'];
  const mentionees: unknown = isObject(mention) ? mention['mentionees'] : undefined;
  return Array.isArray(mentionees) && mentionees.some((one) => isObject(one) && one['isSelf'] === true);
}

/** A tap by the label it had and how many of that label were nearer, or below it in the same message. */
function tapOf(emulator: Emulator, chatId: string, action: string, label: string): Extract<Deed, { type: 'tap' }> {
  const there = tappable(emulator, chatId);
  const pressed = there.find((one) => JSON.stringify(one.action) === action);
  const place: { place?: Place } = pressed === undefined ? {} : { place: { back: pressed.back, index: pressed.index } };
  const alike = there.filter((one) => one.label === label);
  const nth = alike.findIndex((one) => one === pressed) + 1;
  return { type: 'tap', label, nth: Math.max(1, nth), ...place };
}
