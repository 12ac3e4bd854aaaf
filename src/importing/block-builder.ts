import { cellText } from './cell-text.ts';
import { ContentLimits } from './content-limits.ts';
import type { Block, Row, SourceDocument } from './document.ts';
import { WIDEST_ROW } from './document.ts';
import { MergedCells } from './merged-cells.ts';

/** How a cell spreads over its table. */
export interface CellSpan {
  columns?: number;
  rows?: number;
  /** The cell only continues one above it or left of it; what it holds is not seen. */
  isCovered?: boolean;
}

/**
 * Makes a document out of the texts and tables that a reader of markup comes by. A cell over several columns or rows fills the
 * first of them and leaves the others empty. A table inside a cell is text of that cell; but a table of one column only lays out the
 * page, and what it holds stands for itself.
 */
export class BlockBuilder {
  readonly #limits = new ContentLimits();
  readonly #root: Piece[] = [];
  readonly #open: OpenTable[] = [];
  #text = '';

  /** Adds to the paragraph at hand; a line break in it is a `\n`. */
  text(text: string): void {
    this.#text += text;
  }

  /** Ends the paragraph at hand; an empty one leaves a gap between its neighbours. */
  endParagraph(): void {
    this.#limits.add(this.#text);
    this.#pieces().push(this.#text);
    this.#text = '';
  }

  /** Ends the paragraph at hand if there is one; a no-break space makes one. */
  endLine(): void {
    if (/[^ \n]/.test(this.#text)) this.endParagraph();
    else this.#text = '';
  }

  openTable(): void {
    this.endLine();
    this.#limits.add('');
    this.#open.push({
      rows: [],
      row: null,
      cell: null,
      span: {},
      merged: new MergedCells(() => this.#newCell(), WIDEST_ROW),
    });
  }

  closeTable(): void {
    this.closeRow();
    const table = this.#open.pop();
    if (table !== undefined) this.#pieces().push({ rows: table.rows });
  }

  openRow(): void {
    this.closeRow();
    const table = this.#open.at(-1);
    if (table === undefined) return;
    this.#limits.add('');
    table.row = [];
  }

  /** Leaves columns at the beginning of the row at hand empty. */
  skipColumns(count: number): void {
    const row = this.#open.at(-1)?.row;
    if (row === undefined || row === null) return;
    for (let column = 0; column < count && row.length < WIDEST_ROW; column += 1) row.push(this.#newCell());
  }

  closeRow(): void {
    this.closeCell();
    const table = this.#open.at(-1);
    if (table === undefined || table.row === null) return;
    table.merged.skipCovered(table.row);
    table.rows.push(table.row);
    table.row = null;
  }

  /** Begins a cell; its span counts as it stands when the cell ends. */
  openCell(span: CellSpan): void {
    this.closeCell();
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (table.row === null) this.openRow();
    this.endLine();
    table.cell = this.#newCell();
    table.span = span;
  }

  closeCell(): void {
    const table = this.#open.at(-1);
    if (table === undefined || table.row === null || table.cell === null) return;
    this.endLine();
    const { row, cell, merged, span } = table;
    table.cell = null;
    const spread = { columns: bounded(span.columns), rows: bounded(span.rows) };
    merged.add(row, span.isCovered === true ? [] : cell, spread);
  }

  /** The document; what is still open is closed. */
  finish(): SourceDocument {
    this.endLine();
    while (this.#open.length > 0) this.closeTable();
    return new Numbering().documentOf(this.#root);
  }

  #newCell(): Piece[] {
    this.#limits.add('');
    return [];
  }

  /** Where a text belongs that comes now; one between the cells of a table goes before the table. */
  #pieces(): Piece[] {
    return this.#open.findLast(({ cell }) => cell !== null)?.cell ?? this.#root;
  }
}

/** A paragraph, or a table with the contents of its cells. */
type Piece = string | { rows: Piece[][][] };

interface OpenTable {
  rows: Piece[][][];
  row: Piece[][] | null;
  cell: Piece[] | null;
  span: CellSpan;
  merged: MergedCells<Piece[]>;
}

const bounded = (span = 1): number => (Number.isFinite(span) ? Math.max(1, Math.min(Math.trunc(span), WIDEST_ROW)) : 1);

/** Numbers paragraphs and rows through, and remembers how a person finds them. */
class Numbering {
  readonly #blocks: Block[] = [];
  readonly #places: string[] = [''];
  #paragraphs = 0;
  #tables = 0;

  documentOf(pieces: readonly Piece[]): SourceDocument {
    this.#add(pieces);
    return {
      blocks: this.#blocks,
      placeOf: (line, column) => {
        const place = this.#places[line] ?? '';
        return column === undefined ? place : `${place} column ${column + 1}`;
      },
    };
  }

  #add(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (typeof piece === 'string') this.#addParagraph(piece);
      else if (isLayout(piece.rows)) this.#add(piece.rows.flat(2));
      else this.#addTable(piece.rows);
    }
  }

  #addParagraph(text: string): void {
    this.#paragraphs += 1;
    for (const line of text.split('\n')) {
      this.#places.push(`paragraph ${this.#paragraphs}`);
      const plain = cellText(line);
      if (plain !== '') this.#blocks.push({ kind: 'paragraph', line: this.#places.length - 1, text: plain });
    }
  }

  #addTable(rows: readonly Piece[][][]): void {
    this.#tables += 1;
    const placed = rows.map((cells, index): Row => {
      this.#places.push(`table ${this.#tables} row ${index + 1}`);
      return { line: this.#places.length - 1, cells: cells.map((cell) => cellText(linesOf(cell).join('\n'))) };
    });
    if (placed.length > 0) this.#blocks.push({ kind: 'table', rows: placed });
    // A table never goes on in the text below it.
    this.#places.push('');
  }
}

const isLayout = (rows: readonly Piece[][][]): boolean => rows.every((cells) => cells.length <= 1);

const linesOf = (cell: readonly Piece[]): string[] =>
  cell.flatMap((piece) => (typeof piece === 'string' ? [piece] : piece.rows.flat().flatMap(linesOf)));
