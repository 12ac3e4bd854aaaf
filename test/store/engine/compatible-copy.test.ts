import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { compatibleCopy } from '../../../src/store/engine/compatible-copy.ts';
import { relaxVersion } from '../../../src/store/engine/elf.ts';
import { AT, tinyLibrary } from './tiny-library.ts';

const WEAK = 2;
let folder: string;
let packageFolder: string;
let cacheFolder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-test-'));
  packageFolder = join(folder, 'package');
  cacheFolder = join(folder, 'cache');
  await mkdir(packageFolder);
  await writeFile(join(packageFolder, 'tiny.node'), tinyLibrary());
  await writeFile(join(packageFolder, 'libtiny.so'), tinyLibrary());
  await writeFile(join(packageFolder, 'package.json'), '{}');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a library no longer requires the version, and takes the older twins', () => {
  const before = tinyLibrary();
  const bytes = tinyLibrary();
  expect(relaxVersion(bytes, 'GLIBC_2.38', '__isoc23_')).toEqual(['__isoc23_strtol', 'fmod']);

  expect([bytes.readUInt16LE(AT.versionFlags), bytes.readUInt16LE(AT.versionFlags + 16)]).toEqual([WEAK, 0]);
  const versions = [0, 1, 2].map((number) => bytes.readUInt16LE(AT.versions + 2 * number));
  expect(versions).toEqual([1, 1, 3]);
  const moved = [0, 1, 2].map(
    (number) => bytes.readUInt32LE(AT.firstSymbol + 24 * number) - before.readUInt32LE(AT.firstSymbol + 24 * number),
  );
  expect(moved).toEqual(['__isoc23_'.length, 0, 0]);
});

test('a library that does not ask for the version stays as it is, and what is no library is refused', () => {
  const bytes = tinyLibrary();
  expect(relaxVersion(bytes, 'GLIBC_2.99', '__isoc23_')).toEqual([]);
  expect(bytes).toEqual(tinyLibrary());
  expect(() => relaxVersion(Buffer.from('a text'), 'GLIBC_2.38', '__isoc23_')).toThrow(
    'not a little-endian ELF64 file',
  );
});

test('two starts at once make one copy and leave the package untouched', async () => {
  const copies = await Promise.all([1, 2].map(() => compatibleCopy(packageFolder, '1.2.3', cacheFolder)));
  expect(new Set(copies).size).toBe(1);
  const copy = copies[0] ?? '';
  expect(basename(copy)).toMatch(/^1\.2\.3-[0-9a-f]{16}-r\d+$/);
  expect(await readdir(cacheFolder)).toEqual([basename(copy)]);
  expect((await readdir(copy)).sort()).toEqual(['.gitignore', 'libtiny.so', 'tiny.node']);
  expect((await readFile(join(copy, 'tiny.node'))).readUInt16LE(AT.versionFlags)).toBe(WEAK);
  expect(await readFile(join(packageFolder, 'tiny.node'))).toEqual(tinyLibrary());
});

test('a copy is used again until the files change', async () => {
  const first = await compatibleCopy(packageFolder, '1.2.3', cacheFolder);
  await writeFile(join(first, 'mark'), '');
  expect(await compatibleCopy(packageFolder, '1.2.3', cacheFolder)).toBe(first);
  expect(await readdir(first)).toContain('mark');

  await writeFile(join(packageFolder, 'libtiny.so'), Buffer.concat([tinyLibrary(), Buffer.alloc(8)]));
  expect(await compatibleCopy(packageFolder, '1.2.3', cacheFolder)).not.toBe(first);
});

test('a failed copy leaves nothing behind', async () => {
  await writeFile(join(packageFolder, 'libtiny.so'), 'damaged');
  await expect(compatibleCopy(packageFolder, '1.2.3', cacheFolder)).rejects.toThrow('not a little-endian ELF64 file');
  expect(await readdir(cacheFolder)).toEqual([]);
});
