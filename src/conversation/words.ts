import { bareRequest, calm } from '../thai/polite.ts';
import type { Command } from './flow.ts';
import type { Control } from './tap.ts';

/** The words people type, of every language together: whoever reads Thai may type English, and the other way round. */
export interface WordBook {
  commands: ReadonlyMap<string, Command>;
  controls: ReadonlyMap<string, Control>;
}

/** The words of one language: `locales/<locale>/words.json`. The first of each list is the one the bot shows. */
export interface LocaleWords {
  command: Record<Command, string[]>;
  control: Record<Control, string[]>;
}

/**
 * Puts the words of all languages into one book.
 * @throws Error naming the word when it stands for two things
 */
export function makeWordBook(locales: readonly LocaleWords[]): WordBook {
  return {
    commands: collect(locales.map((words) => words.command)),
    controls: collect(locales.map((words) => words.control)),
  };
}

function collect<Name extends string>(lists: readonly Record<Name, string[]>[]): Map<string, Name> {
  const book = new Map<string, Name>();
  for (const [name, words] of lists.flatMap((list) => Object.entries<string[]>(list))) {
    for (const word of words.map(asTyped)) {
      if ((book.get(word) ?? name) !== name) throw new Error(`the word "${word}" stands for two things`);
      book.set(word, name as Name);
    }
  }
  return book;
}

/**
 * Reads a command at the beginning of a text: the word alone, with what politeness adds, or the word, a space and more words.
 * Thai has no spaces between words, so สรุปผลการอบรม is no command.
 */
export function readCommand(loud: string, book: WordBook): { command: Command; rest: string } | null {
  const text = loud.replace(/^\s*\S+/u, calm);
  const typed = asTyped(text);
  const bare = bareRequest(typed);
  const exact = [typed, bare.whole, bare.withoutLead].map((word) => book.commands.get(word)).find((one) => one);
  if (exact !== undefined) return { command: exact, rest: '' };
  // The longest word counts: `document settings …` is more than `document …`.
  let found: [string, Command] | undefined;
  for (const [word, command] of book.commands) {
    if (typed.startsWith(`${word} `) && word.length > (found?.[0].length ?? 0)) found = [word, command];
  }
  if (found === undefined) return null;
  const [word, command] = found;
  return { command, rest: text.trim().replace(/\s+/gu, ' ').slice(word.length).trim() };
}

/** Reads a word that steers a conversation: the word alone, with what politeness adds. */
export function readControl(text: string, book: WordBook): Control | null {
  const typed = asTyped(text);
  return book.controls.get(typed) ?? book.controls.get(bareRequest(typed).whole) ?? null;
}

const asTyped = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
