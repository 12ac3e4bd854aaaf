import { createHash, randomUUID } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { lstat, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { mongo } from 'mongoose';
import { AppError } from '../../errors.ts';
import type { OpenStore } from '../connect.ts';
import { databaseOf } from './database.ts';
import { AS_STORED, COLLECTIONS, FORMAT, LIMITS, lineOf, noCounts, VERSION } from './format.ts';
import type { Counts, Header } from './format.ts';
import { codeOf, isFileError, readBackup } from './read-backup.ts';
import type { Backup } from './read-backup.ts';

export interface WrittenBackup extends Backup {
  /** Of the file. */
  bytes: number;
}

/** It holds personal data: for its owner only. */
const MODE = 0o600;
/** Lines are handed to the compressor in pieces of this many characters. */
const PIECE = 64 * 1024;

/**
 * Writes all that is in the store to one file: gzip of JSON lines, a header, a document a line, and an end with counts and
 * hash. The file gets its name once it is on the disk and was read back; until then, and for ever if the process dies, it is
 * `.<name>.<random>.part` in the same folder.
 *
 * Nobody is held off meanwhile. With the embedded engine nobody else can be there; with a server each collection is read
 * by itself, each document as it was at that moment, in the order of `COLLECTIONS`, which says what holds between them.
 * By `_id`, so that one that is deleted and made again is not read twice.
 * @param force replaces a file of that name
 * @throws AppError `backup-exists`, `backup-unwritable`, `backup-disk-full`, `backup-too-large`, `store-unreachable`,
 * and what `readBackup` throws when the disk did not keep what was written
 */
export async function writeBackup(
  store: OpenStore,
  file: string,
  { program, now, force }: { program: string; now: number; force: boolean },
): Promise<WrittenBackup> {
  const header: Header = {
    format: FORMAT,
    version: VERSION,
    program,
    createdAt: new Date(now).toISOString(),
    store: store.kind,
  };
  const params = { file: basename(file), folder: dirname(file) };
  const part = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  try {
    await refuseExisting(file, force);
    const handle = await open(part, 'wx', MODE);
    try {
      const written = await fill(handle, linesOf(store, header, basename(file)));
      const read = await readBackup(part);
      if (read.sha256 !== written) throw new AppError('backup-damaged', { params });
      await refuseExisting(file, force);
      await rename(part, file);
      await keepName(file);
      return { ...read, bytes: (await lstat(file)).size };
    } finally {
      await rm(part, { force: true });
    }
  } catch (error) {
    throw writingFailure(error, params);
  }
}

async function refuseExisting(file: string, force: boolean): Promise<void> {
  if (force) return;
  const found = await lstat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found !== null) throw new AppError('backup-exists', { params: { file: basename(file) } });
}

/** Compresses lines into a file and waits for the disk. Closes the file whatever happens; returns what the lines return. */
async function fill(handle: FileHandle, lines: AsyncGenerator<string, string>): Promise<string> {
  let returned = '';
  const source = async function* () {
    returned = yield* lines;
  };
  try {
    // A failure of the lines comes out of the last stream, which is read here.
    const compressed = pipeline(Readable.from(source()), createGzip(), () => undefined);
    for await (const bytes of compressed as AsyncIterable<Buffer>) await handle.writeFile(bytes);
    await handle.sync();
    return returned;
  } finally {
    await handle.close();
  }
}

/** The whole text of a backup, piece by piece; returns its hash. */
async function* linesOf(store: OpenStore, header: Header, name: string): AsyncGenerator<string, string> {
  const hash = createHash('sha256');
  const counts: Counts = noCounts();
  let total = 0;
  const add = (piece: string, of: Hash): string => {
    total += Buffer.byteLength(piece);
    if (total > LIMITS.total) throw new AppError('backup-too-large', { params: { file: name } });
    of.update(piece);
    return piece;
  };
  yield add(`${JSON.stringify(header)}\n`, hash);
  const db = databaseOf(store.connection);
  for (const collection of COLLECTIONS) {
    let piece = '';
    for await (const document of db.collection(collection).find({}, AS_STORED).sort({ _id: 1 })) {
      counts[collection] += 1;
      piece += lineOf(collection, document, LIMITS);
      if (piece.length < PIECE) continue;
      yield add(piece, hash);
      piece = '';
    }
    yield add(piece, hash);
  }
  const sha256 = hash.digest('hex');
  yield `${JSON.stringify({ end: { counts, sha256 } })}\n`;
  return sha256;
}

/** The new name is on the disk too, where folders can be told to wait for it. */
async function keepName(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync().catch(() => undefined);
  } finally {
    await folder.close();
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function writingFailure(error: unknown, params: { file: string; folder: string }): unknown {
  if (error instanceof AppError) return error;
  if (FULL.has(codeOf(error))) return new AppError('backup-disk-full', { params, cause: error });
  if (isFileError(error)) return new AppError('backup-unwritable', { params, cause: error });
  return error instanceof mongo.MongoError ? new AppError('store-unreachable', { cause: error }) : error;
}
