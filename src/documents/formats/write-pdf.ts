import type { Block, DocumentContent } from '../content.ts';
import { LINE_HEIGHT, Paper, type Place, type Style } from './pdf-paper.ts';
import { drawTable } from './pdf-table.ts';

/**
 * The document as PDF: tagged, searchable, its font embedded; the same content gives the same bytes.
 * @throws RangeError for a figure that is none
 */
export async function writePdf(content: DocumentContent): Promise<Uint8Array> {
  const paper = new Paper(content);
  for (const block of content.blocks) drawBlock(paper, block, content);
  return paper.finish();
}

function drawBlock(paper: Paper, block: Block, content: DocumentContent): void {
  switch (block.kind) {
    case 'title':
      drawTitle(paper, block.lines);
      paper.y += 6;
      return;
    case 'heading': {
      const style = HEADINGS[block.level];
      paper.y += paper.isAtTop ? 0 : 8;
      // A heading stays with what it stands above.
      paper.need(style.size * LINE_HEIGHT * 4);
      drawText(paper, `H${block.level + 1}`, block.text, style);
      return;
    }
    case 'paragraph': {
      const { text, align = 'left', isBold = false, isIndented = false } = block;
      drawText(paper, 'P', text, {
        ...TEXT,
        weight: isBold ? 'bold' : 'regular',
        align,
        indent: isIndented ? INDENT : 0,
      });
      paper.y += 4;
      return;
    }
    case 'list': {
      const list = paper.element('L');
      for (const item of block.items) drawItem(paper, paper.element('LBody', paper.element('LI', list)), item);
      paper.y += 4;
      return;
    }
    case 'table':
      drawTable(paper, block.table, content);
      paper.y += 10;
      return;
    case 'pageBreak':
      if (!paper.isAtTop) paper.newPage();
      return;
  }
}

function drawTitle(paper: Paper, texts: readonly string[]): void {
  const place = { x: paper.left, width: paper.width, align: 'center' } as const;
  const lines = texts.flatMap((text) => paper.evenLines(text, paper.width, TITLE));
  drawLines(
    paper,
    paper.element('H1'),
    lines.map((line) => ({ line, place })),
    TITLE,
  );
}

interface TextStyle extends Style {
  align?: Place['align'];
  /** Of the first line of each paragraph. */
  indent?: number;
}

function drawText(paper: Paper, type: string, text: string, { align = 'left', indent = 0, ...style }: TextStyle): void {
  const lines = text
    .split('\n')
    .flatMap((part) =>
      paper
        .lines(part, paper.width, style, paper.width - indent)
        .map((line, at) => ({ line, indent: at === 0 ? indent : 0 })),
    );
  drawLines(
    paper,
    paper.element(type),
    lines.map(({ line, indent }) => ({ line, place: { x: paper.left + indent, width: paper.width - indent, align } })),
    style,
  );
}

/** The lines of an item stand behind its number or bullet, not under it. */
function drawItem(paper: Paper, element: PDFKit.PDFStructureElement, item: string): void {
  const label = LABEL.exec(item)?.[0] ?? '';
  const hanging = paper.measure(TEXT)(label);
  const x = paper.left + LIST_INDENT;
  const width = paper.width - LIST_INDENT;
  const lines = paper.lines(item, width - hanging, TEXT, width);
  drawLines(
    paper,
    element,
    lines.map((line, at) => ({ line, place: { x: at === 0 ? x : x + hanging, width, align: 'left' } })),
    TEXT,
  );
}

interface PlacedLine {
  line: string;
  place: Omit<Place, 'y'>;
}

/** Draws lines down the page and over to the next ones. */
function drawLines(paper: Paper, element: PDFKit.PDFStructureElement, lines: PlacedLine[], style: Style): void {
  const height = style.size * LINE_HEIGHT;
  let left = lines;
  while (left.length > 0) {
    paper.need(height);
    const fitting = left.slice(0, Math.max(1, Math.floor((paper.bottom - paper.y) / height + 0.001)));
    left = left.slice(fitting.length);
    paper.tagged(element, () => {
      for (const { line, place } of fitting) {
        paper.line(line, { ...place, y: paper.y }, style);
        paper.y += height;
      }
    });
  }
}

const TEXT: Style = { size: 16, weight: 'regular' };
const TITLE: Style = { size: 18, weight: 'bold' };
const HEADINGS: Record<1 | 2, Style> = { 1: { size: 17, weight: 'bold' }, 2: { size: 16, weight: 'bold' } };
const INDENT = 71;
const LIST_INDENT = 36;
/** The number or bullet of an item: `1.`, `๑.๒`, `(ก)`, `-`, `☑`. */
const LABEL = /^\s*(?:[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]?|\([0-9๐-๙a-zก-ฮ]{1,3}\)|[a-zก-ฮ][.)]|[-–—•๏☐☑☒✓✔])\s+/u;
