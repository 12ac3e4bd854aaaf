import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { leanFetch } from '../../src/line/fetch.ts';

/** A server on loopback that answers as each test says, and tells what it was asked. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { method?: string | undefined; body: string; token?: string | undefined }[];
let url: string;
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    asked.push({ method: request.method, body, token: request.headers.authorization });
    answer(request, response);
  });
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/bot/message/reply`;
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const usual = jest.fn<Promise<Response>, Parameters<typeof fetch>>();
const lean = leanFetch(usual);
const POST = { method: 'POST', headers: { Authorization: 'Bearer token' }, body: '{"text":"สวัสดีค่ะ"}' };
beforeEach(() => usual.mockReset());

describe.each([
  ['the fetch of Node', fetch],
  ['the lean one', lean],
])('%s', (_name, call) => {
  it.each([200, 204, 400, 409, 429, 500])('gives status %i, the headers and the body', async (status) => {
    const body = status === 204 ? '' : JSON.stringify({ message: 'ภาษาไทย' });
    answer = (_request, response) => {
      response.writeHead(status, { 'x-line-request-id': 'id', 'content-type': 'application/json' }).end(body);
    };
    const response = await call(new URL(url), POST);
    expect(response).toMatchObject({ status, ok: status < 300 });
    expect(response.headers.get('x-line-request-id')).toBe('id');
    expect(await response.text()).toBe(body);
    expect(asked).toEqual([{ method: 'POST', body: POST.body, token: 'Bearer token' }]);
  });

  it('throws with the error of the socket when nobody listens, and when the answer breaks off', async () => {
    const closed = createServer();
    closed.listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(call(`http://127.0.0.1:${port}/`, POST)).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNREFUSED', syscall: 'connect' },
    });
    answer = (request) => request.socket.destroy();
    await expect(call(url, POST)).rejects.toMatchObject({ name: 'TypeError', cause: { code: expect.any(String) } });
  });
});

test.each<[string, Parameters<typeof fetch>]>([
  ['a GET', ['http://127.0.0.1:1/', { headers: {} }]],
  ['nothing but an address', ['http://127.0.0.1:1/']],
  ['a body that is no text', ['http://127.0.0.1:1/', { ...POST, body: new Uint8Array(1) }]],
  ['a signal', ['http://127.0.0.1:1/', { ...POST, signal: new AbortController().signal }]],
  ['headers of another kind', ['http://127.0.0.1:1/', { ...POST, headers: new Headers() }]],
])('%s goes the usual way, untouched', async (_name, call) => {
  const response = new Response('usual');
  usual.mockResolvedValue(response);
  expect(await lean(...call)).toBe(response);
  expect(usual.mock.calls).toEqual([[call[0], call[1]]]);
  expect(asked).toEqual([]);
});
