import { makeDocument } from '../../../src/documents/make-document.ts';
import type { Indicator } from '../../../src/reporting/model.ts';
import { aReport, aRow, aSnapshot } from '../../support/snapshot.ts';
import { faultsOf, proseOf, rowsOf, speakers, tableNamed, tablesOf } from '../../support/documents.ts';

const period = (text: string) => ({ text, from: null, to: null });
const steps = [
  { method: 'ตั้งกล่องหน้าสำนักงาน', responsibleUnits: ['สำนักปลัด'], period: period('ต.ค. ๖๙') },
  { method: 'เปิดอ่านทุกวันศุกร์', responsibleUnits: [], period: period('พ.ย. ๖๙ เป็นต้นไป') },
];
const boxes = aRow(1, {
  title: 'มาตรการกล่องรับฟัง',
  responsibleUnits: ['กองคลัง'],
  steps,
  report: aReport('inProgress', {
    obstacle: 'ฝนตก',
    steps: [
      { status: 'completed', result: 'ตั้งแล้ว 1 กล่อง\nหน้าบันได', outcome: 'ชาวบ้านเห็น' },
      { status: 'cannotProceed', reason: 'other', reasonText: 'กุญแจหาย' },
    ],
  }),
});
const labels = aRow(2, {
  title: 'ติดป้ายของหลวง',
  method: 'ติดภายในมีนาคม',
  allUnits: true,
  period: period('ต.ค. ๖๙ - มี.ค. ๗๐'),
});
const indicators = (of: (number: number) => Partial<Indicator>): Indicator[] =>
  Array.from({ length: 10 }, (_, index) => ({
    number: index + 1,
    name: `ตัวชี้วัดสมมุติ ${index + 1}`,
    score: 90,
    ...of(index + 1),
  }));
const measures = aSnapshot([boxes, labels], { kind: 'measures', dimensions: [] });
const scored = { ...measures, indicators: indicators((number) => ({ previousScore: number === 1 ? 94.5 : 88 })) };

describe('the report of measures', () => {
  const content = makeDocument('measures-report', scored, speakers.th);

  it('has a row for each step under one cell of the measure, in Thai digits but for what people wrote', () => {
    expect(rowsOf(tableNamed(content, 'มาตรการ'), content)).toEqual([
      ['๑. มาตรการกล่องรับฟัง', 'ตั้งกล่องหน้าสำนักงาน', 'สำนักปลัด', 'ต.ค. ๖๙', 'ตั้งแล้ว 1 กล่อง\nหน้าบันได', 'ชาวบ้านเห็น'],
      ['', 'เปิดอ่านทุกวันศุกร์', 'กองคลัง', 'พ.ย. ๖๙ เป็นต้นไป', 'ไม่สามารถดำเนินการได้ เนื่องจากกุญแจหาย', '-'],
      ['๒. ติดป้ายของหลวง', 'ติดภายในมีนาคม', 'ทุกส่วนราชการ', 'ต.ค. ๖๙ - มี.ค. ๗๐', 'รอรายงาน', '-'],
    ]);
    expect(tableNamed(content, 'มาตรการ').rows[0]?.cells[0]).toMatchObject({ rows: 2 });
    expect(content).toMatchObject({ orientation: 'landscape', digits: 'thai' });
  });

  it('has the headings of the organisation, and a column of remarks or topics where it has them', () => {
    const headings = { title: 'กิจกรรม', outcome: 'ความสำเร็จ', remark: 'ปัญหา' };
    const own = makeDocument('measures-report', { ...measures, headings }, speakers.th);
    const table = tableNamed(own, 'มาตรการ');
    expect(table.headings[0]?.map(({ text }) => text)).toEqual([
      'กิจกรรม',
      'ขั้นตอน/วิธีการ',
      'ผู้รับผิดชอบ',
      'ระยะเวลาดำเนินการ',
      'ผลการดำเนินการ',
      'ความสำเร็จ',
      'ปัญหา',
    ]);
    expect(rowsOf(table, own).map((row) => row[6])).toEqual(['ฝนตก', '', '-']);
  });

  it('loses nothing of a step that the plan no longer has', () => {
    const { report } = boxes;
    const shortened = aRow(1, { steps: steps.slice(0, 1), ...(report === undefined ? {} : { report }) });
    const other = makeDocument('measures-report', { ...measures, rows: [shortened] }, speakers.th);
    expect(rowsOf(tableNamed(other, 'มาตรการ'), other)[1]?.[4]).toContain('กุญแจหาย');
  });

  it('sets the scores beside those of the year before, with totals and the levels of each year', () => {
    const table = rowsOf(tableNamed(content, 'คะแนน ITA'), content);
    expect(tableNamed(content, 'คะแนน ITA').headings[0]?.map(({ text }) => text)).toEqual([
      'ตัวชี้วัดที่',
      'รายละเอียดตัวชี้วัด',
      'ปี พ.ศ. ๒๕๖๙',
      'ปี พ.ศ. ๒๕๗๐',
      'เปลี่ยนแปลง',
    ]);
    expect(table[0]).toEqual(['๑', 'ตัวชี้วัดสมมุติ 1', '๙๔.๕๐', '๙๐.๐๐', '-๔.๕๐']);
    // 0.3 × (94.5 + 4 × 88) / 5 + 0.3 × 88 + 0.4 × 88
    expect(table.slice(-2)).toEqual([
      ['', 'คะแนนรวม', '๘๘.๓๙', '๙๐.๐๐', '๑.๖๑'],
      ['', 'ระดับผลการประเมิน', 'ผ่านดี', 'ผ่านดี', '-'],
    ]);
  });

  it('names the level by the rules of each year, and a printed total that the formula does not give', () => {
    const old = makeDocument('measures-report', { ...scored, assessedYear: 2566, statedTotal: 91.2 }, speakers.th);
    expect(rowsOf(tableNamed(old, 'คะแนน ITA'), old).slice(-2)).toEqual([
      ['', 'คะแนนรวม', '๘๘.๓๙', '๙๑.๒๐', '๒.๘๑'],
      ['', 'ระดับผลการประเมิน', 'A', 'ผ่านดี', '-'],
    ]);
    expect(proseOf(old)).toContain('คะแนนรวมที่ประกาศ ๙๑.๒๐ ไม่ตรงกับคะแนนที่คำนวณจากตัวชี้วัด ๙๐.๐๐');
    const near = makeDocument('measures-report', { ...scored, statedTotal: 90.01 }, speakers.th);
    expect(proseOf(near).some((line) => line.includes('ไม่ตรงกับ'))).toBe(false);
  });

  it('says that a total cannot be computed from some of the indicators, and leaves out what nobody entered', () => {
    const few = makeDocument(
      'measures-report',
      { ...measures, indicators: scored.indicators.slice(0, 4) },
      speakers.th,
    );
    expect(rowsOf(tableNamed(few, 'คะแนน ITA'), few).at(-2)).toEqual(['', 'คะแนนรวม', '-', '-', '-']);
    expect(proseOf(few).some((line) => line.startsWith('มีคะแนน ๔ ตัวชี้วัดจาก ๑๐'))).toBe(true);
    const none = makeDocument('measures-report', measures, speakers.th);
    expect(tablesOf(none)).toHaveLength(1);
  });

  it('can be written in Arabic digits', () => {
    const arabic = makeDocument('measures-report', { ...scored, digits: { 'measures-report': 'arabic' } }, speakers.th);
    expect(proseOf(arabic).join('\n')).toContain('ประจำปีงบประมาณ พ.ศ. 2570');
    expect(rowsOf(tableNamed(arabic, 'มาตรการ'), arabic)[2]?.[0]).toBe('2. ติดป้ายของหลวง');
  });
});

describe('the plan of measures', () => {
  const topics = [
    aRow(1, { topic: 'การสื่อสาร', title: 'ทำเพจให้ทันสมัย', method: 'โพสต์ทุกวัน', responsibleUnits: ['สำนักปลัด'] }),
    aRow(2, { topic: 'การสื่อสาร', title: 'ตอบแชทใน ๑ วัน', steps }),
    aRow(3, { topic: 'ทรัพย์สิน', title: 'ติดป้าย', allUnits: true }),
  ];
  const issues = [
    {
      number: 1,
      topic: 'การสื่อสาร',
      analysis: 'ควรตอบให้เร็วขึ้น',
      blocks: [
        {
          tool: 'IIT' as const,
          advice: 'รักษาไว้',
          questions: [
            { code: 'i1', score: 100 },
            { code: 'i12', score: 99.5 },
          ],
        },
        { tool: 'OIT' as const, advice: 'ปรับปรุง', questions: [] },
      ],
    },
    { number: 2, topic: 'ทรัพย์สิน', blocks: [] },
  ];
  const plan = { ...measures, rows: topics, issues, indicators: indicators(() => ({})), assessedYear: 2569 };
  const content = makeDocument('measures-plan', plan, speakers.th);

  it('groups measures under their topics, in the columns of a plan', () => {
    const table = tableNamed(content, 'มาตรการ');
    expect(table.headings[0]?.map(({ text }) => text)).toEqual(['หัวข้อ', 'วิธีการ', 'ผู้รับผิดชอบ', 'ขั้นตอน', 'ระยะเวลา']);
    expect(rowsOf(table, content)).toEqual([
      ['๑. การสื่อสาร', 'ทำเพจให้ทันสมัย', 'สำนักปลัด', 'โพสต์ทุกวัน', '-'],
      ['', 'ตอบแชทใน ๑ วัน', 'สำนักปลัด', 'ตั้งกล่องหน้าสำนักงาน', 'ต.ค. ๖๙'],
      ['', '', '-', 'เปิดอ่านทุกวันศุกร์', 'พ.ย. ๖๙ เป็นต้นไป'],
      ['๒. ทรัพย์สิน', 'ติดป้าย', 'ทุกส่วนราชการ', '-', '-'],
    ]);
    expect(faultsOf(table)).toEqual([]);
  });

  it('shows every question with its score under one cell of its tool and issue', () => {
    const table = tableNamed(content, 'ประเด็นการประเมิน');
    expect(rowsOf(table, content)).toEqual([
      ['๑', 'การสื่อสาร', 'IIT', 'i๑', '๑๐๐.๐๐', 'รักษาไว้'],
      ['', '', '', 'i๑๒', '๙๙.๕๐', ''],
      ['', '', 'OIT', '-', '-', 'ปรับปรุง'],
      ['๒', 'ทรัพย์สิน', '-', '-', '-', '-'],
    ]);
    expect(faultsOf(table)).toEqual([]);
    expect(proseOf(content)).toEqual(expect.arrayContaining(['๑. การสื่อสาร', 'ควรตอบให้เร็วขึ้น']));
  });

  it('shows the scores of the assessed year alone where no other is known', () => {
    expect(
      tableNamed(content, 'คะแนน ITA')
        .headings[0]?.map(({ text }) => text)
        .at(-1),
    ).toBe('ปี พ.ศ. ๒๕๖๙');
    expect(rowsOf(tableNamed(content, 'คะแนน ITA'), content).at(-1)).toEqual(['', 'ระดับผลการประเมิน', 'ผ่านดี']);
  });

  it('asks for no reports, and has limitations and suggestions only where somebody wrote them', () => {
    expect(content.draft).toBeUndefined();
    expect(proseOf(content)).not.toContain('ข้อเสนอแนะ');
    const narrative = { obstacles: 'คนน้อย', suggestions: 'เพิ่มคน\nอบรมคน' };
    expect(proseOf(makeDocument('measures-plan', { ...plan, narrative }, speakers.th))).toEqual(
      expect.arrayContaining(['ข้อจำกัดในการดำเนินการ', 'คนน้อย', 'ข้อเสนอแนะ', 'เพิ่มคน', 'อบรมคน']),
    );
  });

  it('numbers the measures themselves where there are no topics', () => {
    const bare = makeDocument('measures-plan', measures, speakers.th);
    expect(rowsOf(tableNamed(bare, 'มาตรการ'), bare).map(([title]) => title)).toEqual([
      '๑. มาตรการกล่องรับฟัง',
      '',
      '๒. ติดป้ายของหลวง',
    ]);
  });
});
