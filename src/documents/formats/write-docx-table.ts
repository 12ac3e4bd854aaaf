import type { IParagraphOptions } from 'docx';
import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import { TextRun } from 'docx';
import type { Align, Cell, Digits, HeadingCell, Table as TableContent } from '../content.ts';
import { numberText } from './number-text.ts';
import type { Placed } from './table-grid.ts';
import { placeCells, placeHeadings } from './table-grid.ts';
import { BOX_FONT, tick } from './tick.ts';
import type { Fit, Room } from './write-docx-fit.ts';
import { fitTable } from './write-docx-fit.ts';
import { sizeOf, textRuns } from './write-docx-styles.ts';
import { CELL_MARGIN } from './write-docx-widths.ts';

/**
 * A table of Word over the whole width: heading rows come again on every page, and a row that is not very long stays on one page. Its letters
 * are as large as its figures and words allow.
 * @throws RangeError when its cells do not fit it, or a figure is no number
 */
export function writeTable(table: TableContent, digits: Digits, room: Room): Table {
  const fit = fitTable(table, digits, room);
  const headings = placeHeadings(table).map(
    (cells) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells.map((placed) => headingCell(placed, fit)),
      }),
  );
  const rows = placeCells(table).map(
    (cells, index) =>
      new TableRow({
        cantSplit: fit.isWhole[index] === true,
        children: cells.map((placed) => {
          const align = table.columns[placed.column]?.align ?? 'left';
          return bodyCell(placed, { align, isBold: table.rows[index]?.isTotal === true, digits, fit });
        }),
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room.width, type: WidthType.DXA },
    columnWidths: [...fit.widths],
    margins: { marginUnitType: WidthType.DXA, left: CELL_MARGIN, right: CELL_MARGIN, top: 0, bottom: 0 },
    rows: [...headings, ...rows],
  });
}

const HEADING_SHADE = 'F2F2F2';

const widthOf = ({ column, columns }: Placed<unknown>, { widths }: Fit): number =>
  widths.slice(column, column + columns).reduce((all, width) => all + width, 0);

const spans = (placed: Placed<unknown>, fit: Fit) => ({
  ...(placed.columns > 1 ? { columnSpan: placed.columns } : {}),
  ...(placed.rows > 1 ? { rowSpan: placed.rows } : {}),
  width: { size: widthOf(placed, fit), type: WidthType.DXA },
});

const headingCell = (placed: Placed<HeadingCell>, fit: Fit): TableCell =>
  new TableCell({
    ...spans(placed, fit),
    verticalAlign: VerticalAlign.CENTER,
    shading: { fill: HEADING_SHADE },
    children: [paragraph('center', fit.size, textRuns(heading(placed.cell.text), true, fit.size), { keepNext: true })],
  });

/** LibreOffice breaks a word behind a bracket anywhere, unless the blank before the bracket does not break. */
const heading = (text: string): string => text.replaceAll(' (', '\u00a0(');

interface Look {
  align: Align;
  isBold: boolean;
  digits: Digits;
  fit: Fit;
}

const bodyCell = (placed: Placed<Cell>, look: Look): TableCell =>
  new TableCell({ ...spans(placed, look.fit), children: cellParagraphs(placed.cell, look) });

function cellParagraphs(cell: Cell, { align, isBold, digits, fit: { size } }: Look): Paragraph[] {
  if ('number' in cell) {
    return [line(numberText(cell, digits), align === 'center' ? align : 'right', isBold, size)];
  }
  if ('isTicked' in cell) {
    const box = new TextRun({ text: tick(cell.isTicked), font: BOX_FONT, ...sizeOf(size) });
    return [paragraph('center', size, [box])];
  }
  const lines = cell.lines.length === 0 ? [''] : cell.lines;
  return lines.map((text) => line(text, align, isBold, size));
}

const line = (text: string, align: Align, isBold: boolean, size: number): Paragraph =>
  paragraph(align, size, textRuns(text, isBold, size));

/** The end of a paragraph has a size too, on which the height of an empty one depends. */
const paragraph = (align: Align, size: number, children: TextRun[], options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...options, alignment: ALIGNMENTS[align], run: sizeOf(size), children });

const ALIGNMENTS = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
