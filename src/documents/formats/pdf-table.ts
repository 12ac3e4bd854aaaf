import type { DocumentContent, Table } from '../content.ts';
import { bodyRows, headingRows, needsOf, styleOf, type Box } from './pdf-boxes.ts';
import { continueCell, drawCell, heightOf, type Flow } from './pdf-cell.ts';
import { fitColumns, PADDING } from './pdf-columns.ts';
import { LINE_HEIGHT, type Paper, type Style } from './pdf-paper.ts';

/** Draws a table down the page and over to the next ones, its headings on each. */
export function drawTable(paper: Paper, table: Table, { digits, continued }: DocumentContent): void {
  const rows = bodyRows(table, digits);
  const headings = headingRows(table);
  const { size, widths } = fitColumns(
    table.columns,
    needsOf(paper, table, [...headings, ...rows], continued),
    paper.width,
  );
  const drawing = new TableDrawing(paper, paper.element('Table'), widths, size, continued);
  drawing.caption(table.caption, headings, rows[0]);
  drawing.draw(headings, rows);
}

class TableDrawing {
  readonly #paper: Paper;
  readonly #element: PDFKit.PDFStructureElement;
  readonly #widths: readonly number[];
  readonly #size: number;
  readonly #continued: string;
  /** What every page of the table begins with, and its height. */
  #repeated: readonly Box[][] = [];
  #headingHeight = 0;
  /** First line of this page below its headings. */
  #top: number;

  constructor(
    paper: Paper,
    element: PDFKit.PDFStructureElement,
    widths: readonly number[],
    size: number,
    continued: string,
  ) {
    this.#paper = paper;
    this.#element = element;
    this.#widths = widths;
    this.#size = size;
    this.#continued = continued;
    this.#top = paper.y;
  }

  /** The caption stays with the headings and the beginning of the first row. */
  caption(text: string | undefined, headings: readonly Box[][], first: readonly Box[] = []): void {
    const paper = this.#paper;
    const style: Style = { size: 16, weight: 'bold' };
    const lines = text === undefined ? [] : paper.lines(text, paper.width, style);
    const below = this.#heightOf(headings) + Math.min(this.#heightOf([first]), paper.height / 4);
    paper.need(Math.min(lines.length * style.size * LINE_HEIGHT + below, paper.height));
    if (lines.length === 0) return;
    const element = paper.element('Caption', this.#element);
    for (const line of lines) {
      paper.need(style.size * LINE_HEIGHT);
      paper.tagged(element, () =>
        paper.line(line, { x: paper.left, y: paper.y, width: paper.width, align: 'left' }, style),
      );
      paper.y += style.size * LINE_HEIGHT;
    }
    paper.y += 3;
  }

  draw(headings: readonly Box[][], rows: readonly Box[][]): void {
    // Headings that would fill the pages stand once, over as many as they need.
    const height = this.#heightOf(headings);
    const isTooHigh = height > this.#paper.height / 2;
    this.#rows(headings, true);
    if (!isTooHigh) {
      this.#repeated = headings;
      this.#headingHeight = height;
    }
    this.#top = this.#paper.y;
    this.#rows(rows, true);
  }

  /** Draws rows; what is drawn again is not read again. */
  #rows(rows: readonly Box[][], isFirstTime: boolean): void {
    let open: Flow[] = [];
    for (const row of rows) {
      const parent = isFirstTime ? this.#paper.element('TR', this.#element) : undefined;
      const fresh = row.map((box) => this.#flow(box, parent));
      open = this.#place([...open, ...fresh], fresh);
    }
  }

  /** Height of rows that stand on one page. */
  #heightOf(rows: readonly (readonly Box[])[]): number {
    let y = 0;
    let open: Flow[] = [];
    for (const row of rows) {
      open.push(...row.map((box) => ({ ...this.#flow(box, undefined), top: y })));
      y = this.#bottomOf(open, y);
      open = advance(open);
    }
    return y;
  }

  /** Where a row that begins at `top` ends, for all of the cells that end with it. */
  #bottomOf(open: readonly Flow[], top: number): number {
    const ends = open.filter(({ rows }) => rows === 1).map((flow) => flow.top + heightOf(flow));
    return Math.max(top + this.#size * LINE_HEIGHT + 2 * PADDING, ...ends);
  }

  /** Puts a row on the page, or on as many as it takes; what stretches further down is returned. */
  #place(open: Flow[], fresh: readonly Flow[]): Flow[] {
    const paper = this.#paper;
    for (;;) {
      const bottom = this.#bottomOf(open, paper.y);
      if (bottom <= paper.bottom) {
        for (const flow of open) if (flow.rows === 1) drawCell(paper, flow, bottom);
        paper.y = bottom;
        return advance(open);
      }
      const isCut = this.#isWorthCutting(bottom - paper.y);
      const cut = isCut ? open : open.filter((flow) => !fresh.includes(flow));
      for (const flow of cut) drawCell(paper, flow, isCut ? this.#lastLine() : paper.y);
      this.#turn();
      for (const flow of cut) continueCell(paper, flow, this.#continued);
      for (const flow of open) flow.top = paper.y;
      if (isCut) fresh = [];
    }
  }

  /** Whether a row that does not fit begins here all the same: it would leave much of the page white, or fit on none. */
  #isWorthCutting(height: number): boolean {
    const paper = this.#paper;
    const page = paper.height - this.#headingHeight;
    const left = paper.bottom - paper.y;
    return paper.y <= this.#top || (height > page && left > page / 4) || (height > page / 2 && left > page / 3);
  }

  /** Where a row ends that fills the page with whole lines. */
  #lastLine(): number {
    const { y, bottom } = this.#paper;
    const line = this.#size * LINE_HEIGHT;
    return y + Math.max(0, Math.floor((bottom - y - 2 * PADDING) / line)) * line + 2 * PADDING;
  }

  #turn(): void {
    this.#paper.newPage();
    this.#rows(this.#repeated, false);
    this.#top = this.#paper.y;
  }

  #flow(box: Box, parent: PDFKit.PDFStructureElement | undefined): Flow {
    const { column, columns, rows, kind } = box;
    const widths = this.#widths.slice(column, column + columns);
    const width = sum(widths);
    const room = width - 2 * PADDING;
    const style = styleOf(box, this.#size);
    const flow: Flow = {
      x: this.#paper.left + sum(this.#widths.slice(0, column)),
      width,
      style,
      align: box.align,
      isShaded: kind === 'heading' || kind === 'total',
      isMiddle: kind === 'heading',
      isLabel: kind !== 'heading' && (column === 0 || rows > 1),
      lines: box.lines.flatMap((line) =>
        kind === 'heading' ? this.#paper.evenLines(line, room, style) : this.#paper.lines(line, room, style),
      ),
      drawn: 0,
      repeated: [],
      rows,
      top: this.#paper.y,
    };
    if (parent !== undefined) flow.element = this.#cellElement(box, parent);
    return flow;
  }

  #cellElement({ kind, rows, columns }: Box, parent: PDFKit.PDFStructureElement): PDFKit.PDFStructureElement {
    const element = this.#paper.element(kind === 'heading' ? 'TH' : 'TD', parent);
    const attributes = {
      ...(kind === 'heading' && { Scope: 'Column' }),
      ...(rows > 1 && { RowSpan: rows }),
      ...(columns > 1 && { ColSpan: columns }),
    };
    // pdfkit's own options know the scope alone, and its types not where the rest goes.
    const { dictionary } = element as PDFKit.PDFStructureElement & { dictionary: { data: object } };
    if (Object.keys(attributes).length > 0) Object.assign(dictionary.data, { A: { O: 'Table', ...attributes } });
    return element;
  }
}

/** The cells that stretch into the next row. */
const advance = (open: readonly Flow[]): Flow[] =>
  open.filter(({ rows }) => rows > 1).map((flow) => Object.assign(flow, { rows: flow.rows - 1 }));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
