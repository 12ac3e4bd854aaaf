import type { Block, Row } from './document.ts';

/**
 * The blocks of the rows of a sheet. A row with a single filled cell that stands outside a table is a paragraph: the titles above a
 * sheet's table. An empty row ends a table here as in running text; one that goes on has the same columns.
 */
export function blocksOf(rows: Iterable<Row>): Block[] {
  const blocks: Block[] = [];
  let table: Row[] | null = null;
  for (const { line, cells } of rows) {
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length === 0) {
      table = null;
      continue;
    }
    if (table === null && filled.length === 1) {
      blocks.push({ kind: 'paragraph', line, text: filled[0] ?? '' });
      continue;
    }
    if (table === null) {
      table = [];
      blocks.push({ kind: 'table', rows: table });
    }
    table.push({ line, cells });
  }
  return blocks;
}

/** Whether the first cell of a sheet says that it explains the others and is no part of the plan, as those of the template do. */
export const isNotRead = (rows: readonly Row[]): boolean =>
  /^\(?\s?ไม่นำเข้า/.test(rows.flatMap(({ cells }) => cells).find((cell) => cell !== '') ?? '');
