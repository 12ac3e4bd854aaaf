import { toThaiDigits } from '../../thai/digits.ts';
import type { Cell, Digits } from '../content.ts';

export type NumberCell = Extract<Cell, { number: number }>;

/**
 * A figure as people read it: thousands with commas, two decimals unless it is a whole number, in the digits that are wanted.
 * @throws RangeError for what is no figure (NaN, infinite)
 */
export function numberText(cell: NumberCell, digits: Digits): string {
  const text = (cell.as === 'whole' ? GROUPED.whole : GROUPED.decimal).format(finite(cell));
  return digits === 'thai' ? toThaiDigits(text) : text;
}

/**
 * A figure as programs read it: no separators, a dot before its decimals, Arabic digits.
 * @throws RangeError for what is no figure (NaN, infinite)
 */
export const plainNumber = (cell: NumberCell): string =>
  (cell.as === 'whole' ? PLAIN.whole : PLAIN.decimal).format(finite(cell));

/** The number of a cell, which must be one. */
export function finite({ number }: NumberCell): number {
  if (!Number.isFinite(number)) throw new RangeError(`${number} is no figure of a document`);
  return number;
}

// What rounds to nothing has no sign; halves are rounded up as they are written, 1.005 to 1.01.
const formats = (useGrouping: boolean) => {
  const options = { useGrouping, signDisplay: 'negative' } as const;
  return {
    whole: new Intl.NumberFormat('en-US', { ...options, maximumFractionDigits: 0 }),
    decimal: new Intl.NumberFormat('en-US', { ...options, minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
};
const GROUPED = formats(true);
const PLAIN = formats(false);
