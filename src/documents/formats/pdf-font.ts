import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font, Glyph, Position, Run } from './pdf-fontkit.ts';
import { operatorsOf } from './pdf-outline.ts';
import { SIGNS } from './pdf-signs.ts';
import { MOST_PARTS, roomForLetters, subsetOf, type Letter } from './pdf-subset.ts';
import type { Measure } from './thai-lines.ts';

export type Weight = 'regular' | 'bold';

/** A font as one document uses it. */
export interface Face {
  /** What pdfkit takes for a font. */
  source: string;
  /** Width at size 1. */
  measure: Measure;
}

/** The font for one document; the file is read once. */
export function openFace(weight: Weight): Face {
  const shaper = new Shaper(fontOf(weight));
  const widths = new Map<string, number>();
  const measure = (text: string): number => {
    // Shaping takes the square of the length, and nothing so long stands on one line.
    if (text.length > LONG) return measure(text.slice(0, LONG)) + measure(text.slice(LONG));
    let width = widths.get(text);
    if (width === undefined) {
      width = shaper.layout(text).advanceWidth / UNITS;
      widths.set(text, width);
    }
    return width;
  };
  return { source: shaper.source() as string, measure };
}

/** The text as one shape, for what is drawn and not read: operators of a page, at size 1000 from the base line, y upwards. */
export function outlineOf(text: string, weight: Weight): { operators: string; width: number } {
  const { glyphs, positions, advanceWidth } = fontOf(weight).layout(text, undefined, 'thai', undefined, 'ltr');
  let x = 0;
  const shapes = glyphs.map((glyph, at) => {
    const { xOffset, yOffset, xAdvance } = positions[at] as Position;
    const shape = operatorsOf(glyph.path.translate(x + xOffset, yOffset));
    x += xAdvance;
    return shape;
  });
  return { operators: shapes.join('\n'), width: advanceWidth };
}

/**
 * Shapes a text so that it also copies back. In the font marks have no width, and readers of a file lose or misplace what has
 * none: here a letter is drawn with its marks as one glyph, and a glyph behind it is there to be read as the marks.
 */
class Shaper {
  readonly #font: Font;
  readonly #numbers = new Map<string, number>();
  readonly #letters: Letter[] = [];

  constructor(font: Font) {
    this.#font = font;
  }

  /** The font with its own layout and subset: pdfkit takes whatever can lay out text. */
  source(): unknown {
    return Object.create(this.#font, {
      layout: { value: (text: string) => this.layout(text) },
      createSubset: { value: () => subsetOf(this.#font, this.#letters) },
    });
  }

  layout(text: string): ShapedRun {
    const letters = lettersOf(this.#font.layout(text, undefined, 'thai', undefined, 'ltr'));
    for (const letter of letters) if (SIGNS.has(letter.codePoints[0] ?? 0)) this.#makeSign(letter);
    return {
      glyphs: letters.map((letter) => ({
        id: this.#numberOf(letter),
        codePoints: letter.codePoints,
        advanceWidth: letter.advanceWidth,
      })),
      positions: letters.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, xOffset: 0, yOffset: 0 })),
      advanceWidth: letters.reduce((width, { advanceWidth }) => width + advanceWidth, 0),
    };
  }

  /** What is drawn over a sign needs its room and nothing of the font. */
  #makeSign(letter: Letter): void {
    letter.parts = [{ id: this.#font.glyphForCodePoint(SPACE).id, x: 0, y: 0 }];
    letter.advanceWidth = SIGN_WIDTH;
  }

  #numberOf(letter: Letter): number {
    const key = JSON.stringify(letter);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#letters.push(letter) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** What pdfkit reads of a run. */
type ShapedRun = Pick<Run, 'positions' | 'advanceWidth'> & { glyphs: Omit<Glyph, 'path' | 'bbox'>[] };

/**
 * Draws the marks with the letter they stand on, and lets a glyph without ink behind it stand for them. One half of ำ is a mark
 * too; what it is read as stands with the other half.
 */
function lettersOf({ glyphs, positions }: Run): Letter[] {
  const groups: { base: Letter; marks: number[] }[] = [];
  glyphs.forEach(({ id, codePoints }, at) => {
    const { xAdvance, xOffset, yOffset } = positions[at] as Position;
    const last = groups.at(-1);
    if (last !== undefined && xAdvance === 0 && last.base.parts.length < MOST_PARTS) {
      last.base.parts.push({ id, x: last.base.advanceWidth + xOffset, y: yOffset });
      last.marks.push(...codePoints);
      return;
    }
    const isSecondHalf = codePoints.length === 0 && last?.marks.at(-1) === SARA_AM;
    const letters = isSecondHalf ? last.marks.splice(-1) : [...codePoints];
    groups.push({
      base: { parts: [{ id, x: xOffset, y: yOffset }], codePoints: letters, advanceWidth: xAdvance },
      marks: [],
    });
  });
  return groups.flatMap(({ base, marks }) => {
    if (marks.length === 0) return [base];
    const room = base.advanceWidth > 2 * MARK_WIDTH ? MARK_WIDTH : 0;
    return [
      { ...base, advanceWidth: base.advanceWidth - room },
      { parts: [], codePoints: marks, advanceWidth: room },
    ];
  });
}

// fontkit is pdfkit's own: the one it works with is the one to use.
const require = createRequire(import.meta.url);
const fontkit = createRequire(require.resolve('pdfkit'))('fontkit') as { create(bytes: Uint8Array): Font };

const FILES: Record<Weight, string> = {
  regular: '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf',
  bold: '@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf',
};
const fonts = new Map<Weight, Font>();

function fontOf(weight: Weight): Font {
  let font = fonts.get(weight);
  if (font === undefined) {
    font = rememberingNoLetters(fontkit.create(readFileSync(require.resolve(FILES[weight]))));
    fonts.set(weight, font);
  }
  return font;
}

/** A glyph of fontkit carries the letters it was first met with, in whichever document; here each has its own. */
function rememberingNoLetters(font: Font): Font {
  const getGlyph = (id: number, codePoints: number[] = []): Glyph =>
    Object.create(font.getGlyph(id), { codePoints: { value: codePoints } }) as Glyph;
  return Object.create(font, { getGlyph: { value: getGlyph }, maxp: { value: roomForLetters(font.maxp) } }) as Font;
}

const UNITS = 1000;
const LONG = 300;
const SPACE = 0x20;
const SARA_AM = 0xe33;
/**
 * In thousandths of the size. Readers that find words by the places of their letters take less than 100 for a letter drawn
 * twice (Poppler), and more than 102 behind a mark for a blank (PDF.js).
 */
const MARK_WIDTH = 101;
/** Width of a sign that is drawn, in thousandths of the size. */
const SIGN_WIDTH = 900;
