import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts the program as `npm start` does, with nothing set but a free port, and waits until it listens. */
async function startProgram(folder: string): Promise<{ url: string; child: ChildProcess }> {
  const tsx = resolve('node_modules/tsx/dist/loader.mjs');
  const { TEST_MONGODB_URI: _engine, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, resolve('src/main.ts')], {
    cwd: folder,
    env: { ...environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, url } = JSON.parse(line) as { msg: string; url?: string };
    if (msg === 'listening' && url !== undefined) return { url, child };
  }
  throw new Error('the program ended before it listened');
}

async function stopProgram(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

interface State {
  bot: { userId: string };
  people: { id: string; role?: string }[];
  chats: Record<string, { messages: { fromBot: boolean; text: string }[] }>;
}

const state = async (url: string) => (await (await fetch(`${url}/simulator/api/state?since=-1`)).json()) as State;

/** Says something as the officer of the sample office, and waits for the answer. */
async function say(url: string, text: string): Promise<string> {
  const { people } = await state(url);
  const officer = people.find(({ role }) => role === 'officer')?.id ?? '';
  const answers = async () => (await state(url)).chats[officer]?.messages.filter(({ fromBot }) => fromBot) ?? [];
  const before = (await answers()).length;
  await fetch(`${url}/simulator/api/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ userId: officer, chatId: officer, text }),
  });
  for (;;) {
    const last = (await answers()).slice(before).at(-1);
    if (last !== undefined) return last.text;
  }
}

it('starts in an empty folder with no settings, and a conversation goes on after it was killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-start-'));
  try {
    const first = await startProgram(folder);
    await say(first.url, 'รายงาน 10');
    expect(await say(first.url, '2')).toContain('ทำอะไรไปแล้วบ้างคะ');
    await stopProgram(first.child, 'SIGKILL');

    const second = await startProgram(folder);
    expect(await say(second.url, 'ทำแผนที่แล้วครึ่งตำบล')).not.toContain('ยังไม่เข้าใจ');
    expect(await say(second.url, 'ข้าม')).toContain('อุปสรรค');
    expect(await stopProgram(second.child, 'SIGTERM')).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
