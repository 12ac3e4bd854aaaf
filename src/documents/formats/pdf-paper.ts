import PdfKit from 'pdfkit';
import { toThaiDigits } from '../../thai/digits.ts';
import type { Align, DocumentContent } from '../content.ts';
import { openFace, type Face, type Weight } from './pdf-font.ts';
import { describe, informationOf } from './pdf-metadata.ts';
import { drawSign, SIGNS } from './pdf-signs.ts';
import { printableLines } from './pdf-text.ts';
import { Watermark } from './pdf-watermark.ts';
import { breakEvenly, breakLines, type Measure } from './thai-lines.ts';

export interface Style {
  size: number;
  weight: Weight;
}

/** Where a line of text stands: its top left corner and the width it is aligned in. */
export interface Place {
  x: number;
  y: number;
  width: number;
  align: Align;
}

interface Draft {
  line: string;
  mark: Watermark;
}

/** The pages of one document, filled from the top: what every block is drawn on. */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  /** The structure that assistive technology reads; blocks add themselves. */
  readonly root: PDFKit.PDFStructureElement;
  /** Edges of what is printed, and where the next thing goes. */
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  y = 0;

  readonly #content: DocumentContent;
  readonly #faces: Record<Weight, Face> = { regular: openFace('regular'), bold: openFace('bold') };
  #pages = 0;
  #draft?: Draft;

  constructor(content: DocumentContent) {
    this.#content = content;
    this.pdf = new PdfKit({
      autoFirstPage: false,
      size: 'A4',
      layout: content.orientation,
      margin: 0,
      // None of its own fonts: every letter is embedded.
      font: '',
      info: informationOf(content),
      pdfVersion: '1.7',
      tagged: true,
      lang: 'th-TH',
      displayTitle: true,
    });
    describe(this.pdf, content);
    for (const weight of ['regular', 'bold'] as const) this.pdf.registerFont(weight, this.#faces[weight].source);
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
    this.newPage();
    const margins = MARGINS[content.orientation];
    this.left = margins.left;
    this.right = this.pdf.page.width - margins.right;
    this.bottom = this.pdf.page.height - margins.bottom;
  }

  get width(): number {
    return this.right - this.left;
  }

  /** Height of a page from its first line to its last. */
  get height(): number {
    return this.bottom - TOP;
  }

  get isAtTop(): boolean {
    return this.y <= TOP;
  }

  /** Begins a page when less than `height` is left; a page that is still empty is as good as a new one. */
  need(height: number): void {
    if (this.y + height > this.bottom && !this.isAtTop) this.newPage();
  }

  newPage(): void {
    this.pdf.addPage();
    this.#pages += 1;
    this.y = TOP;
    const { digits, draft: text } = this.#content;
    const draft = text === undefined ? undefined : (this.#draft ??= this.#draftOf(text));
    const number = `- ${this.#pages} -`;
    this.aside('Pagination', () => {
      draft?.mark.draw();
      this.#head(digits === 'thai' ? toThaiDigits(number) : number, 42);
    });
    if (draft === undefined) return;
    // That it is a draft is read aloud once, and seen on every page.
    if (this.#pages === 1) this.tagged(this.element('P'), () => this.#head(draft.line, 22));
    else this.aside('Pagination', () => this.#head(draft.line, 22));
  }

  /** A new element of the structure, in the document itself unless told where. */
  element(type: string, parent: PDFKit.PDFStructureElement = this.root): PDFKit.PDFStructureElement {
    const element = this.pdf.struct(type);
    parent.add(element);
    return element;
  }

  /** What is drawn inside belongs to the element; may be called for one element on several pages. */
  tagged(element: PDFKit.PDFStructureElement, draw: () => void): void {
    const marked = this.pdf.markStructureContent('Span');
    draw();
    this.pdf.endMarkedContent();
    element.add(marked);
  }

  /** What is drawn inside is no part of what the document says: lines, page numbers, repeated headings. */
  aside(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  measure({ weight, size }: Style): Measure {
    const { measure } = this.#faces[weight];
    return (text) => measure(text) * size;
  }

  /** The lines of a text in a width. */
  lines(text: string, width: number, style: Style, first = width): string[] {
    const measure = this.measure(style);
    return printableLines(text).flatMap((line) => breakLines(line, width, measure, first));
  }

  /** The lines of a text that stands in the middle of a width. */
  evenLines(text: string, width: number, style: Style): string[] {
    return printableLines(text).flatMap((line) => breakEvenly(line, width, this.measure(style)));
  }

  /** Draws one line. */
  line(text: string, { x, y, width, align }: Place, style: Style): void {
    const measure = this.measure(style);
    const spare = width - measure(text.trimEnd());
    const start = x + (align === 'left' ? 0 : align === 'right' ? spare : spare / 2);
    this.pdf.font(style.weight, style.size).fillColor('black').text(text, start, y, { lineBreak: false });
    for (let at = 0; at < text.length; at += 1) {
      if (!SIGNS.has(text.charCodeAt(at))) continue;
      drawSign(this.pdf, text.charAt(at), start + measure(text.slice(0, at)), y + style.size * ASCENT, style.size);
    }
  }

  /** The bytes of the finished file. */
  async finish(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    this.pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise((resolve) => this.pdf.on('end', resolve));
    this.root.end();
    this.pdf.end();
    await ended;
    return Buffer.concat(chunks);
  }

  #head(line: string, y: number): void {
    this.line(line, { x: HEAD_INSET, y, width: this.#headWidth, align: 'center' }, HEAD);
  }

  get #headWidth(): number {
    return this.pdf.page.width - 2 * HEAD_INSET;
  }

  /** What the head says of a draft, as much of it as one line holds; and across the page once more. */
  #draftOf(text: string): Draft {
    const [line = ''] = this.lines(text, this.#headWidth, HEAD);
    return { line, mark: new Watermark(this.pdf, line) };
  }
}

/** Height of a line and of the letters above their base line, in parts of the size. */
export const LINE_HEIGHT = 1.3;
const ASCENT = 1.068;

const HEAD: Style = { size: 14, weight: 'regular' };
const HEAD_INSET = 30;

/** First line of every page; the head stands above it. */
const TOP = 71;
// As the rules for official letters have them; a page laid across is bound at its top.
const MARGINS = {
  portrait: { left: 85, right: 57, bottom: 57 },
  landscape: { left: 57, right: 57, bottom: 50 },
} as const;
