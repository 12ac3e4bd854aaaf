import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import request from 'supertest';
import { request as send } from 'undici';
import { hashCode } from '../../src/app/codes.ts';
import type { LineGateway, LineMessage } from '../../src/app/ports.ts';
import { checkFlows } from '../../src/conversation/check-flows.ts';
import { drawFlow } from '../../src/conversation/draw-flow.ts';
import { readFlowFile } from '../../src/conversation/flow-file.ts';
import { checkMessages } from '../../src/emulator/validate/request.ts';
import { folders } from '../../src/folders.ts';
import { book, someFacts, speakers, typed } from '../conversation/pure.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { damage, ECHOED, mutated, postbackData, text } from './hostile-input.ts';
import type { Json } from './hostile-input.ts';

const SEED = 2570;
const BODIES = 7_200;
const EVENTS = 2_200;
const FLOW_FILES = 600;
const PER_WEBHOOK = 40;

const sign = (body: Buffer | string) => createHmac('sha256', 'test-secret').update(body).digest('base64');
const sample = <Value>(arbitrary: fc.Arbitrary<Value>, count: number) =>
  fc.sample(arbitrary, { numRuns: count, seed: SEED });

/** The chat and person a reply token of this test is of. */
const chatOf = (token: string): string => token.split('/')[0] ?? '';

/** Every text of a message that a person can see. */
function seen(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(seen);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    ['text', 'altText', 'label', 'displayText'].includes(key) && typeof value === 'string' ? [value] : seen(value),
  );
}

describe('hostile input', () => {
  let test: TestBot;
  let server: Server;
  let url = '';
  let count = 0;
  const refused: string[] = [];
  const said: string[] = [];
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => void rejections.push(reason);

  /** Takes what the emulator's validation takes, without the way there. */
  const take = (messages: LineMessage[]) => {
    const refusal = checkMessages(messages);
    if (refusal !== undefined) refused.push(JSON.stringify(refusal.body));
    said.push(...seen(messages));
    return Promise.resolve({ outcome: 'accepted' as const, sentIds: [] });
  };
  /** What can be tapped in a chat now, by the reply token that names chat and person. */
  const buttons = new Map<string, string[]>();
  const gateway: LineGateway = {
    reply: (token, messages) => {
      const shown = [...JSON.stringify(messages).matchAll(/"data":"([^"]+)"/g)].map(([, data]) => data ?? '');
      buttons.set(chatOf(token), [...new Set(shown)]);
      return take(messages);
    },
    push: (_to, messages) => take(messages),
  };

  const post = async (body: Buffer | string, signature: string): Promise<{ status: number; text: string }> => {
    const headers = { 'content-type': 'application/json', 'x-line-signature': signature };
    const answer = await send(url, { method: 'POST', headers, body: Buffer.from(body) });
    return { status: answer.statusCode, text: await answer.body.text() };
  };

  beforeAll(async () => {
    process.on('unhandledRejection', onRejection);
    test = await startTestBot({ gateway: () => gateway });
    server = createServer(test.bot.http);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/line`;
  });
  afterAll(async () => {
    process.off('unhandledRejection', onRejection);
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    await test.close();
    process.stdout.write(`hostile inputs: ${count}\n`);
  });

  /** People of every standing, in 1:1 chats and groups, with a plan that has every kind of question. */
  async function sources(): Promise<Json[]> {
    const PERIOD = { text: '', from: null, to: null };
    const steps = ['จัดทำ', 'ทบทวน'].map((method) => ({ method, responsibleUnits: ['กองช่าง'], period: PERIOD }));
    await test.plan(
      aPlan([
        aMeasure(1, { title: `โครงการ ${ECHOED}`, responsibleUnits: ['กองคลัง'], plannedBudget: 50_000, dimension: 1 }),
        aMeasure(2, { title: 'มาตรการหลายขั้น', steps }),
        aMeasure(3, { title: '👩‍👩‍👧'.repeat(50) }),
      ]),
    );
    const { id } = await test.store.organisations.ensure(OFFICE);
    const expiresAt = test.clock.now() + 365 * 24 * 60 * 60 * 1000;
    const open = { eventId: 'open', codeHash: hashCode('ABCD-2345'), uses: 1000, expiresAt, by: '' };
    await test.store.invitations.create(id, { ...open, role: 'observer' });
    const people: string[] = [];
    for (const role of ['coordinator', 'supervisor', 'officer', 'observer'] as const) {
      for (let one = 0; one < 2; one += 1)
        people.push(await test.person(`คน${one}`, { organisation: OFFICE, role, unit: 'กองคลัง' }));
    }
    for (let one = 0; one < 2; one += 1) people.push(await test.person('แปลกหน้า'));
    const linked = await test.group('ผูกแล้ว', people, OFFICE);
    const free = await test.group('ยังไม่ผูก', people);
    return [
      ...people.map((userId) => ({ type: 'user', userId })),
      ...people.map((userId) => ({ type: 'user', userId })),
      ...people.map((userId) => ({ type: 'group', groupId: linked, userId })),
      ...people.slice(0, 5).map((userId) => ({ type: 'group', groupId: free, userId })),
      { type: 'group', groupId: linked },
      { type: 'room', roomId: 'R1', userId: people[0] ?? '' },
    ];
  }

  let clock = 0;
  const pressed = (chat: string, pick: number): { [key: string]: Json } => {
    const shown = buttons.get(chat) ?? ['c/report'];
    return { type: 'postback', postback: { data: shown[pick % Math.max(1, shown.length)] ?? 'c/help' } };
  };
  const envelope = (source: Json, detail: { [key: string]: Json }): { [key: string]: Json } => {
    clock += 1;
    const chat = JSON.stringify(source).replaceAll(/[^A-Za-z0-9]/g, '');
    return {
      mode: 'active',
      timestamp: test.clock.now() + clock,
      webhookEventId: randomUUID(),
      deliveryContext: { isRedelivery: false },
      replyToken: `${chat}/${clock}`,
      source,
      ...(detail['type'] === 'press' ? pressed(chat, Number(detail['pick'])) : detail),
    };
  };

  const event: fc.Arbitrary<{ [key: string]: Json }> = fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        type: fc.constant('message'),
        message: text.map((typed): Json => ({ type: 'text', id: '1', text: typed })),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('message'),
        message: text.map((typed): Json => ({ type: 'text', id: '1', text: `@น้องสุจริต ${typed}` })),
      }),
    },
    { weight: 14, arbitrary: fc.record({ type: fc.constant('press'), pick: fc.nat(1_000) }) },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('postback'), postback: postbackData.map((data): Json => ({ data })) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constantFrom(
          'follow',
          'unfollow',
          'join',
          'memberJoined',
          'unsend',
          'beacon',
          'module',
          'เหตุการณ์',
          '',
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('message'),
        message: fc
          .constantFrom('image', 'sticker', 'file', 'location', 'hologram')
          .map((type): Json => ({ type, id: '1' })),
      }),
    },
  );

  it(`${BODIES} bodies, signed and not, get 200, 400 or 401 and never a word`, async () => {
    const good = JSON.stringify({
      destination: test.emulator.bot.userId,
      events: [
        envelope({ type: 'user', userId: 'U1' }, { type: 'message', message: { type: 'text', id: '1', text: 'สวัสดี' } }),
      ],
    });
    const bodies = sample(
      fc.oneof(
        { weight: 5, arbitrary: damage.map((harm) => Buffer.from(harm(good))) },
        { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
        { weight: 2, arbitrary: fc.json({ maxDepth: 4 }).map((json) => Buffer.from(json)) },
        { weight: 1, arbitrary: fc.constantFrom('[', '{"a":').map((deep) => Buffer.from(deep.repeat(5_000))) },
      ),
      BODIES,
    );
    const statuses = new Map<number, number>();
    for (let start = 0; start < bodies.length; start += 8) {
      await Promise.all(
        bodies.slice(start, start + 8).map(async (body, index) => {
          const signed = index % 4 !== 3;
          const { status, text: answer } = await post(body, signed ? sign(body) : 'x');
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          expect(answer).toBe('');
          if (!signed) expect(status).toBe(401);
          count += 1;
        }),
      );
    }
    await test.settled();
    expect(new Set(statuses.keys())).toEqual(new Set([200, 400, 401]));
  });

  it(`${EVENTS} events of every kind take effect or are passed over, and what is answered LINE accepts`, async () => {
    const from = await sources();
    const details = sample(fc.tuple(event, fc.nat(from.length - 1), fc.nat(5), fc.nat(60), fc.nat(20)), EVENTS);
    for (let start = 0; start < details.length; start += PER_WEBHOOK) {
      const events = details.slice(start, start + PER_WEBHOOK).map(([detail, who, harm, at, odd]) => {
        const whole = envelope(from[who] ?? null, detail);
        return harm === 0 ? mutated(whole, at, odd) : whole;
      });
      const body = JSON.stringify({ destination: test.emulator.bot.userId, events });
      // Now and then half a day passes: what is typed then is asked about.
      if (start % 600 === 0) test.clock.advance(13 * 60 * 60 * 1000);
      expect((await post(body, sign(body))).status).toBe(200);
      await test.settled();
      count += events.length;
    }
    const metrics = await request(test.bot.http).get('/metrics');
    expect(metrics.text).not.toMatch(/^sujarit_event_failures_total\{/m);
    expect(refused).toEqual([]);
    // The storm came to the end of every kind of conversation.
    const all = said.join('\n');
    for (const far of ['บันทึกแล้วค่ะ', 'รหัสเชิญ', 'ตรวจสอบการลงทะเบียน', 'ค้างไว้ตั้งแต่', 'เลิกผูกกลุ่ม', 'English it is']) {
      expect(all).toContain(far);
    }
  });

  it('nothing internal was ever visible in an answer', () => {
    const visible = said.map((one) => one.replaceAll(ECHOED, ''));
    const internal = /\bError\b|undefined|\bnull\b|NaN|\[object|\{\{|\$t\((?!bot\.name\))|\bat \S+\.[jt]s|node_modules/;
    expect(visible.filter((one) => internal.test(one))).toEqual([]);
    // Names of sentences are no sentences.
    expect(visible.filter((one) => /^(?:answers|bot|report|flow|control)\.\w+(?:\.\w+)*$/.test(one.trim()))).toEqual(
      [],
    );
  });

  it('afterwards the bot works as ever', async () => {
    const answers = said.length;
    const userId = await test.person('คนใหม่', { organisation: OFFICE, role: 'officer' });
    const body = JSON.stringify({
      destination: test.emulator.bot.userId,
      events: [
        envelope({ type: 'user', userId }, { type: 'message', message: { type: 'text', id: '1', text: 'ช่วยเหลือ' } }),
      ],
    });
    expect((await post(body, sign(body))).status).toBe(200);
    await test.settled();
    expect(said.slice(answers).join()).toContain('พิมพ์หรือแตะได้เลยค่ะ');
  });

  it('only a store that fails is answered with 500, and says nothing', async () => {
    const failing = await startTestBot({
      store: (real) => ({ ...real, inbox: { ...real.inbox, record: () => Promise.reject(new Error('disk full')) } }),
    });
    try {
      const body = JSON.stringify({
        destination: failing.emulator.bot.userId,
        events: [envelope({ type: 'user', userId: 'U1' }, { type: 'follow' })],
      });
      const answer = await request(failing.bot.http)
        .post('/webhook/line')
        .set('content-type', 'application/json')
        .set('x-line-signature', sign(body))
        .serialize((given: unknown) => given as string)
        .send(body);
      expect([answer.status, answer.text]).toEqual([500, '']);
    } finally {
      await failing.close();
    }
  });

  it(`${FLOW_FILES} damaged flow files are refused with a place and a reason, or can be conversed by`, () => {
    const originals = readdirSync(folders.flows).map((name) => readFileSync(join(folders.flows, name), 'utf8'));
    const facts = someFacts({ standing: 'coordinator' });
    const languages = {
      th: (key: string) => {
        try {
          return speakers.th.say({ key });
        } catch {
          return undefined;
        }
      },
    };
    let inOrder = 0;
    for (const [harm, which] of sample(fc.tuple(damage, fc.nat(originals.length - 1)), FLOW_FILES)) {
      count += 1;
      const read = readFlowFile('flows/x.yaml', harm(originals[which] ?? ''));
      const problems = 'problems' in read ? read.problems : checkFlows([read.ok], languages);
      for (const { line, column, reason } of problems) {
        expect([line > 0, column > 0, reason.length > 0]).toEqual([true, true, true]);
      }
      if (problems.length > 0 || !('ok' in read)) continue;
      inOrder += 1;
      const { flow } = read.ok;
      expect(drawFlow(flow)).toContain('flowchart TD');
      const flows = new Map([...book.flows, [flow.flow, flow]]);
      const lines = ['รายงาน 1', 'สรุป กองคลัง', 'เชิญ', '1', '1', 'อะไร', '2', 'ข้าม', 'ย้อนกลับ', 'บันทึก', 'ค้าง', 'ยกเลิก'];
      expect(typed(lines, facts, { ...book, flows }).said).not.toBe('');
    }
    expect(inOrder).toBeGreaterThan(0);
    expect(inOrder).toBeLessThan(FLOW_FILES);
  });

  it('was ten thousand inputs, and no promise was left rejected', () => {
    expect(count).toBeGreaterThanOrEqual(10_000);
    expect(rejections).toEqual([]);
  });
});
