import type { Block, Cell, DocumentContent, Table } from '../../src/documents/content.ts';
import { numberText } from '../../src/documents/formats/number-text.ts';
import { folders } from '../../src/folders.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { readLocales } from '../../src/locale-files.ts';

/** The languages of the repository, read once for all documents of a test file. */
export const speakers = makeSpeakers(readLocales(folders.locales));

export const tablesOf = ({ blocks }: Pick<DocumentContent, 'blocks'>): Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));

/** The table of a name; throws when there is none. */
export function tableNamed(content: DocumentContent, name: string): Table {
  const table = tablesOf(content).find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

/** A cell as it is read: lines joined, figures in the digits of the document, a tick as ☑ or ☐; '' under a stretched cell. */
export function cellText(cell: Cell | null, { digits }: Pick<DocumentContent, 'digits'>): string {
  if (cell === null) return '';
  if ('lines' in cell) return cell.lines.join('\n');
  return 'isTicked' in cell ? (cell.isTicked ? '☑' : '☐') : numberText(cell, digits);
}

export const rowsOf = (table: Table, content: Pick<DocumentContent, 'digits'>): string[][] =>
  table.rows.map(({ cells }) => cells.map((cell) => cellText(cell, content)));

/** The number of a cell; throws for one of text. */
export function numberOf(cell: Cell | null | undefined): number {
  if (cell === undefined || cell === null || !('number' in cell)) throw new Error('no figure stands there');
  return cell.number;
}

/** Everything a reader sees, line by line, without the tables. */
export const proseOf = ({ blocks }: Pick<DocumentContent, 'blocks'>): string[] =>
  blocks.flatMap((block: Block): readonly string[] => {
    if (block.kind === 'title') return block.lines;
    if (block.kind === 'list') return block.items;
    return block.kind === 'heading' || block.kind === 'paragraph' ? [block.text] : [];
  });

/** Everything a reader sees. */
export const textOf = (content: DocumentContent): string =>
  [...proseOf(content), ...tablesOf(content).flatMap((table) => rowsOf(table, content).flat())].join('\n');

/** What is wrong with the grid of a table: cells that are not one for each column, or stretch over others. */
export function faultsOf({ columns, headings, rows, name }: Table): string[] {
  const faults: string[] = [];
  const width = columns.length;
  const heads = headings.map(() => Array.from({ length: width }, () => 0));
  for (const [at, row] of headings.entries()) {
    let column = 0;
    for (const { columns: over = 1, rows: deep = 1 } of row) {
      while (heads[at]?.[column] === 1) column += 1;
      for (let down = 0; down < deep; down += 1) heads[at + down]?.fill(1, column, column + over);
      column += over;
    }
    if (column > width) faults.push(`${name}: heading ${at} is too wide`);
  }
  if (heads.flat().includes(0)) faults.push(`${name}: a column without a heading`);
  const open = Array.from({ length: width }, () => 0);
  for (const [at, { cells }] of rows.entries()) {
    if (cells.length !== width) faults.push(`${name}: row ${at} has ${cells.length} cells`);
    for (const [column, cell] of cells.entries()) {
      const isCovered = (open[column] ?? 0) > 0;
      if (isCovered !== (cell === null)) faults.push(`${name}: row ${at} column ${column}`);
      open[column] = cell === null ? (open[column] ?? 1) - 1 : (cell.rows ?? 1) - 1;
    }
  }
  if (open.some((left) => left > 0)) faults.push(`${name}: a cell reaches below the table`);
  return faults;
}
