import { makeBook, readFlows } from './book.ts';
import { problemLine } from './checked-yaml.ts';
import type { Book } from './conversation/book.ts';
import type { ReminderDefaults } from './app/read-office.ts';
import { folders } from './folders.ts';
import type { Sentences } from './i18n.ts';
import { readLocales } from './locale-files.ts';
import { readReminderDefaults } from './reminder-defaults.ts';

/** What the bot says and asks, and when it reminds: the files it is shipped with. */
export interface Content {
  sentences: Sentences;
  book: Book;
  reminders: ReminderDefaults;
}

/**
 * Reads the locales, flows and reminder files beside the program.
 * @throws Error naming every problem of the files of one kind, with its place
 */
export function readContent(): Content {
  const sentences = readLocales(folders.locales);
  const { files, problems } = readFlows(folders.flows, sentences);
  if (problems.length > 0) throw new Error(`flows are not in order:\n${problems.map(problemLine).join('\n')}`);
  return { sentences, book: makeBook(files, sentences), reminders: readReminderDefaults() };
}
