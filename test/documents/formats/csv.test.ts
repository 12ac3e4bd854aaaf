import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Cell, DocumentContent, Table } from '../../../src/documents/content.ts';
import { cleanText, joinLines } from '../../../src/documents/formats/clean-text.ts';
import { writeCsv } from '../../../src/documents/formats/write-csv.ts';
import { anyTable, contentOf, hostileContent, HOSTILE_TEXTS, MERGED_TABLE, plainTable, row } from './contents.ts';

const textOf = (content: DocumentContent): string => Buffer.from(writeCsv(content)).toString();
const records = (content: DocumentContent): string[][] =>
  parse(textOf(content), { bom: true, relax_column_count: true, record_delimiter: '\r\n' });

/** What a spreadsheet would run. */
const runs = (field: string): boolean => /^\s*[=+@-]\s*\S|^[\t\n\r]/.test(field) && !/^-\d+(\.\d+)?$/.test(field);

describe('a CSV file', () => {
  it('has each table below its caption, merged cells in every place they cover, an empty line between', () => {
    const table = { ...MERGED_TABLE, name: 'ที่สอง', columns: [MERGED_TABLE.columns[0]!], headings: [], rows: [] };
    const { caption: _, ...nameless } = table;
    expect(
      records(
        contentOf([{ kind: 'table', table: MERGED_TABLE }, { kind: 'pageBreak' }, { kind: 'table', table: nameless }]),
      ),
    ).toEqual([
      ['ตารางที่ ๑ ผลการดำเนินการตามมาตรการ รอบ ๖ เดือน'],
      ['ที่', 'มาตรการ', 'ผลการดำเนินการ', 'สถานะ', 'สถานะ', 'งบประมาณ', 'งบประมาณ'],
      ['ที่', 'มาตรการ', 'ผลการดำเนินการ', 'แล้วเสร็จ', 'อยู่ระหว่าง', 'เบิกจ่าย (บาท)', 'ร้อยละ'],
      [
        '1',
        'มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง\n(ทุกไตรมาส)',
        'ประกาศแผนการจัดซื้อจัดจ้างบนเว็บไซต์ครบถ้วน',
        '☑',
        '☐',
        '1234567.50',
        '62.50',
      ],
      [
        '2',
        'มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง\n(ทุกไตรมาส)',
        'รายงานผลรอบไตรมาสที่ ๒ แล้ว\nผู้บริหารรับทราบ',
        '☐',
        '☑',
        '-2500.00',
        '0.00',
      ],
      ['', 'รวม', '-', '', '', '1232067.50', '33.34'],
      [''],
      ['ที่สอง'],
    ]);
  });

  it('opens in Excel as Thai: a byte order mark, and lines that end with CR and LF', () => {
    const text = textOf(contentOf([plainTable(['ก', 'ข'], [row('1', 'สอง "2"')])]));
    expect(text).toBe('\uFEFFตาราง\r\nก,ข\r\n1,"สอง ""2"""\r\n');
  });

  it('says above the tables that it is a draft', () => {
    expect(records(contentOf([plainTable(['ก'], [])], { draft: 'ฉบับร่าง' }))).toEqual([
      ['ฉบับร่าง'],
      [''],
      ['ตาราง'],
      ['ก'],
    ]);
  });

  it('has no text that a spreadsheet would run, and leaves a dash and negative figures as they are', () => {
    expect(records(hostileContent()).flat().filter(runs)).toEqual([]);
    const cells = row('=1+1', '- ข้อแรก', '-', ' @x', '＝1', '\t1', '-5', { number: -5, as: 'whole' });
    expect(records(contentOf([plainTable('กขคงจฉชซ'.split(''), [cells])]))[2]).toEqual([
      "'=1+1",
      "'- ข้อแรก",
      '-',
      "' @x",
      "'＝1",
      "'\t1",
      "'-5",
      '-5',
    ]);
  });

  it('keeps every other character of hostile texts', () => {
    const [, , , headings] = records(hostileContent());
    expect(headings?.map((field) => field.replace(/^'/, ''))).toEqual(HOSTILE_TEXTS.map((text) => cleanText(text)));
  });

  it('is read back with the same cells, whatever stands in them', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const read = records(contentOf([{ kind: 'table', table }])).slice(2);
        expect(read.map((fields) => fields.map((field) => field.replace(/^'/, '')))).toEqual(expected(table));
        expect(read.flat().filter(runs)).toEqual([]);
      }),
    );
  });

  it('is the same twice', () => {
    expect(writeCsv(hostileContent())).toEqual(writeCsv(hostileContent()));
  });

  it('is refused where cells do not fit the table', () => {
    expect(() => writeCsv(contentOf([plainTable(['ก', 'ข'], [row('1')])]))).toThrow(/"ตาราง": row 1, column 2/);
    expect(() => writeCsv(contentOf([plainTable(['ก'], [row({ number: Number.NaN, as: 'money' })])]))).toThrow(
      RangeError,
    );
  });
});

/** The cells of a table as they are read, with what a cell above covers. */
function expected({ rows }: Table): string[][] {
  let above: (Cell | null)[] = [];
  return rows.map(({ cells }) => {
    above = cells.map((cell, column) => cell ?? above[column] ?? null);
    return above.map((cell) => (cell === null ? '' : shown(cell).replace(/^'/, '')));
  });
}

function shown(cell: Cell): string {
  if ('isTicked' in cell) return cell.isTicked ? '☑' : '☐';
  if ('lines' in cell) return joinLines(cell.lines);
  const digits = cell.as === 'whole' ? 0 : 2;
  const text = new Intl.NumberFormat('en-US', {
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cell.number);
  return text.replace(/^-(?=[0.]*$)/, '');
}
