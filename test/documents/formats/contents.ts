import fc from 'fast-check';
import type { Block, Cell, DocumentContent, Table, TableRow } from '../../../src/documents/content.ts';

/** A document with these blocks; everything in it is invented. */
export const contentOf = (blocks: readonly Block[], changes: Partial<DocumentContent> = {}): DocumentContent => ({
  title: 'รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐',
  author: 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง',
  orientation: 'landscape',
  digits: 'thai',
  dataAsOf: Date.UTC(2027, 3, 1, 2, 30, 10),
  continued: '(ต่อ)',
  blocks,
  ...changes,
});

export const tableBlock = (table: Partial<Table> & Pick<Table, 'columns' | 'headings' | 'rows'>): Block => ({
  kind: 'table',
  table: { name: 'ตาราง', ...table },
});

/** A table of one heading row, all columns alike. */
export const plainTable = (headings: readonly string[], rows: readonly TableRow[], name = 'ตาราง'): Block =>
  tableBlock({
    name,
    columns: headings.map(() => ({ width: 1, align: 'left' })),
    headings: [headings.map((text) => ({ text }))],
    rows,
  });

export const textCell = (...lines: string[]): Cell => ({ lines });
export const row = (...cells: (Cell | string | null)[]): TableRow => ({
  cells: cells.map((cell) => (typeof cell === 'string' ? textCell(cell) : cell)),
});

/** Two heading rows with merged cells, cells over several rows, every kind of cell, a row of totals. */
export const MERGED_TABLE: Table = {
  name: 'ผลการดำเนินการ',
  caption: 'ตารางที่ ๑ ผลการดำเนินการตามมาตรการ รอบ ๖ เดือน',
  columns: [
    { width: 1, align: 'center' },
    { width: 4, align: 'left' },
    { width: 5, align: 'left' },
    { width: 1.3, align: 'center' },
    { width: 1.3, align: 'center' },
    { width: 2.2, align: 'right' },
    { width: 1.6, align: 'right' },
  ],
  headings: [
    [
      { text: 'ที่', rows: 2 },
      { text: 'มาตรการ', rows: 2 },
      { text: 'ผลการดำเนินการ', rows: 2 },
      { text: 'สถานะ', columns: 2 },
      { text: 'งบประมาณ', columns: 2 },
    ],
    [{ text: 'แล้วเสร็จ' }, { text: 'อยู่ระหว่าง' }, { text: 'เบิกจ่าย (บาท)' }, { text: 'ร้อยละ' }],
  ],
  rows: [
    row(
      { number: 1, as: 'whole' },
      { lines: ['มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง', '(ทุกไตรมาส)'], rows: 2 },
      'ประกาศแผนการจัดซื้อจัดจ้างบนเว็บไซต์ครบถ้วน',
      { isTicked: true },
      { isTicked: false },
      { number: 1_234_567.5, as: 'money' },
      { number: 62.5, as: 'percent' },
    ),
    row(
      { number: 2, as: 'whole' },
      null,
      textCell('รายงานผลรอบไตรมาสที่ ๒ แล้ว', 'ผู้บริหารรับทราบ'),
      { isTicked: false },
      { isTicked: true },
      { number: -2_500, as: 'money' },
      { number: 0, as: 'percent' },
    ),
    {
      isTotal: true,
      cells: [
        textCell(''),
        textCell('รวม'),
        textCell('-'),
        textCell(''),
        textCell(''),
        { number: 1_232_067.5, as: 'money' },
        { number: 33.335, as: 'score' },
      ],
    },
  ],
};

/** Texts that break careless writers: markup, what a format keeps for itself, halves of characters, formulas, names of objects. */
export const HOSTILE_TEXTS = [
  '<w:p>&amp;"\'</w:p> ]]> <!-- -->',
  'ก่อน\u0000\u0008\u000b\u001f\u007f\u0085หลัง',
  'ครึ่ง \ud83d ตัว \ude00 อักษร',
  'ยิ้ม 😀 👩‍👩‍👧 จบ',
  '=HYPERLINK("http://example.invalid","คลิก")',
  '@SUM(1+1)',
  '+66 2 000 0000',
  '- ข้อแรก',
  '\t=1+1',
  '\r=1+1',
  'บรรทัดแรก\nบรรทัดสอง',
  'จุลภาค, "คำพูด"; อัฒภาค',
  '_x0041_ ไม่ใช่ A',
  '__proto__',
  'constructor',
  '$&$1',
  'ไม่ใช่อักษร \ufffe\uffff\ufdd0 จบ',
  'น้ำใจ กำปั้น ปี่ ฟ้า ญี่ปุ่น ที่นี่',
  'ย'.repeat(10_000),
] as const;

/** Hostile texts in every place of a document that takes one. */
export const hostileContent = (changes: Partial<DocumentContent> = {}): DocumentContent =>
  contentOf(
    [
      { kind: 'title', lines: HOSTILE_TEXTS },
      { kind: 'heading', level: 1, text: HOSTILE_TEXTS[0] },
      { kind: 'paragraph', text: HOSTILE_TEXTS[4] },
      { kind: 'list', items: HOSTILE_TEXTS },
      plainTable(
        HOSTILE_TEXTS,
        [row(...HOSTILE_TEXTS), row(...HOSTILE_TEXTS.map((text) => textCell(text, text)))],
        HOSTILE_TEXTS[0],
      ),
    ],
    { title: HOSTILE_TEXTS[0], author: HOSTILE_TEXTS[2], draft: HOSTILE_TEXTS[4], ...changes },
  );

/** Tables with a cell of every kind, any text, any figure, and cells that stretch over rows. */
export const anyTable: fc.Arbitrary<Table> = fc
  .record({
    name: fc.string({ unit: 'binary' }),
    width: fc.integer({ min: 1, max: 4 }),
    heights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  })
  .chain(({ name, width, heights }) =>
    fc
      .record({
        headings: fc.array(anyText, { minLength: width, maxLength: width }),
        groups: fc.tuple(
          ...heights.map((height) => fc.array(anyCell, { minLength: width * height, maxLength: width * height })),
        ),
      })
      .map(({ headings, groups }) => ({
        name,
        columns: headings.map((_, at) => ({ width: at + 1, align: 'left' as const })),
        headings: [headings.map((text) => ({ text }))],
        rows: groups.flatMap((cells, group) => rowsOf(cells, width, heights[group] ?? 1)),
      })),
  );

/** Rows of which the first column is one cell over all of them. */
const rowsOf = (cells: readonly Cell[], width: number, height: number): TableRow[] =>
  Array.from({ length: height }, (_, at) => ({
    cells: cells
      .slice(at * width, (at + 1) * width)
      .map((cell, column) => (column > 0 || width === 1 ? cell : at === 0 ? { ...cell, rows: height } : null)),
  }));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'กำปี่ ฟ้า\n\t\r=+-@\'",;<&_x0041_๑9.'.split('')), maxLength: 12 }),
  fc.constantFrom(...HOSTILE_TEXTS.slice(0, -1)),
);
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({ lines: fc.array(anyText, { maxLength: 3 }) }),
  fc.record({
    number: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    as: fc.constantFrom('whole' as const, 'money' as const, 'percent' as const, 'score' as const),
  }),
  fc.record({ isTicked: fc.boolean() }),
);
