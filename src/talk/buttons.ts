import type { Emulator } from '../emulator/emulator.ts';
import { tappable } from '../transcripts/screen.ts';
import type { Tappable } from '../transcripts/screen.ts';

/** A button with the number that stands before it in the chat, where one does. */
export interface Button extends Tappable {
  number?: number;
}

/** What can be tapped of the bot's last messages in a chat, in reading order, each thing once. */
export function buttonsOf(emulator: Emulator, chatId: string, messages: readonly { text: string }[]): Button[] {
  const seen = new Set<string>();
  const lines = messages.flatMap(({ text }) => text.split('\n'));
  return tappable(emulator, chatId)
    .filter(({ back }) => back <= messages.length)
    .toSorted((a, b) => b.back - a.back || a.index - b.index)
    .filter(({ action }) => {
      const key = String(action['data'] ?? action['text']);
      return seen.size < seen.add(key).size;
    })
    .map((button) => {
      const number = numberOf(button.label, lines);
      return number === undefined ? button : { ...button, number };
    });
}

/** The number before a label: its own, or that of the line it is written out on. Labels too long for a button end with …. */
function numberOf(label: string, lines: readonly string[]): number | undefined {
  const own = NUMBERED.exec(label)?.[1];
  if (own !== undefined) return Number(own);
  const begins = label.replace(/…$/, '');
  const line = lines.map((one) => NUMBERED.exec(one)).find((found) => found?.[2]?.startsWith(begins));
  return line?.[1] === undefined ? undefined : Number(line[1]);
}

const NUMBERED = /^(\d+)[).] (.*)$/u;

/** The button a person means: by its number, its words, or part of them. */
export function buttonNamed(buttons: readonly Button[], wanted: string): Button | undefined {
  const words = wanted.toLowerCase();
  return (
    buttons.find(({ number }) => String(number) === wanted) ??
    buttons.find(({ label }) => label.toLowerCase() === words) ??
    buttons.find(({ label }) => words !== '' && label.toLowerCase().includes(words))
  );
}
