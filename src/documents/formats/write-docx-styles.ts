import type { IStylesOptions } from 'docx';
import { TextRun } from 'docx';
import { cleanText } from './clean-text.ts';

const FONT = 'TH SarabunPSK';
/** Of the text, in points. */
const TEXT_SIZE = 16;
/** In half points. */
const SIZE = 2 * TEXT_SIZE;
const TITLE_SIZE = 36;

const heading = (size: number) => ({
  run: { bold: true, size, color: '000000' },
  paragraph: { keepNext: true, spacing: { before: 120, after: 60 } },
});

/** Thai is a complex script to Word: font, size and language of its own, which the library sets from `cs` and `bidirectional`. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: { ascii: FONT, hAnsi: FONT, cs: FONT, eastAsia: FONT },
        size: SIZE,
        sizeComplexScript: SIZE,
        language: { value: 'en-US', eastAsia: 'en-US', bidirectional: 'th-TH' },
      },
    },
    title: { run: { bold: true, size: TITLE_SIZE, color: '000000' }, paragraph: { keepNext: true } },
    heading1: heading(SIZE),
    heading2: heading(SIZE),
    caption: { run: { bold: true }, paragraph: { keepNext: true, spacing: { before: 120, after: 60 } } },
  },
};

/** What Word takes where the office has no TH SarabunPSK: its later and its open siblings, then what comes with Word. */
export const FONT_TABLE = {
  path: 'word/fontTable.xml',
  data:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:font w:name="${FONT}"><w:altName w:val="TH Sarabun New,Sarabun,Cordia New"/>` +
    '<w:panose1 w:val="020B0500040200020003"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>' +
    '<w:sig w:usb0="A100006F" w:usb1="5000205A" w:usb2="00000000" w:usb3="00000000" w:csb0="00010183" w:csb1="00000000"/>' +
    '</w:font></w:fonts>',
};

/** Letters of this size in points; nothing for that of the text. */
export const sizeOf = (points: number): { size?: number } => (points === TEXT_SIZE ? {} : { size: 2 * points });

/** A text as runs of Word, a line break for each of its own. */
export const textRuns = (text: string, isBold = false, size = TEXT_SIZE): TextRun[] =>
  cleanText(text)
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({
          text: line,
          ...(isBold ? { bold: true } : {}),
          ...sizeOf(size),
          ...(index === 0 ? {} : { break: 1 }),
        }),
    );
