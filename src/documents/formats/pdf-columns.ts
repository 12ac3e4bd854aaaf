import type { Column } from '../content.ts';

/** What cannot be broken in a column: width of its widest figure and of its widest word, at size 1. */
export interface Need {
  figure: number;
  word: number;
}

/** The largest size at which every column can hold what it must, and the widths of the columns at that size. */
export function fitColumns(
  columns: readonly Column[],
  needs: readonly Need[],
  total: number,
): { size: number; widths: number[] } {
  const leastAt = (size: number) =>
    needs.map(({ figure, word }) => {
      const wanted = word * size;
      // A word as wide as a whole column of a usual table is broken rather than everything made small for it.
      return Math.max(figure * size, wanted > total * WIDEST_WORD ? 0 : wanted, size) + 2 * PADDING;
    });
  let size = columns.length > FEW_COLUMNS ? LARGEST_OF_MANY : LARGEST;
  const fits = () => sum(leastAt(size)) <= total && keepShares(columns, share(columns, leastAt(size), total), total);
  while (size > SMALLEST && !fits()) size -= 0.5;
  return { size, widths: share(columns, leastAt(size), total) };
}

/** Whether no column had to give too much of its share to others. */
function keepShares(columns: readonly Column[], widths: readonly number[], total: number): boolean {
  const shares = sum(columns.map(weight));
  return columns.every((column, at) => (widths[at] ?? 0) >= (MOST_GIVEN * weight(column) * total) / shares);
}

/** The width by the columns' shares; who would get less than the least gets that, and the others share the rest. */
function share(columns: readonly Column[], least: number[], total: number): number[] {
  if (sum(least) >= total) return least.map((width) => (width / sum(least)) * total);
  const fixed = new Set<number>();
  for (;;) {
    const rest = total - sum(least.filter((_, at) => fixed.has(at)));
    const shares = sum(columns.filter((_, at) => !fixed.has(at)).map(weight));
    const widths = columns.map((column, at) => (fixed.has(at) ? (least[at] ?? 0) : (rest * weight(column)) / shares));
    const short = widths.findIndex((width, at) => !fixed.has(at) && width < (least[at] ?? 0));
    if (short < 0) return widths;
    widths.forEach((width, at) => {
      if (width < (least[at] ?? 0)) fixed.add(at);
    });
  }
}

const weight = ({ width }: Column): number => (width > 0 ? width : Number.EPSILON);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Between the border of a cell and its text. */
export const PADDING = 4;

const LARGEST = 16;
/** Many columns at the size of the text would stand a few rows to the page. */
const LARGEST_OF_MANY = 14;
const FEW_COLUMNS = 5;
const SMALLEST = 10;
/** Parts of the share of a column and of the width of the table. */
const MOST_GIVEN = 0.8;
const WIDEST_WORD = 0.2;
