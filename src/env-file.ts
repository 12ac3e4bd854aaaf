import { existsSync } from 'node:fs';

/** Takes settings from `.env` in the working folder when there is one; the environment wins over the file. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
