import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { runCommand } from '../../src/command-line/run-command.ts';
import { importPlan } from '../../src/importing/import-plan.ts';
import { bare, readText } from '../documents/formats/pdf-reading.ts';
import { addressOf } from '../support/store.ts';

const NAME = 'องค์การบริหารส่วนตำบลบ้านเอกสาร';
const FILE = `${NAME}
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570 รอบ 6 เดือน

ลำดับ\tโครงการ\tมิติ\tงบประมาณ\tเบิกจ่าย\tสถานะ\tผู้รับผิดชอบ
1\tโครงการอบรมคุณธรรม\t1\t50,000\t20,000\tอยู่ระหว่างดำเนินการ\tกองคลัง
2\tกิจกรรมเปิดเผยข้อมูล\t2\t0\t0\tดำเนินการแล้วเสร็จ\tกองช่าง
`;
const PHAYAO = '../shared/seeds/phayao-2565-eplan.txt';
const EXPECTED = '../shared/expected/phayao-2565-eplan.json';

/** Every figure in what a document states, as it is printed: whole numbers plain, others with two decimals. */
function figuresIn(stated: unknown): string[] {
  if (typeof stated === 'number') {
    const isWhole = Number.isInteger(stated) && stated < 1000;
    const written = stated.toLocaleString('en-US', { minimumFractionDigits: 2 });
    return [isWhole ? String(stated) : written];
  }
  return typeof stated === 'object' && stated !== null ? Object.values(stated).flatMap(figuresIn) : [];
}

describe('documents from the command line', () => {
  let folder = '';
  const uris: string[] = [];

  /** A store of its own, with the plan of a file in it. */
  async function office(file: string) {
    const uri = addressOf(`document-${randomUUID()}`);
    uris.push(uri);
    const run = async (...argv: string[]) => {
      let out = '';
      let err = '';
      const env = { MONGODB_URI: uri, DATA_DIR: folder };
      const code = await runCommand(argv, env, {
        out: (text) => void (out += text),
        err: (text) => void (err += text),
      });
      return { code, out, err };
    };
    expect((await run('import', file)).code).toBe(0);
    const make = async (kind: string, format: string, ...more: string[]) => {
      const path = join(folder, `${randomUUID()}.${format}`);
      const done = await run('document', kind, '--format', format, '--out', path, '--json', ...more);
      expect(done.err).toBe('');
      return { ...(JSON.parse(done.out) as Made), bytes: await readFile(path), path };
    };
    return { run, make };
  }
  interface Made {
    isDraft: boolean;
    frozen?: number;
    findings: { code: string; where: string; severity: string }[];
    explained: number;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-document-'));
    await writeFile(join(folder, 'plan.txt'), FILE);
  });
  afterAll(async () => {
    for (const uri of uris) {
      const connection = await mongoose.createConnection(uri).asPromise();
      await connection.dropDatabase();
      await connection.close();
    }
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['docx', 'xlsx', 'csv', 'html'])(
    'a follow-up as %s imports again to the measures and reports it was made of',
    async (format) => {
      const { make } = await office(join(folder, 'plan.txt'));
      const { bytes } = await make('action-plan-report', format);
      const { measures } = importPlan({ name: `x.${format}`, bytes }, { organisation: NAME, fiscalYear: 2570 });
      expect(measures.map(({ number, title, status, disbursed }) => [number, title, status, disbursed])).toEqual([
        [1, 'โครงการอบรมคุณธรรม', 'inProgress', 20_000],
        [2, 'กิจกรรมเปิดเผยข้อมูล', 'completed', 0],
      ]);
    },
  );

  it('is a draft while something is wrong; what is explained by name stands in it as a note', async () => {
    const { run, make } = await office(join(folder, 'plan.txt'));
    const first = await make('action-plan-report', 'html');
    const errors = first.findings.filter(({ severity }) => severity === 'error');
    expect(first.isDraft).toBe(errors.length > 0);
    expect(first.findings.length).toBeGreaterThan(0);
    for (const { code, where } of first.findings) {
      const explained = await run('document-notes', 'explain', code, where, 'ตรวจแล้วถูกต้อง', '--by', 'นางสาวสมศรี ใจดี');
      expect([code, explained.code, explained.err]).toEqual([code, 0, '']);
    }
    const second = await make('action-plan-report', 'html');
    expect(second).toMatchObject({ isDraft: false, explained: first.findings.length });
    expect(second.bytes.toString()).toContain('ตรวจแล้วถูกต้อง');
    expect(second.bytes.toString()).toContain('นางสาวสมศรี ใจดี');
    expect((await run('document-notes', 'explain', 'no-such', 'plan', 'x', '--by', 'ก')).code).toBe(1);
  });

  it('has the reporter and the paragraphs that people wrote, and the generated ones again when they are taken back', async () => {
    const { run, make } = await office(join(folder, 'plan.txt'));
    await run('document-notes', 'reporter', 'นายสมชาย ตั้งใจ', 'นิติกรชำนาญการ');
    await run('document-notes', 'text', 'suggestions', 'ควรเริ่มให้เร็วขึ้น');
    const html = (await make('action-plan-report', 'html')).bytes.toString();
    for (const text of ['นายสมชาย ตั้งใจ', 'นิติกรชำนาญการ', 'ควรเริ่มให้เร็วขึ้น']) expect(html).toContain(text);
    await run('document-notes', 'text', 'suggestions');
    expect((await make('action-plan-report', 'html')).bytes.toString()).not.toContain('ควรเริ่มให้เร็วขึ้น');
  });

  it('made of a frozen snapshot is the same, byte by byte, whatever is reported afterwards', async () => {
    const { run, make } = await office(join(folder, 'plan.txt'));
    const kept: Record<string, Buffer> = {};
    const { frozen } = await make('action-plan-report', 'csv', '--freeze', '--by', 'สมศรี');
    expect(frozen).toBe(1);
    const formats = ['docx', 'pdf', 'xlsx', 'csv', 'html'];
    for (const format of formats) kept[format] = (await make('action-plan-report', format, '--frozen', '1')).bytes;
    await writeFile(join(folder, 'later.txt'), FILE.replace('20,000', '45,000'));
    await run('import', join(folder, 'later.txt'));
    for (const format of formats) {
      const again = (await make('action-plan-report', format, '--frozen', '1')).bytes;
      expect([format, again.equals(kept[format] ?? Buffer.alloc(0))]).toEqual([format, true]);
    }
    expect((await make('action-plan-report', 'csv')).bytes.toString()).toContain('45000');
    expect((await make('action-plan-report', 'csv', '--freeze')).frozen).toBe(2);
    expect((await run('document-notes')).out).toContain('ฉบับที่ 2');
    const compared = await run('document-notes', 'compare', '1', '2');
    expect(compared.out).toContain('เปลี่ยนสถานะหรือเงิน 1 · แก้ถ้อยคำ 0 · เพิ่ม 0 · หายไป 0 · คงเดิม 1 ข้อ');
    expect(compared.out).toContain('เบิกจ่าย 20,000 บาท → 45,000 บาท');
    expect((await run('document-notes', 'compare', '2')).out).toContain('คงเดิม 2 ข้อ');
    expect((await run('document-notes', 'compare', '7')).code).toBe(1);
  });

  it('refuses with a sentence what it cannot do, and writes over nothing', async () => {
    const { run, make } = await office(join(folder, 'plan.txt'));
    const { path } = await make('copy-sheet', 'csv');
    const document = ['document', 'copy-sheet', '--format', 'csv', '--out'];
    expect(await run(...document, path)).toMatchObject({ code: 1, out: '' });
    expect((await run(...document, path, '--force')).code).toBe(0);
    expect((await run(...document, join(folder, 'none', 'x.csv'))).code).toBe(1);
    expect(await run(...document, join(folder, 'y.csv'), '--frozen', '9')).toMatchObject({ code: 1 });
    expect(await run('document', 'measures-report', '--format', 'csv', '--out', join(folder, 'z.csv'))).toMatchObject({
      code: 1,
    });
    for (const wrong of [
      ['document'],
      ['document', 'poem'],
      ['document', 'copy-sheet', '--format', 'odt', '--out', 'x'],
    ]) {
      expect((await run(...wrong)).code).toBe(2);
    }
  });

  (existsSync(PHAYAO) ? it : it.skip)(
    'shows every project of Phayao and every stated figure in a PDF too, to be read and copied',
    async () => {
      const { make } = await office(PHAYAO);
      const text = await readText((await make('action-plan-report', 'pdf', '--year', '2565')).bytes);
      const { measures } = importPlan({ name: 'phayao.txt', bytes: await readFile(PHAYAO) });
      const missing = measures.filter(({ title }) => !text.includes(bare(title))).map(({ number }) => number);
      expect(missing).toEqual([]);
      const { stated } = JSON.parse(await readFile(EXPECTED, 'utf8')) as { stated: object };
      const absent = figuresIn(stated).filter((figure) => !text.includes(figure));
      // 20 in the ordinance are printed where the rows give 22: a note under the table says both.
      expect(absent).toEqual([]);
    },
  );

  (existsSync(PHAYAO) ? it : it.skip)('has the 81 projects of Phayao in every format, and its figures', async () => {
    const { make } = await office(PHAYAO);
    const original = importPlan({ name: 'phayao.txt', bytes: await readFile(PHAYAO) }).measures;
    const facts = (measures: typeof original) =>
      measures.map(({ number, title, dimension, plannedBudget, disbursed, status }) => ({
        number,
        title: title.replaceAll(/\s+/gu, ''),
        dimension,
        plannedBudget,
        disbursed,
        status,
      }));
    for (const format of ['docx', 'xlsx', 'csv', 'html']) {
      const { bytes } = await make('action-plan-report', format, '--year', '2565');
      const read = importPlan({ name: `x.${format}`, bytes }, { organisation: 'x', fiscalYear: 2565 });
      expect([format, facts(read.measures)]).toEqual([format, facts(original)]);
    }
  });
});
