import { statfs } from 'node:fs/promises';
import type { Check } from '../app/check.ts';
import type { StoreHealth } from '../store/health.ts';

/** What is told of a store that was tried out; `count`: how many organisations are in it. */
export function storeCheck({ kind, servers, write, reason = '' }: StoreHealth, count: number): Check {
  const code = 'store';
  if (write !== 'kept') return { code, state: 'failed', reason: write, params: { reason } };
  const open = { text: { key: 'cli.doctor.store', params: { count } } };
  if (kind === 'embedded') return { code, state: 'ok', reason: 'embedded', params: { open } };
  return { code, state: servers === 'single' ? 'warning' : 'ok', reason: servers, params: { open } };
}

/** Below this the embedded engine may soon have no room to write. */
const LOW_BYTES = 2 ** 30;

/** How much room a folder has left. */
export async function examineDisk(folder: string): Promise<Check> {
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
  return diskCheck(folder, free);
}

/** What is told of the room that is left, in bytes; `null`: it is not known. */
export function diskCheck(folder: string, free: number | null): Check {
  const code = 'disk';
  if (free === null) return { code, state: 'unknown', params: { folder } };
  const megabytes = Math.floor(free / 2 ** 20);
  return { code, state: free < LOW_BYTES ? 'warning' : 'ok', params: { folder, megabytes } };
}
