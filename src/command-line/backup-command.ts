import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAST_BACKUP } from '../app/doctor.ts';
import { folders } from '../folders.ts';
import { totalOf } from '../store/backup/format.ts';
import { withOpenStore } from '../store/backup/with-open-store.ts';
import { writeBackup } from '../store/backup/write-backup.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { WrongUse } from './wrong-use.ts';

const MEGABYTE = 1024 * 1024;

/** `backup <file>`: all that is in the store in one file, read back before it is called done. */
export const backupCommand: Command = async (args, { config, speaker, now, out, err }) => {
  const { files, json, force } = readOptions(args, ['force', 'json']);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new WrongUse('backup <file>');
  const program = await programVersion();
  const { header, counts, sha256, bytes } = await withOpenStore(config, async ({ opened, store, finished }) => {
    if (finished) err(`${speaker.say({ key: 'cli.restore.finished' })}\n`);
    const written = await writeBackup(opened, file, { program, now, force });
    await store.settings.write(LAST_BACKUP, written.header.createdAt);
    return written;
  });
  const documents = totalOf(counts);
  const params = { file, documents, organisations: counts.organisations, megabytes: bytes / MEGABYTE };
  if (json) out(`${JSON.stringify({ file, bytes, ...header, counts, sha256 })}\n`);
  else out(`${speaker.say({ key: 'cli.backup.done', params })}\n`);
  return EXIT.done;
};

async function programVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folders.data, '..', 'package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}
