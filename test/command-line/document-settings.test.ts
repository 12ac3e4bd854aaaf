import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { runCommand } from '../../src/command-line/run-command.ts';
import { addressOf } from '../support/store.ts';

const FILE = `มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2569
องค์การบริหารส่วนตำบลคลองสมมุติ

ลำดับ\tมาตรการ\tผู้รับผิดชอบ
1\tมาตรการตอบกลับใน ๗ วัน\tสำนักปลัด
`;

describe('sujarit document-settings', () => {
  const uri = addressOf(`document-settings-${randomUUID()}`);
  let folder = '';
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
  const settings = async (...argv: string[]) =>
    JSON.parse((await run('document-settings', ...argv, '--json')).out) as {
      digits: Record<string, string>;
      headings: Record<string, string | null>;
    };
  const html = async (): Promise<string> => {
    const out = join(folder, `${randomUUID()}.html`);
    expect((await run('document', 'measures-report', '--format', 'html', '--out', out)).code).toBe(0);
    return readFile(out, 'utf8');
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-document-settings-'));
    const file = join(folder, 'measures.txt');
    await writeFile(file, FILE);
    expect((await run('import', file)).code).toBe(0);
  });
  afterAll(async () => {
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows the digits of each document and the headings in a line', async () => {
    const { code, out } = await run('document-settings');
    expect(code).toBe(0);
    expect(out).toContain('รายงานผลการดำเนินการตามมาตรการ (measures-report): เลขไทย (๑๒๓)');
    expect(out).toMatch(/หัวตารางมาตรการ: .+ \| ขั้นตอน\/วิธีการ \| /);
  });

  it('changes digits, which the documents then have, and gives them back', async () => {
    expect(await html()).toContain('พ.ศ. ๒๕๖๙');
    expect((await settings('digits', 'measures-report', 'arabic')).digits['measures-report']).toBe('arabic');
    expect(await html()).toContain('พ.ศ. 2569');
    expect((await settings('digits', 'measures-report')).digits['measures-report']).toBe('thai');
  });

  it('changes a heading, which the documents then have, and gives it back', async () => {
    const { headings } = await settings();
    expect((await settings('heading', 'outcome', 'ผลที่เกิดขึ้นจริง', '--by', 'สมใจ')).headings['outcome']).toBe(
      'ผลที่เกิดขึ้นจริง',
    );
    expect(await html()).toContain('ผลที่เกิดขึ้นจริง');
    expect((await settings('heading', 'outcome')).headings).toEqual(headings);
  });

  it.each([
    ['digits', 'no-such-document', 'thai'],
    ['digits', 'measures-report', 'roman'],
    ['heading', 'no-such-column', 'x'],
    ['colour', 'red'],
    ['heading', 'title', 'a', 'b'],
  ])('says what it understands when it does not: %s %s', async (...argv) => {
    const { code, err } = await run('document-settings', ...argv);
    expect(code).toBe(2);
    expect(err).toContain('digits <measures-report|');
  });

  it('keeps the paragraph and the reporter of document-notes in the audit as well', async () => {
    expect((await run('document-notes', 'reporter', 'นางสมศรี ใจดี', 'นิติกร', '--by', 'สมใจ')).code).toBe(0);
    const { out } = await run('document-notes', 'text', 'suggestions', 'ควรจัดอบรมเพิ่ม');
    expect(out).toContain('suggestions: ควรจัดอบรมเพิ่ม');
    expect((await run('document-notes', 'text', 'suggestions')).out).not.toContain('ควรจัดอบรมเพิ่ม');
    const connection = await mongoose.createConnection(uri).asPromise();
    const noted = await connection.collection('audit').find().sort({ at: 1 }).toArray();
    await connection.close();
    expect(noted.map(({ act, by, about }) => ({ act, by, about }))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ act: 'nameReporter', by: 'สมใจ' }),
        expect.objectContaining({
          act: 'writeParagraph',
          about: expect.objectContaining({ before: 'ควรจัดอบรมเพิ่ม', to: 'generated' }),
        }),
      ]),
    );
  });
});
