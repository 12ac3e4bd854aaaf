import { editDistance } from './distance.ts';
import { toArabicDigits } from './digits.ts';
import { fold, skeleton } from './normalise.ts';

/** What can be found: the number and title of a measure. */
export interface Searchable {
  number: number;
  title: string;
}

/**
 * The measures that a typed number or a few words mean, best first; `[]` when nothing fits well.
 * A number (`5`, `๕`, `ข้อ ๕`, `#5`, `ม.5`, `มาตรการที่ 5`) means that measure alone. Words may lack tone marks, carry
 * typing errors or the spaces of a scanner.
 */
export function searchMeasures<Item extends Searchable>(items: readonly Item[], query: string): Item[] {
  const number = readNumber(query);
  if (number !== null) {
    const exact = items.filter((item) => item.number === number);
    if (exact.length > 0) return exact;
  }
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return items
    .map((item) => ({ item, score: scoreOf(skeleton(item.title), words) }))
    .filter(({ score }) => score >= FITS)
    .toSorted((a, b) => b.score - a.score || a.item.number - b.item.number)
    .map(({ item }) => item);
}

/** Share of the typed characters that must be found in a title. */
const FITS = 0.7;
const LONGEST_QUERY = 200;

function readNumber(query: string): number | null {
  const found = NUMBERED.exec(toArabicDigits(query).trim());
  return found === null ? null : Number(found[1]);
}

const NUMBERED =
  /^(?:#|no\.?|number|measure|(?:ข้อ|มาตรการ|โครงการ|กิจกรรม|ลำดับ|เลข|หมายเลข|รายการ|ม\.|ค\.|ก\.)(?:ที่)?)?\s*\(?([0-9]{1,4})\)?\.?$/i;

function wordsOf(query: string): string[] {
  const pieces = query
    .slice(0, LONGEST_QUERY)
    .split(/[\s,/]+/)
    .map(skeleton);
  const words = pieces.filter((word) => word.length > 0);
  if (words.length === 0) return [];
  // A scanner's spaces leave pieces too short to mean anything: then the query is one word.
  return words.some((word) => word.length < 2) || fold(query).length < 4 ? [words.join('')] : words;
}

/** Found characters over typed characters, from 0 to 1; a whole query that stands in the title as typed is best. */
function scoreOf(title: string, words: readonly string[]): number {
  const whole = words.join('');
  if (title === whole) return 3;
  if (title.startsWith(whole)) return 2.5;
  if (title.includes(whole)) return 2;
  const found = words.reduce((sum, word) => sum + word.length * wordScore(title, word), 0);
  const apart = whole.length === 0 ? 0 : found / whole.length;
  return Math.max(apart, whole.length >= 6 ? wordScore(title, whole) : 0);
}

/** 1 when the word stands in the title, less by each typing error, 0 beyond one error in four characters. */
function wordScore(title: string, word: string): number {
  if (title.includes(word)) return 1;
  const allowed = Math.floor(word.length / 4);
  if (allowed === 0) return 0;
  const errors = nearest(title, word, allowed);
  return errors > allowed ? 0 : 1 - errors / word.length;
}

/** Least edit distance between the word and any part of the title (Sellers), at most `limit` + 1. */
function nearest(title: string, word: string, limit: number): number {
  let before = Array.from({ length: title.length + 1 }, () => 0);
  for (let row = 1; row <= word.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= title.length; column += 1) {
      const exchanged = (before[column - 1] ?? 0) + (word[row - 1] === title[column - 1] ? 0 : 1);
      now.push(Math.min(exchanged, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return Math.min(limit + 1, ...before, editDistance(title, word, limit));
}
