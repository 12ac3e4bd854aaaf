/** Lines that texts take up, each its own paragraph, where so many letters fit side by side; an estimate on the high side. */
export function lineCount(texts: readonly string[], lettersPerLine: number): number {
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, lettersPerLine))), 0);
}

/** Vowels and tone marks above and below their consonant take no width. */
const widthOf = (text: string): number => text.replace(/\p{Mn}/gu, '').length;
