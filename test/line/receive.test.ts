import * as fc from 'fast-check';
import { receive } from '../../src/line/receive.ts';
import { BOT, BOT_NAMES, event, receiveBytes, receiveEvents, SECRET, sign, textEvent } from './webhook.ts';

const VERIFY = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
const VERIFY_SIGNATURE = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=';
const options = { botNames: BOT_NAMES };

describe('the signature', () => {
  test('the request of LINE’s Verify button is taken, with no events', () => {
    expect(receive(VERIFY, VERIFY_SIGNATURE, SECRET, options)).toEqual({
      status: 200,
      destination: BOT,
      events: [],
      passedOver: {},
    });
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['not Base64', '!!!'],
    ['of another body', sign(Buffer.from('{}'))],
    ['too long', `A${VERIFY_SIGNATURE}`],
  ])('a signature that is %s is refused', (_, signature) => {
    expect(receive(VERIFY, signature, SECRET, options)).toEqual({ status: 401 });
  });

  test('without a channel secret nothing is taken, though anyone could sign with an empty one', () => {
    expect(receive(VERIFY, VERIFY_SIGNATURE, '', options)).toEqual({ status: 401 });
  });

  test('the bytes are signed, not the JSON: escaped emoji count as they were sent', () => {
    const escaped = Buffer.from(
      JSON.stringify({ destination: BOT, events: [textEvent('เรียบร้อย😀')] }).replace('😀', String.raw`\ud83d\ude00`),
    );
    const reserialised = Buffer.from(JSON.stringify(JSON.parse(escaped.toString())));
    expect(receive(escaped, sign(escaped), SECRET, options)).toMatchObject({
      status: 200,
      events: [{ content: { text: 'เรียบร้อย😀' } }],
    });
    expect(receive(reserialised, sign(escaped), SECRET, options)).toEqual({ status: 401 });
  });
});

describe('hostile bodies', () => {
  test.each(['', 'x', 'null', '[]', '{}', '{"destination":"U1"}', '{"destination":5,"events":[]}', '\uFEFF{}'])(
    'a signed body that is no webhook is refused: %j',
    (body) => {
      expect(receiveBytes(Buffer.from(body))).toEqual({ status: 400 });
    },
  );

  test('a malformed event does not spoil the others', () => {
    const received = receiveEvents(null, 7, event('unsend'), textEvent('รายงาน'), { type: 'message' });
    expect(received.events).toHaveLength(1);
    expect(received.passedOver).toEqual({ malformed: 4 });
  });

  test('a body cannot reach the prototype of anything', () => {
    const body = Buffer.from(
      `{"destination":"${BOT}","__proto__":{"polluted":1},"events":[{"type":"__proto__"},{"type":"constructor"},` +
        `${JSON.stringify(textEvent('รายงาน')).replace('{', '{"__proto__":{"mode":"standby"},')}]}`,
    );
    const received = receiveBytes(body);
    expect(received).toMatchObject({ status: 200, passedOver: { constructor: 1, unknown: 1 } });
    expect(received).toMatchObject({ events: [{ content: { text: 'รายงาน' } }] });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a text of 10,000 units is read, a longer one is refused', () => {
    expect(receiveEvents(textEvent('ก'.repeat(10_000))).events).toHaveLength(1);
    expect(receiveEvents(textEvent('ก'.repeat(10_001))).passedOver).toEqual({ malformed: 1 });
  });

  test('deeply nested JSON is no trouble', () => {
    const depth = 100_000;
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(receiveBytes(Buffer.from(`{"destination":"${BOT}","events":[${nested}]}`))).toMatchObject({
      status: 200,
      passedOver: { malformed: 1 },
    });
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string(), { nil: undefined }), (bytes, signature) => {
        const body = Buffer.from(bytes);
        expect([400, 401]).toContain(receive(body, signature, SECRET, options).status);
        expect([200, 400]).toContain(receiveBytes(body).status);
      }),
      { numRuns: 300 },
    );
  });

  test('no event makes it throw, and each is either taken or counted', () => {
    const type = fc.constantFrom(
      'message',
      'messageEdited',
      'postback',
      'unsend',
      'memberJoined',
      'join',
      'beacon',
      'x',
    );
    const source = fc.oneof(
      fc.constantFrom({ type: 'group', groupId: 'C1' }, { type: 'user', userId: 'U1' }),
      fc.anything(),
    );
    const message = fc.oneof(
      fc.record(
        {
          type: fc.constantFrom('text', 'image', 'poll'),
          id: fc.oneof(fc.constant('1'), fc.anything()),
          text: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
          mention: fc.oneof(fc.record({ mentionees: fc.array(fc.anything()) }), fc.anything()),
        },
        { requiredKeys: ['type'] },
      ),
      fc.anything(),
    );
    const hostile = fc.record(
      {
        type,
        mode: fc.oneof(fc.constantFrom('active', 'standby'), fc.anything()),
        timestamp: fc.oneof(fc.constant(1), fc.anything()),
        webhookEventId: fc.oneof(fc.constant('01H'), fc.anything()),
        source,
        message,
        postback: fc.anything(),
        joined: fc.oneof(fc.record({ members: fc.array(fc.anything()) }), fc.anything()),
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fc.anything()), { maxLength: 5 }), (events) => {
        const body = jsonOf({ destination: BOT, events });
        const received = receiveBytes(body);
        const count = (JSON.parse(body.toString()) as { events: unknown[] }).events.length;
        if (received.status !== 200) throw new Error('a readable body was refused');
        const passedOver = Object.values(received.passedOver).reduce((sum, one) => sum + one, 0);
        expect(received.events.length + passedOver).toBe(count);
      }),
      { numRuns: 500 },
    );
  });
});

/** JSON of anything fast-check makes; big integers are what JSON lacks. */
function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)));
}
