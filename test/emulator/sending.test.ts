import { start, text } from './start.ts';
import type { Started } from './start.ts';

const KEY = '123e4567-e89b-12d3-a456-426614174000';
const DAY = 24 * 3_600_000;
const INVALID_TOKEN = { message: 'Invalid reply token' };

describe('replies', () => {
  const asked = async (started: Started) => {
    const person = started.emulator.addUser({ name: 'Somchai' });
    started.emulator.say(person.id, person.id, 'hello');
    await started.emulator.idle();
    return { person, replyToken: String(started.lastEvent()['replyToken']) };
  };
  const reply = (started: Started, replyToken: string, headers = {}) =>
    started.post('/v2/bot/message/reply', { replyToken, messages: [text('hi')] }, headers);

  it('answer once per token', async () => {
    const started = start();
    const { person, replyToken } = await asked(started);
    const first = await reply(started, replyToken);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ sentMessages: [{ id: expect.any(String), quoteToken: expect.any(String) }] });
    const second = await reply(started, replyToken);
    expect([second.status, second.body]).toEqual([400, INVALID_TOKEN]);
    expect(started.emulator.visible(person.id).map((message) => message.text)).toEqual(['hello', 'hi']);
  });

  it('answer within a minute of the webhook', async () => {
    const started = start();
    const inTime = await asked(started);
    started.pass(60_000);
    expect((await reply(started, inTime.replyToken)).status).toBe(200);
    const late = await asked(started);
    started.pass(60_001);
    expect((await reply(started, late.replyToken)).body).toEqual(INVALID_TOKEN);
  });

  it('get a new minute by redelivery, though not after 20 minutes', async () => {
    const started = start();
    const { replyToken } = await asked(started);
    started.pass(10 * 60_000);
    started.emulator.deliverAgain(started.emulator.deliveries[0]!);
    await started.emulator.idle();
    started.pass(60_000);
    expect((await reply(started, replyToken)).status).toBe(200);
    const other = await asked(started);
    started.pass(20 * 60_000);
    started.emulator.deliverAgain(started.emulator.deliveries.at(-1)!);
    await started.emulator.idle();
    started.pass(1);
    expect((await reply(started, other.replyToken)).body).toEqual(INVALID_TOKEN);
  });

  it('are free', async () => {
    const started = start({ monthlyLimit: 0 });
    const { replyToken } = await asked(started);
    expect((await reply(started, replyToken)).status).toBe(200);
    expect(started.emulator.quota.used).toBe(0);
  });

  it('take no retry key', async () => {
    const started = start();
    const { replyToken } = await asked(started);
    expect((await reply(started, replyToken, { 'x-line-retry-key': KEY })).status).toBe(400);
  });

  it('keep the token when the messages were refused', async () => {
    const started = start();
    const { replyToken } = await asked(started);
    expect((await started.post('/v2/bot/message/reply', { replyToken, messages: [text('')] })).status).toBe(400);
    expect((await reply(started, replyToken)).status).toBe(200);
  });
});

describe('pushes', () => {
  const push = (started: Started, to: string, key?: string) =>
    started.post(
      '/v2/bot/message/push',
      { to, messages: [text('x')] },
      key === undefined ? {} : { 'x-line-retry-key': key },
    );

  it('show once under one retry key, and answer 409 with what was sent', async () => {
    const started = start();
    const person = started.emulator.addUser({ name: 'Somchai' });
    const first = await push(started, person.id, KEY);
    const second = await push(started, person.id, KEY.toUpperCase());
    expect(second.status).toBe(409);
    expect(second.body).toEqual({
      message: 'The retry key is already accepted',
      sentMessages: (first.body as { sentMessages: unknown }).sentMessages,
    });
    expect(second.headers['x-line-accepted-request-id']).toBe(first.headers['x-line-request-id']);
    expect(started.emulator.visible(person.id)).toHaveLength(1);
  });

  it('send again under the same key after 24 hours', async () => {
    const started = start();
    const person = started.emulator.addUser({ name: 'Somchai' });
    await push(started, person.id, KEY);
    started.pass(DAY - 1);
    expect((await push(started, person.id, KEY)).status).toBe(409);
    started.pass(1);
    expect((await push(started, person.id, KEY)).status).toBe(200);
    expect(started.emulator.visible(person.id)).toHaveLength(2);
  });

  it('refuse a retry key that is no UUID', async () => {
    const started = start();
    const person = started.emulator.addUser({ name: 'Somchai' });
    expect((await push(started, person.id, 'april-reminder')).status).toBe(400);
    expect(started.emulator.visible(person.id)).toEqual([]);
  });

  it('do not use up a retry key when they are refused', async () => {
    const started = start({ monthlyLimit: 0 });
    const person = started.emulator.addUser({ name: 'Somchai' });
    expect((await push(started, person.id, KEY)).status).toBe(429);
    started.emulator.quota.limit = 1;
    expect((await push(started, person.id, KEY)).status).toBe(200);
  });

  it('count the people of a group, not the messages nor the bot', async () => {
    const started = start();
    const members = ['A', 'B', 'C'].map((name) => started.emulator.addUser({ name }).id);
    const group = started.emulator.addGroup({ name: 'Office', memberIds: members });
    await started.post('/v2/bot/message/push', { to: group.id, messages: [text('x'), text('y')] });
    expect((await started.get('/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 3 });
  });

  it('stop when the month would exceed its limit, and begin anew with the next', async () => {
    const started = start({ monthlyLimit: 5 });
    const members = ['A', 'B', 'C'].map((name) => started.emulator.addUser({ name }).id);
    const group = started.emulator.addGroup({ name: 'Office', memberIds: members });
    expect((await push(started, group.id)).status).toBe(200);
    const refused = await push(started, group.id);
    expect([refused.status, refused.body]).toEqual([429, { message: 'You have reached your monthly limit.' }]);
    expect(started.emulator.visible(group.id)).toHaveLength(1);
    started.pass(31 * DAY);
    expect((await push(started, group.id)).status).toBe(200);
    expect(started.emulator.quota.used).toBe(3);
  });

  it('to someone who blocked or never added the bot are accepted, uncounted and unseen', async () => {
    const started = start();
    const blocked = started.emulator.addUser({ name: 'A', friendship: 'blocked' });
    const stranger = started.emulator.addUser({ name: 'B', friendship: 'none' });
    for (const { id } of [blocked, stranger]) {
      expect((await push(started, id)).status).toBe(200);
      expect(started.emulator.visible(id)).toEqual([]);
    }
    expect(started.emulator.quota.used).toBe(0);
  });

  it('to a group the bot left, or to nobody, are refused', async () => {
    const started = start();
    const group = started.emulator.addGroup({ name: 'Office' });
    started.emulator.botLeaves(group.id);
    const refused = await push(started, group.id);
    expect([refused.status, refused.body]).toEqual([400, { message: 'Failed to send messages' }]);
    expect((await push(started, `U${'0'.repeat(32)}`)).body).toEqual({ message: 'Failed to send messages' });
    expect((await push(started, 'somchai')).body).toEqual({
      message: "The property, 'to', in the request body is invalid (line: -, column: -)",
    });
  });

  it('fail as a whole when someone mentioned is not a member', async () => {
    const started = start();
    const [member, other] = ['A', 'B'].map((name) => started.emulator.addUser({ name }));
    const group = started.emulator.addGroup({ name: 'Office', memberIds: [member!.id] });
    const mention = (userId: string) => ({
      type: 'textV2',
      text: '{who} {{please}}',
      substitution: { who: { type: 'mention', mentionee: { type: 'user', userId } } },
    });
    const refused = await started.post('/v2/bot/message/push', {
      to: group.id,
      messages: [text('x'), mention(other!.id)],
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ details: [{ property: 'messages[1].substitution.who.mentionee.userId' }] });
    expect(started.emulator.visible(group.id)).toEqual([]);
    await started.post('/v2/bot/message/push', { to: group.id, messages: [mention(member!.id)] });
    expect(started.emulator.visible(group.id)[0]!.text).toBe('@A {please}');
  });

  it('quote only messages of their chat', async () => {
    const started = start();
    const [a, b] = ['A', 'B'].map((name) => started.emulator.addUser({ name }));
    const { quoteToken, id } = started.emulator.say(a!.id, a!.id, 'hello');
    const quoting = (to: string) =>
      started.post('/v2/bot/message/push', { to, messages: [{ ...text('x'), quoteToken }] });
    expect((await quoting(b!.id)).status).toBe(400);
    expect((await quoting(a!.id)).status).toBe(200);
    expect(started.emulator.visible(a!.id).at(-1)!.quotedMessageId).toBe(id);
  });
});

describe('multicasts', () => {
  it('reach and count each friend once', async () => {
    const started = start();
    const [a, b] = ['A', 'B'].map((name) => started.emulator.addUser({ name }));
    const { status } = await started.post('/v2/bot/message/multicast', {
      to: [a!.id, b!.id, a!.id],
      messages: [text('x')],
    });
    expect(status).toBe(200);
    expect([a, b].map((person) => started.emulator.visible(person!.id).length)).toEqual([1, 1]);
    expect(started.emulator.quota.used).toBe(2);
  });

  it('go to at most 500 people, and never to groups', async () => {
    const started = start();
    const to = Array.from({ length: 501 }, (_, index) => `U${String(index).padStart(32, '0')}`);
    const multicast = (ids: string[]) => started.post('/v2/bot/message/multicast', { to: ids, messages: [text('x')] });
    expect((await multicast(to.slice(1))).status).toBe(200);
    expect((await multicast(to)).body).toMatchObject({
      details: [{ message: 'Size must be between 1 and 500', property: 'to' }],
    });
    expect((await multicast([started.emulator.addGroup({ name: 'Office' }).id])).status).toBe(400);
  });
});
