import { totalOf } from '../store/backup/format.ts';
import type { Counts } from '../store/backup/format.ts';
import { readBackup } from '../store/backup/read-backup.ts';
import { contentsOf, restoreBackup } from '../store/backup/restore-backup.ts';
import { withOpenStore } from '../store/backup/with-open-store.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { WrongUse } from './wrong-use.ts';

/** `restore <file>`: puts a backup in an empty store, or with `--force` in the place of what is there. */
export const restoreCommand: Command = async (args, { config, speaker, out, err }) => {
  const { files, json, force } = readOptions(args, ['force', 'json']);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new WrongUse('restore <file>');
  // The whole file before the store is as much as opened.
  await readBackup(file);
  const { header, counts, sha256, replaced, kind } = await withOpenStore(config, async ({ opened, finished }) => {
    if (finished) err(`${speaker.say({ key: 'cli.restore.finished' })}\n`);
    const replaced = await contentsOf(opened.connection);
    if (force && totalOf(replaced) > 0) {
      err(`${speaker.say({ key: 'cli.restore.replacing', params: sizeOf(replaced) })}\n`);
    }
    return { ...(await restoreBackup(opened, file, { force })), replaced, kind: opened.kind };
  });
  if (json) {
    out(`${JSON.stringify({ file, ...header, counts, sha256, replaced })}\n`);
    return EXIT.done;
  }
  const when = { instant: Date.parse(header.createdAt) };
  out(`${speaker.say({ key: 'cli.restore.done', params: { when, ...sizeOf(counts) } })}\n`);
  if (kind === 'server') out(`${speaker.say({ key: 'cli.restore.restart' })}\n`);
  return EXIT.done;
};

const sizeOf = (counts: Counts) => ({ documents: totalOf(counts), organisations: counts.organisations });
