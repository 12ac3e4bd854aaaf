import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killChildren, startChild } from './child-process.ts';

const ACKNOWLEDGED_BEFORE_KILL = 200;
let dataDir: string;

beforeEach(async () => {
  // A short name: the path of a socket below it has about 100 characters at most.
  dataDir = await mkdtemp(join(tmpdir(), 'ns-'));
});

afterEach(async () => {
  killChildren();
  await rm(dataDir, { recursive: true, force: true });
});

test('one process at a time owns the folder, and a killed owner gives it up', async () => {
  const owner = startChild('hold', dataDir);
  expect(await owner.line()).toBe('open');
  expect(await startChild('hold', dataDir).end()).toEqual(['refused store-folder-busy']);

  owner.kill();
  expect(await owner.rest()).toEqual([]);
  const heir = startChild('hold', dataDir);
  expect(await heir.line()).toBe('open');
  expect(await heir.end()).toEqual(['closed']);
});

test('what is no folder is refused', async () => {
  await writeFile(join(dataDir, 'store'), 'not a folder');
  expect(await startChild('hold', dataDir).end()).toEqual(['refused store-folder-unusable']);
});

test('a process killed while writing loses nothing it was told is stored', async () => {
  const acknowledged: string[] = [];
  for (const round of [1, 2]) {
    const writer = startChild('write', dataDir);
    expect(await writer.line()).toBe('open');
    while (acknowledged.length < round * ACKNOWLEDGED_BEFORE_KILL) acknowledged.push((await writer.line()) ?? 'ended');
    writer.kill();
    // What it said between the last line read and its death counts too.
    acknowledged.push(...(await writer.rest()));
  }

  const reader = startChild('read', dataDir);
  const [opened, total, ...stored] = await reader.end();
  expect(opened).toBe('open');
  const found = new Set(stored);
  expect(acknowledged.filter((number) => !found.has(number))).toEqual([]);
  expect(Number(total?.replace('total ', ''))).toBeGreaterThanOrEqual(acknowledged.length);
});
