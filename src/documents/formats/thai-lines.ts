import { insideWords } from './pdf-words.ts';

/** Width of a text on the page, in the unit the width of a line is given in. */
export type Measure = (text: string) => number;

/**
 * A text in lines no wider than `width`, the first no wider than `first`. A line ends between words, never before a sign that
 * belongs to the word before it; a word wider than a line is broken between its letters. Blanks stay at the end of their
 * line, so that the lines joined are the text.
 */
export function breakLines(text: string, width: number, measure: Measure, first = width): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const put = (piece: string) => {
    if (line !== '' && used + measure(piece.trimEnd()) > (lines.length === 0 ? first : width) + SLACK) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += piece;
    used += measure(piece);
  };
  for (const piece of unbreakable(text)) {
    if (measure(piece.trimEnd()) <= Math.min(width, first) + SLACK) put(piece);
    else for (const letter of joined(GRAPHEMES.segment(piece))) put(letter);
  }
  return [...lines, line];
}

/** What sums of widths are off by: a column made for its widest word must hold it. */
const SLACK = 1e-6;

/** The same number of lines, of about the same length: for what stands in the middle. */
export function breakEvenly(text: string, width: number, measure: Measure): string[] {
  let lines = breakLines(text, width, measure);
  let low = Math.max(...unbreakable(text).map((piece) => measure(piece.trimEnd())), measure(text) / lines.length);
  let high = width;
  while (lines.length > 1 && high - low > width / 50) {
    const middle = (low + high) / 2;
    const tried = breakLines(text, middle, measure);
    if (tried.length > lines.length) low = middle;
    else [lines, high] = [tried, middle];
  }
  return lines;
}

/** The pieces of a text that stay on one line: words with their signs and the blanks behind them. */
export function unbreakable(text: string): string[] {
  return text.split(BREAK_HERE).flatMap((part) => joined(WORDS.segment(part), insideWords(part)));
}

/** Segments, put together where no line may end. */
function joined(segments: Iterable<Intl.SegmentData>, kept: ReadonlySet<number> = new Set()): string[] {
  const pieces: string[] = [];
  for (const { segment, index } of segments) {
    const before = pieces.at(-1);
    if (before === undefined || (mayBreak(before, segment) && !kept.has(index))) pieces.push(segment);
    else pieces[pieces.length - 1] = before + segment;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return false;
  if (/\s$/u.test(before)) return !(YEAR_FOLLOWS.test(before) && /^\p{N}/u.test(after));
  return !NOT_FIRST_UNLESS_APART.test(after) && !(JOINS.test(before) && /^[\p{L}\p{N}]/u.test(after));
}

const BREAK_HERE = '\u200b';
const WORDS = new Intl.Segmenter('th', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('th', { granularity: 'grapheme' });

// Marks, vowels written behind their consonant, repetition and abbreviation signs, closing brackets, blanks.
const NEVER_FIRST = /^[\p{M}ะาำๅๆฯ\p{Pe}\p{Pf}%‰\s]/u;
// Vowels written before their consonant, opening brackets, signs of what follows; a blank that does not break.
const NEVER_LAST = /(?:[เแโใไ\p{Ps}\p{Pi}฿$#]\s*|\u00a0)$/u;
const NOT_FIRST_UNLESS_APART = /^[.,:;!?/\-–—…"'·]/u;
// Abbreviations (พ.ศ.), dates and times (1/2570, 08:30), numbers of laws.
const JOINS = /(?:\.|\p{N}[/:,–-])$/u;
const YEAR_FOLLOWS = /[พค]\.ศ\. $/u;
