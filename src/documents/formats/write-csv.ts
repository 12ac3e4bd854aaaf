import type { Cell, DocumentContent, HeadingCell, Table } from '../content.ts';
import { cleanText, joinLines } from './clean-text.ts';
import { plainNumber } from './number-text.ts';
import { placeCells, placeHeadings, spread } from './table-grid.ts';
import { tick } from './tick.ts';

/**
 * The tables of a document as a CSV file (RFC 4180, UTF-8 with a byte order mark, so that Excel shows Thai): each with its caption
 * or name above it, an empty line between them, and above all whether it is a draft. A cell that stretches stands in each row and
 * column it covers. Numbers are plain; a text that a spreadsheet would run as a formula begins with an apostrophe. Same content,
 * same bytes.
 * @throws RangeError for a table whose cells do not fit it, or a figure that is no number
 */
export function writeCsv({ blocks, draft }: DocumentContent): Uint8Array {
  const sections = [
    ...(draft === undefined ? [] : [[record([harmless(draft)])]]),
    ...blocks.flatMap((block) => (block.kind === 'table' ? [section(block.table)] : [])),
  ];
  return Buffer.from(BYTE_ORDER_MARK + sections.map((lines) => lines.join('')).join(LINE_END));
}

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

function section(table: Table): string[] {
  const width = table.columns.length;
  return [
    record([harmless(table.caption ?? table.name)]),
    ...spread(placeHeadings(table), width).map((cells) => record(cells.map(headingField))),
    ...spread(placeCells(table), width).map((cells) => record(cells.map(field))),
  ];
}

const headingField = ({ text }: HeadingCell): string => harmless(text);

function field(cell: Cell): string {
  if ('number' in cell) return plainNumber(cell);
  if ('isTicked' in cell) return tick(cell.isTicked);
  return harmless(joinLines(cell.lines));
}

/** An apostrophe in front says that it is a text; a sign alone, as offices write for none, runs nothing. */
const harmless = (text: string): string => cleanText(text).replace(/^(?=\s*[=+\-@＝＋－＠]\s*\S|[\t\n])/, "'");

const record = (fields: readonly string[]): string => fields.map(quoted).join(',') + LINE_END;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
