import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { movableClock } from '../../src/clock.ts';
import { simulatorRouter } from '../../src/emulator/simulator.ts';
import { readLocales } from '../../src/locale-files.ts';
import { NOW, SECRET, start, text, TOKEN } from './start.ts';

const root = join(__dirname, '../..');
const sentences = readLocales(join(root, 'locales'));
const texts = {
  th: sentences.th['simulator'] as Record<string, unknown>,
  en: sentences.en['simulator'] as Record<string, unknown>,
};

function startSimulator() {
  const clock = movableClock({ now: () => NOW });
  const started = start({ clock });
  const [officer, other] = ['Somchai', 'Malee'].map((name) => started.emulator.addUser({ name }));
  const group = started.emulator.addGroup({ name: 'Office', memberIds: [officer!.id, other!.id] });
  const app = express().use(
    '/simulator',
    simulatorRouter(started.emulator, {
      pageFolder: join(root, 'src/emulator/page'),
      texts,
      roles: { [officer!.id]: 'officer' },
      clock,
    }),
  );
  const act = (action: string, body: object) => request(app).post(`/simulator/api/${action}`).send(body);
  return { ...started, app, clock, act, officer: officer!.id, other: other!.id, group: group.id };
}

describe('the simulator', () => {
  it('serves its page and files under a policy that lets nothing foreign in', async () => {
    const { app } = startSimulator();
    const bare = await request(app).get('/simulator?lang=en');
    expect([bare.status, bare.headers['location']]).toEqual([302, 'simulator/?lang=en']);
    const page = await request(app).get('/simulator/');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    // Pictures of the bot live where the bot says.
    expect(page.headers['content-security-policy']).toContain("default-src 'self'; img-src 'self' https:;");
    for (const file of [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name)) {
      expect((await request(app).get(`/simulator/${file}`)).status).toBe(200);
    }
  });

  it('tells the state, and little when nothing changed', async () => {
    const { app, emulator, officer } = startSimulator();
    const first = await request(app).get('/simulator/api/state');
    expect(first.body).toMatchObject({
      people: [{ id: officer, displayName: 'Somchai', role: 'officer', friendship: 'friend' }, {}],
      groups: [{ name: 'Office', hasBot: true }],
      quota: { limit: 300, used: 0 },
      chats: { [officer]: { messages: [], quickReplies: [] } },
    });
    const { revision } = first.body as { revision: number };
    expect((await request(app).get(`/simulator/api/state?since=${revision}`)).body).toEqual({ revision });
    emulator.say(officer, officer, 'hello');
    const next = await request(app).get(`/simulator/api/state?since=${revision}`);
    expect(next.body).toMatchObject({ chats: { [officer]: { messages: [{ text: 'hello' }] } } });
  });

  it('speaks, taps, sends photos and moves people as they would', async () => {
    const { act, emulator, webhooks, officer, other, group } = startSimulator();
    const acts: [string, object][] = [
      ['say', { userId: officer, chatId: group, text: 'summary', mentionBot: true }],
      ['press', { userId: officer, chatId: officer, action: { type: 'postback', label: 'x', data: 'd' } }],
      [
        'media',
        {
          userId: officer,
          chatId: officer,
          type: 'image',
          fileName: 'a.png',
          contentType: 'image/png',
          base64: 'AAAA',
        },
      ],
      ['unfollow', { userId: other }],
      ['follow', { userId: other }],
      ['member-leave', { groupId: group, userId: other }],
      ['member-join', { groupId: group, userId: other }],
      ['leave', { groupId: group }],
      ['join', { groupId: group }],
    ];
    for (const [action, body] of acts) expect((await act(action, body)).status).toBe(200);
    const last = emulator.visible(officer).at(-1)!;
    expect((await act('unsend', { messageId: last.id })).status).toBe(200);
    await emulator.idle();
    expect(webhooks.map(({ events }) => events[0]!['type'])).toEqual([
      'message',
      'postback',
      'message',
      'unfollow',
      'follow',
      'memberLeft',
      'memberJoined',
      'leave',
      'join',
      'unsend',
    ]);
  });

  it("keeps what is sent from a disk for the bot to download, with a file's name and size", async () => {
    const { act, emulator, get, lastEvent, officer } = startSimulator();
    const bytes = Buffer.from('%PDF-1.7 ผล');
    const file = {
      type: 'file',
      fileName: 'ผลงาน.pdf',
      contentType: 'application/pdf',
      base64: bytes.toString('base64'),
    };
    expect((await act('media', { userId: officer, chatId: officer, ...file })).status).toBe(200);
    await emulator.idle();
    const { message } = lastEvent() as { message: { id: string } };
    expect(message).toMatchObject({ type: 'file', fileName: 'ผลงาน.pdf', fileSize: bytes.length });
    const download = await get(`/v2/bot/message/${message.id}/content`);
    expect([download.headers['content-type'], Buffer.from(download.body as Buffer)]).toEqual([
      'application/pdf',
      bytes,
    ]);
  });

  it('takes a photo as large as a camera makes it', async () => {
    const { act, officer } = startSimulator();
    const base64 = Buffer.alloc(12_000_000).toString('base64');
    const photo = { type: 'image', fileName: 'a.jpg', contentType: 'image/jpeg', base64 };
    expect((await act('media', { userId: officer, chatId: officer, ...photo })).status).toBe(200);
  });

  it('mentions the bot, people and everyone as LINE does', async () => {
    const { act, emulator, lastEvent, officer, other, group } = startSimulator();
    const body = { mentionBot: true, mentionUsers: [other], mentionAll: true };
    await act('say', { userId: officer, chatId: group, text: '@Malee @All please', ...body });
    await emulator.idle();
    expect(lastEvent()).toMatchObject({
      message: {
        text: '@Bot @Malee @All please',
        mention: {
          mentionees: [
            { index: 0, length: 4, isSelf: true },
            { index: 5, length: 6, userId: other, isSelf: false },
            { index: 12, length: 4, type: 'all' },
          ],
        },
      },
    });
  });

  it('says of messages what LINE would say, and sends none', async () => {
    const { act, emulator, officer } = startSimulator();
    expect((await act('validate', { messages: [text('hi')] })).body).toMatchObject({ result: {} });
    expect((await act('validate', { messages: [text('')] })).body).toMatchObject({
      result: { message: 'The request body has 1 error(s)', details: [{ property: 'messages[0].text' }] },
    });
    expect(emulator.visible(officer)).toEqual([]);
  });

  it('sets the messages of a month', async () => {
    const { act, emulator } = startSimulator();
    for (const limit of [5, 0, null]) {
      expect((await act('quota', { limit })).status).toBe(200);
      expect(emulator.quota.limit).toBe(limit);
    }
    for (const limit of [-1, 'many', undefined]) expect((await act('quota', { limit })).status).toBe(400);
  });

  it('makes organisations where there is a store, and tells how many measures came with one', async () => {
    const { act } = startSimulator();
    expect((await act('organisation', { name: 'Office' })).status).toBe(400);
    const { emulator } = start();
    const makeOrganisation = jest.fn(() => Promise.resolve({ name: 'Office', measures: 2 }));
    const app = express().use(simulatorRouter(emulator, { pageFolder: root, texts, makeOrganisation }));
    const made = await request(app).post('/api/organisation').send({ fileName: 'plan.csv', base64: 'AAAA' });
    expect(made.body).toMatchObject({ result: { name: 'Office', measures: 2 } });
    expect(makeOrganisation).toHaveBeenCalledWith({ file: { name: 'plan.csv', bytes: Buffer.alloc(3) } });
    expect((await request(app).get('/api/state')).body).toMatchObject({ canMakeOrganisations: true });
  });

  it('makes people who add the bot, and groups of them that invite it', async () => {
    const { act, emulator, webhooks, officer } = startSimulator();
    expect((await act('person', { name: '  ทดลอง ใจดี ' })).status).toBe(200);
    const made = [...emulator.platform.people.values()].at(-1)!;
    expect(made).toMatchObject({ displayName: 'ทดลอง ใจดี', friendship: 'friend' });
    expect((await act('group', { name: 'กลุ่มใหม่', memberIds: [officer, made.id] })).status).toBe(200);
    const group = [...emulator.platform.gatherings.values()].at(-1)!;
    expect([group.name, group.hasBot, [...group.memberIds]]).toEqual(['กลุ่มใหม่', true, [officer, made.id]]);
    await emulator.idle();
    expect(webhooks.map(({ events }) => events[0]!['type'])).toEqual(['follow', 'join']);
    for (const body of [{ name: ' ' }, { name: 'x'.repeat(51) }, {}])
      expect((await act('person', body)).status).toBe(400);
    expect((await act('group', { name: 'x', memberIds: [] })).status).toBe(400);
    expect((await act('group', { name: 'x', memberIds: ['nobody'] })).status).toBe(400);
  });

  it('sets the clock of bot and platform to a time in Bangkok, and back', async () => {
    const { act, app, clock } = startSimulator();
    const told = async () =>
      ((await request(app).get('/simulator/api/state')).body as { clock: { now: number; isMoved: boolean } }).clock;
    expect(await told()).toEqual({ now: NOW, isMoved: false });
    expect((await act('clock', { at: '2027-04-01T08:29' })).status).toBe(200);
    expect(await told()).toEqual({ now: Date.parse('2027-04-01T08:29:00+07:00'), isMoved: true });
    expect(clock.now()).toBe(Date.parse('2027-04-01T01:29:00Z'));
    expect((await act('clock', { at: null })).status).toBe(200);
    expect(await told()).toEqual({ now: NOW, isMoved: false });
    for (const at of ['tomorrow', '2027-02-30T08:00', 5]) expect((await act('clock', { at })).status).toBe(400);
  });

  it('switches faults one by one, and all off again', async () => {
    const { act, app, emulator, officer, webhooks } = startSimulator();
    const state = async () => (await request(app).get('/simulator/api/state')).body as object;
    expect((await act('fault', { endpoint: 'push', name: 'rateLimit', value: 2 })).status).toBe(200);
    expect((await act('fault', { endpoint: 'webhook', name: 'duplicates', value: 1 })).status).toBe(200);
    expect(await state()).toMatchObject({ apiFaults: { push: { rateLimit: 2 } }, webhookFaults: { duplicates: 1 } });
    emulator.say(officer, officer, 'hello');
    await emulator.idle();
    expect(webhooks).toHaveLength(2);
    expect((await act('calm', {})).status).toBe(200);
    expect(await state()).toMatchObject({ apiFaults: { push: { rateLimit: 0 } }, webhookFaults: { duplicates: 0 } });
    expect((await act('fault', { endpoint: 'content', name: 'slowMs', value: 3000 })).status).toBe(200);
    expect(emulator.faults.content.slowMs).toBe(3000);
    for (const fault of [
      { endpoint: 'push', name: 'explode', value: 1 },
      { endpoint: 'push', name: 'rateLimit', value: -1 },
      { endpoint: 'webhook', name: 'lose', value: 'yes' },
      { endpoint: 'everything', name: 'rateLimit', value: 1 },
    ])
      expect((await act('fault', fault)).status).toBe(400);
  });

  it('delivers again what failed', async () => {
    const answers = [500, 200];
    const { emulator } = start({ deliver: () => Promise.resolve(answers.shift() ?? 200) });
    const { id } = emulator.addUser({ name: 'Somchai' });
    const app = express().use(simulatorRouter(emulator, { pageFolder: root, texts }));
    emulator.say(id, id, 'hello');
    await emulator.idle();
    expect((await request(app).post('/api/redeliver').send({})).status).toBe(200);
    await emulator.idle();
    expect(emulator.deliveries.map(({ status }) => status)).toEqual([500, 200]);
  });

  it('shows what went between the bot and the platform, without what nobody may see', async () => {
    const { app, emulator, post, officer } = startSimulator();
    emulator.say(officer, officer, 'hello');
    await emulator.idle();
    await post('/v2/bot/message/push', { to: officer, messages: [text('hi')] });
    await post('/v2/bot/message/push', { to: officer, messages: [text('')] });
    const { body } = await request(app).get('/simulator/api/traffic');
    expect(body).toMatchObject({
      exchanges: [
        { kind: 'api', title: 'POST /v2/bot/message/push', status: 400, response: { message: expect.any(String) } },
        { kind: 'api', status: 200, request: { to: officer, messages: [text('hi')] } },
        { kind: 'webhook', title: 'message', status: 200, request: { events: [{ message: { text: 'hello' } }] } },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${TOKEN}|${SECRET}`));
  });

  it('keeps the last hundred of it', async () => {
    const { app, emulator, officer } = startSimulator();
    for (let count = 0; count < 103; count += 1) emulator.say(officer, officer, `hello ${count}`);
    await emulator.idle();
    const { exchanges } = (await request(app).get('/simulator/api/traffic')).body as { exchanges: { id: number }[] };
    expect([exchanges.length, exchanges[0]?.id, exchanges.at(-1)?.id]).toEqual([100, 103, 4]);
  });

  it('tells a page that listens of every change, and of what changes at once once', async () => {
    const { app, emulator } = startSimulator();
    const server = createServer(app);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const call = get(`http://127.0.0.1:${port}/simulator/api/events`);
    try {
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      expect(response.headers['content-type']).toContain('text/event-stream');
      response.setEncoding('utf8');
      const heard = async () => String((await once(response, 'data'))[0]);
      expect(await heard()).toBe(`data: ${emulator.platform.revision}\n\n`);
      const next = heard();
      emulator.addUser({ name: 'Malee' });
      emulator.addUser({ name: 'Wipa' });
      expect(await next).toBe(`data: ${emulator.platform.revision}\n\n`);
    } finally {
      call.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });

  it('refuses what makes no sense, and says so', async () => {
    const { act, officer, group } = startSimulator();
    expect((await act('say', { userId: officer })).status).toBe(400);
    expect((await act('say', { userId: 'nobody', chatId: group, text: 'x' })).status).toBe(400);
    expect((await act('fly', {})).status).toBe(404);
    expect((await act('say', { userId: officer, chatId: officer, text: 'x'.repeat(7_000_000) })).status).toBe(413);
  });

  it("refuses another site's requests", async () => {
    const { app, emulator, officer } = startSimulator();
    const say = () => request(app).post('/simulator/api/say');
    const body = { userId: officer, chatId: officer, text: 'x' };
    expect((await say().set('origin', 'https://elsewhere.example').send(body)).status).toBe(403);
    expect((await say().set('sec-fetch-site', 'cross-site').send(body)).status).toBe(403);
    expect((await say().type('text/plain').send(JSON.stringify(body))).status).toBe(403);
    expect(emulator.visible(officer)).toEqual([]);
  });

  it('shows photos people sent, and no other files', async () => {
    const { app, emulator, officer } = startSimulator();
    const photo = emulator.sendMedia(officer, officer, 'image', Buffer.from('x'));
    const file = emulator.sendMedia(officer, officer, 'file', Buffer.from('<script>'), { contentType: 'text/html' });
    expect((await request(app).get(`/simulator/api/content/${photo.id}`)).status).toBe(200);
    expect((await request(app).get(`/simulator/api/content/${file.id}`)).status).toBe(404);
  });

  it('speaks Thai and English with the same sentences', async () => {
    const { app } = startSimulator();
    const read = async (lang: string) =>
      (await request(app).get(`/simulator/api/texts?lang=${lang}`)).body as typeof answer;
    const answer = { locale: '', texts: {} as Record<string, unknown> };
    const [th, en] = [await read('th'), await read('en')];
    expect([th.locale, en.locale]).toEqual(['th', 'en']);
    expect((await read('xx')).locale).toBe('th');
    const keys = (node: unknown, path = ''): string[] =>
      typeof node === 'object' && node !== null
        ? Object.entries(node).flatMap(([key, value]) => keys(value, `${path}.${key}`))
        : [path];
    expect(keys(th.texts)).toEqual(keys(en.texts));
  });
});
