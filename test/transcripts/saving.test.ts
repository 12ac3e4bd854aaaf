import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { readConfig } from '../../src/config.ts';
import type { Action, ChatMessage } from '../../src/emulator/model.ts';
import { actionsIn } from '../../src/emulator/readable.ts';
import { start } from '../../src/start.ts';
import type { Running } from '../../src/start.ts';
import { scratchBeside } from '../../src/store/scratch.ts';
import { playTranscript } from '../../src/transcripts/save.ts';
import type { Saved } from '../../src/transcripts/save.ts';
import { labelOf } from '../../src/transcripts/screen.ts';
import { linesOf } from '../../src/transcripts/text.ts';
import { tickingClock } from '../support/clock.ts';
import { content } from '../support/content.ts';
import { silentLog } from '../support/log.ts';
import { addressOf, testDatabase } from '../support/store.ts';
import { until } from '../support/until.ts';

const NEWCOMER = 'Somsri 2499';
const OFFICE_NAME = 'สมศรี รักษ์ถิ่นไทย';
const GROUP = 'กลุ่มลับบ้านหนองใหญ่';
/** What must be in no file: names of people and groups, telephones, e-mail and web addresses, cards, LINE ids. */
const IDENTITIES = [
  'Somsri',
  '2499',
  'สมศรี',
  'รักษ์ถิ่นไทย',
  'หนองใหญ่',
  '081-234-5678',
  '0812345678',
  '๐๘๙ ๗๖๕ ๔๓๒๑',
  '+66 81 234 5678',
  '1-1037-02071-81-1',
  '1103702071811',
  '๓๑๐๒๒๐๐๔๕๖๗๘๙',
  '123-4-56789-0',
  'somsri.r@nongyai.go.th',
  'nongyai',
  'ประสิทธิ์',
  'Ubolrat',
];

interface State {
  people: { id: string; displayName: string; role?: string }[];
  groups: { id: string; name: string }[];
  chats: Record<string, { messages: ChatMessage[]; quickReplies: Action[] }>;
}

/** Somebody in front of the simulator's page: does what its buttons do, and waits for the bot. */
function atThePage(url: string) {
  const act = async (action: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', origin: url };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${url}/simulator/api/${action}`, request);
    const answer = (await response.json()) as { result?: unknown };
    if (!response.ok) throw new Error(`${action}: ${JSON.stringify(answer)}`);
    return answer.result;
  };
  const state = async () => (await (await fetch(`${url}/simulator/api/state`)).json()) as State;
  const said = async (chatId: string) => (await state()).chats[chatId]?.messages.filter(({ fromBot }) => fromBot) ?? [];
  /** The bot has spoken in a chat that is new. */
  const greeted = async (chatId: string): Promise<void> => {
    await until(async () => (await said(chatId)).length > 0);
  };
  /** Does something the bot answers; what it then says. */
  const answered = async (chatId: string, action: string, body: object): Promise<string> => {
    const before = (await said(chatId)).length;
    await act(action, body);
    await until(async () => (await said(chatId)).length > before);
    return (await said(chatId))
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
  };
  return {
    act,
    state,
    greeted,
    answered,
    say: (userId: string, text: string, chatId = userId, more: object = {}) =>
      answered(chatId, 'say', { userId, chatId, text, ...more }),
    tap: async (userId: string, label: string, chatId = userId) => {
      const { chats } = await state();
      const { messages = [], quickReplies = [] } = chats[chatId] ?? {};
      const last = messages.filter(({ fromBot }) => fromBot).at(-1);
      const actions = [...quickReplies, ...(last === undefined ? [] : actionsIn(last.message, 'body'))];
      const action = actions.find((one) => labelOf(one).includes(label));
      if (action === undefined) throw new Error(`no ${label}: ${actions.map(labelOf).join(' | ')}`);
      return answered(chatId, 'press', { userId, chatId, action });
    },
  };
}

describe('a conversation in the simulator that is saved', () => {
  let folder: string;
  let uri: string;
  let running: Running;
  let saved: Saved;
  let state: State;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-saving-'));
    uri = addressOf(`saving-${randomUUID()}`);
    const read = readConfig({ PORT: '0', MONGODB_URI: uri, DATA_DIR: folder });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    running = await start(read.config, tickingClock(), silentLog);
    const page = atThePage(running.url);
    const { people } = await page.state();
    const [coordinator = '', officer = ''] = ['coordinator', 'officer'].map(
      (role) => people.find((person) => person.role === role)?.id,
    );

    await page.act('person', { name: NEWCOMER });
    const newcomer = (await page.state()).people.find(({ displayName }) => displayName === NEWCOMER)?.id ?? '';
    await page.greeted(newcomer);
    await page.say(coordinator, 'เชิญ กองคลัง');
    await page.tap(coordinator, 'เจ้าหน้าที่');
    const invitation = await page.tap(coordinator, '1 คน');
    const code = /ลงทะเบียน ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(invitation)?.[1] ?? '';
    await page.say(newcomer, `ลงทะเบียน ${code}`);
    await page.say(newcomer, OFFICE_NAME);
    await page.tap(newcomer, 'บันทึก');

    await page.say(newcomer, 'ยกเลิก');
    await page.say(newcomer, 'โทร 081-234-5678 หรือ 0812345678, ๐๘๙ ๗๖๕ ๔๓๒๑, +66 81 234 5678');
    await page.say(newcomer, `บัตร 1-1037-02071-81-1 1103702071811 ๓๑๐๒๒๐๐๔๕๖๗๘๙ บัญชี 123-4-56789-0 ${newcomer}`);
    await page.say(
      newcomer,
      'somsri.r@nongyai.go.th https://www.nongyai.go.th/สมศรี\nนายประสิทธิ์ ใจกล้า, Mrs. Ubolrat Dee',
    );
    await page.say(officer, 'รายงาน 9 เสร็จแล้ว');
    await page.say(officer, 'ยกเลิก');
    const bytes = Buffer.from('%PDF-1.7 of an office');
    const file = { type: 'file', fileName: `${OFFICE_NAME}.pdf`, contentType: 'application/pdf' };
    await page.answered(newcomer, 'media', {
      userId: newcomer,
      chatId: newcomer,
      base64: bytes.toString('base64'),
      ...file,
    });

    await page.act('group', { name: GROUP, memberIds: [newcomer, coordinator] });
    const group = (await page.state()).groups.find(({ name }) => name === GROUP)?.id ?? '';
    await page.greeted(group);
    await page.say(coordinator, 'ผูกกลุ่ม', group, { mentionBot: true });
    await page.tap(coordinator, 'ผูก', group);
    await page.act('say', { userId: newcomer, chatId: group, text: `@${NEWCOMER} ฝากด้วย`, mentionUsers: [newcomer] });
    await page.say(newcomer, 'น้องสุจริต ช่วยเหลือ', group);
    await page.say(coordinator, 'สมาชิก');
    await page.tap(coordinator, 'สมศรี');
    await page.say(coordinator, 'ยกเลิก');
    saved = (await page.act('transcript', {})) as Saved;
    state = await page.state();
  }, 60_000);

  afterAll(async () => {
    await running?.stop();
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is played as it is, and answered the same line by line', async () => {
    const path = join(folder, 'conversation.txt');
    await writeFile(path, saved.text);
    const database = await testDatabase();
    try {
      const text = await readFile(path, 'utf8');
      const played = await playTranscript(text, content, scratchBeside(database.connection));
      expect(linesOf(played)).toEqual(linesOf(text));
      expect(saved.differing).toBe(0);
    } finally {
      await database.drop();
    }
  });

  it('holds what was done: typed, tapped, sent, by whom and where, with codes by number', () => {
    for (const line of [
      '> ลงทะเบียน <code 1>',
      '[บันทึก]',
      '! file file',
      '>@ @น้องสุจริต ผูกกลุ่ม',
      '! bot joins',
      '! befriend',
    ]) {
      expect(saved.text).toContain(`\n${line}`);
    }
    expect(saved.text).toContain('ยินดีต้อนรับ บุคคล');
  });

  it('holds no identity', () => {
    const people = state.people.map(({ id }) => id);
    const groups = state.groups.map(({ id }) => id);
    expect([...IDENTITIES, ...people, ...groups].filter((one) => saved.text.includes(one))).toEqual([]);
    expect(saved.text).not.toMatch(/[UCR][0-9a-f]{32}/);
    expect(saved.text).not.toMatch(/\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b(?<!ABCD-2345|ZZZZ-9999)/);
  });

  it('leaves nothing behind in the store', async () => {
    const connection = await mongoose.createConnection(uri).asPromise();
    const { databases } = await connection.listDatabases();
    await connection.close();
    expect(databases.filter(({ name }) => name.includes('-scratch-') && uri.includes(name.slice(0, 43)))).toEqual([]);
  });
});
