import * as fc from 'fast-check';
import { graphemes, jsonBytes, shorten, splitText, utf16 } from '../../src/line/limits.ts';

const STATUS = 'กำลังดำเนินการ';
const FAMILY = '👩‍👩‍👧‍👦';

/** Thai, emoji sequences, combining marks, right-to-left, half characters, line ends. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('ก', 'ำ', 'ที่', ' ', '\n', '\n\n', STATUS, FAMILY, 'e\u0301', 'مرحبا', '\ud83d', '🇹🇭', '"', '\\'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const boundaries = (text: string): Set<number> =>
  new Set([...[...new Intl.Segmenter('th').segment(text)].map(({ index }) => index), text.length]);

test('LINE’s units: กำลังดำเนินการ is 14 UTF-16 units and 10 graphemes', () => {
  expect(utf16(STATUS)).toBe(14);
  expect(graphemes(STATUS)).toBe(10);
  expect(graphemes(FAMILY)).toBe(1);
  expect(utf16(FAMILY)).toBe(11);
});

test('JSON is counted in bytes of UTF-8', () => {
  expect(jsonBytes({ a: 'ก' })).toBe('{"a":""}'.length + 3);
});

describe('shorten', () => {
  test('leaves what fits alone', () => {
    expect(shorten(STATUS, 10, 'graphemes')).toBe(STATUS);
    expect(shorten(STATUS, 14, 'utf16')).toBe(STATUS);
  });

  test('cuts Thai between words and shows it', () => {
    expect(shorten('ประกาศเจตนารมณ์ป้องกันการทุจริต', 20, 'graphemes')).toBe('ประกาศเจตนารมณ์ป้องกัน…');
  });

  test('cuts a word that is longer than everything', () => {
    expect(shorten('aaaaaaaaaa', 4, 'graphemes')).toBe('aaa…');
    expect(shorten(FAMILY + FAMILY, 12, 'utf16')).toBe(`${FAMILY}…`);
    expect(shorten(FAMILY + FAMILY, 5, 'utf16')).toBe('…');
    expect(shorten('abc', 0, 'utf16')).toBe('');
  });

  test('is never longer than asked, always the beginning of the text, never half a grapheme', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), fc.constantFrom('utf16' as const, 'graphemes' as const), (text, max, unit) => {
        const short = shorten(text, max, unit);
        expect((unit === 'utf16' ? utf16 : graphemes)(short)).toBeLessThanOrEqual(max);
        if (short === text || max === 0) return;
        expect(short.endsWith('…')).toBe(true);
        const kept = short.slice(0, -1);
        expect(text.startsWith(kept)).toBe(true);
        // Spaces before the cut are trimmed; with them the cut is at the edge of a grapheme.
        const spaces = /^\s*/.exec(text.slice(kept.length))?.[0].length ?? 0;
        const edges = boundaries(text);
        const cuts = Array.from({ length: spaces + 1 }, (_, more) => kept.length + more);
        expect(cuts.some((cut) => edges.has(cut))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('does not part a vowel sign from the emoji it was typed behind', () => {
    const family = '\u{1F469}\u200D\u{1F467}\u0E33';
    expect(shorten(`กกกกกกกกกกก${family}ก`, 12, 'graphemes')).toBe('กกกกกกกกกกก…');
  });
});

describe('splitText', () => {
  test('prefers paragraphs, then lines, then words, and shows every cut', () => {
    expect(splitText('12345678\n\nabc', 12)).toEqual(['12345678…', '…abc']);
    expect(splitText('12345678\nabc', 11)).toEqual(['12345678…', '…abc']);
    expect(splitText('ประกาศเจตนารมณ์ป้องกันการทุจริต', 26)).toEqual(['ประกาศเจตนารมณ์ป้องกันการ…', '…ทุจริต']);
    expect(splitText('สั้น', 12)).toEqual(['สั้น']);
  });

  test('loses nothing but white space at the cuts, and every part fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 60 }), (text, max) => {
        const parts = splitText(text, max);
        for (const part of parts) expect(utf16(part)).toBeLessThanOrEqual(max);
        const joined = parts
          .map((part, index) => part.slice(index === 0 ? 0 : 1, index === parts.length - 1 ? undefined : -1))
          .join('');
        expect(joined.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  test('ends on texts without any place to cut', () => {
    expect(splitText('x'.repeat(100_000), 5000)).toHaveLength(21);
    expect(splitText(`e${'\u0301'.repeat(20_000)}`, 5000).length).toBeLessThan(6);
  });
});
