import { isBlank } from './cell-text.ts';
import type { Row, SourceDocument, Table } from './document.ts';

/** A line of running text, or a row of a table. */
export type DocumentLine =
  | { kind: 'text'; text: string; table?: Table }
  /** `isFirst`: the table begins with it. */
  | { kind: 'row'; row: Row; table: Table; isFirst: boolean };

/** A document line by line. A row with nothing but a text in its first column is running text: sheets leave no gap below a table. */
export function linesOf(document: SourceDocument): DocumentLine[] {
  return document.blocks.flatMap((block): DocumentLine[] => {
    if (block.kind === 'paragraph') return block.text.split('\n').map((text) => ({ kind: 'text', text }));
    return block.rows.map((row, index) => {
      const text = loneText(row);
      return text === null
        ? { kind: 'row', row, table: block, isFirst: index === 0 }
        : { kind: 'text', text, table: block };
    });
  });
}

/** The filled cells of a row, each text once. */
export const filledOf = (row: Row): string[] => [...new Set(row.cells.filter((cell) => !isBlank(cell)))];

function loneText(row: Row): string | null {
  const [text, ...more] = filledOf(row);
  return text !== undefined && more.length === 0 && row.cells[0] === text && /\p{L}[\p{L}\p{M}]/u.test(text)
    ? text
    : null;
}
