import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { freshToken } from '../../src/app/codes.ts';
import { makeDocuments } from '../../src/app/documents.ts';
import type { LineGateway } from '../../src/app/ports.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import type { Render } from '../../src/documents/render.ts';
import { AppError } from '../../src/errors.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { at, MINUTE, times, wordsOf } from '../reminders/desk.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { content } from '../support/content.ts';
import { Life } from '../support/life.ts';
import { silentLog } from '../support/log.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { SCALE } from '../support/snapshot.ts';
import { talk } from '../support/talk.ts';

const SITE = 'https://bot.example.go.th';
/** What one officer wrote: more than a PDF is laid out of while somebody looks on. */
const LONG = 'จัดอบรมแล้ว '.repeat(80_000);
const READY = wordsOf('documentFlow.ready');
const FAILED = wordsOf('documentMaking.failed');
const BYTES = Buffer.from('%PDF of a test');
const DAY = 24 * 60 * MINUTE;

/** An office whose follow-up is a large document, and the coordinator who asks for it. */
interface Desk {
  test: TestBot;
  organisationId: string;
  planId: string;
  coordinator: string;
  /** Asks for it as an event does; returns what is answered as one text, and the path of the address. */
  ask(eventId?: string, token?: string): Promise<{ said: string; path: string }>;
  /** Requests of the bot that the coordinator has seen, each as one text. */
  notices(): string[];
  get(path: string): request.Test;
  /** Another process of the bot, and what makes its documents. */
  process(life?: Life, render?: Render): Promise<Bot>;
  /** Retry keys of pushes to the coordinator. */
  keys: string[];
}

async function aDesk(render: Render = () => Promise.resolve(BYTES), instances = 1): Promise<Desk> {
  const keys: string[] = [];
  let gateway: LineGateway | undefined;
  const counted = (real: LineGateway): LineGateway => {
    gateway = {
      reply: (token, messages) => real.reply(token, messages),
      push: (to, messages, retryKey) => {
        keys.push(retryKey);
        return real.push(to, messages, retryKey);
      },
    };
    return gateway;
  };
  const test = await startTestBot({ site: SITE, claimsByClock: true, render, instances, gateway: counted });
  const { store, emulator, clock } = test;
  const name = `องค์การบริหารส่วนตำบล ${randomUUID().slice(0, 8)}`;
  const { id: organisationId } = await store.organisations.ensure(name);
  const coordinator = await test.person('สมใจ', { organisation: name, role: 'coordinator' });
  const planId = await test.plan(aPlan([aMeasure(1, { dimension: 1 })], { organisation: name }));
  const measureId = (await store.plans.all(organisationId))[0]?.measures[0]?.id ?? '';
  const report = { status: 'inProgress', result: 'ทำแล้ว', obstacle: LONG } as const;
  const source = { eventId: 'reported', by: 'สมใจ', at: clock.now() };
  await store.reports.save(organisationId, { planId, measureId, round: 6 }, report, source);
  await store.schedules.open(organisationId, clock.now());
  await store.schedules.setStages(organisationId, [], clock.now());
  const documents = makeDocuments({
    store,
    scale: SCALE,
    address: () => Promise.resolve({ basicId: '@bot', site: SITE }),
  });
  const memberId = (await store.members.byLineUser(coordinator))?.id ?? '';
  const baseURL = await emulator.listen();
  const line = { channelAccessToken: 'test-token', baseURL, timeoutMs: 2_000, log: silentLog };
  return {
    test,
    organisationId,
    planId,
    coordinator,
    keys,
    ask: async (eventId = randomUUID(), token = freshToken()) => {
      const wanted = { type: 'makeDocument', document: 'action-plan-report', format: 'pdf', planId, round: 6, token };
      const asker = { eventId, by: 'สมใจ', memberId, at: clock.now() };
      const messages = await documents.offer(organisationId, wanted as never, asker, coordinator);
      return { said: JSON.stringify(messages), path: `/documents/${token}` };
    },
    notices: () => {
      const seen = new Map<number, string>();
      for (const { fromBot, at: instant, text } of emulator.visible(coordinator)) {
        if (fromBot) seen.set(instant, `${seen.get(instant) ?? ''}\n${text}`);
      }
      return [...seen.values()];
    },
    get: (path) => request(test.bot.http).get(path).buffer(true),
    process: async (life = new Life(Infinity), own = render) =>
      makeBot({
        store: life.hold(store),
        gateway: life.hold(gateway ?? (undefined as never)),
        insight: makeLineInsight(line),
        lineContent: makeLineContent(line),
        clock,
        log: silentLog,
        content,
        defaultLocale: 'th',
        channelSecret: 'test-secret',
        setupCodeHash: '',
        settleMs: 0,
        ping: () => Promise.resolve(true),
        site: SITE,
        render: own,
      }),
  };
}

/** The path of the address in a notice. */
const pathIn = (notice: string): string =>
  /https:\/\/bot\.example\.go\.th(\/documents\/[\w-]+)/.exec(notice)?.[1] ?? '';

describe('a large document', () => {
  let desk: Desk;
  afterEach(() => desk.test.close());

  it('is promised at once, shown as being made, and told of once when it is ready', async () => {
    desk = await aDesk();
    const { said, path } = await desk.ask();
    expect(said).toContain('documentMaking.begun');
    const early = await desk.get(path);
    expect([early.status, early.headers['refresh']]).toEqual([202, '10']);
    expect(early.text).toContain('กำลังจัดทำเอกสารค่ะ');
    expect(early.text).not.toContain('<script');
    for (let sweep = 0; sweep < 3; sweep += 1) {
      desk.test.clock.advance(MINUTE);
      await desk.test.bot.sweep();
    }
    expect(desk.notices()).toHaveLength(1);
    const [notice = ''] = desk.notices();
    expect(notice).toContain(READY);
    for (const address of [path, pathIn(notice)]) {
      const answer = await desk.get(address);
      expect([answer.status, answer.headers['content-disposition']]).toEqual([
        200,
        'attachment; filename="action-plan-report-2570-6.pdf"',
      ]);
      expect(answer.body).toEqual(BYTES);
    }
    expect(desk.keys).toHaveLength(1);
  });

  it('asked for twice by one event is one, and by another while it is made says so and opens the same', async () => {
    desk = await aDesk();
    const [event, token] = [randomUUID(), freshToken()];
    const first = await desk.ask(event, token);
    expect(await desk.ask(event, token)).toEqual(first);
    const again = await desk.ask();
    expect(again.said).toContain('documentMaking.already');
    await desk.test.bot.sweep();
    expect(desk.notices()).toHaveLength(1);
    expect((await desk.get(again.path)).body).toEqual(BYTES);
    // What the events asked for is the same whenever they are looked at once more.
    expect((await desk.ask(event, token)).said).toBe(first.said);
    const later = await desk.ask();
    expect(later.said).toContain('documentMaking.begun');
    expect((await desk.get(later.path)).status).toBe(202);
  });

  it('is made by one of two instances, however closely they look', async () => {
    let made = 0;
    const render: Render = () => {
      made += 1;
      return Promise.resolve(BYTES);
    };
    desk = await aDesk(render, 2);
    await desk.ask();
    await Promise.all(desk.test.bots.map((bot) => bot.make()));
    await Promise.all(desk.test.bots.map((bot) => bot.remind()));
    expect([made, desk.notices().length, desk.keys.length]).toEqual([1, 1, 1]);
  });

  it('that cannot be made is told of once, with what to do instead, and so says its address', async () => {
    desk = await aDesk(() => Promise.reject(new AppError('document-not-made')));
    const { path } = await desk.ask();
    for (let sweep = 0; sweep < 3; sweep += 1) await desk.test.bot.sweep();
    expect(desk.notices()).toEqual([expect.stringContaining(FAILED)]);
    expect(desk.notices()[0]).toContain('เลือก HTML หรือ CSV แทน');
    const answer = await desk.get(path);
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('ใหญ่เกินกว่าจะจัดทำได้ค่ะ')]);
  });

  it('that takes its process along each time is given up, and told of once', async () => {
    desk = await aDesk();
    await desk.ask();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const dying = await desk.process(new Life(Infinity), () => Promise.reject(new Error('out of memory')));
      await dying.make();
      desk.test.clock.advance(3 * MINUTE);
    }
    await desk.test.bot.sweep();
    expect(desk.notices()).toEqual([expect.stringContaining(FAILED)]);
  });

  it('is told of at night too: somebody waits for it', async () => {
    desk = await aDesk();
    desk.test.clock.set(at('2027-04-05T23:30'));
    await desk.ask();
    await desk.test.bot.sweep();
    expect(desk.notices()).toHaveLength(1);
  });

  it('is told of by the next answer when the month has no messages left', async () => {
    desk = await aDesk();
    desk.test.emulator.quota.limit = 0;
    await desk.ask();
    await desk.test.bot.sweep();
    expect(desk.notices()).toEqual([]);
    const person = talk(desk.test, desk.coordinator);
    const answer = await person.say('สรุป');
    expect(times(answer, READY)).toBe(1);
    expect((await desk.get(pathIn(answer))).body).toEqual(BYTES);
    expect(await person.say('สรุป')).not.toContain(READY);
    expect(desk.test.emulator.quota.used).toBe(0);
  });

  it('is not told of to somebody who has left, nor after its address has expired', async () => {
    desk = await aDesk();
    const { store, clock, bot } = desk.test;
    const { path } = await desk.ask();
    const member = await store.members.byLineUser(desk.coordinator);
    await store.members.remove(desk.organisationId, member?.id ?? '');
    await bot.sweep();
    expect(desk.notices()).toEqual([]);
    clock.advance(8 * DAY);
    await bot.sweep();
    expect(desk.notices()).toEqual([]);
    expect((await desk.get(path)).status).toBe(410);
  });

  it('whose bytes are gone is made once more, without another notice', async () => {
    desk = await aDesk();
    const { store, bot, clock } = desk.test;
    const { path } = await desk.ask();
    await bot.sweep();
    await store.documentFiles.forget(Infinity);
    expect((await desk.get(path)).status).toBe(202);
    clock.advance(MINUTE);
    await bot.sweep();
    expect((await desk.get(path)).body).toEqual(BYTES);
    expect(desk.notices()).toHaveLength(1);
  });

  it('under way when the program is told to stop is let go of, and made by the next', async () => {
    const halt = new AbortController();
    const slow: Render = (_order, stop) =>
      new Promise((_resolve, reject) => {
        stop?.addEventListener('abort', () => reject(new AppError('document-not-made')));
        halt.abort();
      });
    desk = await aDesk();
    const { path } = await desk.ask();
    await (await desk.process(new Life(Infinity), slow)).make(halt.signal);
    expect((await desk.get(path)).status).toBe(202);
    await desk.test.bot.sweep();
    expect((await desk.get(path)).body).toEqual(BYTES);
  });

  it('of many pieces is the same, byte by byte, and the oldest of too many are forgotten', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 'สุจริต');
    desk = await aDesk();
    const { documentFiles } = desk.test.store;
    const file = { organisationId: 'o', bytes: large, expiresAt: 100 };
    expect(await documentFiles.keep('first', { ...file, at: 0 })).toBe(3);
    expect(large.equals((await documentFiles.read('first', 3)) ?? Buffer.alloc(0))).toBe(true);
    for (let index = 1; index <= 10; index += 1) {
      await documentFiles.keep(`later-${index}`, { ...file, bytes: BYTES, at: index });
    }
    expect(await documentFiles.read('first', 3)).toBeNull();
    expect(await documentFiles.read('later-1', 1)).toEqual(BYTES);
    await documentFiles.forget(101);
    expect(await documentFiles.read('later-10', 1)).toBeNull();
  });
});

describe('a process that dies between any two steps of making a document', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
  });
  afterAll(() => desk.test.close());

  it('loses none and tells of none twice', async () => {
    const { clock, emulator, store } = desk.test;
    const live = async (life: Life): Promise<void> => {
      const bot = await desk.process(life);
      await Promise.race([bot.make().then(() => bot.remind()), life.died]);
    };
    const whole = new Life(Infinity);
    await desk.ask();
    await live(whole);
    expect(desk.notices()).toHaveLength(1);
    for (let kill = 1; kill <= whole.calls; kill += 1) {
      const before = desk.keys.length;
      clock.advance(1000);
      const { path } = await desk.ask();
      if (kill % 3 === 0) emulator.faults.push.dropAfter = 1;
      await live(new Life(kill));
      for (let look = 0; look < 5; look += 1) {
        // A dead owner's claim ends.
        clock.advance(3 * MINUTE);
        await live(new Life(Infinity));
        if ((await store.occurrences.due()).length === 0) break;
      }
      const notices = desk.notices();
      expect({ kill, notices: notices.length }).toEqual({ kill, notices: kill + 1 });
      expect({ kill, keys: new Set(desk.keys.slice(before)).size }).toEqual({ kill, keys: 1 });
      for (const address of [path, pathIn(notices.at(-1) ?? '')]) {
        expect({ kill, body: (await desk.get(address)).body }).toEqual({ kill, body: BYTES });
      }
    }
    expect(await store.documentLinks.claim()).toBeNull();
  }, 120_000);
});
