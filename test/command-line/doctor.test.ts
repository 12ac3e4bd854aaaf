import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { sentenceOf } from '../../src/app/check.ts';
import { LAST_BACKUP } from '../../src/app/doctor.ts';
import { diskCheck, storeCheck } from '../../src/command-line/examine-store.ts';
import { runCommand } from '../../src/command-line/run-command.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { noFaults } from '../../src/emulator/faults.ts';
import type { ChannelFaults } from '../../src/emulator/faults.ts';
import { folders } from '../../src/folders.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { readLocales } from '../../src/locale-files.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import { OFFICE } from '../support/plan.ts';
import { addressOf } from '../support/store.ts';

const sentences = readLocales(folders.locales);
const speakers = makeSpeakers(sentences);
const CLI = join('src', 'cli.ts');
const NOW = Date.parse('2027-03-01T09:00:00+07:00');
const CHANNEL = { channelSecret: 'secret', channelAccessToken: 'test-token' };
const URL = 'https://bot.example.go.th/webhook/line';
const GROUP = `C${'1'.repeat(32)}`;
const OFFICER = `U${'1'.repeat(32)}`;

interface Finding {
  code: string;
  state: string;
  reason?: string;
  message: string;
}
interface Found {
  ok: boolean;
  channel: Finding[];
  store: Finding;
  disk?: Finding;
  backup: Finding;
  organisations: { organisation: string; checks: Finding[] }[];
}

/** What a healthy office finds: the engine of the tests stands for one server, and moon days have to be entered. */
const HEALTHY = {
  token: 'ok',
  webhook: 'ok',
  address: 'ok',
  chat: 'ok',
  replies: 'unknown',
  joining: 'ok',
  clock: 'ok',
  quota: 'ok',
  menus: 'warning',
  store: 'warning single',
  backup: 'ok',
  groups: 'ok',
  people: 'ok',
  next: 'ok',
  holidays: 'warning',
  log: 'ok',
};
type Codes = Record<string, string | undefined>;

let emulator: Emulator;
let connection: Connection;
let folder = '';
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ns-'));
  const uri = addressOf(`doctor-${randomUUID()}`);
  connection = await mongoose.createConnection(uri).asPromise();
  const store = await makeStore(connection);
  const { id } = await store.organisations.ensure(OFFICE);
  await store.units.ensure(id, [{ name: 'กองคลัง', aliases: [] }]);
  const officer = { lineUserId: OFFICER, name: 'สมชาย', role: 'officer', unit: 'กองคลัง', locale: 'th' } as const;
  await store.members.join(id, officer);
  await store.groups.link(id, GROUP, '', 0);
  await store.settings.write(LAST_BACKUP, new Date(NOW - 60_000).toISOString());
  emulator = createEmulator({ clock: fixedClock(NOW), ...CHANNEL, deliver: () => Promise.resolve(200) });
  emulator.setWebhookUrl(URL);
  emulator.addUser({ id: officer.lineUserId, name: officer.name });
  emulator.addGroup({ id: GROUP, name: 'กลุ่มงาน', memberIds: [officer.lineUserId] });
  env = {
    MONGODB_URI: uri,
    DATA_DIR: folder,
    PUBLIC_BASE_URL: 'https://bot.example.go.th',
    LINE_API_BASE_URL: await emulator.listen(),
    LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.channelAccessToken,
  };
});

afterEach(() => {
  Object.assign(emulator.faults, noFaults());
  emulator.quota.limit = 300;
  emulator.platform.gathering(GROUP).hasBot = true;
});

afterAll(async () => {
  await emulator.close();
  await connection.dropDatabase();
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(more: NodeJS.ProcessEnv = {}, ...options: string[]) {
  const said = { out: '', err: '' };
  const output = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const code = await runCommand(['doctor', ...options], { ...env, ...more }, output, fixedClock(NOW));
  return { code, ...said };
}

/** Every finding, once each has been seen to say its own sentence, and the exit code to be that of what failed. */
async function findings(more: NodeJS.ProcessEnv = {}): Promise<{ all: Finding[]; codes: Codes }> {
  const { code, out, err } = await run(more, '--json');
  expect(err).toBe('');
  const { ok, channel, store, disk, backup, organisations } = JSON.parse(out) as Found;
  const rest = [store, ...(disk === undefined ? [] : [disk]), backup, ...organisations.flatMap(({ checks }) => checks)];
  const all = [...channel, ...rest];
  const failed = all.some(({ state }) => state === 'failed');
  expect([ok, code]).toEqual([!failed, failed ? 1 : 0]);
  for (const one of all) expect(one.message).toMatch(templateOf(one));
  const codes = all.map(({ code, state, reason }) => [code, reason === undefined ? state : `${state} ${reason}`]);
  return { all, codes: Object.fromEntries(codes) as Codes };
}

/** The sentence of a finding in Thai, with anything in its gaps. */
function templateOf({ code, state, reason }: Finding): RegExp {
  const key = reason?.startsWith('store-') ? `errors.${reason}` : `doctor.${code}.${reason ?? state}`;
  const node = key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], sentences.th);
  const parts = String(node).split(/\{\{\w+\}\}/);
  return new RegExp(
    `^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+')}$`,
    'u',
  );
}

/** What has no LINE to ask cannot tell; the quota is the one LINE told last. */
const UNASKED = { webhook: 'unknown', address: undefined, chat: 'unknown', menus: 'unknown' };
const NO_STORE = {
  backup: 'unknown',
  ...Object.fromEntries(['groups', 'people', 'next', 'holidays', 'log'].map((code) => [code, undefined])),
};

const refused = (
  reason: 'COULD_NOT_CONNECT' | 'REQUEST_TIMEOUT' | 'ERROR_STATUS_CODE' | 'UNCLASSIFIED',
  statusCode = 0,
  detail = 'x',
) => ({
  webhookTest: { reason, statusCode, detail },
});

describe('doctor against the emulator', () => {
  it('finds nothing to do where all is well', async () => {
    expect((await findings()).codes).toEqual(HEALTHY);
  });

  it.each<[string, Partial<ChannelFaults>, Codes, string]>([
    [
      'LINE is down',
      { down: true },
      { token: 'unknown', ...UNASKED, clock: 'unknown', groups: 'unknown', joining: 'unknown' },
      '',
    ],
    [
      'the token is refused (401)',
      { refuse: 401 },
      { token: 'failed', ...UNASKED, groups: 'unknown', joining: 'unknown' },
      '',
    ],
    [
      'the token is refused (403)',
      { refuse: 403 },
      { token: 'failed', ...UNASKED, groups: 'unknown', joining: 'unknown' },
      '',
    ],
    ['no webhook is set', { noWebhook: true }, { webhook: 'failed notSet', address: undefined }, ''],
    ['the webhook is off', { webhookOff: true }, { webhook: 'failed inactive' }, URL],
    [
      'LINE cannot connect',
      refused('COULD_NOT_CONNECT', 0, 'TLS handshake failure'),
      { webhook: 'failed notConnected' },
      'COULD_NOT_CONNECT TLS handshake failure',
    ],
    [
      'the bot is slow',
      refused('REQUEST_TIMEOUT', 0, 'Request timeout'),
      { webhook: 'failed tooLate' },
      'REQUEST_TIMEOUT Request timeout',
    ],
    [
      'the secret is another',
      refused('ERROR_STATUS_CODE', 401, '401'),
      { webhook: 'failed wrongSecret' },
      'ERROR_STATUS_CODE 401',
    ],
    [
      'the path is another',
      refused('ERROR_STATUS_CODE', 404, '404'),
      { webhook: 'failed wrongPath' },
      'ERROR_STATUS_CODE 404',
    ],
    [
      'the bot is not there',
      refused('ERROR_STATUS_CODE', 502, '502'),
      { webhook: 'failed errorStatus' },
      'ERROR_STATUS_CODE 502',
    ],
    ['nobody knows why', refused('UNCLASSIFIED', -1, 'x'), { webhook: 'failed notReached' }, 'UNCLASSIFIED x'],
    ['LINE does not try the webhook', { webhookTest: 'limited' }, { webhook: 'unknown untested' }, URL],
    ['Chat is on', { chat: true }, { chat: 'warning' }, ''],
    ['the clock is behind', { aheadMs: 60_000 }, { clock: 'warning behind' }, 'วินาที'],
    ['the clock is ahead', { aheadMs: -60_000 }, { clock: 'warning ahead' }, 'วินาที'],
    ['the clock is far behind', { aheadMs: 600_000 }, { clock: 'failed behind' }, '10 นาที'],
    ['the clock is a day ahead', { aheadMs: -86_400_000 }, { clock: 'failed ahead' }, '24 ชั่วโมง'],
  ])('names what it is when %s, and nothing else', async (_name, faults, changes, said) => {
    Object.assign(emulator.faults.channel, faults);
    const { all, codes } = await findings();
    expect(codes).toEqual(withChanges(changes));
    const [first = ''] = Object.entries(changes).find(([, state]) => state !== undefined) ?? [];
    expect(all.find(({ code }) => code === first)?.message).toContain(said);
  });

  it('names a quota that is nearly used up, one that is, and neither before', async () => {
    emulator.quota.spend(79);
    emulator.quota.limit = 100;
    expect((await findings()).codes).toEqual(HEALTHY);
    emulator.quota.spend(1);
    expect((await findings()).codes).toEqual(withChanges({ quota: 'warning' }));
    emulator.quota.limit = 80;
    expect((await findings()).codes).toEqual(withChanges({ quota: 'failed' }));
  });

  it('names a group that the bot has left, which proves nothing about joining', async () => {
    emulator.platform.gathering(GROUP).hasBot = false;
    expect((await findings()).codes).toEqual(withChanges({ groups: 'failed', joining: 'unknown' }));
  });

  it('names an address that is not where the bot is said to be, however it is written', async () => {
    expect((await findings({ PUBLIC_BASE_URL: 'https://BOT.example.go.th:443/' })).codes).toEqual(HEALTHY);
    const { all, codes } = await findings({ PUBLIC_BASE_URL: 'https://other.example.go.th' });
    expect(codes).toEqual(withChanges({ address: 'warning' }));
    const { message } = all.find(({ code }) => code === 'address') ?? { message: '' };
    expect(message).toContain(`${URL} แต่ PUBLIC_BASE_URL บอกว่าบอตอยู่ที่ https://other.example.go.th/webhook/line`);
    const { PUBLIC_BASE_URL: _address, ...unsaid } = env;
    expect((await findings({ ...unsaid, PUBLIC_BASE_URL: '' })).codes).toEqual(withChanges({ address: undefined }));
  });

  it('shows each finding with its state to people, in either language', async () => {
    emulator.faults.channel.webhookOff = true;
    const thai = await run();
    expect(thai.code).toBe(1);
    expect(thai.out).toContain(`[ไม่ผ่าน] Webhook: ตั้งไว้ที่ ${URL} แต่ยังปิดอยู่ เปิด Use webhook`);
    expect(thai.out).toContain('[ไม่ทราบ] ข้อความอัตโนมัติ: LINE ไม่เปิดให้โปรแกรมดู');
    const english = await run({ DEFAULT_LOCALE: 'en' });
    expect(english.out).toContain(`[failed] Webhook: set to ${URL}, but off: turn on Use webhook`);
    expect(english.out).toContain('[unknown] Automatic messages: LINE lets no program see this');
  });
});

describe('doctor and the store', () => {
  const lost = { ...NO_STORE, joining: 'unknown' };

  it('names a server that cannot be reached, and still looks at the channel', async () => {
    const MONGODB_URI = addressOf('doctor').replace('://', '://officer:s3cret@');
    const { all, codes } = await findings({ MONGODB_URI });
    expect(codes).toEqual(withChanges({ ...lost, store: 'failed store-unreachable' }));
    expect(JSON.stringify(all)).not.toContain('s3cret');
  });

  it('names a store that does not take what is written', async () => {
    const name = `doctor-${randomUUID()}`;
    const closed = await mongoose.createConnection(addressOf(name)).asPromise();
    await closed.createCollection('settings', { validator: { never: { $exists: true } } });
    const { codes } = await findings({ MONGODB_URI: addressOf(name) });
    expect(codes).toEqual(withChanges({ ...lost, store: 'failed refused' }));
    await closed.dropDatabase();
    await closed.close();
  });

  it('leaves nothing of the trial behind', async () => {
    await findings();
    expect(await connection.collection('settings').countDocuments({ _id: /^trial/ as never })).toBe(0);
  });

  it('says so when LINE does not tell the quota and there is none on record', async () => {
    emulator.faults.quota.errorBefore = Infinity;
    expect((await findings()).codes).toEqual(HEALTHY);
    const { codes } = await findings({ MONGODB_URI: addressOf('doctor').replace('://', '://officer:s3cret@') });
    expect(codes).toMatchObject({ quota: 'unknown' });
  });

  // In processes of their own: one can hold one engine, and that of the tests is held already.
  it('tells the embedded engine and the room it has, or that its folder cannot be one', async () => {
    await writeFile(join(folder, 'file'), '');
    const [embedded, file] = await Promise.all(['embedded', 'file'].map((name) => runAlone(join(folder, name))));
    expect(embedded).toMatchObject({
      ok: true,
      store: { state: 'ok', reason: 'embedded' },
      disk: { state: expect.stringMatching(/^(?:ok|warning)$/) },
    });
    expect(file).toMatchObject({
      ok: false,
      store: { state: 'failed', reason: 'store-folder-unusable', message: expect.stringContaining('DATA_DIR') },
      backup: { state: 'unknown' },
      organisations: [],
    });
  });

  it.each([
    [{ kind: 'server', servers: 'replicaSet', write: 'kept' }, 'ok', 'replica set'],
    [{ kind: 'server', servers: 'sharded', write: 'kept' }, 'ok', 'sharded'],
    [{ kind: 'server', servers: 'single', write: 'kept' }, 'warning', '--replSet'],
    [{ kind: 'embedded', servers: 'single', write: 'kept' }, 'ok', 'built-in'],
    [
      { kind: 'server', servers: 'replicaSet', write: 'unconfirmed', reason: 'WriteConcernFailed' },
      'failed',
      '(WriteConcernFailed): check with rs.status()',
    ],
    [
      { kind: 'server', servers: 'single', write: 'refused', reason: 'Unauthorized' },
      'failed',
      '(Unauthorized): check that the user',
    ],
  ] as const)('says of %j that it is %s', (health, state, said) => {
    const check = storeCheck(health, 1);
    expect(check.state).toBe(state);
    expect(speakers.en.say(sentenceOf(check))).toContain(said);
  });

  it.each([
    [2 ** 30, 'ok', '1,024 MB'],
    [2 ** 30 - 1, 'warning', 'only 1,023 MB left: make room'],
    [null, 'unknown', 'check that there is such a folder'],
  ])('says of %j bytes that they are %s', (free, state, said) => {
    const check = diskCheck('/data', free);
    expect(check.state).toBe(state);
    expect(speakers.en.say(sentenceOf(check))).toContain(said);
  });
});

/** What `sujarit doctor --json` prints of the embedded engine in a folder, without a channel. */
async function runAlone(dataDir: string): Promise<Found> {
  const { PATH } = process.env;
  // A folder of a short name, for the engine's socket; and nothing of the settings of whoever runs the tests.
  const none = { MONGODB_URI: '', LINE_CHANNEL_SECRET: '', LINE_CHANNEL_ACCESS_TOKEN: '', DEFAULT_LOCALE: 'th' };
  const options = { env: { PATH, TMPDIR: folder, DATA_DIR: dataDir, ...none } };
  const said = await promisify(execFile)(process.execPath, ['--import', 'tsx', CLI, 'doctor', '--json'], options).catch(
    (failed: { stdout: string }) => failed,
  );
  return JSON.parse(said.stdout) as Found;
}

/** The healthy office but for some codes; those without a state are not looked at. */
function withChanges(changes: Codes): Codes {
  return Object.fromEntries(Object.entries({ ...HEALTHY, ...changes }).filter(([, state]) => state !== undefined));
}
