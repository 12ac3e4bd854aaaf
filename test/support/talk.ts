import type { ChatMessage, Action } from '../../src/emulator/model.ts';
import type { TestBot } from './bot.ts';

/** A person talking to the bot in one chat. Every act takes a second and returns what the bot then said there. */
export interface Talk {
  say(text: string, options?: { quote?: string; mentionBot?: boolean }): Promise<string>;
  /** Sends a file from disk. */
  send(fileName: string, bytes: Buffer): Promise<string>;
  /** Taps the button, quick reply or list line whose label contains `label`. */
  tap(label: string): Promise<string>;
  /** The messages the bot said last. */
  last(): ChatMessage[];
  /** What can be tapped now: labels. */
  choices(): string[];
}

const SECOND = 1000;

/** @param chatId the person's own id (1:1) when absent */
export function talk(test: TestBot, userId: string, chatId: string = userId): Talk {
  const { emulator, clock } = test;
  let seen = 0;
  const fromBot = () => emulator.visible(chatId).filter((message) => message.fromBot);
  const act = async (what: () => void): Promise<string> => {
    clock.advance(SECOND);
    seen = fromBot().length;
    what();
    await test.settled();
    return fromBot()
      .slice(seen)
      .map((message) => message.text)
      .join('\n');
  };
  const actions = (): Action[] => [
    ...emulator.quickReplies(chatId),
    ...fromBot()
      .slice(seen)
      .flatMap(({ message }) => actionsIn(message)),
  ];
  return {
    say: (text, options) => act(() => emulator.say(userId, chatId, text, options)),
    send: (fileName, bytes) => act(() => emulator.sendMedia(userId, chatId, 'file', bytes, { fileName })),
    tap: async (label) => {
      const found = actions().find((action) => labelOf(action).includes(label));
      if (found === undefined)
        throw new Error(`nothing to tap named ${label}; there is: ${actions().map(labelOf).join(' | ')}`);
      return act(() => emulator.press(userId, chatId, found));
    },
    last: () => fromBot().slice(seen),
    choices: () => actions().map(labelOf),
  };
}

/** What a person reads on a button. */
export const labelOf = (action: Action): string => {
  const label = action['displayText'] ?? action['label'];
  return typeof label === 'string' ? label : '';
};

/** Every action inside a message: buttons of cards, lines of lists. */
export function actionsIn(node: unknown): Action[] {
  if (Array.isArray(node)) return node.flatMap(actionsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'quickReply') return [];
    return key === 'action' ? [value as Action] : actionsIn(value);
  });
}

/**
 * Plays a conversation: `> ` a person types, `[…]` a person taps, `< ` the bot's answer must contain.
 * Lines of the bot without a person's line before them speak of the same answer.
 */
export async function play(person: Talk, script: string): Promise<void> {
  let answer = '';
  for (const line of script.split('\n').map((one) => one.trim())) {
    if (line.startsWith('>')) answer = await person.say(line.slice(1).trim());
    else if (line.startsWith('[')) answer = await person.tap(line.slice(1, -1));
    else if (line.startsWith('<')) expect(answer).toContain(line.slice(1).trim());
  }
}
