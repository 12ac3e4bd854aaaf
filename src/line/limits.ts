/**
 * LINE's limits, and counting in LINE's units.
 * @see https://developers.line.biz/en/reference/messaging-api/ (the values), https://developers.line.biz/en/docs/messaging-api/text-character-count/ (the units)
 */
export const LIMITS = {
  messagesPerRequest: 5,
  /** UTF-16 units. */
  text: 5000,
  /** People one textV2 may mention. */
  mentions: 20,
  altText: 1500,
  postbackData: 300,
  uri: 1000,
  /** Graphemes. */
  quickReplyLabel: 20,
  flexButtonLabel: 40,
  displayText: 300,
  quickReplies: 13,
  bubblesPerCarousel: 12,
  /** Bytes of JSON; LINE says 30 and 50 KB, the smaller reading of KB is safe. */
  bubble: 30_000,
  carousel: 50_000,
} as const;

export type Unit = 'utf16' | 'graphemes';

/** Length in UTF-16 units: what LINE counts in texts. */
export const utf16 = (text: string): number => text.length;

/** Length in graphemes, what a reader calls characters: what LINE counts in labels. กำลังดำเนินการ has 10 (and 14 UTF-16 units). */
export function graphemes(text: string): number {
  let count = 0;
  for (const _ of GRAPHEMES.segment(text)) count += 1;
  return count;
}

/** Size in bytes of a value as JSON in UTF-8: what LINE counts in Flex messages. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value), 'utf8');

/**
 * A text of at most `max` units; a longer one ends in `…`, cut between words where that costs little, never inside a grapheme.
 * The `…` counts.
 */
export function shorten(text: string, max: number, unit: Unit): string {
  if (lengthWithin(text, max, unit) === text.length) return text;
  if (max < 1) return '';
  const end = lengthWithin(text, max - 1, unit);
  const head = text.slice(0, wordEnd(text, end));
  return `${head.trimEnd()}…`;
}

/**
 * Parts of at most `max` UTF-16 units (at least 8), cut between paragraphs, lines or words where possible and never inside a grapheme
 * that fits into a part. Every cut shows: the part before it ends in `…` and the part after it begins with one.
 */
export function splitText(text: string, max: number): string[] {
  const parts: string[] = [];
  let start = 0;
  for (;;) {
    const mark = start === 0 ? '' : '…';
    const room = max - mark.length;
    if (text.length - start <= room) return [...parts, mark + text.slice(start)];
    const end = start + cutPoint(text.slice(start, start + room + LONG_GRAPHEME), room - 1);
    const next = end + leadingSpace(text, end);
    const isLast = next === text.length;
    parts.push(`${mark}${text.slice(start, end).trimEnd()}${isLast ? '' : '…'}`);
    if (isLast) return parts;
    start = next;
  }
}

const GRAPHEMES = new Intl.Segmenter('th', { granularity: 'grapheme' });
const WORDS = new Intl.Segmenter('th', { granularity: 'word' });

/** How far (UTF-16 units) one may read into the text to have at most `max` units of it, whole graphemes only. */
function lengthWithin(text: string, max: number, unit: Unit): number {
  // No text has more graphemes than UTF-16 units, so most texts need no segmenting.
  if (text.length <= max) return text.length;
  if (unit === 'utf16') return segmentStart(GRAPHEMES, text, max);
  // Segmenting costs by the length of the whole text; its beginning nearly always decides.
  return startOfGrapheme(text.slice(0, max * 8 + LONG_GRAPHEME), max) ?? startOfGrapheme(text, max) ?? text.length;
}

/** Where the grapheme begins that has `count` before it; `undefined` when the text has no more. */
function startOfGrapheme(text: string, count: number): number | undefined {
  let before = 0;
  for (const { index } of GRAPHEMES.segment(text)) {
    if (before === count) return index;
    before += 1;
  }
  return undefined;
}

/** Where the grapheme or word begins that stands at a place of the text. */
function segmentStart(segmenter: Intl.Segmenter, text: string, at: number): number {
  // A little more than the place shows whether the segment goes on there.
  return segmenter.segment(text.slice(0, at + LONG_GRAPHEME)).containing(at)?.index ?? at;
}

/** Length of the white space at a place. */
function leadingSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return SPACE.exec(text)?.[0].length ?? 0;
}

const SPACE = /\s*/y;

/** The last word end at or before `end`, unless that throws away more than a quarter of it. */
function wordEnd(text: string, end: number): number {
  // A word may begin inside a grapheme: a Thai vowel sign behind an emoji does.
  const boundary = segmentStart(GRAPHEMES, text, segmentStart(WORDS, text, end));
  return boundary < end * 0.75 ? end : boundary;
}

/** Where to cut a window of text so that at most `max` units stand before the cut; never at its beginning, so that splitting ends. */
function cutPoint(window: string, max: number): number {
  const head = window.slice(0, max);
  for (const separator of ['\n\n', '\n']) {
    const at = head.lastIndexOf(separator);
    if (at >= max / 2) return at;
  }
  const end = lengthWithin(window, max, 'utf16');
  if (end >= max / 2) return wordEnd(window, end);
  // One grapheme of thousands of marks: cut it, but not between the halves of a character.
  return /[\uD800-\uDBFF]/.test(window.charAt(max - 1)) ? max - 1 : max;
}

/** Enough text after a cut to see whether a grapheme goes on across it; longer graphemes are nobody's writing. */
const LONG_GRAPHEME = 200;
