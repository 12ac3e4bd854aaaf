import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import { runCommand } from '../../src/command-line/run-command.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { readReminderDefaults } from '../../src/reminder-defaults.ts';
import { readLadder } from '../../src/reminders/ladder.ts';
import type { PreviewEntry, PreviewMonth } from '../../src/reminders/preview.ts';
import { openEngine } from '../../src/store/engine/open.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import { at, lineId } from '../support/office.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { addressOf } from '../support/store.ts';

const SECOND = 'เทศบาลตำบลบ้านสอง';
const APRIL = ['--from', '2027-04-01', '--to', '2027-04-30'];
const TOKEN = 'test-token';
/** Ids as LINE writes them. */
const LINE_ID = /[UCR][0-9a-f]{32}/;

interface Preview {
  quota: { limit: number | null; used: number; source: string };
  organisations: {
    organisation: string | null;
    groups: { members: number | null; source: string }[];
    entries: PreviewEntry[];
    cost: number;
    rounds: Record<string, unknown>[];
    holidays: { date: string; kind: string }[];
    missingLunar: { year: number; names: string[] }[];
  }[];
  months: PreviewMonth[];
  cost: number;
}

/** A command line with a database, a folder and a clock of its own. */
async function aTerminal() {
  const uri = addressOf(`cli-${randomUUID()}`);
  const folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-cli-'));
  const connection: Connection = await mongoose.createConnection(uri).asPromise();
  const store: Store = await makeStore(connection);
  const clock = fixedClock(at('2027-03-01T09:00'));
  const env: NodeJS.ProcessEnv = { MONGODB_URI: uri, DATA_DIR: folder };
  const run = async (...argv: string[]) => {
    const said = { out: '', err: '' };
    const code = await runCommand(
      argv,
      env,
      { out: (text) => void (said.out += text), err: (text) => void (said.err += text) },
      clock,
    );
    return { code, ...said };
  };
  return {
    run,
    /** The one JSON document on standard output of a command that is done. */
    json: async <Value>(...argv: string[]): Promise<Value> => {
      const { code, out, err } = await run(...argv, '--json');
      expect([code, err]).toEqual([0, '']);
      expect(out).not.toMatch(LINE_ID);
      return JSON.parse(out) as Value;
    },
    file: async (name: string, content: string | Uint8Array) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    store,
    clock,
    env,
    folder,
    close: async () => {
      await connection.dropDatabase();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Terminal = Awaited<ReturnType<typeof aTerminal>>;

/** An office with a plan for fiscal year 2570, a group and one person of each role. Returns its id. */
async function anOffice(store: Store, name: string, number: number, group: number | null): Promise<string> {
  const measures = [1, 2].map((one) => aMeasure(one, { responsibleUnits: ['กองคลัง'] }));
  await storePlan(store, aPlan(measures, { organisation: name }), 'test', 0);
  const { id } = await store.organisations.ensure(name);
  for (const [index, role] of (['coordinator', 'supervisor', 'officer'] as const).entries()) {
    const person = { lineUserId: lineId('U', number * 10 + index), name: `${role} ${number}`, role, locale: 'th' };
    await store.members.join(id, { ...person, ...(role === 'officer' ? { unit: 'กองคลัง' } : {}) } as never);
  }
  await store.groups.link(id, lineId('C', number), '', 0);
  if (group !== null) await store.groups.count(lineId('C', number), group, 0);
  return id;
}

const summaryOf = ({ entries }: { entries: PreviewEntry[] }) =>
  entries.map(({ date, time, stage, cost }) => `${date.slice(5)} ${time} ${stage} ${cost}`);

describe('reminders preview before there is an organisation', () => {
  let terminal: Terminal;
  beforeAll(async () => {
    terminal = await aTerminal();
  });
  afterAll(() => terminal.close());

  it('shows the default ladder on its days', async () => {
    const preview = await terminal.json<Preview>('reminders', 'preview', ...APRIL);
    expect(preview).toMatchObject({
      from: '2027-04-01',
      to: '2027-04-30',
      timeZone: 'Asia/Bangkok',
      quota: { limit: 300, used: 0, source: 'assumed' },
      cost: 0,
    });
    const [only] = preview.organisations;
    expect(only?.organisation).toBeNull();
    expect(summaryOf(only ?? { entries: [] })).toEqual([
      '04-01 08:30 opening 0',
      '04-05 09:15 digest 0',
      '04-12 09:15 digest 0',
      '04-16 09:00 tenDays 0',
      '04-19 09:15 digest 0',
      '04-23 09:00 fiveDays 0',
      '04-26 09:15 digest 0',
      '04-28 09:00 twoDays 0',
      '04-30 08:30 lastMorning 0',
      '04-30 13:30 lastAfternoon 0',
    ]);
    expect(only?.entries[0]).toEqual({
      date: '2027-04-01',
      weekday: 4,
      time: '08:30',
      dueAt: '2027-04-01T08:30:00+07:00',
      usefulUntil: '2027-04-05T16:30:00+07:00',
      stage: 'opening',
      wording: 'opening',
      round: 6,
      fiscalYear: 2570,
      audience: ['group'],
      priority: 2,
      targets: [],
      cost: 0,
      sent: 'none',
    });
    expect(only?.holidays.map(({ date }) => date)).toEqual(['2027-04-06', '2027-04-13', '2027-04-14', '2027-04-15']);
    expect(only?.missingLunar).toEqual([{ year: 2570, names: ['มาฆบูชา', 'วิสาขบูชา', 'อาสาฬหบูชา', 'เข้าพรรษา'] }]);
  });

  it('counts a message for each of 20 people, and has enough', async () => {
    const preview = await terminal.json<Preview>('reminders', 'preview', ...APRIL, '--members', '20');
    expect(preview.organisations[0]?.groups).toEqual([{ members: 20, source: 'option' }]);
    expect(preview.organisations[0]?.entries[0]?.targets).toEqual([
      { kind: 'group', audience: 'group', name: 'group', cost: 20, sent: true },
    ]);
    expect(preview.cost).toBe(120);
    expect(preview.months).toEqual([{ month: '2027-04', cost: 120, available: 300, kept: 120, dropped: [] }]);
  });

  it('says what is dropped first when 60 people are too many for 300 messages', async () => {
    const preview = await terminal.json<Preview>('reminders', 'preview', ...APRIL, '--members', '60');
    const tenDays = { organisation: null, stage: 'tenDays', wording: 'remaining', cost: 60, priority: 4 };
    expect(preview.months).toEqual([
      { month: '2027-04', cost: 360, available: 300, kept: 300, dropped: [{ ...tenDays, date: '2027-04-16' }] },
    ]);
    const sent = new Map(preview.organisations[0]?.entries.map(({ stage, sent }) => [stage, sent]));
    expect([sent.get('tenDays'), sent.get('fiveDays')]).toEqual(['none', 'all']);
    const shorter = await terminal.json<Preview>('reminders', 'preview', ...APRIL, '--members', '60', '--quota', '200');
    expect(shorter.quota).toEqual({ limit: 200, used: 0, source: 'option' });
    expect(shorter.months[0]?.dropped.map(({ stage }) => stage)).toEqual(['tenDays', 'fiveDays', 'twoDays']);
  });

  it('plans whole months: a part of one shows what becomes of that part', async () => {
    const argv = ['reminders', 'preview', '--from', '2570-04-16', '--to', '2570-04-23', '--members', '60'];
    const preview = await terminal.json<Preview>(...argv);
    expect(preview.organisations[0]?.entries.map(({ stage, sent }) => `${stage} ${sent}`)).toEqual([
      'tenDays none',
      'digest none',
      'fiveDays all',
    ]);
    expect([preview.cost, preview.months[0]?.cost]).toEqual([120, 360]);
  });

  it('moves what is due on a day off, and says the legal last day', async () => {
    const argv = ['reminders', 'preview', '--from', '2027-10-01', '--to', '2027-10-31'];
    const preview = await terminal.json<Preview>(...argv);
    expect(preview.organisations[0]?.rounds).toEqual([
      {
        fiscalYear: 2570,
        round: 12,
        opens: '2027-10-01',
        closes: '2027-10-31',
        firstWorkingDay: '2027-10-01',
        lastWorkingDay: '2027-10-29',
        legalDue: '2027-11-01',
        plan: false,
      },
    ]);
    expect(summaryOf(preview.organisations[0] ?? { entries: [] })).toEqual(
      expect.arrayContaining(['10-01 08:30 opening 0', '10-26 09:15 digest 0', '10-29 13:30 lastAfternoon 0']),
    );
    const { out } = await terminal.run(...argv);
    expect(out).toContain('วันอาทิตย์ที่ 31 ต.ค. 2570 ซึ่งตรงกับวันหยุดราชการ');
    expect(out).toContain('วันเสาร์ที่ 23 ต.ค. 2570 วันหยุด: วันปิยมหาราช');
  });

  it('is a list by day for people, in either language', async () => {
    const argv = ['reminders', 'preview', ...APRIL, '--members', '60'];
    const thai = await terminal.run(...argv);
    expect([thai.code, thai.err]).toEqual([0, '']);
    expect(thai.out).toContain('วันพฤหัสบดีที่ 1 เม.ย. 2570\n  08:30 แจ้งเปิดรอบ (opening) → กลุ่ม: 60 ข้อความ');
    expect(thai.out).toContain('ต้องใช้ 360 แต่มี 300 ข้อความ');
    expect(thai.out).toContain('1. เตือนข้อที่เหลือ (tenDays) วันศุกร์ที่ 16 เม.ย. 2570: 60 ข้อความ');
    terminal.env['DEFAULT_LOCALE'] = 'en';
    const english = await terminal.run(...argv);
    expect(english.out).toContain(
      'Friday, 16 Apr 2027\n  09:00 What is left (tenDays) → Group: 60 messages – not enough messages',
    );
    const noLimit = await terminal.run('reminders', 'preview', '--from', '2027-06-01', '--to', '2027-06-02');
    expect(noLimit.out).toContain('No reminders in this span');
  });
  afterEach(() => {
    delete terminal.env['DEFAULT_LOCALE'];
  });

  it.each([
    [['reminders'], 'reminders preview | show | set | reset'],
    [['reminders', 'toString'], 'reminders preview'],
    [['reminders', 'preview'], '--from'],
    [['reminders', 'preview', '--from', '2027-04-01'], '--to'],
    [['reminders', 'preview', '--from', '2027-02-29', '--to', '2027-04-30'], '--from 2027-02-29: YYYY-MM-DD'],
    [['reminders', 'preview', '--from', '2570-13-01', '--to', '2027-04-30'], '--from 2570-13-01'],
    [['reminders', 'preview', '--from', '1/4/2570', '--to', '2027-04-30'], '--from 1/4/2570'],
    [['reminders', 'preview', '--from', '2027-04-01', '--to', 'soon'], '--to soon'],
    [['reminders', 'preview', '--from', '0001-01-01', '--to', '2027-04-01'], '--from 0001-01-01'],
    [['reminders', 'preview', '--from', '2027-05-01', '--to', '2027-04-01'], '--from 2027-05-01 > --to 2027-04-01'],
    [['reminders', 'preview', '--from', '2027-01-01', '--to', '2099-04-01'], '--to 2099-04-01'],
    [['reminders', 'preview', ...APRIL, '--members', '0'], '--members 0'],
    [['reminders', 'preview', ...APRIL, '--members', '2.5'], '--members 2.5'],
    [['reminders', 'preview', ...APRIL, '--quota', 'none'], '--quota none'],
    [['reminders', 'preview', ...APRIL, 'file'], 'file'],
    [['reminders', 'preview', ...APRIL, '--check'], '--check'],
    [['reminders', 'show', 'file'], 'file'],
    [['reminders', 'show', '--json'], '--json'],
    [['reminders', 'set'], 'reminders set <file.yaml>'],
    [['reminders', 'reset', 'file'], 'file'],
    [['holidays', 'a.csv', 'b.csv'], 'holidays [<file.csv>]'],
    [['holidays', 'a.csv', '--year', '2570'], '--year'],
    [['deliveries', '--state', 'lost'], '--state: due, delivered, rejected, expired, suppressed, held'],
    [['deliveries', 'file'], 'file'],
    [['doctor', '--from', '2027-01-01'], '--from'],
  ])('answers wrong use with 2 and its name: %j', async (argv, named) => {
    const { code, out, err } = await terminal.run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(named);
    expect(err).toContain('sujarit reminders preview --from');
  });

  it('refuses what needs an organisation, and shows what everybody has', async () => {
    const ladder = await terminal.file('ladder.yaml', 'stages: []\n');
    for (const argv of [
      ['reminders', 'set', ladder],
      ['reminders', 'reset'],
      ['reminders', 'preview', ...APRIL, '--organisation', OFFICE],
      ['holidays', await terminal.file('days.csv', 'date,name\n2027-02-22,วันมาฆบูชา\n')],
      ['deliveries', '--organisation', OFFICE],
    ]) {
      expect(await terminal.run(...argv)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('ยังไม่มีหน่วยงาน'),
      });
    }
    const { code, out } = await terminal.run('reminders', 'show');
    expect([code, readLadder('shown', out)]).toEqual([0, { ok: readReminderDefaults().stages }]);
    expect((await terminal.run('deliveries')).out).toContain('ไม่มีการเตือนตามที่เลือก');
  });
});

describe('the reminders of organisations', () => {
  let terminal: Terminal;
  let emulator: Emulator;
  let office = '';
  beforeAll(async () => {
    terminal = await aTerminal();
    office = await anOffice(terminal.store, OFFICE, 1, 20);
    await anOffice(terminal.store, SECOND, 2, null);
    emulator = createEmulator({ clock: terminal.clock, channelSecret: 'secret', channelAccessToken: TOKEN });
  });
  afterAll(async () => {
    await emulator.close();
    await terminal.close();
  });

  it('preview names people and never their LINE ids', async () => {
    const { organisations, quota } = await terminal.json<Preview>('reminders', 'preview', ...APRIL);
    expect(quota.source).toBe('assumed');
    const [first, second] = organisations;
    expect([first?.organisation, first?.groups]).toEqual([OFFICE, [{ members: 20, source: 'stored' }]]);
    expect([second?.organisation, second?.groups]).toEqual([SECOND, [{ members: null, source: 'unknown' }]]);
    const entry = (stage: string) => first?.entries.find((one) => one.stage === stage);
    expect(entry('tenDays')?.targets).toEqual([
      { kind: 'person', audience: 'officers', name: 'officer 1', cost: 1, sent: true },
    ]);
    expect(entry('lastAfternoon')?.targets.map(({ name, cost }) => [name, cost])).toEqual([
      ['group', 20],
      ['supervisor 1', 1],
    ]);
    expect(entry('digest')?.targets.map(({ name }) => name)).toEqual(['supervisor 1', 'coordinator 1']);
    expect(first?.rounds[0]).toMatchObject({ fiscalYear: 2570, round: 6, plan: true });
    const { out } = await terminal.run('reminders', 'preview', ...APRIL);
    expect(out).not.toMatch(LINE_ID);
    expect(out).toContain('→ supervisor 1, coordinator 1: 2 ข้อความ');
    expect(out).toContain('กำหนดเองได้ด้วย --members');
    // What is dropped says whose it is.
    const short = await terminal.run('reminders', 'preview', ...APRIL, '--quota', '100');
    expect(short.out).toContain(`1. เตือนข้อที่เหลือ (twoDays) วันพุธที่ 28 เม.ย. 2570: 100 ข้อความ ความสำคัญ 2 (${SECOND})`);
  });

  it('preview of one organisation counts the messages of all: they share the channel', async () => {
    const argv = ['reminders', 'preview', ...APRIL, '--organisation', OFFICE, '--members', '60'];
    const { organisations, cost, months } = await terminal.json<Preview>(...argv);
    expect(organisations.map(({ organisation }) => organisation)).toEqual([OFFICE]);
    expect(months[0]?.cost).toBe(2 * cost);
    expect(new Set(months[0]?.dropped.map(({ organisation }) => organisation))).toEqual(new Set([OFFICE, SECOND]));
    const unknown = await terminal.run('reminders', 'preview', ...APRIL, '--organisation', 'เทศบาลเมืองไม่มี');
    expect([unknown.code, unknown.out]).toEqual([1, '']);
    expect(unknown.err).toContain(SECOND);
  });

  it('preview of a year without a plan shows what the ladder would send, and says so', async () => {
    const argv = ['reminders', 'preview', '--from', '2028-04-03', '--to', '2028-04-03', '--organisation', OFFICE];
    const { organisations } = await terminal.json<Preview>(...argv);
    expect(organisations[0]?.rounds[0]).toMatchObject({ fiscalYear: 2571, plan: false });
    expect(summaryOf(organisations[0] ?? { entries: [] })).toEqual(['04-03 08:30 opening 20', '04-03 09:15 digest 2']);
    expect((await terminal.run(...argv)).out).toContain('ยังไม่ได้นำเข้าแผนปี 2571');
  });

  it('preview stores nothing and begins nothing', async () => {
    expect(await terminal.store.schedules.all()).toEqual(new Map());
    expect(await terminal.store.occurrences.due()).toEqual([]);
  });

  it('preview says where its numbers come from: what LINE told, or tells now', async () => {
    await terminal.store.settings.write('quota', JSON.stringify({ limit: 500, used: 40, at: terminal.clock.now() }));
    const stored = await terminal.json<Preview>('reminders', 'preview', ...APRIL);
    expect(stored.quota).toEqual({ limit: 500, used: 40, source: 'stored' });
    expect(stored.months[0]?.available).toBe(500);
    const people = Array.from({ length: 7 }, (_, index) => emulator.addUser({ name: `คนที่ ${index}` }).id);
    const { id } = emulator.addGroup({ name: 'กลุ่มงาน', memberIds: people, hasBot: true });
    await terminal.store.groups.link(office, id, '', 1);
    Object.assign(terminal.env, {
      LINE_API_BASE_URL: await emulator.listen(),
      LINE_CHANNEL_SECRET: 'secret',
      LINE_CHANNEL_ACCESS_TOKEN: TOKEN,
    });
    emulator.quota.limit = 1_000;
    const told = await terminal.json<Preview>('reminders', 'preview', ...APRIL, '--organisation', OFFICE);
    expect(told.quota).toEqual({ limit: 1_000, used: 0, source: 'line' });
    // The bot is not in the group that LINE does not know.
    expect(told.organisations[0]?.groups).toEqual([{ members: 7, source: 'line' }]);
    expect(await terminal.store.groups.list(office)).toHaveLength(2);
    await terminal.store.groups.unlink(id);
    for (const name of ['LINE_API_BASE_URL', 'LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'])
      delete terminal.env[name];
  });

  it('preview leaves out of the sums what is past or rests', async () => {
    terminal.clock.set(at('2027-04-20T09:00'));
    await terminal.store.schedules.open(office, terminal.clock.now());
    await terminal.store.schedules.pause(office, { until: at('2027-04-27T00:00') });
    const { organisations } = await terminal.json<Preview>('reminders', 'preview', ...APRIL, '--organisation', OFFICE);
    const found = organisations[0]?.entries.map(({ stage, why, cost }) => `${stage} ${why ?? 'to come'} ${cost}`);
    expect(found).toEqual([
      'opening past 0',
      'digest past 0',
      'digest past 0',
      'tenDays past 0',
      'digest past 0',
      'fiveDays resting 0',
      'digest resting 0',
      'twoDays to come 20',
      'lastMorning to come 1',
      'lastAfternoon to come 21',
    ]);
    await terminal.store.schedules.pause(office, { until: 0 });
    terminal.clock.set(at('2027-03-01T09:00'));
  });

  it('show prints what set reads, with what was changed by chat', async () => {
    await terminal.store.schedules.changeStage(office, 'opening', { at: '10:00' });
    await terminal.store.schedules.changeStage(office, 'digest', { off: true });
    const shown = await terminal.run('reminders', 'show', '--organisation', OFFICE);
    const read = readLadder('shown', shown.out);
    const expected = readReminderDefaults().stages.flatMap((stage) =>
      stage.id === 'digest' ? [] : [stage.id === 'opening' ? { ...stage, at: '10:00' } : stage],
    );
    expect(read).toEqual({ ok: expected });
    const file = await terminal.file('ladder.yaml', shown.out.replace('10:00', '11:15'));
    const set = await terminal.run('reminders', 'set', file, '--organisation', OFFICE);
    expect(set).toEqual({ code: 0, out: `บันทึกแผนการเตือนของ${OFFICE} แล้ว 11 ขั้น\n`, err: '' });
    const again = await terminal.run('reminders', 'show', '--organisation', OFFICE);
    expect(again.out).toBe(await readFile(file, 'utf8'));
    expect((await terminal.store.schedules.read(office))?.changes).toEqual({});
    const { organisations } = await terminal.json<Preview>('reminders', 'preview', ...APRIL, '--organisation', OFFICE);
    expect(organisations[0]?.entries[0]?.time).toBe('11:15');
    const reset = await terminal.run('reminders', 'reset', '--organisation', OFFICE);
    expect(reset.code).toBe(0);
    const back = await terminal.run('reminders', 'show', '--organisation', OFFICE);
    expect(readLadder('shown', back.out)).toEqual({ ok: readReminderDefaults().stages });
  });

  it('set stores nothing of a ladder that is not in order, and says where', async () => {
    const { out } = await terminal.run('reminders', 'show', '--organisation', OFFICE);
    const file = await terminal.file('wrong.yaml', out.replace("at: '08:30'", "at: '07:30'").replace('round', 'runde'));
    const { code, ...said } = await terminal.run('reminders', 'set', file, '--organisation', OFFICE);
    expect([code, said.out]).toEqual([1, '']);
    expect(said.err).toMatch(/wrong\.yaml:\d+:\d+: stages\.2\.at: within office hours, 08:30 to before 16:30\n$/);
    const broken = await terminal.run('reminders', 'set', await terminal.file('broken.yaml', 'stages: [\n'));
    expect(broken.err).toMatch(/broken\.yaml:\d+:\d+: /);
    const missing = await terminal.run('reminders', 'set', join(terminal.folder, 'none.yaml'));
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('none.yaml')]);
    const large = await terminal.run(
      'reminders',
      'set',
      await terminal.file('large.yaml', '#'.repeat(1024 * 1024 + 1)),
    );
    expect([large.code, large.err]).toEqual([1, expect.stringContaining('1 MB')]);
    expect((await terminal.store.schedules.read(office))?.stages).toBeUndefined();
    const which = await terminal.run('reminders', 'set', await terminal.file('none.yaml', 'stages: []\n'));
    expect([which.code, which.err]).toEqual([1, expect.stringContaining('--organisation')]);
  });

  it('deliveries tells whom, when and why, and sums up every state', async () => {
    const target = (index: number, memberId: string) =>
      ({ kind: 'person', audience: 'officers', chatId: lineId('U', index), memberId, cost: 1 }) as const;
    const officer = (await terminal.store.members.list(office)).find(({ role }) => role === 'officer');
    const dueAt = at('2027-04-01T08:30');
    const slot = (key: string, more: object) => ({
      id: `${office}:${key}`,
      organisationId: office,
      key,
      subject: { kind: 'stage', fiscalYear: 2570, round: 6, wording: 'opening', named: false } as const,
      dueAt,
      usefulUntil: dueAt + 1,
      priority: 2,
      targets: [],
      ...more,
    });
    await terminal.store.occurrences.open(
      slot('2570-6-opening', {
        targets: [
          { kind: 'group', audience: 'group', chatId: lineId('C', 1), cost: 20 },
          target(12, officer?.id ?? ''),
          target(99, 'gone'),
        ],
      }),
    );
    const claimed = await Promise.all([1, 2].map(() => terminal.store.occurrences.claim('test', dueAt)));
    for (const [index, one] of claimed.entries()) {
      if (one === null) throw new Error('nothing to claim');
      await terminal.store.occurrences.settle(
        one,
        index === 0 ? 'delivered' : 'held',
        index === 0 ? 'sent' : 'quota',
        dueAt,
      );
    }
    const targets = [target(11, 'x')];
    const subject = { kind: 'drill' };
    await terminal.store.occurrences.open(slot('drill-2027-04', { dueAt: at('2027-04-20T10:00'), targets, subject }));
    interface Log {
      sums: Record<string, number>;
      total: number;
      more: number;
      deliveries: { name: string | null; state: string; subject: string; dueAt: string; reason: string | null }[];
    }
    const all = await terminal.json<Log>('deliveries');
    expect([all.total, all.more]).toEqual([4, 0]);
    expect(all.sums).toEqual({ due: 2, delivered: 1, rejected: 0, expired: 0, suppressed: 0, held: 1 });
    expect(all.deliveries.map(({ subject, dueAt }) => [subject, dueAt])).toEqual([
      ['drill', '2027-04-20T10:00:00+07:00'],
      ['stage', '2027-04-01T08:30:00+07:00'],
      ['stage', '2027-04-01T08:30:00+07:00'],
      ['stage', '2027-04-01T08:30:00+07:00'],
    ]);
    expect(new Set(all.deliveries.map(({ name }) => name))).toEqual(new Set([null, 'group', 'officer 1']));
    const first = await terminal.json<Log>(
      'deliveries',
      '--from',
      '2027-04-01',
      '--to',
      '2027-04-01',
      '--state',
      'held',
    );
    expect([first.total, first.deliveries.map(({ reason }) => reason)]).toEqual([3, ['quota']]);
    const { out } = await terminal.run('deliveries', '--organisation', OFFICE);
    expect(out).not.toMatch(LINE_ID);
    expect(out).toContain('รวม 4: รอส่ง 2 ส่งแล้ว 1 LINE ไม่รับ 0 ส่งไม่ทัน 0 ไม่ต้องส่ง 0 โควตาไม่พอ 1');
    expect(out).toContain('ซ้อมระบบประจำเดือน');
    expect(out).toContain('โควตาไม่พอ (ข้อความของเดือนนี้ไม่พอ');
    expect((await terminal.json<Log>('deliveries', '--organisation', SECOND)).total).toBe(0);
  });
});

describe('holidays', () => {
  let terminal: Terminal;
  let office = '';
  const stored = async () => (await terminal.store.schedules.read(office))?.holidays ?? [];
  const enter = async (text: string | Uint8Array, ...more: string[]) =>
    terminal.run('holidays', await terminal.file('days.csv', text), ...more);
  interface Days {
    organisation: string | null;
    stored: number;
    known: number;
    years: {
      year: number;
      daysOff: { date: string; weekday: number; name: string; kind: string }[];
      working: { date: string }[];
      missingLunar: string[];
    }[];
  }
  beforeAll(async () => {
    terminal = await aTerminal();
    office = (await terminal.store.organisations.ensure(OFFICE)).id;
  });
  afterAll(() => terminal.close());

  it('lists the days off of a year with weekdays and substitutes, and what is missing', async () => {
    const { organisation, years } = await terminal.json<Days>('holidays', '--year', '2570');
    expect([organisation, years[0]?.year, years[0]?.daysOff.length]).toEqual([OFFICE, 2570, 18]);
    expect(years[0]?.daysOff).toContainEqual({
      date: '2027-10-25',
      weekday: 1,
      name: 'วันปิยมหาราช',
      kind: 'substitute',
    });
    expect(years[0]?.missingLunar).toEqual(['มาฆบูชา', 'วิสาขบูชา', 'อาสาฬหบูชา', 'เข้าพรรษา']);
    const { out } = await terminal.run('holidays');
    expect(out).toContain(`วันหยุดปี 2570 ของ${OFFICE} 18 วัน`);
    expect(out).toContain('วันจันทร์ที่ 25 ต.ค. 2570 วันปิยมหาราช (ชดเชย)');
    expect(out).toContain('ยังไม่ได้กรอกวันหยุดปี 2570: มาฆบูชา');
  });

  it('stores a file as the cabinet announces it, and works out substitutes once', async () => {
    const { code, out, err } = await enter(
      [
        'วันหยุดราชการ ประจำปี 2570',
        'วันที่,ชื่อวันหยุด,ประเภท',
        '1 มกราคม 2570,วันขึ้นปีใหม่,',
        'วันอาทิตย์ที่ 21 กุมภาพันธ์ ๒๕๗๐,วันมาฆบูชา,',
        '22/2/2570,วันหยุดชดเชยวันมาฆบูชา,',
        '',
        '2027-05-20,วันวิสาขบูชา,lunar',
        '18/7/2570,วันอาสาฬหบูชา,ทางศาสนา',
        '19 ก.ค. 2570,วันเข้าพรรษา,จันทรคติ',
        '2027-05-14,"วันหยุดพิเศษ, เพิ่ม",ครม.',
        '2027-06-21,วันประเพณีท้องถิ่น,ท้องถิ่น',
        '2027-12-10,วันรัฐธรรมนูญ,วันทำการ',
      ].join('\r\n'),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('แล้ว 7 วัน (อีก 2 วันอยู่ในปฏิทินอยู่แล้ว)');
    expect(out).toContain('วันหยุดตามจันทรคติปี 2570 ครบแล้ว');
    expect((await stored()).map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2027-02-21 lunar',
      '2027-05-14 cabinet',
      '2027-05-20 lunar',
      '2027-06-21 regional',
      '2027-07-18 lunar',
      '2027-07-19 lunar',
      '2027-12-10 working',
    ]);
    const { years } = await terminal.json<Days>('holidays', '--year', '2570');
    const kinds = new Map(years[0]?.daysOff.map(({ date, kind }) => [date, kind]));
    expect([kinds.get('2027-02-22'), kinds.get('2027-02-23')]).toEqual(['substitute', undefined]);
    expect([kinds.get('2027-07-20'), kinds.get('2027-12-10')]).toEqual(['substitute', undefined]);
    expect(years[0]?.working.map(({ date }) => date)).toEqual(['2027-12-10']);
  });

  it('replaces the years it names and leaves the others', async () => {
    const done = await terminal.json<Days>(
      'holidays',
      await terminal.file('next.csv', 'date;name;kind\n2028-03-10;มาฆบูชา;\n'),
    );
    expect(done).toMatchObject({ organisation: OFFICE, stored: 1, known: 0, years: [{ year: 2571 }] });
    expect(await stored()).toHaveLength(8);
    expect((await enter('name\tdate\nวันหยุดพิเศษ\t2027-05-17\n')).code).toBe(0);
    expect((await stored()).map(({ date }) => date)).toEqual(['2028-03-10', '2027-05-17']);
  });

  it('reads the code page of older Excel', async () => {
    const text = 'วันที่,ชื่อ\n21 กุมภาพันธ์ 2570,วันมาฆบูชา\n';
    const bytes = Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 0x80 ? code : code - 0x0e00 + 0xa0;
    });
    expect((await enter(bytes)).code).toBe(0);
    expect(await stored()).toContainEqual({ date: '2027-02-21', name: 'วันมาฆบูชา', kind: 'lunar' });
  });

  it('names every wrong row with its column and what is expected, and stores none', async () => {
    const before = await stored();
    const { code, out, err } = await enter(
      [
        'date,name,kind',
        '2027-02-21,วันมาฆบูชา,lunar',
        '2027-02-30,วันไม่มี,',
        ',วันไม่มี,',
        '2/21/2027,วันไม่มี,',
        '2027-06-01 2027-06-02,สองวัน,',
        'วันจันทร์ที่ 21 มีนาคม 2570,ผิดวัน,',
        '1/6/27,ปีไหน,',
        '2027-06-01,,',
        `2027-06-02,${'ก'.repeat(121)},`,
        '2027-06-03,วันหยุด,ปิดเทอม',
        '2027-06-04,ก,cabinet,ข',
        '21/2/2570,ซ้ำ,',
      ].join('\n'),
    );
    expect([code, out]).toEqual([1, '']);
    const lines = err.trim().split('\n');
    expect(lines.map((line) => line.replace(/^.*days\.csv:/, '').slice(0, 28))).toEqual([
      '3: ช่อง date “2027-02-30” ไม',
      '4: ช่อง date ว่าง ต้องเป็นวั',
      '5: ช่อง date “2/21/2027” ไม่',
      '6: ช่อง date “2027-06-01 202',
      '7: ช่อง date “วันจันทร์ที่ 2',
      '8: ช่อง date “1/6/27” ปีไม่น',
      '9: ช่อง name ว่าง ต้องเป็นชื',
      '10: ช่อง name “กกกกกกกกกกกกก',
      '11: ช่อง kind “ปิดเทอม” ไม่ใ',
      '12: มีช่องเกินหัวตาราง “ข” ถ',
      '13: ช่อง date “21/2/2570” ซ้',
      'ยังไม่ได้บันทึกค่ะ แก้ 11 แห',
    ]);
    expect(lines[10]).toContain('บรรทัด 2');
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['', 'ไม่พบหัวคอลัมน์'],
    ['2027-02-21,วันมาฆบูชา\n', 'ไม่พบหัวคอลัมน์'],
    ['date,name\n"2027-02-21,วันมาฆบูชา\n', 'ไม่พบหัวคอลัมน์'],
    ['date,name\n', 'ไม่พบวันหยุดใต้หัวคอลัมน์'],
    [`date,name\n${'2027-02-21,x\n'.repeat(600)}`, 'เกินที่รับได้ 500 แถว'],
    ['#'.repeat(1024 * 1024 + 1), 'ใหญ่เกิน 1 MB'],
    [Uint8Array.from([0x50, 0x4b, 0x03, 0x04]), 'docx/xlsx'],
    [Uint8Array.from([0, 1, 2]), 'อ่านไฟล์นี้เป็นข้อความไม่ได้'],
  ])('refuses a file that is none: %j', async (content, said) => {
    const { code, out, err } = await enter(content);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(said);
  });

  it('asks which organisation when there are several', async () => {
    await terminal.store.organisations.ensure(SECOND);
    expect(await enter('date,name\n2027-05-17,วันหยุด\n')).toMatchObject({
      code: 1,
      err: expect.stringContaining(SECOND),
    });
    const { organisation, years } = await terminal.json<Days>('holidays', '--organisation', SECOND, '--year', '2570');
    expect([organisation, years[0]?.missingLunar.length]).toEqual([SECOND, 4]);
  });
});

describe('doctor', () => {
  let terminal: Terminal;
  let emulator: Emulator;
  interface Found {
    ok: boolean;
    channel: { code: string; state: string; message: string }[];
    store: { state: string; message: string };
    organisations: { organisation: string; checks: { code: string; state: string; message: string }[] }[];
  }
  beforeAll(async () => {
    terminal = await aTerminal();
    await anOffice(terminal.store, OFFICE, 1, 20);
    await terminal.store.organisations.ensure(SECOND);
    const deliver = () => Promise.resolve(200);
    emulator = createEmulator({ clock: terminal.clock, channelSecret: 'secret', channelAccessToken: TOKEN, deliver });
  });
  afterAll(async () => {
    await emulator.close();
    await terminal.close();
  });

  it('without a channel examines the organisations, and says that the emulator plays LINE', async () => {
    const { ok, channel, organisations } = await terminal.json<Found>('doctor');
    expect(ok).toBe(true);
    expect(channel.map(({ code, state }) => `${code} ${state}`)).toEqual([
      'token unknown',
      'webhook unknown',
      'quota unknown',
    ]);
    for (const { message } of channel) expect(message).toContain('ตัวจำลองทำหน้าที่แทน LINE');
    expect(organisations.map(({ organisation }) => organisation)).toEqual([OFFICE, SECOND]);
    expect(organisations[0]?.checks.map(({ code, state }) => `${code} ${state}`)).toEqual([
      'groups unknown',
      'people ok',
      'next ok',
      'holidays warning',
      'log ok',
    ]);
    const { out } = await terminal.run('doctor', '--organisation', SECOND);
    expect(out).toContain('[ควรดู] กลุ่มไลน์: ยังไม่ได้ผูกกลุ่ม');
    expect(out).not.toContain(OFFICE);
    expect(out).toMatch(/ไม่มีรายการที่ไม่ผ่าน\n$/);
  });

  it('with a channel asks LINE, and answers 1 when something has failed', async () => {
    Object.assign(terminal.env, {
      LINE_API_BASE_URL: await emulator.listen(),
      LINE_CHANNEL_SECRET: 'secret',
      LINE_CHANNEL_ACCESS_TOKEN: TOKEN,
    });
    const { code, out, err } = await terminal.run('doctor', '--json');
    expect([code, err]).toEqual([1, '']);
    const found = JSON.parse(out) as Found;
    expect(found.ok).toBe(false);
    expect(found.channel[0]).toMatchObject({ code: 'token', state: 'ok' });
    // LINE does not know the group.
    expect(found.organisations[0]?.checks[0]).toMatchObject({ code: 'groups', state: 'failed' });
    expect(out).not.toMatch(LINE_ID);
    expect((await terminal.json<Found>('doctor', '--organisation', SECOND)).organisations).toHaveLength(1);
    terminal.env['LINE_CHANNEL_ACCESS_TOKEN'] = 'wrong';
    const refused = await terminal.run('doctor', '--organisation', SECOND);
    expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('[ไม่ผ่าน] โทเคนของช่อง: LINE ไม่รับโทเคนนี้')]);
    expect(refused.out).not.toContain('wrong');
    terminal.env['LINE_CHANNEL_ACCESS_TOKEN'] = TOKEN;
  });

  it('examines the channel while the server has the store, and says so', async () => {
    const engine = await openEngine({
      folder: join(terminal.folder, 'store'),
      cacheFolder: join(terminal.folder, 'engine'),
    });
    const { MONGODB_URI: _server, ...embedded } = terminal.env;
    try {
      let out = '';
      const output = { out: (text: string) => void (out += text), err: (text: string) => void (out += text) };
      expect(await runCommand(['doctor', '--json'], embedded, output, terminal.clock)).toBe(0);
      const found = JSON.parse(out) as Found;
      expect(found).toMatchObject({ ok: true, store: { state: 'unknown' }, organisations: [] });
      expect(found.store.message).toContain('มีโปรแกรมอื่นกำลังใช้ข้อมูล');
      expect(found.channel.find(({ code }) => code === 'token')?.state).toBe('ok');
      out = '';
      expect(await runCommand(['reminders', 'preview', ...APRIL], embedded, output, terminal.clock)).toBe(1);
    } finally {
      await engine.close();
    }
  });
});
