import type { Digits, Table } from '../content.ts';
import { columnNeeds } from './column-needs.ts';
import { lineCount } from './line-count.ts';
import { placeCells } from './table-grid.ts';
import { columnWidths, textRoom } from './write-docx-widths.ts';

/** The width for text on a page and the height of the sheet, in twentieths of a point. */
export interface Room {
  width: number;
  height: number;
}

/** How a table is set: the size of its letters in points, the widths of its columns, and of each row whether it stays on one page. */
export interface Fit {
  size: number;
  widths: readonly number[];
  isWhole: readonly boolean[];
}

/** Sizes that are tried, the last one for what does not fit at all. */
const SIZES = [16, 14, 12, 11] as const;
const SMALLEST = 10;
/** No table is set smaller than this only because its rows are long. */
const SMALLEST_FOR_ROWS = 12;
/** Of the height of the sheet: what a row should not exceed, and up to where it stays on one page. */
const SHORT_ROW = 0.4;
const WHOLE_ROW = 0.65;
const LINE_HEIGHT = 1.4;

/**
 * The largest size at which no figure and no word is broken, in the font that is meant and in those that take its place, and at
 * which texts have about their share of the width and every row is short.
 * @throws RangeError when the cells of the table do not fit it, or a figure is no number
 */
export function fitTable(table: Table, digits: Digits, room: Room): Fit {
  const needs = columnNeeds(table, digits);
  const setIn = (size: number) => {
    const { widths, isEnough } = columnWidths(table.columns, needs, size, room.width);
    const heights = rowHeights(table, widths, size).map((height) => height / room.height);
    const isShort = heights.every((height) => height <= SHORT_ROW);
    const isWhole = heights.map((height) => height <= WHOLE_ROW);
    return { size, widths, isWhole, isGood: isEnough && (size <= SMALLEST_FOR_ROWS || isShort) };
  };
  for (const size of SIZES) {
    const { isGood, ...fit } = setIn(size);
    if (isGood) return fit;
  }
  return setIn(SMALLEST);
}

/** Estimates on the high side. */
function rowHeights(table: Table, widths: readonly number[], size: number): number[] {
  return placeCells(table).map((cells) => {
    const lineCounts = cells.map(({ cell, column, rows }) => {
      return 'lines' in cell ? lineCount(cell.lines, textRoom(widths[column] ?? 0, size)) / rows : 1;
    });
    return Math.max(1, ...lineCounts) * size * 20 * LINE_HEIGHT;
  });
}
