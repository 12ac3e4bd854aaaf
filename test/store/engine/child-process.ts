import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./child.ts', import.meta.url));
const running = new Set<ChildProcess>();

/** A running `child.ts` and the lines it says. */
export interface Child {
  /** The next line, or undefined once it has ended. */
  line(): Promise<string | undefined>;
  /** The lines from here to its end. */
  rest(): Promise<string[]>;
  /** Lets it close the store and end. */
  end(): Promise<string[]>;
  /** SIGKILL: it gets no chance to close anything. */
  kill(): void;
}

/** Starts `child.ts` on a folder. */
export function startChild(mode: 'hold' | 'write' | 'read', dataDir: string): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, mode, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A killed engine leaves its socket behind: let that be in the folder the test deletes.
    env: { ...process.env, TMPDIR: dataDir },
  });
  running.add(child);
  const ended = once(child, 'close').then(() => running.delete(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => {
    const { done, value } = await lines.next();
    return done === true ? undefined : value;
  };
  const rest = async (): Promise<string[]> => {
    const all: string[] = [];
    for (let one = await line(); one !== undefined; one = await line()) all.push(one);
    await ended;
    return all;
  };
  return {
    line,
    rest,
    end: () => {
      child.stdin.end();
      return rest();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Kills what a failed test left running: call it in `afterEach`. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}
