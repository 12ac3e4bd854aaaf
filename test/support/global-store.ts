import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mongoose';
import { openEngine } from '../../src/store/engine/open.ts';

let stop: (() => Promise<void>) | undefined;

/**
 * One engine for the whole run, in the process that starts the workers, since a process can hold only one.
 * jest calls this before the run (`globalSetup`) and again after it (`globalTeardown`).
 */
export default async function globalStore(): Promise<void> {
  if (stop !== undefined) return stop();
  const folder = await mkdtemp(join(await roomyMemory(), 'nong-sujarit-test-'));
  const engine = await openEngine({ folder: join(folder, 'store'), cacheFolder: join(folder, 'engine') });
  process.env['TEST_MONGODB_URI'] = engine.uri;
  await letGo(engine.uri);
  stop = async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * The engine keeps the files of databases that were dropped open for minutes: hundreds of databases of hundred files each are
 * more than a process may have open.
 */
async function letGo(uri: string): Promise<void> {
  const connection = await createConnection(uri).asPromise();
  const files = 'file_manager=(close_idle_time=10,close_handle_minimum=1000,close_scan_interval=5)';
  await connection.getClient().db('admin').command({ setParameter: 1, wiredTigerEngineRuntimeConfig: files });
  await connection.close();
}

/** Room for the store of a whole run. */
const ROOM = 2 * 2 ** 30;

/** Where nothing waits for a disk, if this machine has such a place and room in it: no test here outlives its machine. */
async function roomyMemory(): Promise<string> {
  const memory = '/dev/shm';
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= ROOM ? memory : tmpdir();
}
