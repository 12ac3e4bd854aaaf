import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import QRCode from 'qrcode';
import request from 'supertest';
import type { Incoming } from '../../src/app/incoming.ts';
import { makeMetrics } from '../../src/http/metrics.ts';
import { makeHttp } from '../../src/http/server.ts';
import type { HttpParts } from '../../src/http/server.ts';

const SECRET = 'channel-secret';
const BOT = 'U8e742f61d673b39c7fff3cecb7536ef0';
const sign = (body: Buffer | string) => createHmac('sha256', SECRET).update(body).digest('base64');

/** A text only this test would send: it must come back nowhere. */
const PRIVATE = 'ความลับ-7731';
const event = (id: string, text = PRIVATE) => ({
  type: 'message',
  mode: 'active',
  timestamp: 1_800_000_000_000,
  source: { type: 'user', userId: 'U1234567890' },
  webhookEventId: id,
  deliveryContext: { isRedelivery: false },
  replyToken: 'reply-token-1',
  message: { type: 'text', id: '1', text },
});
const bodyOf = (...events: object[]) => JSON.stringify({ destination: BOT, events });

/** The HTTP edge with what it took and logged. */
function edge(overrides: Partial<HttpParts> = {}) {
  const taken: Incoming[] = [];
  const logged: string[] = [];
  const note = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message);
  const metrics = makeMetrics(() => 0);
  const http = makeHttp({
    channelSecret: SECRET,
    botNames: ['น้องสุจริต'],
    take: async (events) => void taken.push(...events),
    ping: () => Promise.resolve(true),
    metrics,
    log: { debug: note, info: note, warn: note, error: note },
    address: () => Promise.resolve({ basicId: '@sujarit' }),
    registerWord: 'ลงทะเบียน',
    ...overrides,
  });
  const post = (body: Buffer | string, headers: Record<string, string>) => {
    const posted = request(http).post('/webhook/line');
    for (const [name, value] of Object.entries({ 'content-type': 'application/json', ...headers }))
      void posted.set(name, value);
    // A Buffer would be sent as JSON of itself.
    return posted.serialize((given: unknown) => given as string).send(body);
  };
  return { http, taken, logged, metrics, post };
}

describe('the picture of an invitation', () => {
  it('is a QR code of the link that opens the chat with the words to join already typed', async () => {
    const answer = await request(edge().http).get('/invitations/ABCD-2345.png');
    expect([answer.status, answer.type]).toEqual([200, 'image/png']);
    const words = '%E0%B8%A5%E0%B8%87%E0%B8%97%E0%B8%B0%E0%B9%80%E0%B8%9A%E0%B8%B5%E0%B8%A2%E0%B8%99%20ABCD-2345';
    const link = `https://line.me/R/oaMessage/%40sujarit/?${words}`;
    expect(answer.body).toEqual(await QRCode.toBuffer(link, { width: 600, margin: 2 }));
  });

  it.each(['ABCD-2345', 'ABCD-2345.svg', 'no%20code.png', `${'A'.repeat(80)}.png`])('%s is none', async (file) => {
    expect((await request(edge().http).get(`/invitations/${file}`)).status).toBe(404);
  });

  it('is not there before LINE has told how the bot is reached', async () => {
    const { http } = edge({ address: () => Promise.resolve(undefined) });
    expect((await request(http).get('/invitations/ABCD-2345.png')).status).toBe(404);
  });
});

describe('the webhook', () => {
  it.each(['x-line-signature', 'X-Line-Signature', 'X-LINE-SIGNATURE'])(
    'takes a signed body, the header written %s',
    async (header) => {
      const { post, taken } = edge();
      const body = bodyOf(event('E1'));
      const answer = await post(body, { [header]: sign(body) });
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(taken.map(({ id }) => id)).toEqual(['E1']);
    },
  );

  it('answers the Verify button, which sends no events, signed', async () => {
    const { post, taken } = edge();
    const body = bodyOf();
    expect((await post(body, { 'x-line-signature': sign(body) })).status).toBe(200);
    expect(taken).toEqual([]);
  });

  it.each([
    ['no signature', {}],
    ['an empty signature', { 'x-line-signature': '' }],
    ['a wrong signature', { 'x-line-signature': sign('something else') }],
    ['no Base64', { 'x-line-signature': 'ลายเซ็น'.replaceAll(/[^ -~]/g, '?') }],
  ])('refuses a body with %s: 401, nothing taken, nothing echoed', async (_, headers) => {
    const { post, taken, logged } = edge();
    const answer = await post(bodyOf(event('E1')), headers);
    expect([answer.status, answer.text]).toEqual([401, '']);
    expect(taken).toEqual([]);
    expect(logged.join()).not.toContain(PRIVATE);
  });

  it.each(['', '{', '[]', 'null', '"x"', '{"events":[]}', `{"destination":"${BOT}"}`, `{"destination":5,"events":[]}`])(
    'refuses a signed body that is no webhook with 400: %s',
    async (body) => {
      const { post, taken } = edge();
      const answer = await post(body, { 'x-line-signature': sign(body) });
      expect([answer.status, answer.text]).toEqual([400, '']);
      expect(taken).toEqual([]);
    },
  );

  it('refuses a body above 1 MB with 413, before it is verified, and echoes nothing', async () => {
    const { post, taken, logged } = edge();
    const body = bodyOf(event('E1', PRIVATE.repeat(100_000)));
    const answer = await post(body, { 'x-line-signature': sign(body) });
    expect(answer.status).toBe(413);
    expect(answer.text).toBe('{"error":"bad request"}');
    expect(taken).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('refuses a compressed body with 415: it might unfold to anything', async () => {
    const { http, taken } = edge();
    const packed = gzipSync(bodyOf(event('E1')));
    const answer = await request(http)
      .post('/webhook/line')
      .set('content-type', 'application/json')
      .set('content-encoding', 'gzip')
      .set('x-line-signature', sign(packed))
      .serialize((given: unknown) => given as string)
      .send(packed);
    expect(answer.status).toBe(415);
    expect(taken).toEqual([]);
  });

  it('takes the events it knows and passes over the others', async () => {
    const { post, taken, metrics } = edge();
    const body = bodyOf(event('E1'), { type: 'hologram' }, { nonsense: true }, event('E2'));
    expect((await post(body, { 'x-line-signature': sign(body) })).status).toBe(200);
    expect(taken.map(({ id }) => id)).toEqual(['E1', 'E2']);
    const shown = await metrics.registry.metrics();
    expect(shown).toContain('sujarit_events_passed_over_total{label="hologram"} 1');
    expect(shown).toContain('sujarit_events_passed_over_total{label="malformed"} 1');
  });

  it('answers 500 when the events could not be put on record, so that LINE sends them again', async () => {
    const { post, logged } = edge({ take: () => Promise.reject(new Error(`disk full near ${PRIVATE}`)) });
    const body = bodyOf(event('E1'));
    const answer = await post(body, { 'x-line-signature': sign(body) });
    expect([answer.status, answer.text]).toEqual([500, '']);
    expect(logged.join()).toContain('events could not be recorded');
    expect(logged.join()).not.toContain(PRIVATE);
  });
});

describe('the other pages', () => {
  it('healthz tells that the process lives, whatever the store does', async () => {
    const { http } = edge({ ping: () => Promise.resolve(false) });
    const answer = await request(http).get('/healthz');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
  });

  it('readyz tells whether the store answers', async () => {
    expect((await request(edge().http).get('/readyz')).status).toBe(200);
    const down = await request(edge({ ping: () => Promise.resolve(false) }).http).get('/readyz');
    expect([down.status, down.body]).toEqual([503, { status: 'store unreachable' }]);
  });

  it('metrics count webhooks and name nobody', async () => {
    const { http, post } = edge();
    const body = bodyOf(event('E1'));
    await post(body, { 'x-line-signature': sign(body) });
    await post(body, {});
    const answer = await request(http).get('/metrics');
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.text).toContain('sujarit_webhook_seconds_count{status="200"} 1');
    expect(answer.text).toContain('sujarit_webhook_seconds_count{status="401"} 1');
    for (const identity of ['U1234567890', BOT, 'reply-token-1', PRIVATE]) expect(answer.text).not.toContain(identity);
  });

  it('the simulator is not there unless LINE is emulated', async () => {
    const { http } = edge();
    for (const path of ['/simulator', '/simulator/', '/']) expect((await request(http).get(path)).status).toBe(404);
  });

  it('anything else is 404 in a few words, without a trace of what runs here', async () => {
    const { http } = edge();
    for (const path of ['/webhook/line', '/admin', '/%2e%2e/%2e%2e/etc/passwd', '/webhook/line/..']) {
      const answer = await request(http).get(path);
      expect([answer.status, answer.text]).toEqual([404, '{"error":"not found"}']);
      expect(answer.headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('a path that cannot be decoded is a bad request', async () => {
    const answer = await request(edge().http).get('/%E0%A4%A');
    expect([answer.status < 500, answer.text.includes('Error')]).toEqual([true, false]);
  });
});
