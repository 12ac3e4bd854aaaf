import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ReadSecretFile } from './config.ts';

/** Takes settings from `.env` in the working folder when there is one; the environment wins over the file. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** A secret is a line; what is longer is another file. */
const LARGEST_SECRET = 8 * 1024;

/** The text of a small regular file; a pipe or a device would keep the start waiting. */
export const readSecretFile: ReadSecretFile = (path) => {
  let file: number | undefined;
  try {
    // Opening a pipe nobody writes to must not wait either.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(file).isFile()) return { key: 'config.secretUnreadable' };
    const bytes = Buffer.alloc(LARGEST_SECRET + 1);
    const length = readSync(file, bytes);
    if (length > LARGEST_SECRET) return { key: 'config.secretLarge' };
    return { text: bytes.toString('utf8', 0, length) };
  } catch {
    return { key: 'config.secretUnreadable' };
  } finally {
    if (file !== undefined) closeSync(file);
  }
};
