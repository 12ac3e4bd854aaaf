import type { FileChild, IParagraphOptions } from 'docx';
import { AlignmentType, HeadingLevel, LineRuleType, Paragraph } from 'docx';
import type { Align, Block, Digits } from '../content.ts';
import type { Room } from './write-docx-fit.ts';
import { textRuns } from './write-docx-styles.ts';
import { writeTable } from './write-docx-table.ts';

/** The paragraphs and tables of a Word file; a page break is a property of what begins the next page. */
export function writeBlocks({ blocks, digits }: { blocks: readonly Block[]; digits: Digits }, room: Room): FileChild[] {
  return blocks.flatMap((block, index) => {
    const pageBreakBefore = blocks[index - 1]?.kind === 'pageBreak';
    return writeBlock(block, { pageBreakBefore, digits, room });
  });
}

interface Place {
  pageBreakBefore: boolean;
  digits: Digits;
  room: Room;
}

function writeBlock(block: Block, { pageBreakBefore, digits, room }: Place): FileChild[] {
  switch (block.kind) {
    case 'title':
      return paragraphs(block.lines, pageBreakBefore, {
        heading: HeadingLevel.TITLE,
        alignment: AlignmentType.CENTER,
      });
    case 'heading':
      return paragraphs([block.text], pageBreakBefore, {
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
      });
    case 'paragraph':
      return [
        new Paragraph({
          alignment: ALIGNMENTS[block.align ?? (block.isIndented === true ? 'prose' : 'left')],
          ...(block.isIndented === true ? { indent: { firstLine: FIRST_LINE } } : {}),
          spacing: { after: GAP },
          pageBreakBefore,
          children: textRuns(block.text, block.isBold),
        }),
      ];
    case 'list':
      return paragraphs(block.items, pageBreakBefore, { indent: { left: ITEM + HANGING, hanging: HANGING } });
    case 'table':
      return [
        ...(block.table.caption === undefined
          ? pageBreakBefore
            ? [gap(true)]
            : []
          : paragraphs([block.table.caption], pageBreakBefore, { style: 'Caption' })),
        writeTable(block.table, digits, room),
        // Two tables without a paragraph between them are one to Word.
        gap(false),
      ];
    case 'pageBreak':
      return [];
  }
}

const ALIGNMENTS: Record<Align | 'prose', (typeof AlignmentType)[keyof typeof AlignmentType]> = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  prose: AlignmentType.THAI_DISTRIBUTE,
};

/** The first line of a paragraph of an official letter begins 2.5 cm in. */
const FIRST_LINE = 1_418;
const ITEM = 709;
const HANGING = 354;
const GAP = 60;

const paragraphs = (texts: readonly string[], pageBreakBefore: boolean, options: IParagraphOptions): Paragraph[] =>
  texts.map(
    (text, index) =>
      new Paragraph({ ...options, pageBreakBefore: pageBreakBefore && index === 0, children: textRuns(text) }),
  );

/** An empty paragraph that is hardly seen. */
const gap = (pageBreakBefore: boolean): Paragraph =>
  new Paragraph({ pageBreakBefore, spacing: { line: 2 * GAP, lineRule: LineRuleType.EXACT } });
