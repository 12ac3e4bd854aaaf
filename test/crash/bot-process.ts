import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { connectStore } from '../../src/store/connect.ts';
import type { OpenStore } from '../../src/store/connect.ts';
import { furnish, pack } from '../support/packed.ts';

/** One process in so many runs the files as they are shipped; the others load the same code packed, in half the time. */
const SHIPPED_EVERY = 8;

/** The program in a folder of its own, and the data folder its processes use one after the other. */
export interface Program {
  /** A process with everything loaded that waits for its turn: starting it does not cost a life its time. */
  prepare(): BotProcess;
  /** Kills what still runs and deletes the folder. */
  remove(): Promise<void>;
}

export async function buildProgram(environment: Record<string, string>): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'sujarit-crash-'));
  const compiler = resolve('node_modules/.bin/tsc');
  // Types are checked elsewhere.
  await promisify(execFile)(compiler, ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'dist')]);
  await pack(folder, ['src/start.ts', 'src/main.ts']);
  await furnish(folder);
  const processes: BotProcess[] = [];
  return {
    prepare: () => {
      const prepared = new BotProcess(folder, processes.length, environment);
      processes.push(prepared);
      return prepared;
    },
    remove: async () => {
      for (const one of processes) await one.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One life of the bot: the real `main` on the real data folder. */
export class BotProcess {
  /** What it logged as an error. */
  readonly errors: string[] = [];
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private readonly temporary: string;
  private readonly listening: Promise<string>;
  private store: OpenStore | undefined;

  constructor(folder: string, life: number, environment: Record<string, string>) {
    // A killed engine leaves its socket behind: each life has a folder for its own.
    this.temporary = join(folder, `life-${life}`);
    const built = life % SHIPPED_EVERY === 0 ? 'dist' : 'packed';
    const module = (name: string) => JSON.stringify(pathToFileURL(join(folder, built, name)).href);
    const code = `
      await import(${module('start.js')});
      await new Promise((resolve) => process.stdin.once('data', resolve));
      await import(${module('main.js')});`;
    this.child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        ...environment,
        DATA_DIR: join(folder, 'stored'),
        TMPDIR: this.temporary,
        PORT: '0',
      },
    });
    this.closed = once(this.child, 'close');
    this.listening = this.read();
    // Whoever kills a process before it listens does not wait for it.
    this.listening.catch(() => undefined);
  }

  /** Lets it begin; resolves to its address once it listens. */
  async begin(): Promise<string> {
    await mkdir(this.temporary, { recursive: true });
    this.child.stdin?.write('go\n');
    return this.listening;
  }

  /** The store it has open, looked at from here. */
  async look(): Promise<OpenStore> {
    if (this.store !== undefined) return this.store;
    const [engine] = await readdir(this.temporary);
    const socket = encodeURIComponent(join(this.temporary, engine ?? '', 'mongodb.sock'));
    this.store = await connectStore('embedded', `mongodb://${socket}/?directConnection=true`);
    return this.store;
  }

  /** SIGKILL, sent before this returns: it gets no chance to finish anything. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
    await this.store?.close();
    this.store = undefined;
  }

  private async read(): Promise<string> {
    const { stdout } = this.child;
    if (stdout === null) throw new Error('the process has no output');
    return new Promise((resolve, reject) => {
      const lines = createInterface({ input: stdout });
      lines.on('line', (line) => {
        const entry = JSON.parse(line) as { level: number; msg: string; url?: string };
        if (entry.level >= 50) this.errors.push(line);
        if (entry.msg === 'listening' && entry.url !== undefined) resolve(entry.url);
      });
      lines.once('close', () => reject(new Error(`ended before it listened: ${this.errors.join('\n')}`)));
    });
  }
}
