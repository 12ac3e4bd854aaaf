import request from 'supertest';
import { NOW, start, text } from './start.ts';

describe('the API', () => {
  it('knows its callers by their token', async () => {
    const { emulator } = start();
    const call = () => request(emulator.app).get('/v2/bot/info');
    const without = await call();
    const wrong = await call().set('authorization', 'Bearer something-else');
    for (const { status, body } of [without, wrong]) {
      expect(status).toBe(401);
      expect(body).toEqual({ message: expect.stringContaining('Authentication failed') });
    }
  });

  it('gives every answer a request id', async () => {
    const { get } = start();
    const ids = [await get('/v2/bot/info'), await get('/nothing')].map(({ headers }) => headers['x-line-request-id']);
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('answers what it cannot read or does not have in JSON', async () => {
    const { emulator, get } = start();
    const unreadable = await request(emulator.app)
      .post('/v2/bot/message/push')
      .set('authorization', 'Bearer channel-access-token')
      .set('content-type', 'application/json')
      .send('{');
    expect([unreadable.status, unreadable.body]).toMatchObject([400, { message: expect.any(String) }]);
    const unknown = await get('/v2/bot/nothing');
    expect([unknown.status, unknown.body]).toEqual([404, { message: 'Not found' }]);
  });

  it('tells the bot, the people and the groups', async () => {
    const { emulator, get } = start({ bot: { displayName: 'Nong', basicId: '@nong' } });
    const friend = emulator.addUser({ name: 'Somchai', language: 'th' });
    const stranger = emulator.addUser({ name: 'Malee', friendship: 'none' });
    const group = emulator.addGroup({ name: 'Office', memberIds: [stranger.id] });
    const read = async (path: string) => {
      const { status, body } = await get(`/v2/bot/${path}`);
      return [status, body as unknown];
    };
    const bot = {
      userId: emulator.bot.userId,
      basicId: '@nong',
      displayName: 'Nong',
      chatMode: 'bot',
      markAsReadMode: 'auto',
    };
    expect(await read('info')).toEqual([200, bot]);
    expect(await read(`profile/${friend.id}`)).toEqual([
      200,
      { userId: friend.id, displayName: 'Somchai', language: 'th' },
    ]);
    expect(await read(`profile/${stranger.id}`)).toEqual([404, { message: 'Not found' }]);
    expect(await read(`group/${group.id}/summary`)).toEqual([200, { groupId: group.id, groupName: 'Office' }]);
    expect(await read(`group/${group.id}/members/count`)).toEqual([200, { count: 1 }]);
    expect(await read(`group/${group.id}/member/${stranger.id}`)).toEqual([
      200,
      { userId: stranger.id, displayName: 'Malee' },
    ]);
    expect(await read(`group/${group.id}/member/${friend.id}`)).toMatchObject([404, {}]);
    expect(await read(`group/${group.id}/members/ids`)).toMatchObject([403, {}]);
  });

  it('lets the bot leave a group, which then is closed to it', async () => {
    const { emulator, post, get, lastEvent } = start();
    const group = emulator.addGroup({ name: 'Office' });
    expect((await post(`/v2/bot/group/${group.id}/leave`, {})).status).toBe(200);
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ type: 'leave' });
    expect((await get(`/v2/bot/group/${group.id}/summary`)).status).toBe(404);
  });

  it('tells the quota, limited or not', async () => {
    const { emulator, get } = start();
    expect((await get('/v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 300 });
    emulator.quota.limit = null;
    expect((await get('/v2/bot/message/quota')).body).toEqual({ type: 'none' });
    expect((await get('/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 0 });
  });

  it('serves what people sent, once it is prepared', async () => {
    const { emulator, get } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    const film = emulator.sendMedia(id, id, 'video', Buffer.from('film'), { preparing: true });
    const path = `/v2/bot/message/${film.id}/content`;
    expect((await get(path)).status).toBe(202);
    expect((await get(`${path}/transcoding`)).body).toEqual({ status: 'processing' });
    emulator.platform.media.get(film.id)!.state = 'ready';
    const ready = await get(path);
    expect([ready.status, ready.headers['content-type'], ready.body as Buffer]).toEqual([
      200,
      'video/mp4',
      Buffer.from('film'),
    ]);
    expect((await get(`${path}/transcoding`)).body).toEqual({ status: 'succeeded' });
    expect((await get('/v2/bot/message/1/content')).status).toBe(404);
  });

  it('keeps where webhooks go', async () => {
    const { emulator, get } = start({ webhookUrl: 'http://127.0.0.1:1/a' });
    const path = '/v2/bot/channel/webhook/endpoint';
    const put = (endpoint: string) =>
      request(emulator.app).put(path).set('authorization', 'Bearer channel-access-token').send({ endpoint });
    expect((await get(path)).body).toEqual({ endpoint: 'http://127.0.0.1:1/a', active: true });
    expect((await put('https://example.com/b')).status).toBe(200);
    expect((await get(path)).body).toMatchObject({ endpoint: 'https://example.com/b' });
    expect((await put('nowhere')).status).toBe(400);
  });

  it('states the time of its own clock in every answer, and may be wrong about it', async () => {
    const { emulator, get, pass } = start();
    const dateOf = async (path: string) => Date.parse((await get(path)).headers['date'] as string);
    expect(await dateOf('/v2/bot/info')).toBe(NOW);
    expect(await dateOf('/nowhere')).toBe(NOW);
    pass(60_000);
    emulator.faults.channel.aheadMs = 3_000;
    emulator.faults.channel.refuse = 403;
    expect(await dateOf('/v2/bot/info')).toBe(NOW + 63_000);
  });
});

describe('the screen', () => {
  const card = {
    type: 'flex',
    altText: 'card',
    contents: {
      type: 'bubble',
      body: {
        type: 'box',
        layout: 'vertical',
        contents: [
          { type: 'text', text: 'Measure 12' },
          {
            type: 'text',
            contents: [
              { type: 'span', text: 'in ' },
              { type: 'span', text: 'progress' },
            ],
          },
          { type: 'button', action: { type: 'postback', label: 'Edit', data: 'edit' } },
        ],
      },
    },
  };
  const choice = { type: 'postback', label: 'Yes', data: 'yes' };
  const asking = { ...text('Sure?'), quickReply: { items: [{ type: 'action', action: choice }] } };

  it('shows all that a card says', async () => {
    const { emulator, post } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    const seen: string[] = [];
    const stop = emulator.onMessage((message) => seen.push(message.text));
    await post('/v2/bot/message/push', { to: id, messages: [card] });
    stop();
    await post('/v2/bot/message/push', { to: id, messages: [text('x')] });
    expect(seen).toEqual(['Measure 12\nin progress\nEdit']);
  });

  it('has quick replies under the last message only, until one is tapped', async () => {
    const { emulator, post } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    await post('/v2/bot/message/push', { to: id, messages: [asking, text('x')] });
    expect(emulator.quickReplies(id)).toEqual([]);
    await post('/v2/bot/message/push', { to: id, messages: [asking] });
    expect(emulator.quickReplies(id)).toEqual([choice]);
    emulator.press(id, id, choice);
    expect(emulator.quickReplies(id)).toEqual([]);
    await post('/v2/bot/message/push', { to: id, messages: [asking] });
    emulator.say(id, id, 'typed instead');
    expect(emulator.quickReplies(id)).toEqual([]);
  });
});
