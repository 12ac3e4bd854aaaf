import type { Column } from '../content.ts';
import type { Need } from './column-needs.ts';

/** At the sides of every cell, in twentieths of a point, as all widths here. */
export const CELL_MARGIN = 60;
/** For the lines of the table and what programs round. */
const BORDERS = 30;
const TWENTIETHS = 20;
/** A word wider than this share of the table is broken, or everything else would be made small for it. */
const WIDEST_WORD = 0.2;
/** What a column of texts keeps of its share at least. */
const KEPT = 0.8;

/** The room for text in a cell of this width, at size 1. */
export const textRoom = (width: number, size: number): number =>
  Math.max(1, (width - 2 * CELL_MARGIN - BORDERS) / (size * TWENTIETHS));

/** The width of a cell for a text of this width at size 1. */
export const cellWidth = (width: number, size: number): number => width * size * TWENTIETHS + 2 * CELL_MARGIN + BORDERS;

/**
 * Widths of the columns at a size of letters, in whole units that add up to the total: each has what it needs, the rest goes by
 * their shares to those whose texts are longer. Tells whether that is enough for every figure, word and share.
 */
export function columnWidths(
  columns: readonly Column[],
  needs: readonly Need[],
  size: number,
  total: number,
): { widths: number[]; isEnough: boolean } {
  const weights = columns.map(({ width }) => Math.max(width, Number.EPSILON));
  const limits = needs.map(({ fixed, word, line }, at): Limits => {
    const wanted = cellWidth(word, size);
    const least = Math.max(cellWidth(fixed, size), wanted > total * WIDEST_WORD ? 0 : wanted);
    return { share: (total * (weights[at] ?? 0)) / sum(weights), least, most: Math.max(least, cellWidth(line, size)) };
  });
  const widths = between(limits, total);
  const isEnough =
    sum(limits.map(({ least }) => least)) <= total &&
    limits.every(({ share, most }, at) => (widths[at] ?? 0) >= Math.min(most, share * KEPT));
  return { widths: rounded(widths), isEnough };
}

interface Limits {
  share: number;
  least: number;
  most: number;
}

/** The widths by the shares, none below its least, and none above its most unless all have that. */
function between(limits: readonly Limits[], total: number): number[] {
  const least = limits.map((limit) => limit.least);
  if (sum(least) >= total) return scaled(least, total);
  const most = limits.map((limit) => limit.most);
  if (sum(most) <= total) return scaled(most, total);
  const widthsAt = (factor: number): number[] =>
    limits.map((limit) => Math.max(limit.least, Math.min(limit.most, limit.share * factor)));
  let low = 0;
  let high = 1;
  while (sum(widthsAt(high)) < total) high *= 2;
  while (high - low > high * PRECISION) {
    const middle = (low + high) / 2;
    if (sum(widthsAt(middle)) < total) low = middle;
    else high = middle;
  }
  return widthsAt(high);
}

const PRECISION = 1e-6;

const scaled = (widths: readonly number[], total: number): number[] =>
  widths.map((width) => (width / sum(widths)) * total);

function rounded(widths: readonly number[]): number[] {
  const edges = widths.map((_, at) => Math.round(sum(widths.slice(0, at + 1))));
  return edges.map((edge, at) => edge - (edges[at - 1] ?? 0));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
