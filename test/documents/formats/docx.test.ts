import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'htmlparser2';
import { convertToHtml } from 'mammoth';
import PdfKit from 'pdfkit';
import type { Cell, DocumentContent, Table } from '../../../src/documents/content.ts';
import { cleanText, joinLines } from '../../../src/documents/formats/clean-text.ts';
import { numberText } from '../../../src/documents/formats/number-text.ts';
import { writeDocx } from '../../../src/documents/formats/write-docx.ts';
import { placeHeadings } from '../../../src/documents/formats/table-grid.ts';
import { unbreakable } from '../../../src/documents/formats/thai-lines.ts';
import { tablesOf } from '../../../src/importing/document.ts';
import { readDocument } from '../../../src/importing/read-document.ts';
import {
  anyTable,
  contentOf,
  hostileContent,
  HOSTILE_TEXTS,
  MERGED_TABLE,
  plainTable,
  row,
  textCell,
} from './contents.ts';

const partsOf = async (content: DocumentContent): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await writeDocx(content))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
const bodyOf = async (content: DocumentContent): Promise<string> => (await partsOf(content))['word/document.xml'] ?? '';
const mammothTables = async (content: DocumentContent): Promise<string[][][]> => {
  const buffer = Buffer.from(await writeDocx(content));
  return htmlTables((await convertToHtml({ buffer }, { ignoreEmptyParagraphs: false })).value);
};
const WHOLE = contentOf([
  { kind: 'title', lines: ['รายงานผล', 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง'] },
  { kind: 'heading', level: 1, text: '๑. ความเป็นมา' },
  { kind: 'heading', level: 2, text: '๑.๑ ที่มา' },
  { kind: 'paragraph', text: 'เนื้อความ', isIndented: true },
  { kind: 'list', items: ['๑) หนึ่ง', '๒) สอง'] },
  { kind: 'table', table: MERGED_TABLE },
  { kind: 'pageBreak' },
  { kind: 'paragraph', text: 'ท้าย', align: 'right', isBold: true },
]);
const MERGED_CELLS = [
  ['ที่', 'มาตรการ', 'ผลการดำเนินการ', 'สถานะ', '', 'งบประมาณ', ''],
  ['', '', '', 'แล้วเสร็จ', 'อยู่ระหว่าง', 'เบิกจ่าย (บาท)', 'ร้อยละ'],
  [
    '๑',
    'มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง\n(ทุกไตรมาส)',
    'ประกาศแผนการจัดซื้อจัดจ้างบนเว็บไซต์ครบถ้วน',
    '☑',
    '☐',
    '๑,๒๓๔,๕๖๗.๕๐',
    '๖๒.๕๐',
  ],
  ['๒', '', 'รายงานผลรอบไตรมาสที่ ๒ แล้ว\nผู้บริหารรับทราบ', '☐', '☑', '-๒,๕๐๐.๐๐', '๐.๐๐'],
  ['', 'รวม', '-', '', '', '๑,๒๓๒,๐๖๗.๕๐', '๓๓.๓๔'],
];

describe('a Word file', () => {
  it('is read by the import with every paragraph and cell in its place', async () => {
    const { document } = readDocument(await writeDocx(WHOLE));
    expect(document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))).toEqual([
      'รายงานผล',
      'องค์การบริหารส่วนตำบลบ้านตัวอย่าง',
      '๑. ความเป็นมา',
      '๑.๑ ที่มา',
      'เนื้อความ',
      '๑) หนึ่ง',
      '๒) สอง',
      'ตารางที่ ๑ ผลการดำเนินการตามมาตรการ รอบ ๖ เดือน',
      'ท้าย',
    ]);
    expect(tablesOf(document).map(({ rows }) => rows.map(({ cells }) => cells))).toEqual([MERGED_CELLS]);
  });

  it('is read by mammoth with headings, merged cells and figures', async () => {
    const [table] = await mammothTables(WHOLE);
    expect(table).toEqual([
      ['ที่ 1x2', 'มาตรการ 1x2', 'ผลการดำเนินการ 1x2', 'สถานะ 2x1', 'งบประมาณ 2x1'],
      MERGED_CELLS[1]?.slice(3).map((text) => text.replace(' (', '\u00a0(')),
      MERGED_CELLS[2]?.map((text, at) => (at === 1 ? `${text} 1x2` : text)),
      MERGED_CELLS[3]?.filter((_, at) => at !== 1),
      MERGED_CELLS[4],
    ]);
  });

  it('has headings that Word finds, a bold centred title, and a page break as a property of what follows', async () => {
    const xml = await bodyOf(WHOLE);
    expect(xml.match(/(?<=<w:pStyle w:val=")[^"]+/g)).toEqual(['Title', 'Title', 'Heading1', 'Heading2', 'Caption']);
    expect(xml).toMatch(/<w:pStyle w:val="Title"\/>(?:(?!<\/w:pPr>).)*<w:jc w:val="center"\/>/);
    expect(xml.match(/<w:pageBreakBefore\/>(?:(?!<w:t[ >]).)*<w:t[^>]*>ท้าย/g)).toHaveLength(1);
  });

  it('repeats all heading rows on each page and breaks only rows that are long', async () => {
    const long = plainTable(['ก', 'ข'], [row('สั้น', 'สั้น'), row('ยาว', textCell(...HOSTILE_TEXTS))]);
    const rows = (await bodyOf(contentOf([{ kind: 'table', table: MERGED_TABLE }, long]))).split('<w:tr>').slice(1);
    const has = (tag: string): boolean[] => rows.map((one) => new RegExp(`<${tag}/>`).test(one));
    expect(has('w:tblHeader')).toEqual([true, true, false, false, false, true, false, false]);
    expect(has('w:cantSplit')).toEqual([true, true, true, true, true, true, true, false]);
  });

  it('gives Thai, a complex script to Word, its font, size and language', async () => {
    const { 'word/styles.xml': styles = '', 'word/fontTable.xml': fonts } = await partsOf(WHOLE);
    const defaults = styles.slice(0, styles.indexOf('</w:rPrDefault>'));
    expect(defaults).toMatch(/<w:rFonts [^>]*w:cs="TH SarabunPSK"/);
    expect(defaults).toContain('<w:sz w:val="32"/><w:szCs w:val="32"/>');
    expect(defaults).toMatch(/<w:lang [^>]*w:bidi="th-TH"/);
    expect(styles).toMatch(/w:styleId="Heading1".*?<w:b\/><w:bCs\/>/);
    expect(fonts).toContain('<w:altName w:val="TH Sarabun New,Sarabun,Cordia New"/>');
  });

  it.each([
    ['thai', 'landscape', 'w:w="16838" w:h="11906" w:orient="landscape"', 'thaiNumbers', '๑,๒๓๔,๕๖๗.๕๐'],
    ['arabic', 'portrait', 'w:w="11906" w:h="16838" w:orient="portrait"', 'decimal', '1,234,567.50'],
  ] as const)('has pages and figures in %s digits on A4 in %s', async (digits, orientation, page, format, figure) => {
    const parts = await partsOf({ ...WHOLE, digits, orientation });
    const body = parts['word/document.xml'] ?? '';
    expect(body).toContain(`<w:pgSz ${page}/>`);
    expect(body).toContain(`<w:pgNumType w:fmt="${format}"/>`);
    expect(body).toMatch(new RegExp(`<w:jc w:val="right"/>(?:(?!</w:p>).)*<w:t[^>]*>${figure}</w:t>`));
    expect(parts['word/footer1.xml']).toMatch(/<w:jc w:val="center"\/>.*<w:instrText[^>]*>PAGE</);
    expect(parts['word/header1.xml']).toBeUndefined();
  });

  it('says above each page that it is a draft', async () => {
    const { 'word/header1.xml': header } = await partsOf({ ...WHOLE, draft: 'ฉบับร่าง' });
    expect(header).toMatch(/<w:jc w:val="right"\/>.*>ฉบับร่าง</);
  });

  it.each([
    ['upright', 'portrait', MERGED_TABLE],
    ['wide', 'landscape', MERGED_TABLE],
    [
      'with equal columns',
      'portrait',
      { ...MERGED_TABLE, columns: MERGED_TABLE.columns.map((column) => ({ ...column, width: 1 })) },
    ],
    ['of ten columns', 'landscape', manyColumns()],
  ] as const)(
    'has no figure and no heading word wider than its column, on a page %s',
    async (_, orientation, table) => {
      for (const digits of ['thai', 'arabic'] as const) {
        const { widths, size } = await setTable(table, { orientation, digits });
        expect(size).toBeGreaterThanOrEqual(10);
        for (const { cell, column, columns } of placeHeadings(table).flat()) {
          const room = widths.slice(column, column + columns).reduce((sum, width) => sum + width);
          for (const word of unbreakable(cell.text)) expect(boldWidth(word, size)).toBeLessThan(room);
        }
        for (const { cells } of table.rows) {
          for (const [column, cell] of cells.entries()) {
            if (cell === null || !('number' in cell)) continue;
            expect(boldWidth(numberText(cell, digits), size)).toBeLessThan(widths[column] ?? 0);
          }
        }
      }
    },
  );

  it('sets a table as large as the text where it fits, smaller where it does not, and always as wide as the page', async () => {
    const few = await setTable(tableOf(['ที่', 'รายการ'], [row('๑', 'สั้น')]), { orientation: 'portrait' });
    const many = await setTable(manyColumns(), { orientation: 'landscape' });
    expect([few.size, many.size]).toEqual([16, 11]);
    expect([few, many].map(({ widths }) => Math.round(20 * widths.reduce((sum, width) => sum + width)))).toEqual([
      11_906 - 5 * 567,
      16_838 - 3 * 567,
    ]);
    const rows = (sentence: string) => [row('๑', sentence.repeat(40))];
    const long = await setTable(tableOf(['ที่', 'รายการ'], rows('ดำเนินการตามแผนแล้ว ')), { orientation: 'landscape' });
    expect(long.widths[1]).toBeGreaterThan(10 * (long.widths[0] ?? 0));
  });

  it('keeps every other character of hostile texts, and has no field but the page number', async () => {
    const content = hostileContent();
    const [table] = await mammothTables(content);
    const expected = HOSTILE_TEXTS.map((text) => cleanText(text));
    expect(table).toEqual([expected, expected, expected.map((text) => `${text}\n${text}`)]);
    const parts = Object.values(await partsOf(content)).join('');
    expect(parts.match(/<w:instrText[^>]*>[^<]*/g)).toHaveLength(1);
  });

  it('is read back with the same cells, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const [read] = await mammothTables(contentOf([{ kind: 'table', table }]));
        const expected = table.rows.map(({ cells }) => cells.flatMap((cell) => (cell === null ? [] : [shown(cell)])));
        expect(read?.slice(1)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same twice, with the time of its figures for every other', async () => {
    const first = await writeDocx(hostileContent());
    expect(Buffer.compare(first, await writeDocx(hostileContent()))).toBe(0);
    const { 'docProps/core.xml': core } = await partsOf(WHOLE);
    expect(core?.match(/\d{4}-\d\d-\d\dT[^<]+/g)).toEqual(['2027-04-01T02:30:10.000Z', '2027-04-01T02:30:10.000Z']);
    expect(core).toContain('<dc:creator>องค์การบริหารส่วนตำบลบ้านตัวอย่าง</dc:creator>');
  });
});

function tableOf(headings: readonly string[], rows: Table['rows']): Table {
  const block = plainTable(headings, rows);
  if (block.kind !== 'table') throw new Error('not a table');
  return block.table;
}
function manyColumns(): Table {
  const pairs = Array.from({ length: 5 });
  return tableOf(
    pairs.flatMap(() => ['โครงการ', 'งบประมาณ']),
    [
      row(
        ...pairs.flatMap((): Cell[] => [
          { number: 81, as: 'whole' },
          { number: 8_536_600, as: 'money' },
        ]),
      ),
    ],
  );
}

/** The size of the letters of a table and the widths of its columns, in points. */
async function setTable(table: Table, changes: Partial<DocumentContent>): Promise<{ size: number; widths: number[] }> {
  const body = await bodyOf(contentOf([{ kind: 'table', table }], changes));
  const widths = [...body.matchAll(/gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width) / 20);
  return { widths, size: Number(/<w:szCs w:val="(\d+)"/.exec(body)?.[1] ?? 32) / 2 };
}

const SARABUN = new PdfKit().font(require.resolve('@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf'));
/** In points, in a font half as wide again as TH SarabunPSK. */
const boldWidth = (text: string, size: number): number => SARABUN.fontSize(size).widthOfString(text.trim());

function shown(cell: Cell): string {
  const text =
    'isTicked' in cell
      ? cell.isTicked
        ? '☑'
        : '☐'
      : 'lines' in cell
        ? joinLines(cell.lines)
        : numberText(cell, 'thai');
  return (cell.rows ?? 1) > 1 ? `${text} 1x${cell.rows}` : text;
}

/** The cells of the tables of a page, a line for each paragraph and break, with the columns and rows that one spans. */
function htmlTables(html: string): string[][][] {
  const tables: string[][][] = [];
  let cell: string | null = null;
  let spans = '';
  const parser = new Parser({
    onopentag: (name, { colspan = '1', rowspan = '1' }) => {
      if (name === 'table') tables.push([]);
      else if (name === 'tr') tables.at(-1)?.push([]);
      else if (name === 'td' || name === 'th') {
        cell = '';
        spans = colspan === '1' && rowspan === '1' ? '' : ` ${colspan}x${rowspan}`;
      } else if (name === 'br' && cell !== null) cell += '\n';
    },
    ontext: (text) => {
      if (cell !== null) cell += text;
    },
    onclosetag: (name) => {
      if (cell === null) return;
      if (name === 'p') cell += '\n';
      if (name !== 'td' && name !== 'th') return;
      tables
        .at(-1)
        ?.at(-1)
        ?.push(cell.replace(/\n$/, '') + spans);
      cell = null;
    },
  });
  parser.end(html);
  return tables;
}
