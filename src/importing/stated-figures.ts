import type { FigureName, StatedFigure } from '../reporting/stated-figures.ts';
import { readAmount } from '../thai/amounts.ts';
import { skeleton } from '../thai/normalise.ts';
import { isBlank } from './cell-text.ts';
import { dimensionHeading, readDimension } from './dimensions.ts';
import type { Row, SourceDocument, Table } from './document.ts';
import { readConclusions } from './stated-sentences.ts';
import { FIGURE_HEADINGS } from './stated-headings.ts';

/** Every figure a document states in tables of sums and in sentences; tables of measures are left to their own reader. */
export function findStatedFigures(document: SourceDocument, isOfMeasures: (table: Table) => boolean): StatedFigure[] {
  let label = '';
  return document.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') {
      label = block.text;
      return readConclusions(block.text, block.line);
    }
    if (isOfMeasures(block)) return [];
    const grouped = byColumnGroups(block, label);
    return grouped.length > 0 ? grouped : byRows(block);
  });
}

/** The figure that a column of a table of sums holds; `null` for none. */
export function figureOf(heading: string): FigureName | null {
  const key = skeleton(heading);
  const has = (word: string) => key.includes(skeleton(word));
  const found = FIGURE_HEADINGS.find(({ all, not = [] }) => all.every(has) && !not.some(has));
  return found?.figure ?? null;
}

/** A row of figures per dimension and one of sums, or a single row about the whole plan. */
function byRows(table: Table): StatedFigure[] {
  const first = table.rows.findIndex(isOfFigures);
  if (first < 1) return [];
  const headings = joinRows(
    table.rows
      .slice(0, first)
      .filter((row) => !isOfFigures(row))
      .slice(-2),
  );
  const figures = headings.map((heading) => (heading.isDimension ? null : figureOf(heading.text)));
  if (figures.filter((figure) => figure !== null).length < 2) return [];
  const dimensionAt = headings.findIndex((heading) => heading.isDimension);
  const rows = table.rows.slice(first).filter(isOfFigures);
  return rows.flatMap((row) => {
    const isSum = row.cells.some((cell) => /^(?:ผล|ยอด)?รวม/.test(cell));
    const dimension = isSum || dimensionAt < 0 ? null : readDimension(row.cells[dimensionAt] ?? '', []);
    if (dimensionAt >= 0 && dimension === null && !isSum) return [];
    if (dimensionAt < 0 && rows.length > 1 && !isSum) return [];
    return figures.flatMap((figure, column) => {
      const value = readAmount(row.cells[column] ?? '');
      if (figure === null || value === null) return [];
      return [{ figure, ...(dimension === null ? {} : { dimension }), value, line: row.line }];
    });
  });
}

/** `มิติที่ 1 | | มิติที่ 2 | …` above `โครงการ | งบประมาณ | …`; the paragraph above says whose budget it is. */
function byColumnGroups(table: Table, label: string): StatedFigure[] {
  const [top, sub, values] = table.rows;
  if (top === undefined || sub === undefined || values === undefined || !isOfFigures(values)) return [];
  if (top.cells.filter((cell) => dimensionHeading(cell) !== null).length < 2) return [];
  const isOrdinance = /ข้อบัญญัติ|เทศบัญญัติ/.test(label);
  const groups = groupsOf(top.cells, values.cells.length);
  return values.cells.flatMap((cell, column) => {
    const group = groups[column] ?? '';
    const figure = figureOf(sub.cells[column] ?? '');
    const value = readAmount(cell);
    const dimension = dimensionHeading(group)?.number;
    if (figure === null || value === null || (dimension === undefined && !group.startsWith('รวม'))) return [];
    const own = isOrdinance && figure === 'plannedBudget' ? 'ordinanceBudget' : figure;
    return [{ figure: own, ...(dimension === undefined ? {} : { dimension }), value, line: values.line }];
  });
}

/** Two cells or more with numbers, and hardly any words. */
function isOfFigures(row: Row): boolean {
  const filled = row.cells.filter((cell) => !isBlank(cell));
  const numbers = filled.filter((cell) => readAmount(cell) !== null);
  return numbers.length >= 2 && numbers.length * 2 >= filled.length;
}

function joinRows(rows: readonly Row[]): { text: string; isDimension: boolean }[] {
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const groups = rows.map((row) => groupsOf(row.cells, width));
  return Array.from({ length: width }, (_, column) => {
    const isBelowFilled = (rows.at(-1)?.cells[column] ?? '') !== '';
    const cells = rows.map((row, index) => {
      const cell = row.cells[column] ?? '';
      return index === rows.length - 1 || (cell === '' && !isBelowFilled) ? cell : (groups[index]?.[column] ?? '');
    });
    const text = cells.join(' ').trim();
    return { text, isDimension: /^มิติ(?:ที)?$/.test(skeleton(text)) };
  });
}

/** The heading that each column stands under: the one before it, or after it in a table written from right to left. */
function groupsOf(cells: readonly string[], width: number): string[] {
  const padded = Array.from({ length: width }, (_, column) => cells[column] ?? '');
  const isFromRight = (padded[0] ?? '') === '' && (padded.at(-1) ?? '') !== '';
  let group = '';
  const filled = (isFromRight ? padded.toReversed() : padded).map((cell) => (group = cell === '' ? group : cell));
  return isFromRight ? filled.toReversed() : filled;
}
