import type { Digits } from '../reporting/document-kinds.ts';

/**
 * A document without a format: said in full, figures still numbers. Every kind of document is made into this, and every
 * format is written from this alone, so that the same figures stand in each.
 */
export interface DocumentContent {
  /** Its name among the properties of the file. */
  title: string;
  /** Who issues it: the organisation, never a person's LINE identity. */
  author: string;
  orientation: 'portrait' | 'landscape';
  /** How page numbers and the figures of tables are written. Texts have their digits already. */
  digits: Digits;
  /** Instant the figures are of, milliseconds since the epoch: the only time that stands in the file. */
  dataAsOf: number;
  /** Stands on every page of a document that is not final (ฉบับร่าง). */
  draft?: string;
  /** Stands behind a cell that goes on in the next row or on the next page: `(ต่อ)`. */
  continued: string;
  blocks: readonly Block[];
}

export type { Digits };

export type Block =
  /** Bold and centred, a line each. */
  | { kind: 'title'; lines: readonly string[] }
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string; align?: Align; isBold?: boolean; isIndented?: boolean }
  /** Each item with the number or bullet it is written with. */
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; table: Table }
  | { kind: 'pageBreak' };

export type Align = 'left' | 'center' | 'right';

export interface Table {
  /** Short and unlike the others': the sheet of a workbook, a section of a CSV file. */
  name: string;
  /** Stands above it. */
  caption?: string;
  columns: readonly Column[];
  /** Heading rows, all of them repeated on every page; together their cells cover every column. */
  headings: readonly (readonly HeadingCell[])[];
  rows: readonly TableRow[];
}

export interface Column {
  /** Share of the width; only the proportion counts. */
  width: number;
  align: Align;
}

export interface HeadingCell {
  text: string;
  /** Columns it stretches over, 1 when absent. */
  columns?: number;
  /** Heading rows it stretches over, 1 when absent. */
  rows?: number;
}

export interface TableRow {
  /** One for each column; `null`: the cell above stretches over this place. */
  cells: readonly (Cell | null)[];
  /** A row of totals. */
  isTotal?: boolean;
}

export type Cell = (
  | /** Paragraphs of a cell. */ { lines: readonly string[] }
    /** Money in baht with two decimals, percentages with two decimals, whole numbers without. */
  | { number: number; as: 'whole' | 'money' | 'percent' | 'score' }
  /** A box, ticked or not. */
  | { isTicked: boolean }
) & {
  /** Rows it stretches over, 1 when absent. */
  rows?: number;
};
