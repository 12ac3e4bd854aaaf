/** Signs that the font lacks and documents need: drawn, with the character beneath them to be found and copied. */
export const SIGNS: ReadonlySet<number> = new Set(['☐', '☑', '☒', '✓', '✔'].map((sign) => sign.charCodeAt(0)));

/** Draws a sign that stands at `x` on the line whose letters stand on `base`. */
export function drawSign(pdf: PDFKit.PDFDocument, sign: string, x: number, base: number, size: number): void {
  const left = x + size * 0.1;
  const side = size * 0.66;
  const top = base - side;
  pdf.lineWidth(size * 0.055).strokeColor('black');
  if (BOXED.has(sign)) pdf.rect(left, top, side, side).stroke();
  const at = (across: number, down: number) => [left + side * across, top + side * down] as const;
  pdf.lineWidth(size * 0.09);
  if (TICKED.has(sign)) {
    pdf
      .moveTo(...at(0.18, 0.52))
      .lineTo(...at(0.42, 0.78))
      .lineTo(...at(0.84, 0.2))
      .stroke();
  }
  if (sign === '☒') {
    pdf
      .moveTo(...at(0.2, 0.2))
      .lineTo(...at(0.8, 0.8))
      .stroke();
    pdf
      .moveTo(...at(0.8, 0.2))
      .lineTo(...at(0.2, 0.8))
      .stroke();
  }
}

const BOXED: ReadonlySet<string> = new Set('☐☑☒');
const TICKED: ReadonlySet<string> = new Set('☑✓✔');
