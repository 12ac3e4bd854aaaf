import type { Digits, Table } from '../content.ts';
import { numberText } from './number-text.ts';

/** At the sides of every cell, in twentieths of a point, as all measures here. */
export const CELL_MARGIN = 80;
/** Of Thai digits in 16 pt of Sarabun, the widest of the fonts it may be shown in, and of what stands between them. */
const DIGIT_WIDTH = 225;
const SEPARATOR_WIDTH = 95;
/** Columns of figures widen at the cost of the others up to this share of the table. */
const MOST_FOR_FIGURES = 0.6;

/** Widths of the columns by their shares, in whole units that add up to the total; no figure is broken where there is room for it. */
export function columnWidths(table: Table, digits: Digits, total: number): number[] {
  const shares = table.columns.map(({ width }) => width);
  const least = table.columns.map((_, column) => widestFigure(table, column, digits));
  return rounded(sum(least) > total * MOST_FOR_FIGURES ? byShare(shares, total) : widened(shares, least, total));
}

function widestFigure({ rows }: Table, column: number, digits: Digits): number {
  const widths = rows.map(({ cells }) => {
    const cell = cells[column];
    if (cell === undefined || cell === null || !('number' in cell)) return 0;
    const text = numberText(cell, digits);
    const separators = text.match(/[,.-]/g)?.length ?? 0;
    return 2 * CELL_MARGIN + (text.length - separators) * DIGIT_WIDTH + separators * SEPARATOR_WIDTH;
  });
  return widths.reduce((widest, width) => Math.max(widest, width), 0);
}

/** Columns too narrow for their figures get what these need, again until the rest of the width goes by the shares of the rest. */
function widened(shares: readonly number[], least: readonly number[], total: number): number[] {
  const widths = byShare(shares, total);
  const isNarrow = widths.map((width, at) => width < (least[at] ?? 0));
  if (!isNarrow.includes(true)) return widths;
  const taken = sum(least.filter((_, at) => isNarrow[at] === true));
  const others = widened(
    shares.map((share, at) => (isNarrow[at] === true ? 0 : share)),
    least.map((width, at) => (isNarrow[at] === true ? 0 : width)),
    total - taken,
  );
  return others.map((width, at) => (isNarrow[at] === true ? (least[at] ?? 0) : width));
}

const byShare = (shares: readonly number[], total: number): number[] =>
  shares.map((share) => (share / (sum(shares) || 1)) * total);

function rounded(widths: readonly number[]): number[] {
  const edges = widths.map((_, at) => Math.round(sum(widths.slice(0, at + 1))));
  return edges.map((edge, at) => edge - (edges[at - 1] ?? 0));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
