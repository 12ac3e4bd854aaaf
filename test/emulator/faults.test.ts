import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { start, text, TOKEN } from './start.ts';
import type { Started } from './start.ts';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

describe('faults on the way to the bot', () => {
  it('deliver each webhook several times, as the same event', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.faults.webhook.duplicates = 3;
    emulator.say(id, id, 'x');
    await emulator.idle();
    expect(webhooks).toHaveLength(4);
    expect(new Set(webhooks.map(({ events }) => events[0]!['webhookEventId'])).size).toBe(1);
  });

  it('deliver webhooks of one moment in another order', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.faults.webhook.shuffle = true;
    const said = ['1', '2', '3', '4', '5', '6'];
    for (const words of said) emulator.say(id, id, words);
    await emulator.idle();
    const heard = webhooks.map(({ events }) => (events[0]!['message'] as { text: string }).text);
    expect(heard).not.toEqual(said);
    expect([...heard].sort()).toEqual(said);
  });

  it('leave out who it was, in groups only', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    const group = emulator.addGroup({ name: 'Office', memberIds: [id] });
    emulator.faults.webhook.omitUserId = 1;
    emulator.say(id, group.id, 'x');
    emulator.say(id, id, 'x');
    await emulator.idle();
    expect(webhooks.map(({ events }) => events[0]!['source'])).toEqual([
      { type: 'group', groupId: group.id },
      { type: 'user', userId: id },
    ]);
  });

  it('mark events as standby, or lose them', async () => {
    const { emulator, webhooks, lastEvent } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.faults.webhook.standby = true;
    emulator.say(id, id, 'x');
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ mode: 'standby' });
    emulator.faults.webhook.lose = true;
    emulator.say(id, id, 'y');
    await emulator.idle();
    expect(webhooks).toHaveLength(1);
  });

  it('deliver again what was not answered with 2xx, with its id and time', async () => {
    let status = 500;
    const { emulator, pass } = start({ deliver: () => Promise.resolve(status) });
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.say(id, id, 'x');
    await emulator.idle();
    pass(30_000);
    status = 200;
    expect(emulator.redeliver()).toBe(1);
    await emulator.idle();
    const [first, second] = emulator.deliveries.map(({ events }) => events[0]!);
    expect(second).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
    expect(emulator.redeliver()).toBe(0);
  });

  it('count an answer that comes too late as none', async () => {
    let answer = (): void => undefined;
    const slow = () =>
      new Promise<number>((resolve) => {
        answer = () => resolve(200);
      });
    const { emulator } = start({ deliver: slow, webhookTimeoutMs: 20 });
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.say(id, id, 'x');
    await emulator.idle();
    answer();
    expect(emulator.deliveries.map(({ status }) => status)).toEqual([0]);
  });

  it('deliver again by themselves as often as told', async () => {
    const { emulator } = start({ deliver: () => Promise.reject(new Error('refused')) });
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.faults.webhook.redeliveries = 2;
    emulator.say(id, id, 'x');
    await emulator.idle();
    expect(emulator.deliveries.map(({ status }) => status)).toEqual([0, 0, 0]);
  });

  it('show that webhooks go over HTTP as well, and may find nobody', async () => {
    const heard: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      heard.push(request.headers['x-line-signature'] as string | undefined);
      request.resume();
      response.end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/line`;
    const { emulator, post } = start({ webhookUrl: url }, 'http');
    expect(await emulator.verify()).toBe(200);
    expect(heard).toEqual([emulator.deliveries[0]!.signature]);
    expect((await post('/v2/bot/channel/webhook/test', {})).body).toMatchObject({ success: true, statusCode: 200 });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    expect((await post('/v2/bot/channel/webhook/test', {})).body).toMatchObject({ success: false, statusCode: 0 });
  });
});

describe('faults on the way to LINE', () => {
  const pushTo = (started: Started, to: string, headers = {}) =>
    started.post('/v2/bot/message/push', { to, messages: [text('x')] }, headers);
  const withPerson = () => {
    const started = start();
    return { ...started, started, id: started.emulator.addUser({ name: 'Somchai' }).id };
  };

  it.each([
    ['errorBefore', 0],
    ['errorAfter', 1],
  ] as const)('%s: 500, and the message shows %i times', async (fault, shown) => {
    const { started, emulator, id } = withPerson();
    emulator.faults.push[fault] = 1;
    expect((await pushTo(started, id)).status).toBe(500);
    expect(emulator.visible(id)).toHaveLength(shown);
    expect((await pushTo(started, id)).status).toBe(200);
  });

  it.each([
    ['dropBefore', 0],
    ['dropAfter', 1],
  ] as const)('%s: the connection breaks, and the message shows %i times', async (fault, shown) => {
    const { started, emulator, id } = withPerson();
    emulator.faults.push[fault] = 1;
    await expect(pushTo(started, id)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(emulator.visible(id)).toHaveLength(shown);
  });

  it('let a retry under the same key find what a broken connection hid', async () => {
    const { started, emulator, id } = withPerson();
    emulator.faults.push.dropAfter = 1;
    await expect(pushTo(started, id, { 'x-line-retry-key': KEY })).rejects.toThrow(/socket hang up|ECONNRESET/);
    const again = await pushTo(started, id, { 'x-line-retry-key': KEY });
    expect([again.status, again.body]).toMatchObject([409, { sentMessages: [{ id: emulator.visible(id)[0]!.id }] }]);
  });

  it.each([
    ['rateLimit', 'The API rate limit has been exceeded. Try again later.'],
    ['monthlyLimit', 'You have reached your monthly limit.'],
  ] as const)('%s: 429 with its own body', async (fault, message) => {
    const { started, emulator, id } = withPerson();
    emulator.faults.push[fault] = 1;
    const { status, body } = await pushTo(started, id);
    expect([status, body]).toEqual([429, { message }]);
    expect(emulator.visible(id)).toEqual([]);
  });

  it.each([
    ['hangBefore', 0],
    ['hangAfter', 1],
  ] as const)('%s: no answer, and the message shows %i times', async (fault, shown) => {
    const { emulator, id } = withPerson();
    const url = await emulator.listen();
    emulator.faults.push[fault] = 1;
    const call = fetch(`${url}/v2/bot/message/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ to: id, messages: [text('x')] }),
      signal: AbortSignal.timeout(200),
    });
    await expect(call).rejects.toThrow('timeout');
    expect(emulator.visible(id)).toHaveLength(shown);
    await emulator.close();
  });

  it('hit one kind of call only, as often as told', async () => {
    const { started, emulator, id, get } = withPerson();
    emulator.faults.push.rateLimit = 2;
    expect((await get('/v2/bot/message/quota')).status).toBe(200);
    const answers = [await pushTo(started, id), await pushTo(started, id), await pushTo(started, id)];
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  it('answer late', async () => {
    const { started, emulator, id } = withPerson();
    emulator.faults.push.slowMs = 30;
    const before = performance.now();
    await pushTo(started, id);
    expect(performance.now() - before).toBeGreaterThan(25);
  });

  it('break a download in the middle', async () => {
    const { emulator, id, get } = withPerson();
    const photo = emulator.sendMedia(id, id, 'image', Buffer.alloc(100_000, 1));
    emulator.faults.content.dropAfter = 1;
    await expect(get(`/v2/bot/message/${photo.id}/content`)).rejects.toThrow(/aborted|socket hang up|ECONNRESET/);
  });
});

describe('faults of the channel', () => {
  const WEBHOOK = '/v2/bot/channel/webhook';

  it('break every connection while LINE is down', async () => {
    const { emulator, get } = start();
    emulator.faults.channel.down = true;
    await expect(get('/v2/bot/info')).rejects.toThrow(/socket hang up|ECONNRESET/);
    emulator.faults.channel.down = false;
    expect((await get('/v2/bot/info')).status).toBe(200);
  });

  it.each([401, 403] as const)('refuse the right token with %i', async (status) => {
    const { emulator, get } = start();
    emulator.faults.channel.refuse = status;
    expect((await get('/v2/bot/info')).status).toBe(status);
  });

  it('tell that Chat is on', async () => {
    const { emulator, get } = start();
    expect((await get('/v2/bot/info')).body).toMatchObject({ chatMode: 'bot', markAsReadMode: 'auto' });
    emulator.faults.channel.chat = true;
    expect((await get('/v2/bot/info')).body).toMatchObject({ chatMode: 'chat', markAsReadMode: 'manual' });
  });

  it('tell of a webhook that is not set, off, or fails its test in LINE’s words', async () => {
    const { emulator, get, post } = start();
    const { channel } = emulator.faults;
    channel.noWebhook = true;
    expect((await get(`${WEBHOOK}/endpoint`)).status).toBe(404);
    Object.assign(channel, { noWebhook: false, webhookOff: true });
    expect((await get(`${WEBHOOK}/endpoint`)).body).toMatchObject({ active: false });
    const test = { reason: 'ERROR_STATUS_CODE', statusCode: 502, detail: '502' } as const;
    channel.webhookTest = test;
    expect((await post(`${WEBHOOK}/test`, {})).body).toMatchObject({ success: false, ...test });
    channel.webhookTest = null;
    expect((await post(`${WEBHOOK}/test`, {})).body).toMatchObject({ success: true });
  });
});
