import { parse } from 'csv-parse/sync';
import { parseDocument } from 'htmlparser2';
import { extractRawText } from 'mammoth';
import readWorkbook from 'read-excel-file/node';
import { DOCUMENT_FORMATS } from '../../../src/documents/snapshot.ts';
import type { DocumentFormat } from '../../../src/documents/snapshot.ts';
import { writeDocument } from '../../../src/documents/write-document.ts';
import { contentOf, plainTable, row } from './contents.ts';
import { bare, readText } from './pdf-reading.ts';

/** What breaks shaping, ordering of marks, line breaks and extraction. */
const WORDS = 'น้ำ ป้ำ ปี่ ฟุ้ง ญู ฐู ก๋วยเตี๋ยว เกี๊ยะ ก๊ก เป๋า ที่สุด ผู้ว่าฯ อื่น ๆ ฯลฯ กำ ทำ ซ้ำ ค่ำ สิทธิ์ องค์ ไม้ เบี้ย ฤๅษี ฬ์ ์';
const LONG_UNIT = 'กองส่งเสริมคุณธรรมและความโปร่งใสขององค์กรปกครองส่วนท้องถิ่น'.repeat(6).slice(0, 300);

const CONTENT = contentOf([
  { kind: 'paragraph', text: WORDS },
  plainTable(['ส่วนราชการ', 'คำ'], [row(LONG_UNIT, WORDS)]),
]);

/** All text of a file, by a library that did not write it; blanks and line ends are layout. */
const READERS: Record<DocumentFormat, (bytes: Buffer) => Promise<string>> = {
  docx: async (bytes) => (await extractRawText({ buffer: bytes })).value,
  pdf: (bytes) => readText(bytes),
  xlsx: async (bytes) => JSON.stringify((await readWorkbook(bytes)).map(({ data }) => data)),
  csv: (bytes) => Promise.resolve(parse(bytes, { bom: true, relax_column_count: true }).flat().join('\n')),
  html: (bytes) => Promise.resolve(textOf(parseDocument(bytes.toString()))),
};

interface Node {
  data?: string;
  children?: Node[];
}
const textOf = ({ data = '', children = [] }: Node): string => data + children.map(textOf).join('');

describe('hard words of Thai and a unit of 300 letters without a space', () => {
  test.each(DOCUMENT_FORMATS)('come out of %s as they went in', async (format) => {
    const bytes = Buffer.from(await writeDocument(CONTENT, format));
    const text = bare(await READERS[format](bytes)).replaceAll('\u200b', '');
    // A CSV file holds the tables alone.
    expect(text.split(bare(WORDS)).length - 1).toBe(format === 'csv' ? 1 : 2);
    expect(text).toContain(LONG_UNIT);
  });
});
