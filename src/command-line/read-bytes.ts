import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../errors.ts';

/**
 * The bytes of a file somebody named.
 * @param most bytes, in whole megabytes, above which it is not read at all
 * @throws AppError `file-unreadable`, `import-too-large`
 */
export async function readBytes(file: string, most?: number): Promise<Buffer> {
  try {
    if (most !== undefined && (await stat(file)).size > most) {
      throw new AppError('import-too-large', { params: { megabytes: most / 1024 / 1024 } });
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-unreadable', { params: { file: basename(file) }, cause: error });
  }
}
