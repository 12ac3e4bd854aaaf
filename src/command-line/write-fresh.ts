import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { AppError } from '../errors.ts';

/**
 * Writes a file a command was asked for.
 * @param force replaces one that is there
 * @throws AppError `file-exists`, `file-unwritable`
 */
export async function writeFresh(file: string, content: Uint8Array, force: boolean): Promise<void> {
  try {
    await writeFile(file, content, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    const params = { file: basename(file), folder: dirname(resolve(file)) };
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw new AppError(isThere ? 'file-exists' : 'file-unwritable', { params, cause });
  }
}
