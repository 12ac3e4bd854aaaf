import writeWorkbook from 'write-excel-file/node';
import type { DocumentContent } from '../content.ts';
import { documentProperties, pageSetUp } from './write-xlsx-parts.ts';
import { tableSheet, textSheet } from './write-xlsx-sheets.ts';
import { sheetNames } from './write-xlsx-texts.ts';
import { setZipTimes } from './zip-times.ts';

/**
 * A document as an Excel workbook: a sheet with its titles, paragraphs and lists, then one for each table, named like it. Figures
 * are numbers, shown with separators and decimals (a percentage as its value) in the wanted digits; a text is never a formula, and
 * ends with `…` where it is longer than a cell may be. Same content, same bytes.
 * @throws RangeError for a table whose cells do not fit it, or a figure that is no number
 */
export async function writeXlsx(content: DocumentContent): Promise<Uint8Array> {
  const tables = content.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const [textName = '', ...tableNames] = sheetNames([content.title, ...tables.map(({ name }) => name)]);
  const sheets = [
    textSheet(content, textName),
    ...tables.map((table, at) => tableSheet(table, tableNames[at] ?? '', content)),
  ];
  const bytes = await writeWorkbook(
    sheets.map(({ sheet }) => sheet),
    {
      fontFamily: 'TH SarabunPSK',
      fontSize: 16,
      features: [
        pageSetUp(
          content,
          sheets.map(({ repeated }) => repeated),
        ),
        documentProperties(content),
      ],
    },
  ).toBuffer();
  return setZipTimes(bytes, content.dataAsOf);
}
