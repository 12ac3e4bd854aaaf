import { messagingApi } from '@line/bot-sdk';
import { start, text, TOKEN } from './start.ts';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

describe("LINE's own client", () => {
  const { emulator, lastEvent } = start({ monthlyLimit: 10 });
  let client: messagingApi.MessagingApiClient;
  let blobs: messagingApi.MessagingApiBlobClient;
  beforeAll(async () => {
    const connection = { channelAccessToken: TOKEN, baseURL: await emulator.listen() };
    client = new messagingApi.MessagingApiClient(connection);
    blobs = new messagingApi.MessagingApiBlobClient(connection);
  });
  afterAll(() => emulator.close());

  it('answers a person by reply token', async () => {
    const { id } = emulator.addUser({ name: 'Somchai' });
    emulator.say(id, id, 'hello');
    await emulator.idle();
    const { sentMessages } = await client.replyMessage({
      replyToken: String(lastEvent()['replyToken']),
      messages: [{ type: 'text', text: 'good morning' }],
    });
    expect(emulator.visible(id).at(-1)).toMatchObject({ id: sentMessages[0]!.id, text: 'good morning', fromBot: true });
  });

  it('gets 409 with the sent messages for a retry key that was accepted', async () => {
    const { id } = emulator.addUser({ name: 'Malee' });
    const push = () => client.pushMessage({ to: id, messages: [{ type: 'text', text: 'reminder' }] }, KEY);
    const { sentMessages } = await push();
    await expect(push()).rejects.toMatchObject({
      status: 409,
      body: JSON.stringify({ message: 'The retry key is already accepted', sentMessages }),
    });
  });

  it('reads profile, group, quota and bot', async () => {
    const { id } = emulator.addUser({ name: 'Wipa', language: 'th' });
    const group = emulator.addGroup({ name: 'Office', memberIds: [id] });
    expect(await client.getProfile(id)).toMatchObject({ displayName: 'Wipa', language: 'th' });
    expect(await client.getGroupSummary(group.id)).toMatchObject({ groupName: 'Office' });
    expect(await client.getGroupMemberCount(group.id)).toMatchObject({ count: 1 });
    expect(await client.getMessageQuota()).toMatchObject({ type: 'limited', value: 10 });
    expect(await client.getMessageQuotaConsumption()).toMatchObject({ totalUsage: emulator.quota.used });
    expect(await client.getBotInfo()).toMatchObject({ userId: emulator.bot.userId });
  });

  it('downloads what people sent', async () => {
    const { id } = emulator.addUser({ name: 'Prasit' });
    const photo = emulator.sendMedia(id, id, 'image', Buffer.from('photo'));
    const chunks: Buffer[] = [];
    for await (const chunk of await blobs.getMessageContent(photo.id)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('photo');
  });

  it('meets the same refusals as on LINE', async () => {
    const { id } = emulator.addUser({ name: 'Anong' });
    await expect(client.pushMessage({ to: id, messages: [text('') as messagingApi.Message] })).rejects.toMatchObject({
      status: 400,
    });
    emulator.quota.limit = emulator.quota.used;
    await expect(client.pushMessage({ to: id, messages: [{ type: 'text', text: 'x' }] })).rejects.toMatchObject({
      status: 429,
      body: JSON.stringify({ message: 'You have reached your monthly limit.' }),
    });
  });
});
