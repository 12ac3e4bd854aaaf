import type { Cell, DocumentContent, HeadingCell, Table } from '../content.ts';
import { numberText } from './number-text.ts';
import type { Flow } from './pdf-cell.ts';
import type { Need } from './pdf-columns.ts';
import type { Paper, Style } from './pdf-paper.ts';
import { printableLines } from './pdf-text.ts';
import { placeCells, placeHeadings, type Placed } from './table-grid.ts';
import { unbreakable } from './thai-lines.ts';
import { tick } from './tick.ts';

/** A cell with everything about it but its place on the page. */
export interface Box extends Omit<Placed<unknown>, 'cell'> {
  lines: readonly string[];
  kind: 'heading' | 'figure' | 'text' | 'total';
  align: Flow['align'];
}

/** The cells of the headings. */
export const headingRows = (table: Table): Box[][] =>
  placeHeadings(table).map((row) =>
    row.map(({ cell, ...place }: Placed<HeadingCell>) => ({
      ...place,
      lines: [cell.text],
      kind: 'heading',
      align: 'center',
    })),
  );

/** The cells below the headings, figures written as people read them. */
export function bodyRows(table: Table, digits: DocumentContent['digits']): Box[][] {
  const textsOf = (cell: Cell): readonly string[] =>
    'lines' in cell ? cell.lines : ['number' in cell ? numberText(cell, digits) : tick(cell.isTicked)];
  return placeCells(table).map((row, at) =>
    row.map(({ cell, ...place }) => ({
      ...place,
      lines: textsOf(cell),
      kind: table.rows[at]?.isTotal === true ? 'total' : 'lines' in cell ? 'text' : 'figure',
      align: table.columns[place.column]?.align ?? 'left',
    })),
  );
}

export const styleOf = ({ kind }: Box, size: number): Style => ({
  size,
  weight: kind === 'heading' || kind === 'total' ? 'bold' : 'regular',
});

/** What each column must hold unbroken; the first also what says that its row goes on. */
export function needsOf(paper: Paper, table: Table, rows: readonly Box[][], continued: string): Need[] {
  const mark = paper.measure({ size: 1, weight: 'regular' })(continued);
  const needs = table.columns.map((_, at): Need => ({ figure: 0, word: at === 0 ? mark : 0 }));
  for (const box of rows.flat()) {
    const need = needs[box.column];
    if (need === undefined || box.columns > 1) continue;
    const measure = paper.measure(styleOf(box, 1));
    for (const line of box.lines.flatMap(printableLines)) {
      if (box.kind === 'figure') need.figure = Math.max(need.figure, measure(line));
      else for (const word of unbreakable(line)) need.word = Math.max(need.word, measure(word.trimEnd()));
    }
  }
  return needs;
}
