import { textWidth } from './letter-widths.ts';

/** Lines that texts take up, each its own paragraph, in a room of this width at size 1; an estimate on the high side. */
export function lineCount(texts: readonly string[], room: number): number {
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / (room * FILLED))), 0);
}

/** What of a line is full before its next word goes below. */
const FILLED = 0.9;
