import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { END, endSchema, FORMAT, headerSchema, isCollection, LIMITS, noCounts, readLine, VERSION } from './format.ts';
import type { CollectionName, Counts, Header, Limits, StoredDocument } from './format.ts';

/** A file that is whole. */
export interface Backup {
  header: Header;
  counts: Counts;
  sha256: string;
}

type Take = (collection: CollectionName, document: StoredDocument, bytes: number) => Promise<void> | void;

/**
 * Reads a backup from beginning to end, line by line: what it holds is in memory one document at a time.
 * @param take is given every document in turn; only when this function returns is it certain that the file was whole
 * @throws AppError `file-unreadable`, `backup-foreign`, `backup-newer`, `backup-damaged`, `backup-too-large`,
 * `backup-unknown-collection`
 */
export async function readBackup(file: string, take: Take = () => undefined, limits = LIMITS): Promise<Backup> {
  const params = { file: basename(file) };
  const damaged = (cause?: unknown) => new AppError('backup-damaged', { params, cause });
  const hash = createHash('sha256');
  const counts = noCounts();
  let header: Header | undefined;
  let end: z.infer<typeof endSchema>['end'] | undefined;
  try {
    for await (const bytes of linesOf(file, limits)) {
      const line = bytes.toString('utf8');
      if (header === undefined) {
        header = headerOf(line, params);
      } else if (end !== undefined) {
        throw damaged();
      } else if (line.startsWith(END)) {
        end = readEnd(line, damaged);
        continue;
      } else {
        const { collection, document } = attempt(() => readLine(line), damaged);
        if (!isCollection(collection)) {
          throw new AppError('backup-unknown-collection', { params: { ...params, collection: String(collection) } });
        }
        counts[collection] += 1;
        await take(collection, document, bytes.length);
      }
      hash.update(bytes).update('\n');
    }
  } catch (error) {
    throw readingFailure(error, { begun: header !== undefined, params });
  }
  const sha256 = hash.digest('hex');
  if (header === undefined || end?.sha256 !== sha256 || JSON.stringify(end.counts) !== JSON.stringify(counts)) {
    throw damaged();
  }
  return { header, counts, sha256 };
}

/** The lines of a compressed file, without their ends. */
async function* linesOf(file: string, limits: Limits): AsyncGenerator<Buffer> {
  const params = { file: basename(file) };
  // A failure on the way comes out of the last stream, which is read here.
  const inflated = pipeline(createReadStream(file), createGunzip(), () => undefined);
  let parts: Buffer[] = [];
  let length = 0;
  let total = 0;
  for await (const chunk of inflated as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > limits.total) throw new AppError('backup-too-large', { params });
    for (let from = 0; from < chunk.length;) {
      const found = chunk.indexOf('\n', from);
      const piece = chunk.subarray(from, found === -1 ? undefined : found);
      length += piece.length;
      if (length > limits.line) throw new AppError('backup-too-large', { params });
      parts.push(piece);
      from += piece.length + 1;
      if (found === -1) continue;
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) throw new AppError('backup-damaged', { params });
}

function headerOf(line: string, params: { file: string }): Header {
  const foreign = (cause?: unknown) => new AppError('backup-foreign', { params, cause });
  const read = attempt(() => JSON.parse(line) as unknown, foreign);
  const { success, data } = z.object({ format: z.literal(FORMAT), version: z.int() }).safeParse(read);
  if (!success) throw foreign();
  if (data.version > VERSION) throw new AppError('backup-newer', { params: { ...params, version: data.version } });
  return attempt(() => headerSchema.parse(read), foreign);
}

const readEnd = (line: string, damaged: (cause: unknown) => AppError) =>
  attempt(() => endSchema.parse(JSON.parse(line)), damaged).end;

function attempt<Result>(act: () => Result, refusal: (cause: unknown) => AppError): Result {
  try {
    return act();
  } catch (error) {
    throw refusal(error);
  }
}

function readingFailure(error: unknown, { begun, params }: { begun: boolean; params: { file: string } }): unknown {
  if (error instanceof AppError) {
    // Of a file without a header nothing is known, not even that it ought to be smaller.
    return begun || error.code === 'backup-newer' ? error : new AppError('backup-foreign', { params, cause: error });
  }
  const code = codeOf(error);
  if (code === 'Z_BUF_ERROR' || (begun && code.startsWith('Z_'))) {
    return new AppError('backup-damaged', { params, cause: error });
  }
  if (code.startsWith('Z_')) return new AppError('backup-foreign', { params, cause: error });
  return isFileError(error) ? new AppError('file-unreadable', { params, cause: error }) : error;
}

/** The code of an error of Node's; '' when it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Whether the operating system refused something about a file. */
export const isFileError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error;
