import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '../../src/importing/document.ts';
import { placeOf, tablesOf } from '../../src/importing/document.ts';
import { importPlan } from '../../src/importing/import-plan.ts';
import { readDocument } from '../../src/importing/read-document.ts';
import { docxOf, wordCell, wordParagraph, xlsxOf } from './office-files.ts';

const read = (bytes: Uint8Array | string): SourceDocument =>
  readDocument(typeof bytes === 'string' ? Buffer.from(bytes) : bytes).document;
const cells = (document: SourceDocument): string[][][] =>
  tablesOf(document).map(({ rows }) => rows.map((row) => row.cells));
const paragraphs = (document: SourceDocument): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
const text = (address: string, value: string): string => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe('a workbook', () => {
  const STYLES = `<styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="[$-107041E]d mmm yy;@"/>
    <numFmt numFmtId="165" formatCode="#,##0.00 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="mmmm\\ bbbb"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs></styleSheet>`;
  const shown = (cell: string, workbook = ''): string | undefined =>
    cells(
      read(
        xlsxOf(
          { a: `<sheetData><row r="1">${text('A1', 'x')}${cell}</row></sheetData>` },
          { 'xl/styles.xml': STYLES },
          workbook,
        ),
      ),
    )[0]?.[0]?.[1];

  it.each([
    ['a number', '<c r="B1"><v>55300</v></c>', '55300'],
    ['a number with noise', '<c r="B1"><v>0.30000000000000004</v></c>', '0.3'],
    ['money in a format', '<c r="B1" s="4"><v>55300.5</v></c>', '55300.5'],
    ['a date', '<c r="B1" s="1"><v>45566</v></c>', '1 ตุลาคม 2567'],
    ['a date in a Thai format', '<c r="B1" s="3"><v>45566.75</v></c>', '1 ตุลาคม 2567'],
    ['a month', '<c r="B1" s="5"><v>45566</v></c>', 'ตุลาคม 2567'],
    ['a Buddhist year typed as a Western one', '<c r="B1" s="1"><v>243892</v></c>', '1 ตุลาคม 2567'],
    ['a time', '<c r="B1" s="6"><v>0.354166666666667</v></c>', '08:30'],
    ['a percentage', '<c r="B1" s="2"><v>0.9143</v></c>', '91.43%'],
    ['a formula: what it came to', '<c r="B1"><f>SUM(A1:A9)*HYPERLINK("http://x")</f><v>12</v></c>', '12'],
    ['a formula of text', '<c r="B1" t="str"><f>A1</f><v>กองช่าง</v></c>', 'กองช่าง'],
    ['a ticked box', '<c r="B1" t="b"><v>1</v></c>', '☑'],
    ['an empty box', '<c r="B1" t="b"><v>0</v></c>', '☐'],
    ['lines', text('B1', 'ก_x000D_\nข'), 'ก\nข'],
    [
      'formatted pieces',
      '<c r="B1" t="inlineStr"><is><r><t>กอง</t></r><r><t>ช่าง</t></r><rPh><t>x</t></rPh></is></c>',
      'กองช่าง',
    ],
  ])('shows %s as a person sees it', (_what, cell, expected) => {
    expect(shown(cell)).toBe(expected);
  });

  it('counts days from 1904 where the file says so', () => {
    expect(shown('<c r="B1" s="1"><v>44104</v></c>', '<workbookPr date1904="1"/>')).toBe('1 ตุลาคม 2567');
  });

  it('takes the first of merged cells, even where the others kept what was in them', () => {
    const sheet = `<sheetData><row r="1">${text('A1', 'มิติ')}${text('B1', 'โครงการ')}</row>
      <row r="2">${text('A2', '1')}${text('B2', 'ก')}</row><row r="3">${text('A3', '9')}${text('B3', 'ข')}</row></sheetData>
      <mergeCells><mergeCell ref="A2:A3"/></mergeCells>`;
    expect(cells(read(xlsxOf({ a: sheet })))).toEqual([
      [
        ['มิติ', 'โครงการ'],
        ['1', 'ก'],
        ['', 'ข'],
      ],
    ]);
  });

  it('leaves hidden sheets out, and tells sheet, row and column', () => {
    const sheet = (value: string) =>
      `<sheetData><row r="3">${text('B3', value)}${text('AB3', value)}</row></sheetData>`;
    const document = read(xlsxOf({ 'แผน ๑': sheet('ก'), 'ร่าง!hidden': sheet('ข'), 'แผน ๒': sheet('ค') }));
    const tables = tablesOf(document);
    expect(tables.map(({ rows }) => rows[0]?.cells[1])).toEqual(['ก', 'ค']);
    const places = tables.map(({ rows }) => placeOf(document, rows[0]?.line ?? 0, 27));
    expect(places).toEqual(['sheet แผน ๑ row 3 column AB', 'sheet แผน ๒ row 3 column AB']);
  });

  /** A plan of one measure below its headings, with other XML around its rows. */
  const planSheet = (title: string, { row = '', before = '' } = {}): string =>
    `${before}<sheetData><row r="1">${text('A1', 'อบต.นาทดลอง ปีงบประมาณ 2570')}</row>
      <row r="3">${text('A3', 'โครงการ')}${text('B3', 'ผู้รับผิดชอบ')}</row>
      <row r="4"${row}>${text('A4', title)}${text('B4', 'กองช่าง')}</row></sheetData>`;
  const notes = (sheets: Record<string, string>) => {
    const { measures, findings } = importPlan({ name: 'plan.xlsx', bytes: xlsxOf(sheets) });
    const told = findings.filter(({ code }) => code !== 'status-not-stated');
    return { titles: measures.map(({ title }) => title), told };
  };

  it('tells of hidden sheets, which are not read', () => {
    const sheets = { แผน: planSheet('โครงการปลูกป่า'), 'ร่าง!hidden': planSheet('ก'), 'เก่า!veryHidden': planSheet('ข') };
    expect(notes(sheets)).toEqual({
      titles: ['โครงการปลูกป่า'],
      told: [{ code: 'sheet-hidden', severity: 'info', where: 'plan', params: { sheets: 'ร่าง · เก่า' }, computed: 2 }],
    });
  });

  it('reads hidden rows and columns, and tells of those that hold something', () => {
    const cols = '<cols><col min="2" max="16384" hidden="1"/></cols>';
    const sheet = planSheet('โครงการปลูกป่า', { row: ' hidden="true"', before: cols });
    const empty = '<row r="9" hidden="1"><c r="A9"/></row></sheetData>';
    expect(notes({ แผน: sheet.replace('</sheetData>', empty) })).toEqual({
      titles: ['โครงการปลูกป่า'],
      told: [
        { code: 'rows-hidden', severity: 'info', where: 'sheet แผน', params: { rows: '4' }, computed: 1 },
        { code: 'columns-hidden', severity: 'info', where: 'sheet แผน', params: { columns: 'B' }, computed: 1 },
      ],
    });
  });

  it('puts a plan on several sheets together, and says so', () => {
    expect(notes({ ก: planSheet('โครงการปลูกป่า'), ข: planSheet('โครงการอบรมคน') })).toEqual({
      titles: ['โครงการปลูกป่า', 'โครงการอบรมคน'],
      told: [{ code: 'sheets-several', severity: 'info', where: 'plan', params: { sheets: 'ก · ข' }, computed: 2 }],
    });
  });

  it('leaves out a sheet whose first cell says so', () => {
    const guide = planSheet('ก').replace('อบต.นาทดลอง', '(ไม่นำเข้า) อบต.นาทดลอง');
    expect(notes({ แผน: planSheet('โครงการปลูกป่า'), วิธี: guide })).toEqual({ titles: ['โครงการปลูกป่า'], told: [] });
  });

  it('names the row of a finding', () => {
    const rows = [
      ['ลำดับ', 'โครงการ', 'ผู้รับผิดชอบ'],
      ['1', 'องค์การบริหารส่วนตำบลหนองแม่แบบจะติดตามผล', 'กองช่าง'],
    ];
    const sheet = `<sheetData><row r="1">${text('A1', 'องค์การบริหารส่วนตำบลนาทดลอง ปีงบประมาณ 2570')}</row>${rows
      .map(
        (row, index) =>
          `<row r="${index + 4}">${row.map((value, column) => text(`${'ABC'[column]}${index + 4}`, value)).join('')}</row>`,
      )
      .join('')}</sheetData>`;
    const { findings } = importPlan({ name: 'plan.xlsx', bytes: xlsxOf({ แผน: sheet }) });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'other-organisation', where: 'sheet แผน row 5 column B' }),
    );
  });
});

describe('a Word file', () => {
  const numbered = (list: string, level = 0) =>
    `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`;
  const NUMBERING = `<w:numbering><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>`;
  const withLists = (body: string) => read(docxOf(body, { 'word/numbering.xml': NUMBERING }));

  it('has the numbers of its lists, also of empty lines, and bullets as lines', () => {
    const list = ['1', '1', '2', '3'].map((id, index) => wordParagraph(`ข้อ ${index}`, numbered(id)));
    const document = withLists(
      list.join('') +
        wordParagraph('ย่อย', numbered('1', 1)) +
        `<w:tbl><w:tr><w:tc>${wordParagraph('', numbered('1'))}</w:tc><w:tc>${wordParagraph('ก', numbered('2'))}${wordParagraph('ข', numbered('2'))}</w:tc></w:tr></w:tbl>`,
    );
    expect(paragraphs(document)).toEqual(['๑. ข้อ 0', '๒. ข้อ 1', 'ข้อ 2', '๗. ข้อ 3', '๗.1) ย่อย']);
    expect(cells(document)).toEqual([[['๘.', 'ก\nข']]]);
  });

  it('fills the first of merged cells', () => {
    const row = (...columns: string[]) => `<w:tr>${columns.join('')}</w:tr>`;
    const document = read(
      docxOf(
        `<w:tbl>${row(wordCell('ก', '<w:vMerge w:val="restart"/>'), wordCell('ข', '<w:gridSpan w:val="2"/>'))}${row(
          wordCell('ซ่อน', '<w:vMerge/>'),
          wordCell('ค'),
          wordCell('ง'),
        )}<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${wordCell('จ')}</w:tr></w:tbl>`,
      ),
    );
    expect(cells(document)).toEqual([
      [
        ['ก', 'ข', ''],
        ['', 'ค', 'ง'],
        ['', '', 'จ'],
      ],
    ]);
  });

  it('keeps check boxes of every kind, and what a field showed, without what was deleted', () => {
    const runs = [
      '<w:sdt><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>',
      '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>',
      '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>',
      '<w:del><w:r><w:delText>ก</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>ก</w:t></w:r></w:moveFrom>',
      '<w:r><w:instrText>DATE</w:instrText><w:tab/><w:t>ข</w:t></w:r>',
    ];
    expect(paragraphs(read(docxOf(`<w:p>${runs.join('')}</w:p>`)))).toEqual(['☒☑☐ ☑ ข']);
  });

  it('reads a table in a cell as text, but one in a frame as a table', () => {
    const inner = `<w:tbl><w:tr>${wordCell('ก')}${wordCell('ข')}</w:tr></w:tbl>`;
    const framed = `<w:tbl><w:tr><w:tc>${wordParagraph('หัวเรื่อง')}${inner}<w:p/></w:tc></w:tr></w:tbl>`;
    const nested = `<w:tbl><w:tr><w:tc>${inner}<w:p/></w:tc>${wordCell('ค')}</w:tr></w:tbl>`;
    const document = read(docxOf(framed + nested));
    expect(paragraphs(document)).toEqual(['หัวเรื่อง']);
    expect(cells(document)).toEqual([[['ก', 'ข']], [['ก\nข', 'ค']]]);
    expect(placeOf(document, tablesOf(document)[1]?.rows[0]?.line ?? 0, 1)).toBe('table 2 row 1 column 2');
  });

  it('is read as a library writes it: merged cells, lists and boxes of a whole report', () => {
    const name = 'report-merged.docx';
    const plan = importPlan({ name, bytes: readFileSync(join(__dirname, 'fixtures', name)) });
    expect(plan).toMatchObject({ organisation: 'เทศบาลตำบลสวนจำลอง', fiscalYear: 2569, round: 6 });
    expect(
      plan.measures.map(({ number, title, steps }) => [number, title, steps?.map(({ method }) => method)]),
    ).toEqual([
      [1, 'มาตรการเผยแพร่ข้อมูล', ['๑) จัดทำเว็บไซต์\n๒) จัดทำเพจ', 'ตรวจทุกเดือน']],
      [2, 'มาตรการป้องกันสินบน', undefined],
    ]);
  });
});

describe('a web page', () => {
  it('has merged cells, lists, breaks and boxes as a person sees them', () => {
    const document = read(`<html><head><title>x</title><style>td {}</style></head><body><h1>แผน\n  ปี 2570</h1>
      <table><caption>ตาราง</caption><thead><tr><th rowspan=2>ก<th colspan=2>ข</thead>
      <tr><td><p>ค</p><p>ง</p><td><ol start=3><li><p>จ</p><li>ฉ</ol><ul><li>ช</ul>
      <tr><td>a &lt;b&gt;&nbsp;&amp;<br>c<td><input type=checkbox checked> ทำ<td><input type="radio"> ไม่ทำ<input type=hidden value=x>
      </table><script>var x = '<td>'</script></body></html>`);
    expect(paragraphs(document)).toEqual(['แผน ปี 2570', 'ตาราง']);
    expect(cells(document)).toEqual([
      [
        ['ก', 'ข', ''],
        ['', 'ค\nง', '3. จ\n4. ฉ\nช'],
        ['a &', '☑ ทำ', '☐ ไม่ทำ'].map((cell) => cell.replace('a &', 'a &\nc')),
      ],
    ]);
  });

  it('that a spreadsheet saved has the titles and gaps of each sheet in its table', () => {
    const row = (...texts: string[]) => `<tr>${texts.map((one) => `<td>${one}</td>`).join('')}</tr>`;
    const plan = row('แผน', '') + row('', '') + row('โครงการ', 'ผู้รับผิดชอบ') + row('ก', 'ข');
    const page = (head: string) =>
      read(
        `<html ${head}><body><table>${plan}</table><table>${row('ไม่นำเข้า', '')}${row('ค', 'ง')}</table></body></html>`,
      );
    const sheets = page('xmlns:x="urn:schemas-microsoft-com:office:excel"');
    expect(paragraphs(sheets)).toEqual(['แผน']);
    expect(cells(sheets)).toEqual([
      [
        ['โครงการ', 'ผู้รับผิดชอบ'],
        ['ก', 'ข'],
      ],
    ]);
    expect(cells(page('')).map((rows) => rows.length)).toEqual([4, 2]);
  });

  it('may be in the Thai code page, and under the name of a workbook', () => {
    const page = Buffer.from('<table><tr><td>x</td><td>y</td></tr></table>');
    const thai = Uint8Array.from([...page].map((byte) => (byte === 0x78 ? 0xa1 : byte)));
    expect(cells(read(thai))).toEqual([[['ก', 'y']]]);
  });
});

describe('a text', () => {
  it('has the lines of every quoted cell of a row, as a spreadsheet copies it', () => {
    const row = '1\t"ก\nข"\t"ค\nง"\t"จ ""ฉ""\nช"\n2\tซ\t"ฌ\tญ';
    expect(cells(read(row))).toEqual([
      [
        ['1', 'ก\nข', 'ค\nง', 'จ "ฉ"\nช'],
        ['2', 'ซ', '"ฌ', 'ญ'],
      ],
    ]);
  });
});
