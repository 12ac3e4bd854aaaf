import type { Feature } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  getSelfClosingTagMarkup as tag,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import type { DocumentContent } from '../content.ts';
import { cleanText } from './clean-text.ts';
import { CORE_PROPERTIES, corePropertiesXml } from './core-properties.ts';
import type { FileContent, WrittenSheet } from './write-xlsx-sheets.ts';

/** A4 by its number in Excel; margins in inches. */
const A4 = 9;
const MARGINS = { left: 0.5, right: 0.5, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 };

/**
 * Puts into the sheets how they are printed: on A4, as wide as the page, with the rows that come again on each, the number of the
 * page below, and above whether it is a draft.
 */
export function pageSetUp(
  { orientation, draft }: DocumentContent,
  repeated: readonly WrittenSheet['repeated'][],
): Feature<FileContent> {
  const header = draft === undefined ? '' : `<oddHeader>${sanitizeTextContent(`&R${headerText(draft)}`)}</oddHeader>`;
  const parts = [
    `<sheetPr>${tag('pageSetUpPr', { fitToPage: 1 })}</sheetPr>`,
    tag('pageMargins', MARGINS),
    tag('pageSetup', { paperSize: A4, orientation, fitToWidth: 1, fitToHeight: 0 }),
    `<headerFooter>${header}<oddFooter>&amp;C&amp;P</oddFooter></headerFooter>`,
  ];
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) => parts.reduce(insert, xml),
        },
        'xl/workbook.xml': {
          // The library leaves an empty place for them.
          transform: (xml, sheets) =>
            xml.replace('<definedNames/>', () => {
              const names = sheets.flatMap(({ sheet = '' }, at) => printTitles(sheet, at, repeated[at]));
              return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
            }),
        },
      },
    },
  };
}

/** `&` begins a code in a header, and a line of it is enough. */
const headerText = (text: string): string => cleanText(text).replaceAll('&', '&&').replaceAll('\n', ' ');

function printTitles(sheet: string, at: number, rows: WrittenSheet['repeated']): string[] {
  if (rows === undefined) return [];
  const place = sanitizeTextContent(`'${sheet.replaceAll("'", "''")}'!$${rows.from}:$${rows.to}`);
  return [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${place}</definedName>`];
}

const insert = (xml: string, markup: string): string => {
  const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
  return insertElementMarkupAccordingToOrderOfSiblings(xml, markup, order, 'worksheet');
};

/** Puts title, author and dates into a workbook. */
export const documentProperties = (content: DocumentContent): Feature<FileContent> => ({
  files: {
    transform: {
      '[Content_Types].xml': {
        insert: () =>
          tag('Override', { ContentType: CORE_PROPERTIES.contentType, PartName: `/${CORE_PROPERTIES.path}` }),
      },
      '_rels/.rels': {
        insert: () =>
          tag('Relationship', { Id: 'rId-core', Type: CORE_PROPERTIES.relationship, Target: CORE_PROPERTIES.path }),
      },
    },
    write: { files: () => ({ [CORE_PROPERTIES.path]: corePropertiesXml(content) }) },
  },
});
