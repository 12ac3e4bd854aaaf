import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { runCommand } from '../../src/command-line/run-command.ts';
import type { Summary } from '../../src/reporting/summary.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { startTestBot } from '../support/bot.ts';
import { addressOf } from '../support/store.ts';
import { play, talk } from '../support/talk.ts';

const FILE = `องค์การบริหารส่วนตำบลบ้านตัวอย่าง
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570

ลำดับ\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\tระยะเวลา
1\tโครงการอบรมคุณธรรม\t50,000\tกองคลัง\tต.ค. 2569 - ก.ย. 2570
2\tกิจกรรมเปิดเผยข้อมูล\tไม่ใช้งบประมาณ\tกองช่าง\tต.ค. 2569 - ก.ย. 2570
`;

describe('the command line', () => {
  let folder = '';
  let env: NodeJS.ProcessEnv = {};
  const name = `cli-${randomUUID()}`;
  // One engine per process, and it is the parent's: the commands reach it as they would reach a server.
  const uri = addressOf(name);
  const run = async (...argv: string[]) => {
    let out = '';
    let err = '';
    const code = await runCommand(argv, env, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    return { code, out, err };
  };
  const file = async (text: string, called = 'plan.txt') => {
    const path = join(folder, called);
    await writeFile(path, text);
    return path;
  };
  const json = (text: string): unknown => JSON.parse(text);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-cli-'));
    env = { MONGODB_URI: uri, DATA_DIR: folder };
  });
  afterAll(async () => {
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    [[], 'สรุป'],
    [['fly'], ''],
    [['import'], 'import <file>'],
    [['import', 'a.txt', 'b.txt'], 'import <file>'],
    // Errors of Node itself come from outside jest's realm, so the word they name cannot be looked for.
    [['import', 'a.txt', '--colour', 'red'], ''],
    [['import', 'a.txt', '--year', '1999'], '--year'],
    [['import', 'a.txt', '--kind', 'wishes'], '--kind: measures, action-plan'],
    [['import', 'a.txt', '--round', '7'], '--round: 6, 12'],
    [['summary', 'plan.txt'], 'plan.txt'],
    [['summary', '--check'], '--check'],
    [['summary', '--year'], ''],
    [['constructor'], ''],
  ])('answers wrong use with 2 and what may be used: %j', async (argv, named) => {
    const { code, out, err } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('sujarit import <ไฟล์>');
    if (argv.length > 0) expect(err).toContain(named);
  });

  it('refuses with 1 and a sentence what is not there', async () => {
    const missing = await run('import', join(folder, 'nothing.txt'));
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect(missing.err).toBe('เปิดไฟล์ nothing.txt ไม่ได้ค่ะ ตรวจชื่อและที่อยู่ของไฟล์นะคะ\n');
    const empty = await run('summary', '--json');
    expect([empty.code, empty.out]).toEqual([1, '']);
    expect(empty.err).toContain('ยังไม่มีหน่วยงานในระบบค่ะ');
  });

  it('tells every wrong setting by name and shows no value', async () => {
    const refused = { ...env, PORT: 'private', MONGODB_URI: 'private' };
    let err = '';
    const code = await runCommand(['summary'], refused, { out: () => {}, err: (text) => void (err += text) });
    expect(code).toBe(1);
    expect(err).toContain('PORT');
    expect(err).toContain('MONGODB_URI');
    expect(err).not.toContain('private');
  });

  it('--check reads a file, shows what does not add up, and stores nothing', async () => {
    const { code, out, err } = await run('import', await file(FILE), '--check');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('ตรวจแผนป้องกันการทุจริต ปี 2570 ขององค์การบริหารส่วนตำบลบ้านตัวอย่าง แล้ว 2 ข้อ (ยังไม่บันทึก)');
    expect((await run('summary')).code).toBe(1);
  });

  it('import --json prints one JSON document of the contract and nothing else', async () => {
    const { code, out, err } = await run('import', await file(FILE), '--json');
    expect([code, err]).toEqual([0, '']);
    expect(json(out)).toMatchObject({
      organisation: 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง',
      fiscalYear: 2570,
      kind: 'action-plan',
      measures: [
        { number: 1, title: 'โครงการอบรมคุณธรรม', plannedBudget: 50_000, responsibleUnits: ['กองคลัง'] },
        { number: 2, responsibleUnits: ['กองช่าง'] },
      ],
    });
    for (const finding of (json(out) as { findings: object[] }).findings) {
      expect(Object.keys(finding)).toEqual(expect.arrayContaining(['code', 'severity', 'where', 'message']));
    }
  });

  it('import of a corrected file says what it changes, --check before anything is changed', async () => {
    const corrected = await file(FILE.replace('50,000', '60,000'), 'corrected.csv');
    const checked = await run('import', corrected, '--check');
    const told =
      'เทียบกับแผนเดิม: เพิ่ม 0 · แก้ 1 · คงเดิม 1 ข้อ\n  แก้ข้อ 1: โครงการอบรมคุณธรรม (งบประมาณ 50,000 บาท → 60,000 บาท)';
    expect([checked.code, checked.err]).toEqual([0, '']);
    expect(checked.out).toContain(told);
    const { difference } = json((await run('import', corrected, '--json')).out) as { difference: unknown };
    expect(difference).toMatchObject({
      same: 1,
      changed: [{ number: 1, fields: ['plannedBudget'] }],
      added: [],
      gone: [],
    });
    expect((await run('import', await file(FILE))).out).toContain('งบประมาณ 60,000 บาท → 50,000 บาท');
  });

  it('summary --json prints the figures of what was imported', async () => {
    const { code, out, err } = await run('summary', '--round', '6', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(json(out) as Summary).toMatchObject({
      total: 2,
      waitingReport: 2,
      plannedBudget: 50_000,
      round: 6,
      fiscalYear: 2570,
    });
  });

  it('summary without --json is for people, in the language of the settings', async () => {
    expect((await run('summary')).out).toContain('สรุปแผนปฏิบัติการป้องกันการทุจริต');
    env = { ...env, DEFAULT_LOCALE: 'en' };
    expect((await run('summary')).out).toContain('0 of 2 projects');
    env = { ...env, DEFAULT_LOCALE: 'th' };
  });

  it('says when a plan is not there, and names the plans to choose from when there are several', async () => {
    expect(await run('summary', '--year', '2560')).toMatchObject({ code: 1, out: '' });
    await run('import', await file(FILE), '--kind', 'measures');
    const several = await run('summary');
    expect(several.code).toBe(1);
    expect(several.err).toContain('--kind measures');
    expect((await run('summary', '--kind', 'action-plan')).code).toBe(0);
  });

  it('asks which organisation when there are several, and names them', async () => {
    await run('import', await file(FILE), '--organisation', 'เทศบาลตำบลบ้านสอง');
    const several = await run('summary', '--json');
    expect([several.code, several.out]).toEqual([1, '']);
    expect(several.err).toContain('เทศบาลตำบลบ้านสอง');
    expect(several.err).toContain('องค์การบริหารส่วนตำบลบ้านตัวอย่าง');
    expect(await run('summary', '--organisation', 'เทศบาลตำบลบ้านสอง')).toMatchObject({ code: 0 });
    const unknown = await run('summary', '--organisation', 'เทศบาลเมืองไม่มี');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('เทศบาลตำบลบ้านสอง');
  });
});

describe('the summary of the command line', () => {
  it('has the figures of the summary in the chat, after the same reports', async () => {
    const uri = addressOf(`cli-${randomUUID()}`);
    const folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-cli-'));
    const file = join(folder, 'plan.txt');
    await writeFile(file, FILE);
    let out = '';
    const run = (...argv: string[]) =>
      runCommand(argv, { MONGODB_URI: uri, DATA_DIR: folder }, { out: (text) => void (out = text), err: () => {} });
    expect(await run('import', file)).toBe(0);
    const connection = await mongoose.createConnection(uri).asPromise();
    const store = await makeStore(connection);
    const test = await startTestBot({ store: () => store });
    try {
      const { id } = test.emulator.addUser({ name: 'สมใจ' });
      const [office] = await store.organisations.all();
      const person = { lineUserId: id, name: 'สมใจ', role: 'officer' as const, locale: 'th' as const };
      await store.members.join(office?.id ?? '', person);
      const officer = talk(test, id);
      await play(officer, '> รายงาน 1\n> 1\n> อบรมแล้ว\n> เข้าใจ\n> 12,345.50\n> ข้าม\n> 1\n< บันทึกแล้ว');
      const chat = await officer.say('สรุป');
      expect(await run('summary', '--round', '6', '--json')).toBe(0);
      const summary = JSON.parse(out) as Summary;
      expect(summary).toMatchObject({
        total: 2,
        completed: 1,
        waitingReport: 1,
        completedPercent: 50,
        disbursed: 12_345.5,
      });
      expect(chat).toContain(`${summary.completed} จาก ${summary.total} โครงการ`);
      expect(chat).toContain('50.00%');
      expect(chat).toContain('12,345.5');
      // The words of the terminal are those of the alternative text of the card, but for the instant.
      expect(await run('summary', '--round', '6')).toBe(0);
      const altText = String(officer.last()[0]?.message['altText']);
      const withoutInstant = (text: string) => text.replace(/ข้อมูล ณ [\s\S]*/, '').trim();
      expect(altText.startsWith(withoutInstant(out))).toBe(true);
    } finally {
      await test.close();
      await connection.dropDatabase();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
