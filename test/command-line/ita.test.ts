import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { runCommand } from '../../src/command-line/run-command.ts';
import { readOitItems } from '../../src/oit-items.ts';
import { addressOf } from '../support/store.ts';

const NAMES = [
  'การปฏิบัติหน้าที่ การใช้งบประมาณ การใช้อำนาจ การใช้ทรัพย์สินของราชการ การแก้ไขปัญหาการทุจริต',
  'คุณภาพการดำเนินงาน ประสิทธิภาพการสื่อสาร การปรับปรุงการทำงาน การเปิดเผยข้อมูล การป้องกันการทุจริต',
].flatMap((names) => names.split(' '));
const SCORES = [92, 90, 91, 88, 89, 86, 87, 88, 97, 95];
const scoresCsv = (heading: string, scores: readonly number[] = SCORES, more = '') =>
  `${heading}\n${NAMES.map((name, index) => `${index + 1},${name},${scores[index]},${80 + index}`).join('\n')}\n${more}`;
const HEADING = 'ตัวชี้วัดที่,รายละเอียดตัวชี้วัด,ปี 2569,ปี 2568';
const UNDATED = 'ตัวชี้วัดที่,รายละเอียดตัวชี้วัด,คะแนน';
const measuresOf = (year: number) => `มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ${year}
องค์การบริหารส่วนตำบลคลองสมมุติ

ลำดับ\tมาตรการ\tผู้รับผิดชอบ
1\tมาตรการตอบกลับใน ๗ วัน\tสำนักปลัด
`;

describe('sujarit ita', () => {
  let folder = '';
  let env: NodeJS.ProcessEnv = {};
  const uri = addressOf(`ita-${randomUUID()}`);
  const run = async (...argv: string[]) => {
    let out = '';
    let err = '';
    const code = await runCommand(argv, env, {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
    });
    return { code, out, err };
  };
  const file = async (text: string, called = 'scores.csv') => {
    await writeFile(join(folder, called), text);
    return join(folder, called);
  };
  const json = async (...argv: string[]) => JSON.parse((await run('ita', '--json', ...argv)).out) as Ita;
  interface Ita {
    assessedYear: number;
    planYear: number;
    indicators: { number: number; score: number; previousScore?: number }[];
    tools: Record<string, number> | null;
    total: number | null;
    level: string | null;
    statedTotal?: number;
    oitItems: Record<string, string>;
    findings: { code: string; stated?: number; computed?: number }[];
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-ita-'));
    env = { MONGODB_URI: uri, DATA_DIR: folder };
  });
  beforeEach(async () => {
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
    await run('import', await file(measuresOf(2570), 'plan.txt'));
  });
  afterAll(async () => {
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('stores the scores with the measures of the next year, and shows tools, total and level', async () => {
    const { code, out, err } = await run('ita', await file(scoresCsv(HEADING)));
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        'บันทึกคะแนน ITA ปี 2569 ขององค์การบริหารส่วนตำบลคลองสมมุติ ไว้กับมาตรการปี 2570 แล้ว',
        '  1. การปฏิบัติหน้าที่ 92.00 (ปีก่อน 80.00 เปลี่ยนแปลง +12.00)',
        '  2. การใช้งบประมาณ 90.00 (ปีก่อน 81.00 เปลี่ยนแปลง +9.00)',
        '  3. การใช้อำนาจ 91.00 (ปีก่อน 82.00 เปลี่ยนแปลง +9.00)',
        '  4. การใช้ทรัพย์สินของราชการ 88.00 (ปีก่อน 83.00 เปลี่ยนแปลง +5.00)',
        '  5. การแก้ไขปัญหาการทุจริต 89.00 (ปีก่อน 84.00 เปลี่ยนแปลง +5.00)',
        '  6. คุณภาพการดำเนินงาน 86.00 (ปีก่อน 85.00 เปลี่ยนแปลง +1.00)',
        '  7. ประสิทธิภาพการสื่อสาร 87.00 (ปีก่อน 86.00 เปลี่ยนแปลง +1.00)',
        '  8. การปรับปรุงการทำงาน 88.00 (ปีก่อน 87.00 เปลี่ยนแปลง +1.00)',
        '  9. การเปิดเผยข้อมูล 97.00 (ปีก่อน 88.00 เปลี่ยนแปลง +9.00)',
        '  10. การป้องกันการทุจริต 95.00 (ปีก่อน 89.00 เปลี่ยนแปลง +6.00)',
        '  IIT เฉลี่ย 90.00',
        '  EIT เฉลี่ย 87.00',
        '  OIT เฉลี่ย 96.00',
        '  คะแนนรวม 91.50 ระดับ ผ่านดี',
        'ข้อ OIT ปี 2569',
        '  o23 แผนปฏิบัติการป้องกันการทุจริต',
        '  o24 รายงานผลการดำเนินการตามแผน ประจำปี',
        '  o25 มาตรการส่งเสริมคุณธรรมและความโปร่งใส',
        '  o26 รายงานผลการดำเนินการตามมาตรการ',
        '',
      ].join('\n'),
    );
    expect(await json()).toMatchObject({ assessedYear: 2569, planYear: 2570, total: 91.5, level: 'ผ่านดี' });
  });

  it('shows a printed total that does not add up, and never replaces it', async () => {
    const path = await file(scoresCsv(HEADING, SCORES, ',คะแนนรวม,91.52,\n'));
    const stored = await json(path);
    expect(stored).toMatchObject({ statedTotal: 91.52, total: 91.5 });
    expect(stored.findings).toMatchObject([{ code: 'ita-total-differs', stated: 91.52, computed: 91.5 }]);
    expect((await json()).findings).toMatchObject([{ code: 'ita-total-differs', stated: 91.52, computed: 91.5 }]);
    expect((await run('ita')).out).toContain('[error] plan:');
    expect((await json(await file(scoresCsv(HEADING, SCORES, ',คะแนนรวม,91.51,\n')))).findings).toMatchObject([
      { code: 'ita-total-agrees' },
    ]);
  });

  it('judges by the rules of the year that was assessed', async () => {
    const path = await file(scoresCsv(UNDATED));
    expect(await json(path, '--year', '2569')).toMatchObject({ assessedYear: 2569, level: 'ผ่านดี' });
    await run('import', await file(measuresOf(2566), 'old.txt'));
    expect(await json(path, '--year', '2565')).toMatchObject({
      planYear: 2566,
      level: 'A',
      oitItems: { plan: 'o39', sixMonth: 'o40', measuresReport: 'o43' },
    });
    expect(await json()).toMatchObject({ assessedYear: 2569 });
    expect(await json('--year', '2565')).toMatchObject({ assessedYear: 2565 });
  });

  it('keeps the scores with the year itself as long as the next has no measures, but never over those of another', async () => {
    const path = await file(scoresCsv(UNDATED));
    expect(await json(path, '--year', '2570')).toMatchObject({ assessedYear: 2570, planYear: 2570 });
    const { code, err } = await run('ita', path, '--year', '2569');
    expect(code).toBe(1);
    expect(err).toContain('มาตรการปี 2570 เก็บคะแนน ITA ปี 2570 อยู่แล้ว');
    await run('import', await file(measuresOf(2571), 'next.txt'));
    expect(await json(path, '--year', '2570')).toMatchObject({ planYear: 2571 });
    expect(await json('--year', '2570')).toMatchObject({ planYear: 2571 });
  });

  it('leaves the scores where the plan is imported again', async () => {
    await run('ita', await file(scoresCsv(HEADING)));
    await run('import', join(folder, 'plan.txt'));
    expect(await json()).toMatchObject({ assessedYear: 2569, total: 91.5 });
  });

  it('computes nothing of an assessment that is not whole', async () => {
    const path = await file(scoresCsv(HEADING).replace(/^10,.*\n/m, ''));
    const stored = await json(path);
    expect(stored).toMatchObject({ total: null, tools: null, level: null });
    expect(stored.findings.map(({ code }) => code)).toEqual(['ita-indicators-incomplete']);
    expect((await run('ita')).out).not.toContain('คะแนนรวม 9');
  });

  it.each([
    ['a file without scores', ['ita', 'plan.txt', '--year', '2569'], 'ไม่พบตารางคะแนน ITA'],
    ['scores of no year', ['ita', 'undated.csv'], '--year'],
    ['scores of a year without measures', ['ita', 'undated.csv', '--year', '2560'], 'ยังไม่มีมาตรการปี 2561 หรือปี 2560'],
    ['a year without scores', ['ita', '--year', '2560'], 'ยังไม่มีคะแนน ITA'],
  ])('refuses %s with a sentence', async (_, [command = '', ...words], sentence) => {
    await file(scoresCsv(UNDATED), 'undated.csv');
    const argv = words.map((word) => (/\.(?:csv|txt)$/.test(word) ? join(folder, word) : word));
    const { code, out, err } = await run(command, ...argv);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(sentence);
  });

  it('answers wrong use with 2', async () => {
    expect((await run('ita', 'a.csv', 'b.csv')).code).toBe(2);
    expect((await run('ita', '--round', '6')).code).toBe(2);
  });
});

describe('the items of the open data tool', () => {
  it('are known from 2564 on; what is not known is absent', () => {
    const items = readOitItems();
    expect(Object.keys(items)).toEqual(['2564', '2565', '2566', '2567', '2568', '2569']);
    expect(items[2566]).toEqual({
      plan: 'o36',
      sixMonth: 'o37',
      yearly: 'o38',
      measures: 'o42',
      measuresReport: 'o43',
    });
    expect(items[2567]).toEqual({ plan: 'o32', yearly: 'o33', measures: 'o34', measuresReport: 'o35' });
    expect(items[2570]).toBeUndefined();
  });
});
