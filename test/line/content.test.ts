import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { fixedClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const MOST = 1000;

describe('a file that a person sent', () => {
  let emulator: Emulator;
  let person: string;
  const servers: Server[] = [];
  beforeAll(() => {
    emulator = createEmulator({ clock: fixedClock(), ...CHANNEL, seed: 1, monthlyLimit: null });
    person = emulator.addUser({ name: 'สมใจ' }).id;
  });
  afterAll(async () => {
    for (const server of servers) server.close().closeAllConnections();
    await emulator.close();
  });

  const contentAt = (baseURL: string, timeoutMs = 2_000) =>
    makeLineContent({
      channelAccessToken: CHANNEL.channelAccessToken,
      baseURL,
      timeoutMs,
      log: silentLog,
      pausesMs: [1, 1, 1],
    });
  const ofLine = async () => contentAt(await emulator.listen());
  const sent = (bytes: Buffer) => emulator.sendMedia(person, person, 'file', bytes, { fileName: 'แผน.xlsx' });

  /** A LINE that answers as told; counts how often it was asked. */
  const elsewhere = async (answer: RequestListener) => {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const content = contentAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 100);
    return { content, asked: () => asked };
  };

  it('comes byte by byte as it was sent', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 80, 75]);
    const found = await (await ofLine()).bytes(sent(bytes).id, MOST);
    expect(Buffer.from(found as Uint8Array)).toEqual(bytes);
  });

  it('is not fetched beyond the size that is allowed, whether LINE says its size or not', async () => {
    expect(await (await ofLine()).bytes(sent(Buffer.alloc(MOST + 1)).id, MOST)).toBe('tooLarge');
    const endless = await elsewhere((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (!response.destroyed && response.write(Buffer.alloc(400))) setImmediate(more);
      };
      more();
    });
    expect(await endless.content.bytes('1', MOST)).toBe('tooLarge');
    expect(endless.asked()).toBe(1);
  });

  it('that was unsent, or that LINE does not know, is gone', async () => {
    const message = sent(Buffer.from('x'));
    emulator.unsend(message.id);
    const content = await ofLine();
    expect(await content.bytes(message.id, MOST)).toBe('gone');
    expect(await content.bytes('999', MOST)).toBe('gone');
  });

  it('is asked for again when LINE fails once, and given up after the second time', async () => {
    const message = sent(Buffer.from('x'));
    const content = await ofLine();
    emulator.faults.content.errorBefore = 1;
    expect(await content.bytes(message.id, MOST)).toEqual(Buffer.from('x'));
    emulator.faults.content.errorBefore = 2;
    expect(await content.bytes(message.id, MOST)).toBeNull();
  });

  it('that LINE is still preparing is waited for, and given up after some times', async () => {
    const never = await elsewhere((_request, response) => void response.writeHead(202).end('{}'));
    expect(await never.content.bytes('1', MOST)).toBeNull();
    expect(never.asked()).toBe(4);
    const soon = await elsewhere((_request, response) => {
      response.writeHead(soon.asked() < 3 ? 202 : 200).end(soon.asked() < 3 ? '{}' : 'film');
    });
    expect(await soon.content.bytes('1', MOST)).toEqual(Buffer.from('film'));
  });

  it('can be read part by part, and what the reader refuses is not tried again', async () => {
    const message = sent(Buffer.from('abc'));
    const content = await ofLine();
    const refusal = new Error('not this one');
    await expect(content.read(message.id, MOST, () => Promise.reject(refusal))).rejects.toBe(refusal);
    const length = await content.read(message.id, MOST, async (bytes) => {
      let seen = 0;
      for await (const part of bytes) seen += part.length;
      return seen;
    });
    expect(length).toBe(3);
  });

  it.each<[string, RequestListener]>([
    [
      'broken off in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 500 });
        response.write('half');
        setImmediate(() => response.destroy());
      },
    ],
    ['that never comes', () => {}],
  ])('%s is given up, and nothing is thrown', async (_what, answer) => {
    const { content, asked } = await elsewhere(answer);
    expect(await content.bytes('1', MOST)).toBeNull();
    expect(asked()).toBe(2);
  });
});
