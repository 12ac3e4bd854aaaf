import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import { COLLECTIONS, LIMITS } from '../../src/store/backup/format.ts';
import { readBackup } from '../../src/store/backup/read-backup.ts';
import { contentsOf, finishRestore, restoreBackup } from '../../src/store/backup/restore-backup.ts';
import { writeBackup } from '../../src/store/backup/write-backup.ts';
import { connectStore } from '../../src/store/connect.ts';
import type { OpenStore } from '../../src/store/connect.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { lineId } from '../support/office.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';

const NOW = Date.parse('2027-04-01T02:00:00Z');
const ENGINE = process.env['TEST_MONGODB_URI'] ?? '';
const OPTIONS = { program: '0.0.0', now: NOW, force: false };
const { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongo.BSON;

let folder = '';
const opened: OpenStore[] = [];
const names = new Set<string>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-backup-'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const store of opened.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});
afterAll(async () => {
  for (const name of names) {
    const { connection } = await aConnection(name);
    await connection.dropDatabase();
  }
  for (const store of opened.splice(0)) await store.close();
});

async function aConnection(name: string = randomUUID(), uri = ENGINE): Promise<OpenStore> {
  const database = `backup-${name.replace(/^backup-/, '')}`;
  names.add(database);
  const store = await connectStore('embedded', uri, { database });
  opened.push(store);
  return store;
}

type TestStore = OpenStore & { store: Store };

/** An empty database with its indexes. */
async function aStore(): Promise<TestStore> {
  const opened = await aConnection();
  return { ...opened, store: await makeStore(opened.connection) };
}

/** A database with an office of so many measures in it. */
async function anOffice(measures = 3, name = OFFICE): Promise<TestStore> {
  const opened = await aStore();
  await fillOffice(opened.store, measures, name);
  return opened;
}

let toRead: string | undefined;

/** The same for tests that only read it: made once. */
async function anOfficeToRead(): Promise<OpenStore> {
  if (toRead !== undefined) return aConnection(toRead);
  const store = await anOffice();
  toRead = dbOf(store).databaseName;
  return store;
}

async function fillOffice(store: Store, measures: number, name: string): Promise<void> {
  const rows = Array.from({ length: measures }, (_, index) => aMeasure(index + 1, { responsibleUnits: ['กองคลัง'] }));
  await storePlan(store, aPlan(rows, { organisation: name }), 'test', NOW);
  const { id } = await store.organisations.ensure(name);
  await store.members.join(id, { lineUserId: lineId('U', 1), name: 'สมใจ', role: 'officer', locale: 'th' });
  await store.settings.write('quota', '{}');
  const photo = {
    id: '7',
    messageId: '7',
    kind: 'image' as const,
    name: '',
    sha256: 'a',
    thumbnail: Buffer.from([0, 255]),
  };
  const fileId = randomUUID();
  await store.evidence.fill(fileId, oneByOne(Buffer.alloc(300_000, 7)), NOW);
  await store.evidence.keep(id, { ...photo, fileId }, { memberId: 'm', chatId: 'c' }, NOW);
}

async function* oneByOne(bytes: Buffer) {
  yield Promise.resolve(bytes);
}

const dbOf = ({ connection }: OpenStore): mongo.Db => connection.db as mongo.Db;

/** Every byte of every known collection, and the indexes. */
async function everything(store: OpenStore): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const name of COLLECTIONS) {
    const rows = (await dbOf(store).collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray()) as unknown;
    const indexes = await dbOf(store)
      .collection(name)
      .indexes()
      .catch(() => []);
    all[name] = {
      rows: (rows as Buffer[]).map((row) => row.toString('hex')),
      // Every collection that is there has this one.
      indexes: indexes
        .filter(({ name }) => name !== '_id_')
        .toSorted((a, b) => String(a.name).localeCompare(String(b.name))),
    };
  }
  return all;
}

const leftovers = async (store: OpenStore) =>
  (await dbOf(store).listCollections().toArray())
    .map(({ name }) => name)
    .filter((name) => name.startsWith('restoring.'));

const file = (name = 'office.backup') => join(folder, name);

/** The lines of a backup, changed, with a hash that fits them again. */
async function rewritten(change: (lines: string[]) => string[], to = file('changed')): Promise<string> {
  const [...lines] = change(
    gunzipSync(await readFile(file()))
      .toString()
      .trimEnd()
      .split('\n'),
  );
  const last = JSON.parse(lines.pop() ?? '') as { end: object };
  const sha256 = createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
  const text = [...lines, JSON.stringify({ end: { ...last.end, sha256 } })].map((line) => `${line}\n`).join('');
  await writeFile(to, gzipSync(text));
  return to;
}

describe('what is backed up', () => {
  it('is every collection of the store', async () => {
    const { connection } = await aStore();
    expect(connection.modelNames().toSorted()).toEqual(COLLECTIONS.toSorted());
  });

  it('is the same after a restore in another database, byte for byte, with its indexes', async () => {
    const from = await anOffice();
    const written = await writeBackup(from, file(), OPTIONS);
    const to = await aStore();
    const restored = await restoreBackup(to, file(), { force: false });
    expect(await everything(to)).toEqual(await everything(from));
    expect(restored).toMatchObject({ header: written.header, counts: written.counts, sha256: written.sha256 });
    expect(written.counts).toMatchObject({ organisations: 1, measures: 3, members: 1 });
    expect(await leftovers(to)).toEqual([]);
    // What is restored can be worked with, and opened again.
    await fillOffice(to.store, 4, OFFICE);
    expect((await contentsOf(to.connection)).measures).toBe(4);
  });

  it('is of any type that BSON has, even where its fields are named like those of EJSON', async () => {
    const scalar = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        '',
        'ไม่มีเหตุร้องเรียนค่ะ 🙏',
        '\u0000\u2028"\\\n',
        new Double(5),
        new Double(-0),
        new Double(NaN),
        new Double(-Infinity),
        new Int32(5),
        Long.fromString('9223372036854775807'),
        Decimal128.fromString('0.10'),
        new ObjectId('6b015769ee4fd3f9cbb17033'),
        new Date(-1),
        new Date(8.64e15),
        new Binary(Buffer.from([0, 255]), 0x80),
        new mongo.BSON.BSONRegExp('^a/', 'i'),
        new Timestamp({ t: 1, i: 2 }),
        new MinKey(),
        new MaxKey(),
      ),
      fc.string(),
      fc.integer(),
      fc.double(),
    );
    const key = fc.oneof(
      fc.constantFrom('$oid', '$numberLong', '$date', '$binary', '$code', 'a.b', 'ผล', '_id'),
      // The driver itself reads what is in a field of this name as something else.
      fc.string().filter((text) => !text.includes('\0') && text !== '__proto__'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, tie('array'), tie('object')),
      array: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    }));
    const from = await aStore();
    const to = await aStore();
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        await dbOf(from).collection('sessions').deleteMany({});
        const rows = values.map((session, index) => ({ _id: `${index}` as never, session }));
        await dbOf(from).collection('sessions').insertMany(rows);
        await writeBackup(from, file(), { ...OPTIONS, force: true });
        await restoreBackup(to, file(), { force: true });
        const [before, after] = [await everything(from), await everything(to)];
        expect(after['sessions']).toEqual(before['sessions']);
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it('has no field that was absent, and every field that was null or empty', async () => {
    const from = await aStore();
    const row = { _id: 'a' as never, session: { nothing: null, none: [], empty: {}, text: '' }, debts: [] };
    await dbOf(from).collection('sessions').insertOne(row);
    await writeBackup(from, file(), OPTIONS);
    const to = await aStore();
    await restoreBackup(to, file(), { force: false });
    expect(await dbOf(to).collection('sessions').findOne()).toStrictEqual(row);
  });

  it('is gzip of JSON lines: a header, a document a line, an end with counts and the hash of all before it', async () => {
    await writeBackup(await anOffice(), file(), OPTIONS);
    const text = gunzipSync(await readFile(file())).toString();
    const lines = text.trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      format: 'nong-sujarit-backup',
      version: 1,
      program: '0.0.0',
      createdAt: '2027-04-01T02:00:00.000Z',
      store: 'embedded',
    });
    expect(lines.slice(1, -1).every((line) => line.startsWith('{"collection":"'))).toBe(true);
    const { end } = JSON.parse(lines.at(-1) ?? '') as { end: { counts: Record<string, number>; sha256: string } };
    expect(Object.values(end.counts).reduce((sum, count) => sum + count, 0)).toBe(lines.length - 2);
    const before = text.slice(0, text.lastIndexOf('{"end":'));
    expect(createHash('sha256').update(before).digest('hex')).toBe(end.sha256);
  });

  it('may be as large as MongoDB lets a document be', async () => {
    const from = await aStore();
    // Longer in EJSON than a line may be.
    const session = '\u0001'.repeat(LIMITS.line / 6);
    await dbOf(from)
      .collection('sessions')
      .insertOne({ _id: 'large' as never, session });
    await writeBackup(from, file(), OPTIONS);
    const to = await aStore();
    await restoreBackup(to, file(), { force: false });
    expect((await dbOf(to).collection('sessions').findOne())?.['session'] === session).toBe(true);
  });

  it('may be changed by the bot meanwhile: the file is whole all the same', async () => {
    const from = await anOffice(200);
    const { store } = from;
    const stop = new AbortController();
    const atWork = (async () => {
      for (let number = 0; !stop.signal.aborted; number += 1) {
        const unit = { name: `กอง ${number}`, aliases: [] };
        const [office] = await store.organisations.all();
        await store.units.ensure(office?.id ?? '', [unit]);
        await store.settings.write('quota', String(number));
      }
    })();
    for (let time = 0; time < 3; time += 1) await writeBackup(from, file(), { ...OPTIONS, force: true });
    stop.abort();
    await atWork;
    const to = await aStore();
    const { counts } = await restoreBackup(to, file(), { force: false });
    expect(counts).toEqual(await contentsOf(to.connection));
    expect(counts).toMatchObject({ organisations: 1, measures: 200 });
  });
});

describe('the file of a backup', () => {
  it('is for its owner only, and the only one that is left in its folder', async () => {
    const written = await writeBackup(await anOfficeToRead(), file(), OPTIONS);
    const { mode, size } = await stat(file());
    expect([mode & 0o777, size]).toEqual([0o600, written.bytes]);
    expect(await readdir(folder)).toEqual(['office.backup']);
  });

  it('replaces none unless it is asked to', async () => {
    const store = await anOfficeToRead();
    await writeFile(file(), 'another');
    await expect(writeBackup(store, file(), OPTIONS)).rejects.toMatchObject({ code: 'backup-exists' });
    expect(await readFile(file(), 'utf8')).toBe('another');
    await writeBackup(store, file(), { ...OPTIONS, force: true });
    await expect(readBackup(file())).resolves.toMatchObject({ counts: { measures: 3 } });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('is not made where there is no folder, or one that may not be written', async () => {
    const store = await anOfficeToRead();
    const unwritable = { code: 'backup-unwritable' };
    await expect(writeBackup(store, join(folder, 'none', 'file'), OPTIONS)).rejects.toMatchObject(unwritable);
    await mkdir(file('folder'));
    await writeFile(file('folder/file'), '');
    await expect(writeBackup(store, file('folder'), { ...OPTIONS, force: true })).rejects.toMatchObject(unwritable);
    await expect(writeBackup(store, join('/proc', 'file'), OPTIONS)).rejects.toMatchObject(unwritable);
    expect(await readdir(folder)).toEqual(['folder']);
  });

  it('is not made when the disk is full, and nothing of it is left', async () => {
    const store = await anOfficeToRead();
    const handle = await open(file('probe'), 'w');
    const prototype = Object.getPrototypeOf(handle) as { writeFile(): Promise<void> };
    await handle.close();
    await rm(file('probe'));
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' });
    jest.spyOn(prototype, 'writeFile').mockRejectedValue(full);
    await expect(writeBackup(store, file(), OPTIONS)).rejects.toMatchObject({ code: 'backup-disk-full' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not made when the disk keeps something else than was written', async () => {
    const store = await anOfficeToRead();
    const handle = await open(file('probe'), 'w');
    const prototype = Object.getPrototypeOf(handle) as { sync(): Promise<void> };
    await handle.close();
    await rm(file('probe'));
    jest.spyOn(prototype, 'sync').mockImplementation(async () => {
      const [part = ''] = await readdir(folder);
      await truncate(file(part), 100);
    });
    await expect(writeBackup(store, file(), OPTIONS)).rejects.toMatchObject({ code: 'backup-damaged' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not made when the store goes away', async () => {
    const store = await anOfficeToRead();
    jest.spyOn(mongo.FindCursor.prototype, Symbol.asyncIterator as never).mockImplementation(() => {
      throw new mongo.MongoNetworkError('gone');
    });
    await expect(writeBackup(store, file(), OPTIONS)).rejects.toMatchObject({ code: 'store-unreachable' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a file that is no whole backup', () => {
  /** The store that takes none of them: it is the same before and after each. */
  let refusing: string | undefined;
  const aRefusingStore = async (): Promise<OpenStore> => {
    if (refusing !== undefined) return aConnection(refusing);
    const store = await anOffice(1);
    refusing = dbOf(store).databaseName;
    return store;
  };
  const expectRefused = async (path: string, code: string) => {
    const store = await aRefusingStore();
    const before = await everything(store);
    expect(before['measures']).toHaveProperty('rows.length', 1);
    await expect(readBackup(path)).rejects.toMatchObject({ code });
    // The store may notice before the reader does.
    await expect(restoreBackup(store, path, { force: true })).rejects.toHaveProperty('name', 'AppError');
    expect(await everything(store)).toEqual(before);
    expect(await leftovers(store)).toEqual([]);
  };
  /** One backup, made once, which each test has for its own. */
  let made: Buffer | undefined;
  const backup = async (): Promise<Buffer> => {
    if (made === undefined) {
      await writeBackup(await anOffice(), file(), OPTIONS);
      made = await readFile(file());
    } else await writeFile(file(), made);
    return made;
  };

  it('is refused when it is not there, a folder, or may not be read', async () => {
    await expectRefused(file('nothing'), 'file-unreadable');
    await expectRefused(folder, 'file-unreadable');
    await backup();
    await chmod(file(), 0);
    // The superuser reads everything.
    if (process.getuid?.() !== 0) await expectRefused(file(), 'file-unreadable');
  });

  it.each([
    ['text', Buffer.from('สวัสดีค่ะ')],
    ['a compressed text', gzipSync('สวัสดีค่ะ\n')],
    ['compressed JSON', gzipSync('{"format":"other"}\n{}\n')],
    ['a head alone', gzipSync('{"format":"nong-sujarit-backup","version":1}\n')],
    ['compressed zeros', gzipSync(Buffer.alloc(LIMITS.line + 1))],
  ])('is refused as foreign when it is %s', async (_name, bytes) => {
    await writeFile(file(), bytes);
    await expectRefused(file(), 'backup-foreign');
  });

  it('is refused when it is empty or cut anywhere', async () => {
    const bytes = await backup();
    for (const length of [0, 5, 100, Math.floor(bytes.length / 2), bytes.length - 1]) {
      await truncate(file(), 0);
      await writeFile(file(), bytes.subarray(0, length));
      await expect(readBackup(file())).rejects.toMatchObject({ code: 'backup-damaged' });
    }
    await expectRefused(file(), 'backup-damaged');
  });

  it('is refused when any byte of it is another, or read as what it was', async () => {
    const bytes = await backup();
    const whole = await readBackup(file());
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        await writeFile(file('changed'), changed);
        const read = await readBackup(file('changed')).catch((error: unknown) => error);
        // The compressor's own head has bytes that mean nothing.
        if (!('sha256' in (read as object))) expect(read).toHaveProperty('code', expect.stringMatching(/^backup-/));
        else expect(read).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused when a newer program made it', async () => {
    await backup();
    await expectRefused(
      await rewritten(([head = '', ...rest]) => [head.replace('"version":1', '"version":2'), ...rest]),
      'backup-newer',
    );
  });

  it('is refused when it has what this program does not know', async () => {
    await backup();
    const path = await rewritten((lines) =>
      lines.map((line) => line.replace('{"collection":"settings"', '{"collection":"x"')),
    );
    await expectRefused(path, 'backup-unknown-collection');
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['a document less', ([head = '', _gone, ...rest]) => [head, ...rest]],
    ['a document twice', ([head = '', first = '', ...rest]) => [head, first, first, ...rest]],
    ['a line that is no document', ([head = '', ...rest]) => [head, '{"collection":"audit","document":5}', ...rest]],
    ['a document without _id', ([head = '', ...rest]) => [head, '{"collection":"audit","document":{}}', ...rest]],
    ['a line that is no JSON', ([head = '', ...rest]) => [head, 'x', ...rest]],
    ['a line of nothing but brackets', ([head = '', ...rest]) => [head, '['.repeat(1_000_000), ...rest]],
    ['something after its end', (lines) => [...lines.slice(0, -1), lines.at(-1) ?? '', lines.at(-1) ?? '']],
  ])('is refused though its hash is right when it has %s', async (_name, change) => {
    await backup();
    await expectRefused(await rewritten(change), 'backup-damaged');
  });

  it('is refused when two of its documents cannot stand in one store, and the store is as it was', async () => {
    await backup();
    const count = (text: string) =>
      text.replace(/"members":(\d+)/, (_all, number) => `"members":${Number(number) + 1}`);
    const path = await rewritten((lines) => {
      const member = lines.find((line) => line.startsWith('{"collection":"members"')) ?? '';
      const twin = member.replace(/"_id":"[^"]+"/, '"_id":"twin"');
      return [...lines.slice(0, -1), twin, count(lines.at(-1) ?? '')];
    });
    const store = await aRefusingStore();
    const before = await everything(store);
    await expect(restoreBackup(store, path, { force: true })).rejects.toMatchObject({ code: 'restore-not-stored' });
    expect(await everything(store)).toEqual(before);
    expect(await leftovers(store)).toEqual([]);
  });

  it('is refused before it fills the memory or the disk', async () => {
    await backup();
    const bomb = await rewritten(([head = '', ...rest]) => [head, 'x'.repeat(LIMITS.line + 1), ...rest]);
    expect((await stat(bomb)).size).toBeLessThan(100_000);
    await expect(readBackup(bomb)).rejects.toMatchObject({ code: 'backup-too-large' });
    await writeBackup(await anOffice(200), file('large'), OPTIONS);
    await expect(readBackup(file('large'), undefined, { ...LIMITS, total: 50_000 })).rejects.toMatchObject({
      code: 'backup-too-large',
    });
  });
});

describe('a restore', () => {
  it('refuses a store that is not empty, and says how much is in it', async () => {
    await writeBackup(await anOfficeToRead(), file(), OPTIONS);
    const store = await anOffice(5);
    const before = await everything(store);
    await expect(restoreBackup(store, file(), { force: false })).rejects.toMatchObject({
      code: 'restore-not-empty',
      params: { organisations: 1 },
    });
    expect(await everything(store)).toEqual(before);
  });

  it('replaces everything when it is asked to, also what the backup has none of', async () => {
    const from = await anOffice();
    await writeBackup(from, file(), OPTIONS);
    const to = await anOffice(7, 'เทศบาลตำบลบ้านสอง');
    await dbOf(to)
      .collection('groups')
      .insertOne({ _id: 'C1' as never, organisationId: 'x' });
    await restoreBackup(to, file(), { force: true });
    expect(await everything(to)).toEqual(await everything(from));
  });

  it('leaves alone what is not of this program', async () => {
    await writeBackup(await anOfficeToRead(), file(), OPTIONS);
    const to = await aStore();
    await dbOf(to).collection('others').insertOne({ kept: true });
    await restoreBackup(to, file(), { force: true });
    expect(await dbOf(to).collection('others').countDocuments()).toBe(1);
  });

  it('waits for another one on a server unless it is told that it has stopped', async () => {
    await writeBackup(await anOfficeToRead(), file(), OPTIONS);
    const to: TestStore = { ...(await aStore()), kind: 'server' };
    await dbOf(to)
      .collection('restoring')
      .insertOne({ _id: 'restore' as never, token: 'other', state: 'filling' });
    await dbOf(to).collection('restoring.other.audit').insertOne({});
    await expect(restoreBackup(to, file(), { force: false })).rejects.toMatchObject({ code: 'restore-under-way' });
    expect(await leftovers(to)).toHaveLength(1);
    await restoreBackup(to, file(), { force: true });
    expect(await leftovers(to)).toEqual([]);
    expect((await contentsOf(to.connection)).measures).toBe(3);
  });

  it('that another one has taken over decides nothing', async () => {
    await writeBackup(await anOfficeToRead(), file(), OPTIONS);
    const to = await anOffice(1);
    const before = await everything(to);
    const count = jest.spyOn(mongo.Collection.prototype, 'countDocuments');
    count.mockImplementationOnce(async () => {
      await dbOf(to)
        .collection('restoring')
        .updateOne({}, { $set: { token: 'other' } });
      return 0;
    });
    await expect(restoreBackup(to, file(), { force: true })).rejects.toMatchObject({ code: /^restore-/ });
    count.mockRestore();
    expect(await everything(to)).toEqual(before);
  });

  it('killed between any two steps leaves the old store, or the new one once it is finished', async () => {
    const from = await anOffice(3);
    await writeBackup(from, file(), OPTIONS);
    const wanted = await everything(from);
    const monitored = `${ENGINE}${ENGINE.includes('?') ? '&' : '?'}monitorCommands=true`;
    /** Restores with a connection that breaks when it sends its nth command; says how many it sent. */
    const restoreUpTo = async (name: string, last: number): Promise<number> => {
      const store = await aConnection(name, monitored);
      let sent = 0;
      let breaking: Promise<void> | undefined;
      store.connection.getClient().on('commandStarted', ({ commandName }) => {
        if (commandName === 'endSessions') return;
        sent += 1;
        if (sent >= last) breaking ??= store.close();
      });
      const ended = restoreBackup(store, file(), { force: true }).catch((error: unknown) => error);
      await ended;
      await breaking;
      return sent;
    };
    const steps = await restoreUpTo(dbOf(await anOffice(1)).databaseName, Infinity);
    expect(steps).toBeGreaterThan(16 * 4);
    let olds = 0;
    let news = 0;
    // More of the swap's steps than of those before the decision; all of them when BACKUP_KILLS is set.
    const swap = steps - COLLECTIONS.length - 3;
    const every = Array.from({ length: steps }, (_, index) => index + 1);
    const points =
      process.env['BACKUP_KILLS'] === undefined ? every.filter((at) => at % (at >= swap ? 6 : 48) === 0) : every;
    for (const at of points) {
      const victim = await anOffice(1);
      const { databaseName } = dbOf(victim);
      const old = await everything(victim);
      await restoreUpTo(databaseName, at);
      const next = await aConnection(databaseName);
      // Whoever opens the store finishes it, the bot that starts as well as a command.
      const finished = at % 2 === 0 ? await finishRestore(next.connection) : (await makeStore(next.connection), false);
      const found = await everything(next);
      expect([JSON.stringify(old), JSON.stringify(wanted)]).toContain(JSON.stringify(found));
      if (finished) expect(found).toEqual(wanted);
      if (JSON.stringify(found) === JSON.stringify(old)) olds += 1;
      else news += 1;
      expect(await finishRestore(next.connection)).toBe(false);
      await restoreBackup(next, file(), { force: true });
      expect(await everything(next)).toEqual(wanted);
      expect(await leftovers(next)).toEqual([]);
      await next.connection.dropDatabase();
    }
    expect([olds, news].every((count) => count > 1)).toBe(true);
  }, 120_000);
});
