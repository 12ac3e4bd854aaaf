import { outlineOf } from './pdf-font.ts';

/** A text across every page, drawn as a shape so that it is neither found nor copied among the words; it is in the file once. */
export class Watermark {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #form: PDFKit.PDFKitReference;
  readonly #width: number;

  constructor(pdf: PDFKit.PDFDocument, text: string) {
    const { operators, width } = outlineOf(text, 'bold');
    this.#pdf = pdf;
    this.#width = width;
    this.#form = pdf.ref({ Type: 'XObject', Subtype: 'Form', BBox: [-SIZE, -SIZE, width + SIZE, 2 * SIZE] });
    this.#form.end(Buffer.from(`${GREY} g\n${operators}\nf`));
  }

  /** Draws it from one corner of the page to the other. */
  draw(): void {
    if (this.#width === 0) return;
    const pdf = this.#pdf;
    const { width, height } = pdf.page;
    const scale = Math.min(LARGEST / SIZE, (Math.hypot(width, height) * 0.7) / this.#width);
    Object.assign(pdf.page.xobjects, { [NAME]: this.#form });
    pdf.save();
    pdf.translate(width / 2, height / 2).rotate((-Math.atan2(height, width) * 180) / Math.PI);
    pdf.scale(scale, -scale).translate(-this.#width / 2, -0.3 * SIZE);
    pdf.addContent(`/${NAME} Do`);
    pdf.restore();
  }
}

const NAME = 'Draft';
const GREY = 0.94;
/** Of the shape, and on the page. */
const SIZE = 1000;
const LARGEST = 160;
