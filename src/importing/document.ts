import type { Finding } from '../reporting/model.ts';

/**
 * What every reader of a format produces, and the only thing the rest of the import sees:
 * paragraphs and tables in order, cells as plain text (a line per paragraph, ☑ and ☐ for check boxes), with their line in the file.
 */
export interface SourceDocument {
  blocks: Block[];
  /**
   * How a place is told where a file has no lines (`sheet แผน row 12 column C`, `table 2 row 5`); lines then number its
   * paragraphs and rows through. Absent: `line 12`.
   */
  placeOf?: (line: number, column?: number) => string;
  /** The sheet that a line stands on, in a workbook. */
  sheetOf?: (line: number) => string;
  /** What a person does not see in the program that made the file, and what became of it. */
  notes?: Finding[];
}

export type Block = Paragraph | Table;

export interface Paragraph {
  kind: 'paragraph';
  line: number;
  text: string;
}

export interface Table {
  kind: 'table';
  rows: Row[];
}

export interface Row {
  line: number;
  cells: string[];
}

/** Columns beyond which a row is no row of a table but noise. */
export const WIDEST_ROW = 200;

/** The tables of a document, in order. */
export const tablesOf = (document: SourceDocument): Table[] =>
  document.blocks.filter((block) => block.kind === 'table');

/** Every text of a document with its line: paragraphs, and the cells of tables with their column, counted from 0. */
export function textsOf(document: SourceDocument): { line: number; column?: number; text: string }[] {
  return document.blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [{ line: block.line, text: block.text }]
      : block.rows.flatMap((row) =>
          row.cells.map((text, column) => ({ line: row.line, column, text })).filter(({ text }) => text.length > 0),
        ),
  );
}

/** A place of a document as a finding names it. */
export const placeOf = (document: SourceDocument, line: number, column?: number): string =>
  document.placeOf?.(line, column) ?? `line ${line}`;
