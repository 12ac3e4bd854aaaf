import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import type { Block, Cell, DocumentContent } from '../../../src/documents/content.ts';
import { cleanText, joinLines } from '../../../src/documents/formats/clean-text.ts';
import { writeXlsx } from '../../../src/documents/formats/write-xlsx.ts';
import { anyTable, contentOf, hostileContent, HOSTILE_TEXTS, MERGED_TABLE, plainTable, row } from './contents.ts';

const sheetsOf = async (content: DocumentContent) =>
  readWorkbook(Buffer.from(await writeXlsx(content)), { trim: false });
const partsOf = async (content: DocumentContent): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await writeXlsx(content))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
const MERGED: Block = { kind: 'table', table: MERGED_TABLE };

describe('a workbook', () => {
  it('has a sheet of texts, then one for each table: figures are numbers, texts are texts', async () => {
    const sheets = await sheetsOf(
      contentOf(
        [
          { kind: 'title', lines: ['รายงาน', 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง'] },
          { kind: 'heading', level: 1, text: '๑. ความเป็นมา' },
          MERGED,
          { kind: 'pageBreak' },
          { kind: 'paragraph', text: 'ข้อความ' },
          { kind: 'list', items: ['๑) หนึ่ง', '๒) สอง'] },
        ],
        { title: 'รายงานผล', draft: 'ฉบับร่าง' },
      ),
    );
    const texts = ['ฉบับร่าง', 'รายงาน', 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง', '๑. ความเป็นมา', 'ข้อความ', '๑) หนึ่ง', '๒) สอง'];
    expect(sheets).toEqual([
      { sheet: 'รายงานผล', data: texts.map((text) => [text]) },
      {
        sheet: 'ผลการดำเนินการ',
        data: [
          ['ตารางที่ ๑ ผลการดำเนินการตามมาตรการ รอบ ๖ เดือน', null, null, null, null, null, null],
          ['ที่', 'มาตรการ', 'ผลการดำเนินการ', 'สถานะ', null, 'งบประมาณ', null],
          [null, null, null, 'แล้วเสร็จ', 'อยู่ระหว่าง', 'เบิกจ่าย (บาท)', 'ร้อยละ'],
          [
            1,
            'มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง\n(ทุกไตรมาส)',
            'ประกาศแผนการจัดซื้อจัดจ้างบนเว็บไซต์ครบถ้วน',
            '☑',
            '☐',
            1_234_567.5,
            62.5,
          ],
          [2, null, 'รายงานผลรอบไตรมาสที่ ๒ แล้ว\nผู้บริหารรับทราบ', '☐', '☑', -2_500, 0],
          [null, 'รวม', '-', null, null, 1_232_067.5, 33.335],
        ],
      },
    ]);
  });

  it('merges cells, keeps the headings in sight and prints them on every page, on A4 as wide as the page', async () => {
    const parts = await partsOf(contentOf([MERGED], { draft: 'ฉบับร่าง & ก' }));
    const sheet = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect(sheet.match(/(?<=mergeCell ref=")[^"]+/g)).toEqual(['A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:G2', 'B4:B5']);
    expect(sheet).toContain('ySplit="3"');
    expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(sheet).toContain('<oddHeader>&amp;Rฉบับร่าง &amp;&amp; ก</oddHeader><oddFooter>&amp;C&amp;P</oddFooter>');
    expect(parts['xl/workbook.xml']?.match(/<definedName.*<\/definedNames>/)?.[0]).toBe(
      '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="1">' +
        "'ผลการดำเนินการ'!$2:$3</definedName></definedNames>",
    );
  });

  it.each([
    ['thai', ['[$-D00041E]#,##0', '[$-D00041E]#,##0.00']],
    ['arabic', ['#,##0', '#,##0.00']],
  ] as const)('shows figures in %s digits without changing them', async (digits, formats) => {
    const { 'xl/styles.xml': styles = '' } = await partsOf(contentOf([MERGED], { digits }));
    expect(styles.match(/(?<=formatCode=")[^"]+/g)).toEqual(formats);
  });

  it('has no formula, and every other character of hostile texts', async () => {
    const content = hostileContent();
    const parts = Object.entries(await partsOf(content));
    expect(parts.filter(([name, xml]) => /sheet\d/.test(name) && /<f[ >]/.test(xml))).toEqual([]);
    const [texts, table] = await sheetsOf(content);
    const expected = HOSTILE_TEXTS.map((text) => cleanText(text));
    expect(texts?.data.slice(1, 1 + expected.length).flat()).toEqual(expected);
    expect(table?.data.slice(0, 2)).toEqual([expected, expected]);
  });

  it('gives sheets names that Excel takes, unlike each other whatever their case', async () => {
    const long = 'ตารางแสดงผลการดำเนินการตามมาตรการของทุกส่วนราชการ';
    const names = ['a[b]/c\\d:e*f?', "'x'", '', 'history', long, long, 'Same', 'same', `${'ก'.repeat(30)}😀`, 'title'];
    const sheets = await sheetsOf(
      contentOf(
        names.map((name) => plainTable(['ก'], [], name)),
        { title: 'Title' },
      ),
    );
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Title',
      'a b c d e f',
      'x',
      '_',
      'history_',
      long.slice(0, 31),
      `${long.slice(0, 27)} (2)`,
      'Same',
      'same (2)',
      'ก'.repeat(30),
      'title (2)',
    ]);
  });

  it('ends a text that no cell can hold with an ellipsis', async () => {
    const [, sheet] = await sheetsOf(contentOf([plainTable(['ก'], [row('ข'.repeat(40_000))])]));
    expect(sheet?.data[1]).toEqual([`${'ข'.repeat(32_766)}…`]);
  });

  it('is read back with the same cells, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const [, sheet] = await sheetsOf(contentOf([{ kind: 'table', table }]));
        const expected = table.rows.map(({ cells }) => cells.map((cell) => (cell === null ? null : value(cell))));
        // The reader leaves out empty rows and columns at the end.
        const read = expected.map((cells, at) => cells.map((_, column) => sheet?.data[at + 1]?.[column] ?? null));
        expect(read).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same twice, with the time of its figures for every other', async () => {
    const first = await writeXlsx(hostileContent());
    expect(Buffer.compare(first, await writeXlsx(hostileContent()))).toBe(0);
    const { 'docProps/core.xml': core } = await partsOf(hostileContent());
    expect(core?.match(/\d{4}-\d\d-\d\dT[^<]+/g)).toEqual(['2027-04-01T02:30:10.000Z', '2027-04-01T02:30:10.000Z']);
    expect(core).toContain('<dc:title>&lt;w:p&gt;&amp;amp;"\'&lt;/w:p&gt; ]]&gt; &lt;!-- --&gt;</dc:title>');
  });
});

function value(cell: Cell): string | number | null {
  if ('isTicked' in cell) return cell.isTicked ? '☑' : '☐';
  if ('lines' in cell) return joinLines(cell.lines) || null;
  // A cell has no sign on nothing.
  return cell.number + 0;
}
