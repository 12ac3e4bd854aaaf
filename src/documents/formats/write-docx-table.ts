import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import { TextRun } from 'docx';
import type { Align, Cell, Digits, HeadingCell, Table as TableContent } from '../content.ts';
import { lineCount } from './line-count.ts';
import { numberText } from './number-text.ts';
import type { Placed } from './table-grid.ts';
import { placeCells, placeHeadings } from './table-grid.ts';
import { BOX_FONT, tick } from './tick.ts';
import { textRuns } from './write-docx-styles.ts';
import { CELL_MARGIN, columnWidths } from './write-docx-widths.ts';

/** The width for text on a page and the height of the sheet, in twentieths of a point. */
export interface Room {
  width: number;
  height: number;
}

/**
 * A table of Word over the whole width: heading rows come again on every page, and a row that is short stays on one page.
 * @throws RangeError when its cells do not fit it, or a figure is no number
 */
export function writeTable(table: TableContent, digits: Digits, room: Room): Table {
  const widths = columnWidths(table, digits, room.width);
  const headings = placeHeadings(table).map(
    (cells) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells.map((placed) => headingCell(placed, widths)),
      }),
  );
  const rows = placeCells(table).map(
    (cells, index) =>
      new TableRow({
        cantSplit: isShort(cells, widths, room.height),
        children: cells.map((placed) => {
          const align = table.columns[placed.column]?.align ?? 'left';
          return bodyCell(placed, { align, isBold: table.rows[index]?.isTotal === true, digits, widths });
        }),
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room.width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: WidthType.DXA, left: CELL_MARGIN, right: CELL_MARGIN, top: 0, bottom: 0 },
    rows: [...headings, ...rows],
  });
}

const HEADING_SHADE = 'F2F2F2';
/** Of 16 pt, on average, in twentieths of a point. */
const LETTER_WIDTH = 125;
const LINE_HEIGHT = 362;

const widthOf = ({ column, columns }: Placed<unknown>, widths: readonly number[]): number =>
  widths.slice(column, column + columns).reduce((all, width) => all + width, 0);

const spans = (placed: Placed<unknown>, widths: readonly number[]) => ({
  ...(placed.columns > 1 ? { columnSpan: placed.columns } : {}),
  ...(placed.rows > 1 ? { rowSpan: placed.rows } : {}),
  width: { size: widthOf(placed, widths), type: WidthType.DXA },
});

const headingCell = (placed: Placed<HeadingCell>, widths: readonly number[]): TableCell =>
  new TableCell({
    ...spans(placed, widths),
    verticalAlign: VerticalAlign.CENTER,
    shading: { fill: HEADING_SHADE },
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: textRuns(placed.cell.text, true) })],
  });

interface Look {
  align: Align;
  isBold: boolean;
  digits: Digits;
  widths: readonly number[];
}

const bodyCell = (placed: Placed<Cell>, { align, isBold, digits, widths }: Look): TableCell =>
  new TableCell({ ...spans(placed, widths), children: cellParagraphs(placed.cell, align, isBold, digits) });

function cellParagraphs(cell: Cell, align: Align, isBold: boolean, digits: Digits): Paragraph[] {
  if ('number' in cell) {
    const alignment = align === 'center' ? AlignmentType.CENTER : AlignmentType.RIGHT;
    return [new Paragraph({ alignment, children: textRuns(numberText(cell, digits), isBold) })];
  }
  if ('isTicked' in cell) {
    const box = new TextRun({ text: tick(cell.isTicked), font: BOX_FONT });
    return [new Paragraph({ alignment: AlignmentType.CENTER, children: [box] })];
  }
  const lines = cell.lines.length === 0 ? [''] : cell.lines;
  return lines.map((line) => new Paragraph({ alignment: ALIGNMENTS[align], children: textRuns(line, isBold) }));
}

const ALIGNMENTS = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };

/** Whether a row takes up less than about a third of a page. */
function isShort(cells: readonly Placed<Cell>[], widths: readonly number[], height: number): boolean {
  const lineCounts = cells.map((placed) => {
    const letters = (widthOf(placed, widths) - 2 * CELL_MARGIN) / LETTER_WIDTH;
    return 'lines' in placed.cell ? lineCount(placed.cell.lines, letters) : 1;
  });
  return Math.max(0, ...lineCounts) * LINE_HEIGHT < height / 3;
}
