import { chatLink } from './chat-link.ts';
import type { Facts } from './facts.ts';
import type { Command } from './flow.ts';
import type { Choice } from './message.ts';

/** What opens the 1:1 chat with these words typed already; nothing in a 1:1 chat, or where LINE has not told how. */
export function toPrivate(
  { bot, chat }: Pick<Facts, 'bot' | 'chat'>,
  words: string,
  label = 'manners.toPrivate',
): Choice[] {
  if (chat === 'user' || bot === undefined) return [];
  const whole = chatLink(bot, words);
  const link = whole.length <= LONGEST_LINK ? whole : chatLink(bot, '');
  return [{ label: { key: label }, data: '', link }];
}

/** UTF-16 units of an address LINE takes. */
const LONGEST_LINK = 1000;

/** A command as it is typed, with the number of the measure a button named. */
export function wordsFor(
  facts: Facts,
  command: Command,
  { typed, measure }: { typed?: string; measure?: string },
): string {
  const word = facts.official(`menu.${command}`);
  // A code is never repeated where others read it.
  if (command === 'register') return word;
  const row = facts.plans.flatMap(({ rows }) => rows).find(({ id }) => id === measure);
  return [word, row === undefined ? (typed ?? '') : String(row.measure.number)].join(' ').trim();
}
