import { AlignmentType, Document, Footer, Header, NumberFormat, Packer, PageNumber, PageOrientation } from 'docx';
import { Paragraph, TextRun } from 'docx';
import type { DocumentContent } from '../content.ts';
import { CORE_PROPERTIES, corePropertiesXml } from './core-properties.ts';
import { writeBlocks } from './write-docx-blocks.ts';
import { FONT_TABLE, STYLES, textRuns } from './write-docx-styles.ts';
import { setZipTimes } from './zip-times.ts';

/**
 * A document as a Word file, as an office would have typed it: TH SarabunPSK 16 pt, A4, real headings and tables whose heading rows
 * come again on every page, page numbers below, and above them on each page whether it is a draft. Same content, same bytes.
 * @throws RangeError for a table whose cells do not fit it, or a figure that is no number
 */
export async function writeDocx(content: DocumentContent): Promise<Uint8Array> {
  const { orientation, digits, draft, dataAsOf } = content;
  const { width, height, margin } = PAGES[orientation];
  const document = new Document({
    styles: STYLES,
    sections: [
      {
        properties: {
          page: {
            // The library wants the sides of the upright page, and turns them itself.
            size: { width: SHORT_SIDE, height: LONG_SIDE, orientation: PageOrientation[LAYOUTS[orientation]] },
            margin,
            pageNumbers: { formatType: digits === 'thai' ? NumberFormat.THAI_NUMBERS : NumberFormat.DECIMAL },
          },
        },
        ...(draft === undefined ? {} : { headers: { default: draftHeader(draft) } }),
        footers: { default: pageFooter() },
        children: writeBlocks(content, { width: width - margin.left - margin.right, height }),
      },
    ],
  });
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: CORE_PROPERTIES.path, data: corePropertiesXml(content) },
    FONT_TABLE,
  ]);
  return setZipTimes(bytes, dataAsOf);
}

/** Of A4, in twentieths of a point, as all measures here. */
const SHORT_SIDE = 11_906;
const LONG_SIDE = 16_838;
const CENTIMETRE = 567;
const LAYOUTS = { portrait: 'PORTRAIT', landscape: 'LANDSCAPE' } as const;

/** The binding is on the left of an upright page and above a wide one. */
const PAGES = {
  portrait: {
    width: SHORT_SIDE,
    height: LONG_SIDE,
    margin: {
      top: 2.5 * CENTIMETRE,
      right: 2 * CENTIMETRE,
      bottom: 2 * CENTIMETRE,
      left: 3 * CENTIMETRE,
      header: 1.25 * CENTIMETRE,
      footer: 1 * CENTIMETRE,
    },
  },
  landscape: {
    width: LONG_SIDE,
    height: SHORT_SIDE,
    margin: {
      top: 2 * CENTIMETRE,
      right: 1.5 * CENTIMETRE,
      bottom: 1.5 * CENTIMETRE,
      left: 1.5 * CENTIMETRE,
      header: 0.8 * CENTIMETRE,
      footer: 0.5 * CENTIMETRE,
    },
  },
};

const draftHeader = (draft: string): Header =>
  new Header({
    children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: textRuns(draft, true) })],
  });

const pageFooter = (): Footer =>
  new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
    ],
  });
