import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Ask, Usage } from './child.ts';

/**
 * A process beside this one. Whatever is measured has a process, and so an event loop, a heap and a count of CPU of its
 * own: the engine, the bot under test, and (this process) LINE with the officers. They still share the cores.
 */
export class Child {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#process = child;
  }

  /**
   * Starts one of the files of this folder and waits until it listens. What it writes goes to `logFile`, as a service's
   * lines go to a journal: a bot that logs is measured logging.
   */
  static async start(name: string, argument: string, logFile: string, flags: readonly string[] = []): Promise<Child> {
    const file = fileURLToPath(new URL(`${name}.js`, import.meta.url));
    const log = await open(logFile, 'a');
    const child = spawn(process.execPath, ['--expose-gc', ...flags, file, argument], {
      stdio: ['ignore', log.fd, 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    await log.close();
    return new Child((await answerOf(child)) as string, child);
  }

  async ask(what: Exclude<Ask, 'stop'>): Promise<Usage> {
    const answer = answerOf(this.#process);
    this.#process.send(what);
    return (await answer) as Usage;
  }

  /** Ends it in good order; one that has ended already is left alone. */
  async stop(): Promise<void> {
    if (!this.#process.connected) return;
    const ended = once(this.#process, 'exit');
    this.#process.send('stop' satisfies Ask);
    await ended;
  }
}

/** The next message of a child. One question at a time. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const given = new AbortController();
  const { signal } = given;
  const ended = async (): Promise<never> => {
    await once(child, 'exit', { signal });
    throw new Error('a measured process ended: see above');
  };
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended()])) as unknown[];
    return answer;
  } finally {
    given.abort();
  }
}
