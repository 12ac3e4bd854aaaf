import { copyFields } from '../../../src/documents/kinds/copy-sheet.ts';
import { evidenceNamed } from '../../../src/documents/kinds/evidence-text.ts';
import { makeDocument } from '../../../src/documents/make-document.ts';
import { IMPORTED } from '../../../src/reporting/model.ts';
import { aReport, aRow, aSnapshot, DATA_AS_OF } from '../../support/snapshot.ts';
import { proseOf, rowsOf, speakers, tableNamed } from '../../support/documents.ts';

const snapshot = aSnapshot([
  aRow(1, {
    title: 'โครงการตลาดนัดซื่อสัตย์',
    dimension: 1,
    responsibleUnits: ['กองคลัง'],
    plannedBudget: 1_250_000,
    ordinanceBudget: 1_250_000.5,
    report: aReport('completed', {
      disbursed: 999.9,
      result: 'จัดตลาด 12 ครั้ง\nภาพถ่ายตลาด https://example.invalid/ตลาด',
      outcome: 'คนซื้อเชื่อใจ',
    }),
  }),
  aRow(2, { dimension: 2, report: aReport('cannotProceed', { reason: 'insufficientStaff' }) }),
  aRow(3, { dimension: 2 }),
  aRow(4, {
    dimension: 1,
    report: {
      ...aReport('completed', {
        steps: [
          { status: 'completed', result: 'ก' },
          { status: 'completed', result: 'ข' },
        ],
      }),
      by: IMPORTED,
    },
  }),
]);

describe('the copy sheet', () => {
  it('gives the values of each project in the order of the form, as the form takes them', () => {
    const [first] = copyFields(snapshot, speakers.th);
    expect(first).toMatchObject({ measureId: 'm1', number: 1 });
    expect(first?.fields.map(({ key, value }) => [key, value])).toEqual([
      ['title', 'โครงการตลาดนัดซื่อสัตย์'],
      ['dimension', '1'],
      ['plannedBudget', '1250000.00'],
      ['inOrdinance', 'บรรจุ'],
      ['ordinanceBudget', '1250000.50'],
      ['disbursed', '999.90'],
      ['status', 'ดำเนินการแล้วเสร็จ'],
      ['reason', ''],
      ['result', 'จัดตลาด 12 ครั้ง\nภาพถ่ายตลาด https://example.invalid/ตลาด'],
      ['outcome', 'คนซื้อเชื่อใจ'],
      ['remark', ''],
    ]);
  });

  it('gives the reason of what cannot proceed, and the results of steps by their numbers', () => {
    const value = (number: number, field: string) =>
      copyFields(snapshot, speakers.th)
        .find((one) => one.number === number)
        ?.fields.find(({ key }) => key === field)?.value;
    expect(value(2, 'reason')).toBe('บุคลากรไม่เพียงพอ');
    expect(value(3, 'status')).toBe('รอรายงาน');
    expect(value(4, 'result')).toBe('1) ก\n2) ข');
  });

  it('is the same on paper, with a box to tick beside every value and Arabic digits in what is copied', () => {
    const thai = makeDocument('copy-sheet', { ...snapshot, digits: { 'copy-sheet': 'thai' } }, speakers.th);
    const rows = rowsOf(tableNamed(thai, 'ค่าที่กรอก'), thai);
    expect(rows).toHaveLength(4 * 11);
    expect(rows[2]).toEqual(['', 'งบประมาณตามแผน (บาท)', '1250000.00', '☐']);
    expect(rows[11]?.[0]).toBe('๒');
    const arabic = makeDocument('copy-sheet', snapshot, speakers.th);
    expect(rowsOf(tableNamed(arabic, 'ค่าที่กรอก'), arabic)[11]?.[0]).toBe('2');
  });
});

describe('the index of evidence', () => {
  const content = makeDocument('evidence-index', snapshot, speakers.th);

  it('names for each measure who reported it, when and what shows it, and where nothing does', () => {
    expect(rowsOf(tableNamed(content, 'หลักฐาน'), content)).toEqual([
      [
        '๑',
        'โครงการตลาดนัดซื่อสัตย์',
        'กองคลัง',
        'ดำเนินการแล้วเสร็จ',
        'สมหญิง ตัวอย่าง',
        '๒๐ เมษายน ๒๕๗๐',
        'ภาพถ่ายตลาด https://example.invalid/ตลาด',
      ],
      ['๒', 'โครงการที่ 2', '-', 'ไม่สามารถดำเนินการได้', 'สมหญิง ตัวอย่าง', '๒๐ เมษายน ๒๕๗๐', 'ยังไม่ระบุหลักฐาน'],
      ['๓', 'โครงการที่ 3', '-', 'รอรายงาน', '-', '-', '-'],
      ['๔', 'โครงการที่ 4', '-', 'ดำเนินการแล้วเสร็จ', 'นำเข้าจากไฟล์', '๒๐ เมษายน ๒๕๗๐', 'ยังไม่ระบุหลักฐาน'],
    ]);
    expect(proseOf(content)).toContain('ดำเนินการแล้วเสร็จ ๒ รายการ ระบุหลักฐานแล้ว ๑ รายการ ยังไม่ระบุหลักฐาน ๑ รายการ');
  });

  it('names what was sent, with what tells the files apart, and nobody; a reason stands where there is nothing', () => {
    const at = DATA_AS_OF;
    const evidence = [
      { kind: 'document' as const, name: 'คำสั่ง 12.pdf', sha256: 'a'.repeat(64), at },
      { kind: 'image' as const, name: '', sha256: 'b'.repeat(64), at },
      { kind: 'link' as const, name: 'https://example.invalid/1', sha256: 'c'.repeat(64), at },
    ];
    const rows = [
      { ...aRow(1, { report: aReport('completed', { result: 'ดู www.example.invalid' }) }), evidence },
      aRow(2, { report: aReport('completed', { noEvidenceReason: 'น้ำท่วม' }) }),
    ];
    const made = makeDocument('evidence-index', aSnapshot(rows), speakers.th);
    expect(rowsOf(tableNamed(made, 'หลักฐาน'), made).map((row) => row[6]?.split('\n'))).toEqual([
      [
        '(๑) เอกสาร คำสั่ง 12.pdf ส่งเมื่อ ๒๑ เมษายน ๒๕๗๐ รหัสไฟล์ aaaaaaaaaaaa',
        '(๒) รูปภาพ ส่งเมื่อ ๒๑ เมษายน ๒๕๗๐ รหัสไฟล์ bbbbbbbbbbbb',
        '(๓) ลิงก์ https://example.invalid/1 ส่งเมื่อ ๒๑ เมษายน ๒๕๗๐',
        'ดู www.example.invalid',
      ],
      ['ไม่มีหลักฐาน เพราะน้ำท่วม'],
    ]);
  });

  it('is made of measures too', () => {
    const measures = makeDocument('evidence-index', { ...snapshot, kind: 'measures' }, speakers.th);
    expect(tableNamed(measures, 'หลักฐาน').headings[0]?.[1]?.text).toBe('มาตรการ');
  });

  it.each([
    ['คำสั่งที่ 12/2570 แต่งตั้งคณะทำงาน', true],
    ['บันทึกข้อความลงวันที่ 5 มีนาคม', true],
    ['ดูที่ www.example.invalid', true],
    ['มีผู้เข้าอบรม 60 คน', false],
    ['ออกคำสั่งให้ทุกคนมาตรงเวลา', false],
  ])('takes “%s” for evidence: %s', (result, isEvidence) => {
    expect(evidenceNamed(aRow(1, { report: aReport('completed', { result }) }))).toEqual(isEvidence ? [result] : []);
  });
});
