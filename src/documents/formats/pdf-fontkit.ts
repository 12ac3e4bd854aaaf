/** What is used of fontkit, which has no types of its own. */
export interface Font {
  layout(text: string, features: undefined, script: string, language: undefined, direction: 'ltr'): Run;
  getGlyph(id: number, codePoints?: number[]): Glyph;
  glyphForCodePoint(codePoint: number): Glyph;
  createSubset(): Subset;
  maxp: Record<string, number>;
}

/** The part of a font that goes into a file. */
export interface Subset {
  glyphs: unknown[];
  /** The finished tables, while it is encoded. */
  glyf: Uint8Array[];
  loca: { offsets: number[] };
  hmtx: { metrics: { advance: number; bearing: number }[] };
  offset: number;
  includeGlyph(id: number): number;
  encode(): Uint8Array;
}

export interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: number[];
  path: Path;
  bbox: { minX: number; minY: number; maxX: number; maxY: number };
}

export interface Path {
  commands: { command: string; args: number[] }[];
  translate(x: number, y: number): Path;
}

export interface Position {
  xAdvance: number;
  xOffset: number;
  yOffset: number;
}

export interface Run {
  glyphs: Glyph[];
  positions: Position[];
  advanceWidth: number;
}
