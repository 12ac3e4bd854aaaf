import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import { runCommand } from '../../src/command-line/run-command.ts';
import { openEngine } from '../../src/store/engine/open.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import { at } from '../support/office.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { addressOf } from '../support/store.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = at('2027-03-01T09:00');

/** A command line with a database of its own. */
async function aTerminal(folder: string) {
  const uri = addressOf(`cli-${randomUUID()}`);
  const connection: Connection = await mongoose.createConnection(uri).asPromise();
  const store: Store = await makeStore(connection);
  const env: NodeJS.ProcessEnv = { MONGODB_URI: uri, DATA_DIR: folder };
  const run = async (argv: string[], now = NOW, more: NodeJS.ProcessEnv = {}) => {
    const said = { out: '', err: '' };
    const output = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
    const code = await runCommand(argv, { ...env, ...more }, output, fixedClock(now));
    return { code, ...said };
  };
  const close = async () => {
    await connection.dropDatabase();
    await connection.close();
  };
  return { run, store, env, connection, close };
}

type Terminal = Awaited<ReturnType<typeof aTerminal>>;

describe('backup and restore', () => {
  let folder = '';
  let office: Terminal;
  let empty: Terminal;
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-cli-'));
    file = join(folder, 'office.backup');
    office = await aTerminal(folder);
    empty = await aTerminal(folder);
    await storePlan(office.store, aPlan([aMeasure(1), aMeasure(2)]), 'test', 0);
  });
  afterEach(async () => {
    await office.close();
    await empty.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    [['backup'], 'backup <file>'],
    [['backup', 'a', 'b'], 'backup <file>'],
    [['backup', 'a', '--check'], '--check'],
    [['restore'], 'restore <file>'],
    [['restore', 'a', 'b'], 'restore <file>'],
    [['restore', 'a', '--year', '2570'], '--year'],
    [['summary', '--force'], '--force'],
  ])('answer wrong use with 2 and what may be used: %j', async (argv, named) => {
    const { code, out, err } = await office.run(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(named);
    expect(err).toContain('sujarit backup <ไฟล์> [--force] [--json]');
    expect(err).toContain('sujarit restore <ไฟล์> [--force] [--json]');
  });

  it('carry an office from one database to another, in sentences for people', async () => {
    const backup = await office.run(['backup', file]);
    expect([backup.code, backup.err]).toEqual([0, '']);
    expect(backup.out).toContain(`สำรองข้อมูลไว้ที่ ${file} แล้ว`);
    expect(backup.out).toContain('ของ 1 หน่วยงาน');
    const restore = await empty.run(['restore', file]);
    expect([restore.code, restore.err]).toEqual([0, '']);
    expect(restore.out).toContain('กู้คืนข้อมูลที่สำรองเมื่อ 1 มี.ค. 2570');
    expect(restore.out).toContain('ปิดแล้วเปิดใหม่');
    expect((await empty.store.organisations.all()).map(({ name }) => name)).toEqual([OFFICE]);
    expect((await empty.run(['summary'])).code).toBe(0);
  });

  it('print one JSON document on standard output and nothing else', async () => {
    const backup = await office.run(['backup', file, '--json']);
    expect([backup.code, backup.err]).toEqual([0, '']);
    const written = JSON.parse(backup.out) as { sha256: string; bytes: number };
    expect(written).toMatchObject({
      file,
      format: 'nong-sujarit-backup',
      version: 1,
      program: expect.stringMatching(/^\d+\.\d+\.\d+/),
      createdAt: '2027-03-01T02:00:00.000Z',
      store: 'server',
      counts: { organisations: 1, measures: 2 },
    });
    expect(written.bytes).toBe((await stat(file)).size);
    const restore = await empty.run(['restore', file, '--json']);
    expect([restore.code, restore.err]).toEqual([0, '']);
    expect(JSON.parse(restore.out)).toMatchObject({
      file,
      sha256: written.sha256,
      counts: { measures: 2 },
      replaced: { organisations: 0, measures: 0 },
    });
  });

  it('refuse to overwrite with 1 and a sentence, and with --force say first what is deleted', async () => {
    await office.run(['backup', file]);
    const backup = await office.run(['backup', file]);
    expect([backup.code, backup.out]).toEqual([1, '']);
    expect(backup.err).toContain('มีไฟล์ office.backup อยู่แล้วค่ะ');
    expect((await office.run(['backup', file, '--force'])).code).toBe(0);
    await empty.store.organisations.ensure('เทศบาลตำบลบ้านสอง');
    const restore = await empty.run(['restore', file]);
    expect([restore.code, restore.out]).toEqual([1, '']);
    expect(restore.err).toContain('1 รายการ ของ 1 หน่วยงาน');
    expect(restore.err).toContain('--force');
    const forced = await empty.run(['restore', file, '--force']);
    expect(forced.code).toBe(0);
    expect(forced.err).toContain('ข้อมูลเดิม 1 รายการ ของ 1 หน่วยงาน จะถูกลบ');
    expect((await empty.store.organisations.all()).map(({ name }) => name)).toEqual([OFFICE]);
  });

  it('refuse a file that is none with a sentence in either language', async () => {
    await writeFile(file, 'สวัสดีค่ะ');
    const thai = await empty.run(['restore', file]);
    expect([thai.code, thai.out, thai.err]).toEqual([
      1,
      '',
      'office.backup ไม่ใช่ไฟล์สำรองของน้องสุจริตค่ะ กรุณาเลือกไฟล์ที่ได้จาก sujarit backup ค่ะ\n',
    ]);
    const english = await empty.run(['restore', file], NOW, { DEFAULT_LOCALE: 'en' });
    expect(english.err).toContain('is not a backup of nong-sujarit');
  });

  it('finish a restore that was interrupted, and say so', async () => {
    await office.run(['backup', file]);
    await empty.store.organisations.ensure('เทศบาลตำบลบ้านสอง');
    const { db } = empty.connection;
    await db?.collection('restoring').insertOne({ _id: 'restore' as never, token: 't', state: 'swapping' });
    await db?.collection('restoring.t.organisations').insertOne({ _id: 'o' as never, name: OFFICE });
    const { code, err } = await empty.run(['backup', join(folder, 'other')]);
    expect([code, err]).toEqual([0, 'การกู้คืนครั้งก่อนที่ค้างอยู่ทำต่อจนเสร็จแล้วค่ะ\n']);
    expect((await empty.store.organisations.all()).map(({ name }) => name)).toEqual([OFFICE]);
  });

  it('say what to do while another process has the embedded engine', async () => {
    await office.run(['backup', file]);
    const { MONGODB_URI: _server, ...embedded } = office.env;
    const engine = await openEngine({ folder: join(folder, 'store'), cacheFolder: join(folder, 'engine') });
    try {
      for (const argv of [
        ['backup', join(folder, 'other')],
        ['restore', file, '--force'],
      ]) {
        const said = { out: '', err: '' };
        const output = {
          out: (text: string) => void (said.out += text),
          err: (text: string) => void (said.err += text),
        };
        expect(await runCommand(argv, embedded, output, fixedClock(NOW))).toBe(1);
        expect(said).toEqual({ out: '', err: expect.stringContaining('กรุณาปิดโปรแกรมนั้น') });
      }
    } finally {
      await engine.close();
    }
    expect(await readdir(folder)).not.toContain('other');
  });

  it('are remembered by doctor, which warns when there is none or the last is older than seven days', async () => {
    const backup = async (now: number) => {
      const { out } = await office.run(['doctor', '--json'], now);
      return (JSON.parse(out) as { backup: { code: string; state: string; message: string } }).backup;
    };
    expect(await backup(NOW)).toEqual({
      code: 'backup',
      state: 'warning',
      message: 'ยังไม่เคยสำรองข้อมูล สำรองด้วย sujarit backup <ไฟล์>',
    });
    await office.run(['backup', join(folder, 'none', 'file')]);
    expect((await backup(NOW)).state).toBe('warning');
    await office.run(['backup', file]);
    expect(await backup(NOW + 7 * DAY)).toMatchObject({ state: 'ok', message: expect.stringContaining('7 วันก่อน') });
    expect(await backup(NOW + 7 * DAY + 1)).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('สำรองด้วย sujarit backup'),
    });
    expect((await backup(NOW - DAY)).message).toContain('0 วันก่อน');
    const { code, out } = await office.run(['doctor']);
    expect(code).toBe(0);
    expect(out).toContain('[พร้อม] การสำรองข้อมูล: ครั้งล่าสุด 1 มี.ค. 2570');
  });
});
