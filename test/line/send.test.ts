import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeLineGateway } from '../../src/line/send.ts';

/** A LINE on loopback that answers as each test says, and remembers what it was asked. */
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
let requests: { url: string; headers: http.IncomingHttpHeaders; body: unknown }[];
let logged: { level: string; fields: object; message: string }[];
let baseURL: string;
const logging = new EventEmitter();
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    requests.push({ url: request.url ?? '', headers: request.headers, body: JSON.parse(body) });
    answer(request, response);
  });
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  requests = [];
  logged = [];
});

const REQUEST_ID = '5b59509c-c57b-11e9-aa8c-2a2ae2dbcce4';
const RETRY_KEY = '123e4567-e89b-12d3-a456-426614174000';
const MESSAGES = [{ type: 'text', text: 'ข้อความลับ' }];
const SENT = { sentMessages: [{ id: '461230966842064897', quoteToken: 'IStG5h1Tz7b' }] };

const write = (level: string) => (fields: object, message: string) => {
  logged.push({ level, fields, message });
  logging.emit('logged');
};
const gateway = (options: { baseURL?: string; timeoutMs?: number } = {}) =>
  makeLineGateway({
    channelAccessToken: 'secret-token',
    baseURL: options.baseURL ?? baseURL,
    timeoutMs: options.timeoutMs ?? 5000,
    log: { debug: write('debug'), warn: write('warn') },
  });
const answering = (status: number, body: unknown) => {
  answer = (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': REQUEST_ID });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
};

test('a push carries its retry key on the first attempt, and gives the ids by which quotes are recognised', async () => {
  answering(200, SENT);
  expect(await gateway().push('U1', MESSAGES, RETRY_KEY)).toEqual({
    outcome: 'accepted',
    sentIds: ['461230966842064897'],
    requestId: REQUEST_ID,
  });
  expect(requests).toMatchObject([
    {
      url: '/v2/bot/message/push',
      headers: { 'x-line-retry-key': RETRY_KEY, authorization: 'Bearer secret-token' },
      body: { to: 'U1', messages: MESSAGES },
    },
  ]);
});

test('a reply goes out by its token, without a retry key', async () => {
  answering(200, SENT);
  expect(await gateway().reply('token', MESSAGES)).toMatchObject({ outcome: 'accepted' });
  expect(requests).toMatchObject([{ url: '/v2/bot/message/reply', body: { replyToken: 'token', messages: MESSAGES } }]);
  expect(requests[0]?.headers).not.toHaveProperty('x-line-retry-key');
});

test('a retry key that LINE knows means that the push was accepted before', async () => {
  answering(409, { message: 'The retry key is already accepted', ...SENT });
  expect(await gateway().push('U1', MESSAGES, RETRY_KEY)).toEqual({
    outcome: 'accepted',
    sentIds: ['461230966842064897'],
    requestId: REQUEST_ID,
  });
});

test.each([
  [400, 'Invalid reply token', 'invalidReplyToken'],
  [400, 'The request body has 1 error(s)', 'badRequest'],
  [401, 'Authentication failed', 'forbidden'],
  [403, 'Access to this API is not available for your account', 'forbidden'],
  [404, 'Not found', 'badRequest'],
  [409, 'Conflict', 'badRequest'],
  [413, 'Too large', 'badRequest'],
  [429, 'You have reached your monthly limit.', 'monthlyLimit'],
  [429, 'The API rate limit has been exceeded. Try again later.', 'rateLimit'],
])('status %i “%s” means that it was not delivered: %s', async (status, message, reason) => {
  answering(status, { message });
  expect(await gateway().reply('token', MESSAGES)).toEqual({
    outcome: 'rejected',
    reason,
    status,
    requestId: REQUEST_ID,
  });
  expect(requests).toHaveLength(1);
});

test('an error page that is not JSON is an outcome, too', async () => {
  answering(429, '<html>');
  expect(await gateway().reply('token', MESSAGES)).toMatchObject({ outcome: 'rejected', reason: 'rateLimit' });
});

test.each([
  ['5xx', () => answering(500, { message: 'Internal' }), 'status 500'],
  ['a body that is not what LINE sends', () => answering(200, '<html>'), 'SyntaxError'],
  [
    'a connection that drops after the request',
    () => {
      answer = (request) => request.socket.destroy();
    },
    'UND_ERR_SOCKET',
  ],
])('%s leaves the outcome unknown', async (_, prepare, cause) => {
  prepare();
  expect(await gateway().push('U1', MESSAGES, RETRY_KEY)).toMatchObject({ outcome: 'unknown', cause });
});

test('silence leaves the outcome unknown, and the late answer harms nobody', async () => {
  let finish: () => void = () => undefined;
  answer = (request, response) => {
    finish = () => request.socket.destroy();
    response.flushHeaders();
  };
  expect(await gateway({ timeoutMs: 50 }).push('U1', MESSAGES, RETRY_KEY)).toEqual({
    outcome: 'unknown',
    cause: 'timeout',
  });
  const late = once(logging, 'logged');
  finish();
  await late;
  expect(logged.map(({ message }) => message)).toEqual([
    'LINE did not confirm a message',
    'LINE answered after the time-out',
  ]);
});

test('a refused connection certainly delivered nothing', async () => {
  const closed = http.createServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  expect(await gateway({ baseURL: `http://127.0.0.1:${port}` }).reply('token', MESSAGES)).toEqual({
    outcome: 'rejected',
    reason: 'unavailable',
    status: 0,
  });
});

test('the log has LINE’s request id and neither texts, tokens nor ids of people', async () => {
  answering(400, { message: 'Failed', details: [{ message: 'ข้อความลับ' }] });
  await gateway().push('U1234', MESSAGES, RETRY_KEY);
  answering(200, SENT);
  await gateway().reply('reply-token', MESSAGES);
  expect(logged).toMatchObject([
    { level: 'warn', fields: { call: 'push', outcome: 'rejected', status: 400, requestId: REQUEST_ID } },
    { level: 'debug', fields: { call: 'reply', outcome: 'accepted', sent: 1, requestId: REQUEST_ID } },
  ]);
  expect(JSON.stringify(logged)).not.toMatch(/ข้อความลับ|secret-token|U1234|reply-token|123e4567|461230966842064897/);
});
