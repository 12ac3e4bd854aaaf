import { readAmount } from '../thai/amounts.ts';
import { readStatus } from '../thai/statuses.ts';
import { isBlank, isTicked } from './cell-text.ts';
import { readDimension } from './dimensions.ts';
import { columnNumber } from './numbering.ts';
import type { Layout } from './table-layout.ts';

/**
 * A row whose cells slipped by one column, put back: an empty cell added or taken out where that makes the columns of
 * numbers and ticks fit and more of them filled. `null` when the row fits as it stands, or nothing makes it fit better.
 */
export function alignRow(layout: Layout, cells: readonly string[]): string[] | null {
  const start = fitOf(layout, cells);
  if (start.wrong === 0 || cells.length > WIDEST) return null;
  let best: { cells: string[]; right: number; wrong: number } | null = null;
  for (const candidate of candidates(cells, layout.columns.length)) {
    const fit = fitOf(layout, candidate);
    const isBetter = fit.wrong < (best?.wrong ?? start.wrong) && fit.right > start.right;
    if (isBetter) best = { cells: candidate, ...fit };
  }
  return best?.cells ?? null;
}

const WIDEST = 60;

function candidates(cells: readonly string[], width: number): string[][] {
  const changed: string[][] = [];
  for (let at = 0; at < cells.length; at += 1) {
    if (isBlank(cells[at] ?? '')) changed.push(cells.toSpliced(at, 1));
    changed.push(cells.toSpliced(at, 0, ''));
  }
  return changed.filter((row) => row.slice(width).every(isBlank));
}

/** How many filled cells are what their column holds, and how many are not. */
function fitOf(layout: Layout, cells: readonly string[]): { right: number; wrong: number } {
  let right = 0;
  let wrong = 0;
  for (const [index, column] of layout.columns.entries()) {
    const cell = cells[index] ?? '';
    if (column === null || 'calendar' in column || isBlank(cell)) continue;
    const fits = 'tick' in column ? isTicked(cell) : fitsField(column.field, cell);
    if (fits === true) right += 1;
    if (fits === false) wrong += 1;
  }
  return { right, wrong };
}

function fitsField(field: string, cell: string): boolean | null {
  switch (field) {
    case 'number':
      return columnNumber(cell) !== null;
    case 'plannedBudget':
    case 'ordinanceBudget':
    case 'disbursed':
      return readAmount(cell) !== null;
    case 'dimension':
      return readDimension(cell, []) !== null || cell.length > 3;
    case 'status':
      return readStatus(cell) !== null || (readAmount(cell) === null ? null : false);
    case 'title':
      return /\p{L}{3}/u.test(cell);
    default:
      return null;
  }
}
