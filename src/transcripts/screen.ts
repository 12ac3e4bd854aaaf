import type { Emulator } from '../emulator/emulator.ts';
import type { Action, ChatMessage } from '../emulator/model.ts';
import { textOf } from '../emulator/model.ts';
import { actionsIn } from '../emulator/readable.ts';
import type { Place, Said } from './script.ts';

/** Something to tap in a chat, and where it stands. */
export interface Tappable extends Place {
  label: string;
  action: Action;
}

/** What a person reads on a button. */
export const labelOf = (action: Action): string => textOf(action['displayText']) || textOf(action['label']);

/** Everything in a chat that tells the bot something when it is tapped: the newest message first, in it from top to bottom. */
export function tappable(emulator: Emulator, chatId: string): Tappable[] {
  return fromBot(emulator, chatId).flatMap(({ message }, back) =>
    [...actionsIn(message, 'body'), ...actionsIn(message, 'quickReply')]
      .filter(({ type }) => TELLING.has(type))
      .map((action, index) => ({ label: labelOf(action), action, back: back + 1, index })),
  );
}

const TELLING = new Set(['postback', 'message', 'datetimepicker']);

/** The bot's messages in a chat, newest first. */
export const fromBot = (emulator: Emulator, chatId: string): ChatMessage[] =>
  emulator
    .visible(chatId)
    .filter((message) => message.fromBot)
    .toReversed();

/** A message by how far back it stands. */
export const messageAt = (emulator: Emulator, chatId: string, { by, nth }: Said): ChatMessage | undefined =>
  emulator
    .visible(chatId)
    .filter((message) => message.fromBot === (by === 'bot'))
    .at(-nth);

/** How far back a message stands among those of its kind; `before`: the last of them is not counted. */
export function saidBefore(emulator: Emulator, chatId: string, id: string, before: string): Said | undefined {
  const earlier = emulator.visible(chatId).filter((message) => message.id !== before);
  const found = earlier.find((message) => message.id === id);
  if (found === undefined) return undefined;
  const alike = earlier.filter(({ fromBot }) => fromBot === found.fromBot);
  return { by: found.fromBot ? 'bot' : 'person', nth: alike.length - alike.indexOf(found) };
}

/** A person's own message in a chat, counted back. */
export const ownMessages = (emulator: Emulator, chatId: string, userId: string): ChatMessage[] =>
  emulator
    .visible(chatId)
    .filter(({ senderId }) => senderId === userId)
    .toReversed();
