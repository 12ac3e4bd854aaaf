import type { Font, Subset } from './pdf-fontkit.ts';

/** A glyph of the file: one or several of the font's, each in its place, and the characters it is copied as. */
export interface Letter {
  parts: { id: number; x: number; y: number }[];
  codePoints: number[];
  advanceWidth: number;
}

/** More marks than this on one letter stand beside it. */
export const MOST_PARTS = 6;

/** What a font promises at most of its composite glyphs, when its own are put together once more. */
export function roomForLetters(maxp: Font['maxp']): Font['maxp'] {
  const {
    maxPoints = 0,
    maxContours = 0,
    maxComponentPoints = 0,
    maxComponentContours = 0,
    maxComponentDepth = 0,
  } = maxp;
  return {
    ...maxp,
    maxComponentPoints: MOST_PARTS * Math.max(maxPoints, maxComponentPoints),
    maxComponentContours: MOST_PARTS * Math.max(maxContours, maxComponentContours),
    maxComponentElements: Math.max(MOST_PARTS, maxp['maxComponentElements'] ?? 0),
    maxComponentDepth: maxComponentDepth + 1,
  };
}

/** What pdfkit asks of a subset, for glyphs that are numbered by their place in `letters`. */
export function subsetOf(font: Font, letters: readonly Letter[]): Pick<Subset, 'includeGlyph' | 'encode'> {
  const subset = font.createSubset();
  const places = new Map<number, number>();
  const addGlyph = Reflect.get(subset, ADD_GLYPH) as (id: number) => number;
  const add = (glyph: unknown): number =>
    typeof glyph === 'number' ? addGlyph.call(subset, glyph) : addLetter(subset, font, glyph as Letter);
  Object.assign(subset, { [ADD_GLYPH]: add });
  return {
    includeGlyph: (number) => {
      let place = places.get(number);
      if (place === undefined) {
        const letter = letters[number] as Letter;
        place = subset.glyphs.push(letter) - 1;
        places.set(number, place);
      }
      return place;
    },
    encode: () => subset.encode(),
  };
}

/** Writes a composite glyph (OpenType, table `glyf`). */
function addLetter(subset: Subset, font: Font, { parts, advanceWidth }: Letter): number {
  const boxes = parts.flatMap(({ id, x, y }) => {
    const { minX, minY, maxX, maxY } = font.getGlyph(id).bbox;
    return Number.isFinite(minX) ? [[minX + x, minY + y, maxX + x, maxY + y] as const] : [];
  });
  const box =
    boxes.length === 0 ? [0, 0, 0, 0] : EDGES.map((pick, at) => pick(...boxes.map((edges) => edges[at] as number)));
  const bytes = new DataView(new ArrayBuffer(boxes.length === 0 ? 0 : 10 + 8 * parts.length));
  if (boxes.length > 0) {
    bytes.setInt16(0, -1);
    box.forEach((edge, at) => bytes.setInt16(2 + 2 * at, edge));
    parts.forEach(({ id, x, y }, at) => {
      const start = 10 + 8 * at;
      bytes.setUint16(start, ARGUMENTS | (at < parts.length - 1 ? MORE_COMPONENTS : 0));
      bytes.setUint16(start + 2, subset.includeGlyph(id));
      bytes.setInt16(start + 4, x);
      bytes.setInt16(start + 6, y);
    });
  }
  subset.loca.offsets.push(subset.offset);
  subset.hmtx.metrics.push({ advance: advanceWidth, bearing: box[0] ?? 0 });
  subset.offset += bytes.byteLength;
  return subset.glyf.push(new Uint8Array(bytes.buffer)) - 1;
}

/** fontkit's step that adds a glyph to the tables: the one place where one can be made. */
const ADD_GLYPH = '_addGlyph';
const EDGES = [Math.min, Math.min, Math.max, Math.max];
/** Words (0x1) that are offsets (0x2). */
const ARGUMENTS = 0x3;
const MORE_COMPONENTS = 0x20;
