import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { relaxVersion } from './elf.ts';

/** The version Debian 12 and its age lack, and the prefix that names in it carry before an older twin's name. */
const MISSING = { version: 'GLIBC_2.38', prefix: '__isoc23_' } as const;
/** Raise when the change made to the files changes, so that older copies are not taken for new ones. */
const REVISION = 1;

/**
 * A copy of the native files in `packageFolder` that also loads on a C library older than the one they were linked against.
 * The package itself stays untouched. An existing copy of the same files is used again.
 * @returns the folder of the copy, below `cacheFolder`
 */
export async function compatibleCopy(
  packageFolder: string,
  packageVersion: string,
  cacheFolder: string,
): Promise<string> {
  const names = (await readdir(packageFolder)).filter((name) => /\.(?:node|so)$/.test(name)).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(packageFolder, name)) })),
  );
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.bytes);
  const copy = join(cacheFolder, `${packageVersion}-${hash.digest('hex').slice(0, 16)}-r${REVISION}`);
  if (await exists(copy)) return copy;

  // Written aside and moved whole: a start beside this one, or a crash, never meets half a copy.
  const draft = join(cacheFolder, `draft-${randomUUID()}`);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    for (const { name, bytes } of files) {
      relaxVersion(bytes, MISSING.version, MISSING.prefix);
      await writeDurably(join(draft, name), bytes);
    }
    await writeDurably(join(draft, '.gitignore'), Buffer.from('*\n'));
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start was faster: its copy is as good as this one.
    if (!(await exists(copy))) throw error;
  }
  return copy;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
