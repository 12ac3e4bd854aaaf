import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { simulatorRouter } from '../../src/emulator/simulator.ts';
import { readLocales } from '../../src/locale-files.ts';
import { start } from './start.ts';

const root = join(__dirname, '../..');
const sentences = readLocales(join(root, 'locales'));
const texts = {
  th: sentences.th['simulator'] as Record<string, unknown>,
  en: sentences.en['simulator'] as Record<string, unknown>,
};

function startSimulator() {
  const started = start();
  const [officer, other] = ['Somchai', 'Malee'].map((name) => started.emulator.addUser({ name }));
  const group = started.emulator.addGroup({ name: 'Office', memberIds: [officer!.id, other!.id] });
  const app = express().use(
    '/simulator',
    simulatorRouter(started.emulator, {
      pageFolder: join(root, 'src/emulator/page'),
      texts,
      roles: { [officer!.id]: 'officer' },
    }),
  );
  const act = (action: string, body: object) => request(app).post(`/simulator/api/${action}`).send(body);
  return { ...started, app, act, officer: officer!.id, other: other!.id, group: group.id };
}

describe('the simulator', () => {
  it('serves its page and files under a policy that lets nothing foreign in', async () => {
    const { app } = startSimulator();
    const bare = await request(app).get('/simulator?lang=en');
    expect([bare.status, bare.headers['location']]).toEqual([302, 'simulator/?lang=en']);
    const page = await request(app).get('/simulator/');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
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
