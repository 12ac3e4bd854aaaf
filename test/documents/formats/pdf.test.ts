import fc from 'fast-check';
import type { Block, DocumentContent } from '../../../src/documents/content.ts';
import { writePdf } from '../../../src/documents/formats/write-pdf.ts';
import { contentOf, HOSTILE_TEXTS, MERGED_TABLE, plainTable, row, tableBlock, textCell } from './contents.ts';
import { bare, linesOf, readPages, readText } from './pdf-reading.ts';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const written = (blocks: readonly Block[], changes: Partial<DocumentContent> = {}) =>
  writePdf(contentOf(blocks, changes));

const DIFFICULT = 'น้ำ ป้ำ ปี่ ฟุ้ง ญู ฐู กำ ที่สุด ผู้ว่าฯ อื่นๆ ก๊ก เป๋า ป่า ฝั่ง ฟื้นฟู ฬ่ำ ฎุ ฏู กำปั้น ญี่ปุ่น ศักดิ์สิทธิ์ พันธุ์ ก็ ฤๅษี';
const WORDS =
  'ทุจริต ประชาชน มาตรการ โครงการ องค์การ เทศบาล ตำบล คุณธรรม จริยธรรม โปร่งใส รับผิดชอบ ดำเนินการ งบประมาณ ผู้บริหาร มีส่วนร่วม แล้วเสร็จ อุปสรรค'.split(
    ' ',
  );
const TITLE = 'มาตรการส่งเสริมการมีส่วนร่วมของประชาชนในการป้องกันการทุจริตขององค์การบริหารส่วนตำบลบ้านตัวอย่าง';

const longTable = (count: number): Block =>
  tableBlock({
    columns: [
      { width: 1, align: 'center' },
      { width: 4, align: 'left' },
      { width: 2, align: 'right' },
      { width: 1, align: 'center' },
    ],
    headings: [
      [
        { text: 'ลำดับ', rows: 2 },
        { text: 'มาตรการ', rows: 2 },
        { text: 'งบประมาณ', columns: 2 },
      ],
      [{ text: 'เบิกจ่าย (บาท)' }, { text: 'ครบ' }],
    ],
    rows: Array.from({ length: count }, (_, at) =>
      row(
        { number: at + 1, as: 'whole' },
        `${TITLE} ที่ ${at + 1}`,
        { number: at * 1000.25, as: 'money' },
        { isTicked: true },
      ),
    ),
  });

describe('a document as PDF', () => {
  test('every text and every figure of it can be found and copied', async () => {
    const bytes = await written([
      { kind: 'title', lines: ['รายงานผล', 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง'] },
      { kind: 'heading', level: 1, text: '๑. บทนำ' },
      { kind: 'heading', level: 2, text: '๑.๑ ความเป็นมา' },
      { kind: 'paragraph', text: DIFFICULT, isIndented: true },
      { kind: 'paragraph', text: DIFFICULT, isBold: true, align: 'right' },
      { kind: 'list', items: ['๑. ข้อแรก', '☑ ข้อที่สอง'] },
      { kind: 'pageBreak' },
      { kind: 'table', table: MERGED_TABLE },
    ]);
    const text = await readText(bytes);
    const expected = [
      'รายงานผล',
      'องค์การบริหารส่วนตำบลบ้านตัวอย่าง',
      '๑. บทนำ',
      '๑.๑ ความเป็นมา',
      '๑. ข้อแรก',
      '☑ ข้อที่สอง',
      ...MERGED_TABLE.headings.flat().map(({ text }) => text),
      ...MERGED_TABLE.rows.flatMap(({ cells }) =>
        cells.flatMap((cell) => (cell !== null && 'lines' in cell ? cell.lines : [])),
      ),
      '๑,๒๓๔,๕๖๗.๕๐',
      '-๒,๕๐๐.๐๐',
      '๖๒.๕๐',
      '๓๓.๓๔',
      '☑',
      '☐',
    ];
    for (const part of expected) expect(text).toContain(bare(part));
    expect(text.split(bare(DIFFICULT))).toHaveLength(3);
  });

  test('Thai words copy back without blanks inside them', async () => {
    const [page = []] = await readPages(
      await written([paragraph(DIFFICULT), paragraph(TITLE)], { orientation: 'portrait' }),
    );
    const text = linesOf(page).join(' ').replace(/\s+/gu, ' ');
    for (const word of DIFFICULT.split(' ')) expect(text.split(' ')).toContain(word);
  });

  test('a long table has all its headings on each page, and its pages are numbered in the digits that are wanted', async () => {
    const pages = await readPages(await written([longTable(90)], { orientation: 'portrait' }));
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((page, at) => {
      const text = bare(linesOf(page).join(''));
      for (const heading of ['ลำดับ', 'มาตรการ', 'งบประมาณ', 'เบิกจ่าย(บาท)', 'ครบ']) expect(text).toContain(heading);
      const number = String(at + 1).replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'.charAt(Number(digit)));
      expect(text).toContain(`-${number}-`);
    });
    const text = bare(pages.flatMap((page) => linesOf(page)).join(''));
    for (let at = 1; at <= 90; at += 1) expect(text).toContain(bare(`ตัวอย่าง ที่ ${at}`));
  });

  test('what does not fit on a page goes on on the next, and its first cell says so', async () => {
    const long = Array.from({ length: 80 }, (_, at) => `บรรทัดที่ ${at + 1}.`);
    const table = plainTable(['ที่', 'ผล'], [row({ number: 7, as: 'whole' }, textCell(...long))]);
    const pages = await readPages(await written([table], { digits: 'arabic' }));
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, at) => expect(bare(linesOf(page).join('')).includes('7(ต่อ)')).toBe(at > 0));
    const text = bare(pages.flatMap((page) => linesOf(page)).join(''));
    for (const line of long) expect(text.split(bare(line))).toHaveLength(2);
  });

  test('a cell over many rows is named again on each page it goes on to', async () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      row(at === 0 ? { lines: ['โครงการใหญ่'], rows: 40 } : null, `ขั้นตอนที่ ${at + 1}`),
    );
    const pages = await readPages(await written([plainTable(['โครงการ', 'ขั้นตอน'], rows)]));
    const texts = pages.map((page) => bare(linesOf(page).join('')));
    expect(texts.length).toBeGreaterThan(1);
    texts.forEach((text, at) => expect(text).toContain(at === 0 ? 'โครงการใหญ่' : 'โครงการใหญ่(ต่อ)'));
  });

  test('no line begins with a mark or ends inside a word', async () => {
    const text = `${WORDS.join('')}ๆ (${WORDS.join(' ')}) ผู้ว่าฯ ${WORDS.toReversed().join('')} พ.ศ. ๒๕๗๐ `.repeat(8);
    const bytes = await written([paragraph(text), plainTable(['ก', 'ข', 'ค'], [row(text, text, text)])]);
    for (const page of await readPages(bytes)) {
      const lines = linesOf(page);
      for (const [at, line] of lines.entries()) {
        expect(line).not.toMatch(/^\s*[\p{M}ะาำๅๆฯ)]/u);
        expect(line).not.toMatch(/[เแโใไ(]\s*$/u);
        const both = `${line.trimEnd()}${(lines[at + 1] ?? '').trimStart()}`;
        for (const word of WORDS) {
          const end = line.trimEnd().length;
          for (let from = Math.max(0, end - word.length + 1); from < end; from += 1) {
            expect(both.startsWith(word, from) ? `${word} cut: ${line}` : '').toBe('');
          }
        }
      }
    }
  });

  test.each(HOSTILE_TEXTS.map((text, at) => [at, text] as const))(
    'hostile text %i costs nothing but itself',
    async (_, text) => {
      const bytes = await written(
        [
          { kind: 'title', lines: [text] },
          paragraph(`ก่อน ${text}`),
          { kind: 'list', items: [text, 'รายการ'] },
          { ...plainTable([text.slice(0, 60), 'หัว'], [row(text, 'ช่องข้าง'), row('ก', text)]) },
          paragraph('จบเอกสาร'),
        ],
        { title: text, author: text, draft: text },
      );
      const read = await readText(bytes);
      for (const part of ['ก่อน', 'รายการ', 'หัว', 'ช่องข้าง', 'จบเอกสาร']) expect(read).toContain(part);
    },
  );

  test.each([
    ['more marks than a letter can carry', `ก${'่'.repeat(300)}จบ`],
    ['a text that begins with marks', '่ำ้จบ'],
    ['letters of other scripts', 'مرحبا بالعالم 中文 😀 จบ'],
  ])('%s is written', async (_, text) => {
    expect(await readText(await written([paragraph(text), plainTable(['หัว'], [row(text)])]))).toMatch(/จบ.*จบ/u);
  });

  test('headings higher than a page stand once, and nothing is lost', async () => {
    const heading = 'หัวข้อยาวมาก '.repeat(400);
    const read = await readText(await written([plainTable([heading, 'ข'], [row('ช่องหนึ่ง', 'ช่องสอง')])]));
    expect(read).toContain('ช่องหนึ่งช่องสอง');
    expect(read.match(/หัวข้อยาวมาก/gu)).toHaveLength(400);
  });

  test('a draft says so on every page', async () => {
    const draft = 'ฉบับร่าง';
    const pages = await readPages(
      await written([paragraph('หนึ่ง'), { kind: 'pageBreak' }, paragraph('สอง')], { draft }),
    );
    expect(pages.map((page) => linesOf(page).filter((line) => line.trim() === draft))).toEqual([[draft], [draft]]);
  });

  test('the file is tagged, in Thai, and says what it is and of when', async () => {
    const title = 'รายงาน <&> "ทดสอบ"';
    const raw = Buffer.from(await written([{ kind: 'title', lines: ['ก'] }, longTable(2)], { title })).toString(
      'latin1',
    );
    expect(raw).toMatch(/^%PDF-1\.7/);
    for (const part of [
      '/Lang (th-TH)',
      '/DisplayDocTitle true',
      '/Marked true',
      '/S /H1',
      '/S /Table',
      '/S /TH',
      '/S /TD',
      '/RowSpan 2',
      '/ColSpan 2',
      'D:20270401023010Z',
      '<xmp:CreateDate>2027-04-01T02:30:10.000Z',
    ]) {
      expect(raw).toContain(part);
    }
    expect(Buffer.from(raw, 'latin1').toString()).toContain('รายงาน &lt;&amp;> "ทดสอบ"</rdf:li>');
    expect(raw).not.toContain('/BaseFont /Helvetica');
  });

  test('equal contents give equal bytes, whatever was written before', async () => {
    const blocks = [paragraph(DIFFICULT), { kind: 'table', table: MERGED_TABLE } as const];
    const first = await written(blocks, { draft: 'ฉบับร่าง' });
    await written([paragraph('า ํ ำ กำ ๐๙ AV')]);
    expect(Buffer.compare(first, await written(blocks, { draft: 'ฉบับร่าง' }))).toBe(0);
  });

  test('a document with nothing in it is one page', async () => {
    expect(await readPages(await written([]))).toHaveLength(1);
  });

  test('any small document is written, and its figures are in it', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'กขงญฐปำาิี่้์ุๆฯเแ ()๑1a.\n'.split('')), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.integer({ min: -9e9, max: 9e9 })), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          const table = plainTable(
            ['ที่', 'จำนวน'],
            rows.map(([text, number]) => row(text, { number, as: 'whole' })),
          );
          const read = await readText(
            await written([...rows.map(([text]) => paragraph(text)), table], { digits: 'arabic' }),
          );
          for (const [, number] of rows) expect(read).toContain(number.toLocaleString('en-US'));
        },
      ),
      { numRuns: 15 },
    );
  });
});
