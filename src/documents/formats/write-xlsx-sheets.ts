import type { Stream } from 'node:stream';
import type { CellObject, Row, Sheet } from 'write-excel-file/node';
import type { Align, Block, Cell, Digits, DocumentContent, Table } from '../content.ts';
import { joinLines } from './clean-text.ts';
import { columnNeeds } from './column-needs.ts';
import { lineCount } from './line-count.ts';
import type { NumberCell } from './number-text.ts';
import { finite } from './number-text.ts';
import type { Placed } from './table-grid.ts';
import { placeCells, placeHeadings } from './table-grid.ts';
import { BOX_FONT, tick } from './tick.ts';
import { cellValue } from './write-xlsx-texts.ts';

/** What the library takes for a part of a file. */
export type FileContent = Stream | Buffer | Blob;

/** A sheet, and the rows (from 1) that are printed on each of its pages. */
export interface WrittenSheet {
  sheet: Sheet<FileContent>;
  repeated?: { from: number; to: number };
}

/** In characters, of what fits the width of a page. */
const WIDTHS = { portrait: 75, landscape: 110 } as const;
/** Of running text: narrow enough to fit with a wider font too, since some programs scale no single column. */
const TEXT_WIDTHS = { portrait: 58, landscape: 86 } as const;
const NARROWEST = 5;
/** Width of a character of a column's width in that of letters, whose size is 1. */
const CHARACTER = 0.54;
/** In characters: the sides of a cell, and the word above which a word is broken. */
const PADDING = 1.5;
const WIDEST_WORD = 20;
/** In points, as Excel allows them. */
const LINE_HEIGHT = 27;
const HIGHEST_ROW = 409;
const IN_TABLE = { borderStyle: 'thin', wrap: true, alignVertical: 'top' } as const;
const HEADING = {
  ...IN_TABLE,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  backgroundColor: '#F2F2F2',
} as const;
const BOLD = { fontWeight: 'bold' } as const;

/** The sheet of what is not in tables; the title of the document when there is nothing. */
export function textSheet({ blocks, title, draft, orientation }: DocumentContent, name: string): WrittenSheet {
  const lines = blocks.flatMap(linesOf);
  const cells = [
    ...(draft === undefined ? [] : [line(draft, 'right', true)]),
    ...(lines.length === 0 ? [line(title, 'center', true)] : lines),
  ];
  const width = TEXT_WIDTHS[orientation];
  const data = cells.map((cell) => [{ ...cell, height: Math.min(HIGHEST_ROW, linesIn(cell, width) * LINE_HEIGHT) }]);
  return { sheet: { sheet: name, data, columns: [{ width }] } };
}

function linesOf(block: Block): CellObject[] {
  switch (block.kind) {
    case 'title':
      return block.lines.map((text) => line(text, 'center', true));
    case 'heading':
      return [line(block.text, 'left', true)];
    case 'paragraph':
      return [line(block.text, block.align ?? 'left', block.isBold === true)];
    case 'list':
      return block.items.map((item) => line(item, 'left', false));
    case 'table':
    case 'pageBreak':
      return [];
  }
}

const line = (text: string, align: Align, isBold: boolean): CellObject => ({
  ...asText(text),
  wrap: true,
  align,
  alignVertical: 'top',
  ...(isBold ? BOLD : {}),
});

/**
 * The sheet of a table: its caption, its heading rows, which stay in sight and are printed on each page, its rows.
 * @throws RangeError when its cells do not fit it, or a figure is no number
 */
export function tableSheet(table: Table, name: string, { digits, orientation }: DocumentContent): WrittenSheet {
  const caption: Row[] = table.caption === undefined ? [] : [[{ ...asText(table.caption), ...BOLD }]];
  const widths = columnWidths(table, digits, WIDTHS[orientation]);
  const headings = placeHeadings(table).map((cells) =>
    sheetRow(cells, widths, ({ cell }) => ({ ...asText(cell.text), ...HEADING })),
  );
  const rows = placeCells(table).map((cells, index) =>
    sheetRow(cells, widths, ({ cell, column }) => ({
      ...bodyCell(cell, table.columns[column]?.align ?? 'left', digits),
      ...(table.rows[index]?.isTotal === true ? BOLD : {}),
    })),
  );
  const above = caption.length + headings.length;
  return {
    sheet: {
      sheet: name,
      data: [...caption, ...headings, ...rows],
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: above,
    },
    ...(headings.length === 0 ? {} : { repeated: { from: caption.length + 1, to: above } }),
  };
}

/** By the shares, and no narrower than figures and words; a sheet that is wider for it is printed smaller. */
function columnWidths(table: Table, digits: Digits, total: number): number[] {
  const shares = table.columns.reduce((sum, { width }) => sum + width, 0);
  const inCharacters = (width: number): number => Math.ceil(width / CHARACTER + PADDING);
  return columnNeeds(table, digits).map(({ fixed, word }, at) => {
    const share = Math.round(((table.columns[at]?.width ?? 0) / shares) * total);
    return Math.max(NARROWEST, share, inCharacters(fixed), Math.min(WIDEST_WORD, inCharacters(word)));
  });
}

/**
 * The cells in their columns, with nothing where others stretch over; as high as its texts need, since not every program finds
 * that out by itself.
 */
function sheetRow<T>(
  cells: readonly Placed<T>[],
  widths: readonly number[],
  write: (placed: Placed<T>) => CellObject,
): Row {
  const row: Row = widths.map(() => null);
  const written = cells.map((placed) => ({ ...placed, cell: write(placed) }));
  const heights = written.map(({ cell, column, columns, rows }) => {
    const width = widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0);
    return (linesIn(cell, width) * LINE_HEIGHT) / rows;
  });
  const height = Math.min(HIGHEST_ROW, Math.max(LINE_HEIGHT, ...heights));
  for (const { cell, column, columns, rows } of written) {
    const spans = { ...(columns > 1 ? { columnSpan: columns } : {}), ...(rows > 1 ? { rowSpan: rows } : {}) };
    row[column] = { ...cell, ...spans, height };
  }
  return row;
}

const linesIn = ({ value }: CellObject, width: number): number =>
  typeof value === 'string' ? lineCount([value], (width - PADDING) * CHARACTER) : 1;

function bodyCell(cell: Cell, align: Align, digits: Digits): CellObject {
  if ('number' in cell) return { ...IN_TABLE, ...asNumber(cell, digits), align: align === 'center' ? align : 'right' };
  if ('isTicked' in cell) return { ...IN_TABLE, ...asText(tick(cell.isTicked)), fontFamily: BOX_FONT, align: 'center' };
  return { ...IN_TABLE, ...asText(joinLines(cell.lines)), align };
}

const asText = (text: string) => ({ value: cellValue(text), type: String }) as const;

/** Excel writes Thai digits when the format begins with the number of Thailand and of its digits. */
const asNumber = (cell: NumberCell, digits: Digits) =>
  ({
    value: finite(cell),
    type: Number,
    format: (digits === 'thai' ? '[$-D00041E]' : '') + (cell.as === 'whole' ? '#,##0' : '#,##0.00'),
  }) as const;
