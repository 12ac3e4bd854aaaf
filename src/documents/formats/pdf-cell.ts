import { PADDING } from './pdf-columns.ts';
import { LINE_HEIGHT, type Paper, type Place, type Style } from './pdf-paper.ts';

/** A cell on its way down the pages. */
export interface Flow {
  x: number;
  width: number;
  style: Style;
  align: Place['align'];
  isShaded: boolean;
  /** In the middle of its height. */
  isMiddle: boolean;
  /** Says on every page which row this is: the first cell, and cells over several rows. */
  isLabel: boolean;
  lines: readonly string[];
  /** Lines drawn so far. */
  drawn: number;
  /** Lines that come before those that are left, said before: they are drawn and not read. */
  repeated: readonly string[];
  /** Rows it still stretches over, this one among them. */
  rows: number;
  /** Where it begins on this page. */
  top: number;
  /** Absent for what is repeated as a whole. */
  element?: PDFKit.PDFStructureElement;
}

/** Height of what is left of a cell. */
export const heightOf = ({ lines, drawn, repeated, style }: Flow): number =>
  (repeated.length + lines.length - drawn) * style.size * LINE_HEIGHT + 2 * PADDING;

/** Draws what fits of a cell between its top and here, with its borders. */
export function drawCell(paper: Paper, flow: Flow, bottom: number): void {
  const { x, width, top, style } = flow;
  paper.aside('Layout', () => {
    const { pdf } = paper;
    if (flow.isShaded) pdf.rect(x, top, width, bottom - top).fill(SHADE);
    pdf
      .lineWidth(0.5)
      .strokeColor('black')
      .rect(x, top, width, bottom - top)
      .stroke();
  });
  const height = style.size * LINE_HEIGHT;
  const room = Math.max(0, Math.floor((bottom - top - 2 * PADDING) / height + 0.001));
  const repeated = flow.repeated.slice(0, room);
  const lines = flow.lines.slice(flow.drawn, flow.drawn + room - repeated.length);
  const spare = bottom - top - (repeated.length + lines.length) * height;
  let y = top + (flow.isMiddle ? spare / 2 : PADDING);
  const draw = (texts: readonly string[]) => {
    for (const text of texts) {
      paper.line(text, { x: x + PADDING, y, width: width - 2 * PADDING, align: flow.align }, style);
      y += height;
    }
  };
  if (repeated.length > 0) paper.aside('Pagination', () => draw(repeated));
  if (lines.length > 0 && flow.element !== undefined) paper.tagged(flow.element, () => draw(lines));
  else if (lines.length > 0) paper.aside('Pagination', () => draw(lines));
  flow.drawn += lines.length;
  flow.repeated = [];
}

/** What a cell that was cut at the end of a page begins with on the next. */
export function continueCell(paper: Paper, flow: Flow, continued: string): void {
  if (!flow.isLabel || flow.lines.join('').trim() === '') return;
  const mark = paper.lines(continued, flow.width - 2 * PADDING, flow.style);
  if (flow.drawn < flow.lines.length) {
    flow.repeated = mark;
    return;
  }
  const again = [
    ...flow.lines.slice(0, -1),
    ...paper.lines(`${flow.lines.at(-1)} ${continued}`, flow.width - 2 * PADDING, flow.style),
  ];
  const isShort = again.length * flow.style.size * LINE_HEIGHT < paper.height / 4;
  flow.repeated = isShort ? again : mark;
}

const SHADE = '#eaeaea';
