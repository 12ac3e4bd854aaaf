import type { Facts } from './facts.ts';

const LETTERS = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** The beginning of a text, on one line; where something is left out, `…` says so. `longest` in graphemes. */
export function excerpt(text: string, longest: number): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  if (line.length <= longest) return line;
  const letters = Array.from(LETTERS.segment(line.slice(0, longest * UNITS)), ({ segment }) => segment);
  const isWhole = letters.length <= longest && line.length <= longest * UNITS;
  return isWhole ? line : `${letters.slice(0, longest).join('')}…`;
}

/** UTF-16 units of the longest graphemes that occur: more need not be looked at. */
const UNITS = 8;

/** In a group nobody reads pages: what is long is shown in full in the 1:1 chat. */
export const inBrief = <Value>(value: Value, { chat }: Facts): Value | string =>
  chat !== 'user' && typeof value === 'string' ? excerpt(value, LONGEST_IN_GROUP) : value;

/** Graphemes. */
const LONGEST_IN_GROUP = 200;
