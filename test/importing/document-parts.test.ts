import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../src/importing/import-plan.ts';
import { importScores } from '../../src/importing/import-scores.ts';
import { xlsxOf } from './office-files.ts';

const read = (text: string | Uint8Array) =>
  importPlan(
    { name: 'plan', bytes: typeof text === 'string' ? Buffer.from(text) : text },
    { organisation: 'องค์การบริหารส่วนตำบลคลองสมมุติ', fiscalYear: 2570 },
  );
const TABLE = 'ลำดับ\tมาตรการ\tผู้รับผิดชอบ\n1\tมาตรการตอบกลับใน ๗ วัน\tสำนักปลัด\n';
const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name));

describe('the headings of a file', () => {
  it('are kept as the file words them, without (ต่อ) and line breaks of narrow columns', () => {
    expect(importPlan({ name: 'plan', bytes: fixture('measures-with-analysis.txt') }).headings).toEqual({
      title: 'แนวทางดำเนินการ',
      topic: 'หัวข้อ',
      method: 'ขั้นตอน/วิธีการ',
      units: 'ผู้รับผิดชอบ',
      period: 'ระยะเวลา',
    });
    const page =
      '<table><tr><td>มาตรการ (ต่อ)<td>ผู้รับ<br>ผิดชอบ<td>ระยะเวลา<br>(เดือน)<tr><td>ตอบกลับ<td>สำนักปลัด<td>-</table>';
    expect(read(page).headings).toEqual({ title: 'มาตรการ', units: 'ผู้รับผิดชอบ', period: 'ระยะเวลา (เดือน)' });
  });

  it('are joined where they are cut over rows, and stand without the words of their group', () => {
    expect(importPlan({ name: 'plan', bytes: fixture('plan-cut-headings.txt') }).headings).toMatchObject({
      units: 'ผู้รับผิดชอบ',
    });
    expect(importPlan({ name: 'plan', bytes: fixture('report-merged.docx') }).headings).toMatchObject({
      method: 'วิธีการดำเนินการ',
      units: 'ผู้รับผิดชอบ',
    });
  });

  it('are those of most pages where a scanner spaced some', () => {
    const page = (units: string) => `มาตรการ\t${units}\nมาตรการหน้า ${units}\tสำนักปลัด\n\n`;
    const text = page('หน่วยงาน ผู้รับผิดชอบ') + page('หน่วยงานผู้รับผิดชอบ') + page('หน่วยงานผู้รับผิดชอบ');
    expect(read(text).headings?.units).toBe('หน่วยงานผู้รับผิดชอบ');
  });
});

describe('the reporter of a file', () => {
  const NAME = { name: 'นางสาวทดสอบ สมมุติ', position: 'นิติกรปฏิบัติการ' };
  it.each([
    ['in a line', 'ชื่อ - สกุล ผู้รายงาน นางสาวทดสอบ สมมุติ ตำแหน่ง นิติกรปฏิบัติการ', NAME],
    ['in two lines', 'ผู้รายงาน : นางสาวทดสอบ สมมุติ\n\nตำแหน่ง : นิติกรปฏิบัติการ', NAME],
    ['in cells', 'ผู้รายงาน\tนางสาวทดสอบ สมมุติ\tตำแหน่ง\tนิติกรปฏิบัติการ', NAME],
    ['below a signature', '(ลงชื่อ).............ผู้รายงาน\n(นางสาวทดสอบ สมมุติ)\nนิติกรปฏิบัติการ', NAME],
    ['without position', 'ผู้รายงาน นายสมมุติ ทดลอง\n\nวันที่ 5 เมษายน 2570', { name: 'นายสมมุติ ทดลอง', position: '' }],
    ['left open', 'ผู้รายงาน ................. ตำแหน่ง .................', undefined],
    ['as a sentence', 'ผู้รายงานต้องลงชื่อทุกครั้ง', undefined],
    ['of somebody else', 'ลงชื่อ ........... ผู้อนุมัติ\n(นายอนุมัติ สมมุติ)\nปลัด', undefined],
  ])('is read %s', (_, text, expected) => expect(read(`${TABLE}\n${text}\n`).reporter).toEqual(expected));

  it('is read right below the table of a sheet', () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      ['มาตรการ', 'ผู้รับผิดชอบ'],
      ['มาตรการตอบกลับใน ๗ วัน', 'สำนักปลัด'],
      ['ผู้รายงาน นางสาวทดสอบ สมมุติ ตำแหน่ง นิติกรปฏิบัติการ'],
    ];
    const sheet = `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
    const plan = read(xlsxOf({ แผน: sheet }));
    expect(plan.reporter).toEqual(NAME);
    expect(plan.measures).toHaveLength(1);
  });
});

describe('obstacles and suggestions of a file', () => {
  it.each([
    ['ปัญหา อุปสรรค และข้อเสนอแนะ\n\nฝนตกหนัก\n\nสรุปผล\n\nดีมาก', { obstacles: 'ฝนตกหนัก' }],
    ['ปัญหา/อุปสรรค : ฝนตก : หนัก\n\nข้อเสนอแนะ : ย้ายสถานที่', { obstacles: 'ฝนตก : หนัก', suggestions: 'ย้ายสถานที่' }],
    ['๓. ข้อจำกัดของหน่วยงาน มีดังนี้\n\n๑. คนน้อย\n\n๒. งานมาก\n\n๔. งานปีหน้า', { obstacles: '๑. คนน้อย\n๒. งานมาก' }],
    ['ปัญหาและอุปสรรค\tฝนตกหนัก\nข้อเสนอแนะ\tย้ายสถานที่', { obstacles: 'ฝนตกหนัก', suggestions: 'ย้ายสถานที่' }],
    ['ข้อเสนอแนะ\n\nลำดับ\tเรื่อง\n1\tคิว', undefined],
    ['ปัญหาน้ำท่วมเกิดขึ้นทุกปีและแก้ไม่ตก', undefined],
  ])('are the paragraphs of their sections: %j', (text, expected) =>
    expect(read(`${TABLE}\n${text}\n`).narrative).toEqual(expected),
  );

  it('are not taken from the columns of the measures', () => {
    const text = 'มาตรการ\tปัญหาอุปสรรค\tข้อเสนอแนะ\tผลการดำเนินการ\nมาตรการหนึ่ง\tฝนตก\tย้าย\tทำแล้ว\n';
    expect(read(text).narrative).toBeUndefined();
  });
});

describe('a file of scores', () => {
  const NAMES = readFileSync(join(__dirname, 'fixtures', 'measures-with-analysis.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => /^\d+\t(.+)\t[\d.]+$/.exec(line)?.[1] ?? []);
  const csv = (heading: string, title = '') =>
    Buffer.from(
      `${title}${heading}\n${NAMES.map((name, index) => `${index + 1},${name},${90 + index},80`).join('\n')}\n`,
    );
  const scores = (bytes: Uint8Array) => importScores({ name: 'scores.csv', bytes });

  it('needs nothing but the scores, of two years where it has them', () => {
    const found = scores(csv('ตัวชี้วัดที่,รายละเอียดตัวชี้วัด,ปี 2570,ปี 2569'));
    expect(found.indicators).toHaveLength(10);
    expect(found.indicators[9]).toMatchObject({ number: 10, score: 99, previousScore: 80 });
    expect(found.assessedYear).toBe(2570);
  });

  it('is about the year of its title where the heading names none, and of none where nothing does', () => {
    const heading = 'ตัวชี้วัดที่,รายละเอียดตัวชี้วัด,คะแนน';
    expect(scores(csv(heading, 'ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568\n\n')).assessedYear).toBe(2568);
    expect(scores(csv(heading)).assessedYear).toBeUndefined();
  });

  it('may be the plan itself, whose year is not that of the assessment', () => {
    expect(scores(fixture('measures-with-analysis.txt'))).toMatchObject({ assessedYear: 2570, statedTotal: 91.5 });
  });

  it('is refused when no scores are in it', () => {
    expect(() => scores(Buffer.from(TABLE))).toThrow('ita-no-table');
  });
});
