import { createHmac } from 'node:crypto';
import { sign } from '../../src/emulator/courier.ts';
import { NOW, SECRET, start } from './start.ts';

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

describe('webhooks', () => {
  it("carry LINE's signature", () => {
    const body = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
    expect(sign(SECRET, body)).toBe('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=');
  });

  it('are signed over raw bytes that re-serialised JSON does not have', async () => {
    const { emulator } = start();
    const person = emulator.addUser({ name: 'Somchai' });
    emulator.say(person.id, person.id, 'thanks 🙏');
    await emulator.idle();
    const { body, signature } = emulator.deliveries[0]!;
    const hmac = (bytes: Buffer) => createHmac('sha256', SECRET).update(bytes).digest('base64');
    expect(signature).toBe(hmac(body));
    expect(body.toString()).toContain('thanks \\ud83d\\ude4f');
    expect(signature).not.toBe(hmac(Buffer.from(JSON.stringify(JSON.parse(body.toString())))));
  });

  it('tell a text of a 1:1 chat in full', async () => {
    const { emulator, webhooks } = start();
    const person = emulator.addUser({ name: 'Somchai' });
    const message = emulator.say(person.id, person.id, 'hello');
    await emulator.idle();
    expect(webhooks).toEqual([
      {
        destination: emulator.bot.userId,
        events: [
          {
            type: 'message',
            message: { id: message.id, type: 'text', text: 'hello', quoteToken: message.quoteToken },
            webhookEventId: expect.stringMatching(ULID),
            deliveryContext: { isRedelivery: false },
            timestamp: NOW,
            source: { type: 'user', userId: person.id },
            replyToken: expect.stringMatching(/^[0-9a-f]{32}$/),
            mode: 'active',
          },
        ],
      },
    ]);
    expect(emulator.bot.userId).toMatch(/^U[0-9a-f]{32}$/);
  });

  it('tell mentions of the bot and of others, by place in the text', async () => {
    const { emulator, lastEvent } = start({ bot: { displayName: 'Nong' } });
    const [a, b] = ['Somchai', 'Malee'].map((name) => emulator.addUser({ name }));
    const group = emulator.addGroup({ name: 'Office', memberIds: [a!.id, b!.id] });
    emulator.say(a!.id, group.id, '@Nong ask @Malee please', { mentionBot: true, mentionUsers: [b!.id] });
    await emulator.idle();
    expect(lastEvent()).toMatchObject({
      source: { type: 'group', groupId: group.id, userId: a!.id },
      message: {
        text: '@Nong ask @Malee please',
        mention: {
          mentionees: [
            { index: 0, length: 5, type: 'user', userId: emulator.bot.userId, isSelf: true },
            { index: 10, length: 6, type: 'user', userId: b!.id, isSelf: false },
          ],
        },
      },
    });
    emulator.say(a!.id, group.id, 'summary', { mentionBot: true });
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ message: { text: '@Nong summary' } });
  });

  it('tell which message is quoted', async () => {
    const { emulator, lastEvent } = start();
    const person = emulator.addUser({ name: 'Somchai' });
    const first = emulator.say(person.id, person.id, 'one');
    emulator.say(person.id, person.id, 'two', { quote: first.id });
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ message: { text: 'two', quotedMessageId: first.id } });
  });

  it('tell a postback and show its displayText to people only', async () => {
    const { emulator, webhooks, lastEvent } = start();
    const person = emulator.addUser({ name: 'Somchai' });
    emulator.press(person.id, person.id, { type: 'postback', label: 'x', data: 'a=1', displayText: 'chosen' });
    await emulator.idle();
    expect(webhooks).toHaveLength(1);
    expect(lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'a=1' }, replyToken: expect.any(String) });
    expect(emulator.visible(person.id)).toMatchObject([{ text: 'chosen', fromBot: false }]);
  });

  it('tell a message action as a text, a picked date as a postback, a link not at all', async () => {
    const { emulator, webhooks, lastEvent } = start();
    const person = emulator.addUser({ name: 'Somchai' });
    emulator.press(person.id, person.id, { type: 'message', label: 'x', text: 'summary' });
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ type: 'message', message: { text: 'summary' } });
    const picker = { type: 'datetimepicker', label: 'x', data: 'due', mode: 'date' };
    emulator.press(person.id, person.id, picker, { date: '2026-04-30' });
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ postback: { data: 'due', params: { date: '2026-04-30' } } });
    emulator.press(person.id, person.id, { type: 'uri', label: 'x', uri: 'https://a' });
    await emulator.idle();
    expect(webhooks).toHaveLength(2);
  });

  it('tell photos sent together one by one, tied by an imageSet', async () => {
    const { emulator, webhooks } = start();
    const person = emulator.addUser({ name: 'Somchai' });
    emulator.sendImages(person.id, person.id, [Buffer.from('1'), Buffer.from('2')]);
    await emulator.idle();
    const messages = webhooks.map(({ events }) => events[0]!['message'] as { imageSet: { id: string } });
    expect(messages).toMatchObject([
      { type: 'image', contentProvider: { type: 'line' }, imageSet: { index: 1, total: 2 } },
      { imageSet: { index: 2, total: 2 } },
    ]);
    expect(messages[0]!.imageSet.id).toBe(messages[1]!.imageSet.id);
  });

  it('tell files, stickers and places', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.sendMedia(id, id, 'file', Buffer.from('abc'), { fileName: 'report.pdf' });
    emulator.sendMedia(id, id, 'audio', Buffer.from('abc'), { durationMs: 900 });
    emulator.sendSticker(id, id);
    emulator.sendLocation(id, id, { latitude: 13.7, longitude: 100.5 });
    await emulator.idle();
    expect(webhooks.map(({ events }) => events[0]!['message'])).toMatchObject([
      { type: 'file', fileName: 'report.pdf', fileSize: 3 },
      { type: 'audio', duration: 900 },
      { type: 'sticker', packageId: '446', stickerResourceType: 'STATIC' },
      { type: 'location', latitude: 13.7 },
    ]);
  });

  it('tell what is unsent, which is then on no screen and in no store', async () => {
    const { emulator, lastEvent, get } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    const photo = emulator.sendMedia(id, id, 'image', Buffer.from('abc'));
    emulator.unsend(photo.id);
    await emulator.idle();
    expect(lastEvent()).toMatchObject({ type: 'unsend', unsend: { messageId: photo.id } });
    expect(lastEvent()).not.toHaveProperty('replyToken');
    expect(emulator.visible(id)).toEqual([]);
    expect((await get(`/v2/bot/message/${photo.id}/content`)).status).toBe(410);
  });

  it('tell an edit in a group with the same message id and a reply token of its own', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    const group = emulator.addGroup({ name: 'Office', memberIds: [id] });
    const message = emulator.say(id, group.id, 'on');
    emulator.edit(message.id, 'one');
    await emulator.idle();
    const [first, second] = webhooks.map(({ events }) => events[0]!);
    expect(second).toMatchObject({ type: 'messageEdited', message: { id: message.id, type: 'text', text: 'one' } });
    expect(second!['replyToken']).not.toBe(first!['replyToken']);
    expect(() => emulator.edit(emulator.say(id, id, 'x').id, 'y')).toThrow('1:1');
  });

  it('tell who befriends and who blocks', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai', friendship: 'none' });
    emulator.follow(id);
    emulator.unfollow(id);
    emulator.follow(id);
    await emulator.idle();
    expect(webhooks.map(({ events }) => events[0])).toMatchObject([
      { type: 'follow', follow: { isUnblocked: false }, replyToken: expect.any(String) },
      { type: 'unfollow', source: { type: 'user', userId: id } },
      { type: 'follow', follow: { isUnblocked: true } },
    ]);
  });

  it('tell who comes to and goes from a group, the bot included', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai' });
    const group = emulator.addGroup({ name: 'Office', hasBot: false });
    emulator.botJoins(group.id);
    emulator.membersJoin(group.id, [id]);
    emulator.membersLeave(group.id, [id]);
    emulator.botLeaves(group.id);
    await emulator.idle();
    const source = { type: 'group', groupId: group.id };
    expect(webhooks.map(({ events }) => events[0])).toMatchObject([
      { type: 'join', source, replyToken: expect.any(String) },
      { type: 'memberJoined', joined: { members: [{ type: 'user', userId: id }] }, replyToken: expect.any(String) },
      { type: 'memberLeft', left: { members: [{ type: 'user', userId: id }] } },
      { type: 'leave', source },
    ]);
  });

  it('are not sent for what the bot cannot hear', async () => {
    const { emulator, webhooks } = start();
    const { id } = emulator.addUser({ name: 'Somchai', friendship: 'blocked' });
    const group = emulator.addGroup({ name: 'Office', memberIds: [id], hasBot: false });
    emulator.say(id, id, 'x');
    emulator.say(id, group.id, 'x');
    emulator.press(id, group.id, { type: 'postback', label: 'x', data: 'd' });
    await emulator.idle();
    expect(webhooks).toEqual([]);
  });

  it('are sent by nobody who is not in the chat', () => {
    const { emulator } = start();
    const [a, b] = ['A', 'B'].map((name) => emulator.addUser({ name }));
    expect(() => emulator.say(a!.id, b!.id, 'x')).toThrow('not in the chat');
    expect(() => emulator.say(a!.id, emulator.addGroup({ name: 'Office' }).id, 'x')).toThrow('not in the chat');
  });

  it('of several chats can come in one request', async () => {
    const { emulator, webhooks } = start();
    const [a, b] = ['A', 'B'].map((name) => emulator.addUser({ name }));
    emulator.hold();
    emulator.say(a!.id, a!.id, 'x');
    emulator.say(b!.id, b!.id, 'y');
    await emulator.idle();
    expect(webhooks).toEqual([]);
    emulator.release({ together: true });
    await emulator.idle();
    expect(webhooks.map(({ events }) => events.length)).toEqual([2]);
  });

  it('of types nobody knows yet, and without events, can be posted', async () => {
    const { emulator, webhooks } = start();
    expect(await emulator.verify()).toBe(200);
    expect(await emulator.postEvents([{ type: 'telepathy' }])).toBe(200);
    expect(webhooks.map(({ events }) => events)).toEqual([[], [{ type: 'telepathy' }]]);
  });

  it('have the same ids with the same seed', () => {
    const ids = () => start({ seed: 42 }).emulator.addUser({ name: 'A' }).id;
    expect(ids()).toBe(ids());
    expect(start({ seed: 43 }).emulator.addUser({ name: 'A' }).id).not.toBe(ids());
  });
});
