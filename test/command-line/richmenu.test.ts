import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import sharp from 'sharp';
import { runCommand } from '../../src/command-line/run-command.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import { OFFICE } from '../support/plan.ts';
import { addressOf } from '../support/store.ts';

const CHANNEL = { channelSecret: 'secret', channelAccessToken: 'test-token' };
const OFFICER = `U${'1'.repeat(32)}`;

interface Told {
  menus: { audience: string; locale: string; name: string; state: string }[];
  linked?: number;
  removed?: number;
  upToDate?: boolean;
}

let emulator: Emulator;
let connection: Connection;
let folder = '';
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ns-'));
  const uri = addressOf(`richmenu-${randomUUID()}`);
  connection = await mongoose.createConnection(uri).asPromise();
  const store = await makeStore(connection);
  const { id } = await store.organisations.ensure(OFFICE);
  await store.members.join(id, { lineUserId: OFFICER, name: 'สมใจ', role: 'officer', locale: 'th' });
  emulator = createEmulator({ clock: fixedClock(), ...CHANNEL, seed: 1 });
  emulator.addUser({ id: OFFICER, name: 'สมใจ' });
  const line = await emulator.listen();
  env = {
    MONGODB_URI: uri,
    LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.channelAccessToken,
    LINE_API_BASE_URL: line,
    LINE_DATA_API_BASE_URL: line,
  };
});

afterAll(async () => {
  await emulator.close();
  await connection.dropDatabase();
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});

async function sujarit(args: string[], more: NodeJS.ProcessEnv = {}) {
  const said = { out: '', err: '' };
  const exit = await runCommand(
    ['richmenu', ...args],
    { ...env, ...more },
    {
      out: (text) => (said.out += text),
      err: (text) => (said.err += text),
    },
  );
  return { exit, ...said };
}
const json = async (...args: string[]): Promise<Told> => {
  const { exit, out } = await sujarit([...args, '--json']);
  expect(exit).toBe(0);
  return JSON.parse(out) as Told;
};
const states = ({ menus }: Told) => [...new Set(menus.map(({ state }) => state))];

describe('sujarit richmenu', () => {
  it('looks, makes, finds everything in use, and removes', async () => {
    const before = await json('--check');
    expect([before.upToDate, states(before), emulator.richMenus.all]).toEqual([false, ['missing'], []]);
    const made = await json();
    expect([states(made), made.linked, made.removed]).toEqual([['made'], 1, 0]);
    expect(emulator.richMenus.shownTo(emulator.platform.person(OFFICER))?.menu['name']).toMatch(
      /^sujarit\/officer\/th\//,
    );
    const after = await json('--check');
    expect([after.upToDate, states(after)]).toEqual([true, ['current']]);
    expect(states(await json())).toEqual(['current']);
    const { exit, out } = await sujarit(['--check']);
    expect([exit, out]).toEqual([0, expect.stringContaining('[ใช้อยู่] เจ้าหน้าที่ (th)')]);
    let told = '';
    await runCommand(['doctor', '--json'], env, { out: (text) => (told += text), err: () => {} });
    const { channel } = JSON.parse(told) as { channel: { code: string; state: string }[] };
    expect(channel.find(({ code }) => code === 'menus')?.state).toBe('ok');
    const removed = await json('--remove');
    expect([removed.removed, emulator.richMenus.all]).toEqual([made.menus.length, []]);
  });

  it('writes the pictures to look at, without a channel, and not over others', async () => {
    const out = join(folder, 'pictures');
    const without = { LINE_CHANNEL_SECRET: '', LINE_CHANNEL_ACCESS_TOKEN: '' };
    expect((await sujarit(['--out', out], without)).exit).toBe(0);
    const files = await readdir(out);
    expect(files.toSorted()).toEqual(
      ['coordinator', 'observer', 'officer', 'supervisor']
        .flatMap((role) => [`${role}-en.png`, `${role}-th.png`])
        .concat('newcomer-th.png')
        .toSorted(),
    );
    const { width } = await sharp(await readFile(join(out, 'officer-th.png'))).metadata();
    expect(width).toBe(2500);
    expect((await sujarit(['--out', out], without)).exit).toBe(1);
  });

  it('refuses with a reason: no channel, a token LINE does not take, LINE out of reach', async () => {
    const none = await sujarit([], { LINE_CHANNEL_SECRET: '', LINE_CHANNEL_ACCESS_TOKEN: '' });
    expect([none.exit, none.err]).toEqual([1, expect.stringContaining('LINE_CHANNEL_ACCESS_TOKEN')]);
    const refused = await sujarit(['--check'], { LINE_CHANNEL_ACCESS_TOKEN: 'another' });
    expect([refused.exit, refused.err]).toEqual([1, expect.stringContaining('401')]);
    emulator.faults.channel.down = true;
    const down = await sujarit([]);
    emulator.faults.channel.down = false;
    expect([down.exit, down.err]).toEqual([1, expect.stringContaining('ติดต่อ LINE ไม่ได้')]);
  });

  it('does one thing at a time, and takes no file', async () => {
    expect((await sujarit(['--check', '--remove'])).exit).toBe(2);
    expect((await sujarit(['--out', folder, '--check'])).exit).toBe(2);
    expect((await sujarit(['menus'])).exit).toBe(2);
    expect((await sujarit(['--year', '2570'])).exit).toBe(2);
  });
});
