import { HANDLED, PASSED_OVER } from '../../src/line/passed-over.ts';
import { BOT, event, GROUP, PERSON, receiveEvents, textEvent } from './webhook.ts';

/** The types of LINE's webhook.yml (2026-07-01) and messageEdited, which came later. */
const LINE_TYPES =
  'message messageEdited unsend follow unfollow join leave memberJoined memberLeft postback videoPlayComplete beacon ' +
  'accountLink membership module activated deactivated botSuspended botResumed delivery';

const contentOf = (raw: unknown) => receiveEvents(raw).events[0]?.content;

test('every event type of LINE is handled or passed over with a reason', () => {
  expect([...HANDLED, ...PASSED_OVER.keys()].toSorted()).toEqual(LINE_TYPES.split(' ').toSorted());
});

test('what every event carries is kept', () => {
  const raw = { ...textEvent('รายงาน'), deliveryContext: { isRedelivery: true } };
  expect(receiveEvents(raw)).toEqual({
    status: 200,
    destination: BOT,
    passedOver: {},
    events: [
      {
        id: '01H810YECXQQZ37VAXPF6H9E6T',
        destination: BOT,
        timestamp: 1_800_000_000_000,
        redelivered: true,
        chat: { type: 'user', id: 'U1' },
        userId: 'U1',
        replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
        content: { kind: 'text', messageId: '444573844083572737', text: 'รายงาน', addressed: true },
      },
    ],
  });
});

test.each([
  ['follow', {}, { kind: 'follow' }],
  ['unfollow', {}, { kind: 'unfollow' }],
  ['join', { source: GROUP }, { kind: 'join' }],
  ['leave', { source: GROUP }, { kind: 'leave' }],
  ['unsend', { source: GROUP, unsend: { messageId: '9' } }, { kind: 'unsend', messageId: '9' }],
  ['postback', { postback: { data: 'a=1', params: { date: '2027-01-01' } } }, { kind: 'postback', data: 'a=1' }],
  [
    'memberJoined',
    { source: GROUP, joined: { members: [PERSON, { type: 'user' }, null, { type: 'user', userId: 'U2' }] } },
    { kind: 'memberJoined', userIds: ['U1', 'U2'] },
  ],
  ['memberLeft', { source: GROUP, left: { members: [PERSON] } }, { kind: 'memberLeft', userIds: ['U1'] }],
  [
    'messageEdited',
    { source: GROUP, message: { type: 'text', id: '5', text: '@สุจริต สรุป' } },
    { kind: 'edited', messageId: '5', text: 'สรุป' },
  ],
])('%s is read', (type, fields, content) => {
  expect(contentOf(event(type, fields))).toEqual(content);
});

test.each(['image', 'video', 'audio', 'sticker'])('%s is kept as media, in groups too', (media) => {
  const message = { type: media, id: '7', contentProvider: { type: 'line' } };
  expect(contentOf(event('message', { message }))).toEqual({ kind: 'media', messageId: '7', media });
  expect(contentOf(event('message', { message, source: GROUP }))).toEqual({ kind: 'media', messageId: '7', media });
});

test('a photo keeps the set it came with, one without an id or of nobody’s size is alone', () => {
  const photo = (imageSet: unknown) => event('message', { message: { type: 'image', id: '7', imageSet } });
  const alone = { kind: 'media', messageId: '7', media: 'image' };
  expect(contentOf(photo({ id: 'E', index: 1, total: 2 }))).toEqual({ ...alone, set: { id: 'E', total: 2 } });
  for (const odd of [{ index: 1, total: 2 }, { id: 'E', index: 1, total: 1e9 }, 'E', null]) {
    expect(contentOf(photo(odd))).toEqual(alone);
  }
});

test('a place keeps where it is and what it is called', () => {
  const place = { latitude: 13.75, longitude: 100.5, title: 'ที่ทำการ', address: 'หมู่ 1' };
  const at = (message: object) => event('message', { message: { type: 'location', id: '7', ...message } });
  expect(contentOf(at(place))).toEqual({ kind: 'media', messageId: '7', media: 'location', place });
  expect(receiveEvents(at({ latitude: 91, longitude: 0 })).passedOver).toEqual({ malformed: 1 });
});

test.each([...PASSED_OVER.keys(), 'somethingNew'])('%s is passed over and counted', (type) => {
  expect(receiveEvents(event(type), event(type))).toMatchObject({ events: [], passedOver: { [type]: 2 } });
});

test('a kind of message that LINE adds later is passed over and counted', () => {
  const poll = event('message', { message: { type: 'poll', id: '7' } });
  expect(receiveEvents(poll).passedOver).toEqual({ 'message.poll': 1 });
});

test('a name of a type that is no name is not repeated', () => {
  expect(receiveEvents(event('x'.repeat(5000)), event('ลับ')).passedOver).toEqual({ unknown: 2 });
});

test('a channel on standby stays silent', () => {
  expect(receiveEvents({ ...textEvent('รายงาน'), mode: 'standby' })).toMatchObject({
    events: [],
    passedOver: { standby: 1 },
  });
});

test('a group event without a user ID is taken, without one', () => {
  const [incoming] = receiveEvents(textEvent('@สุจริต สรุป', { type: 'room', roomId: 'R1' })).events;
  expect(incoming).toMatchObject({ chat: { type: 'room', id: 'R1' }, content: { text: 'สรุป' } });
  expect(incoming).not.toHaveProperty('userId');
});

test('fields that LINE adds or leaves out do not matter', () => {
  const {
    deliveryContext: _,
    mode: __,
    ...bare
  } = textEvent('รายงาน', PERSON, { emojis: 5, mention: 'x', newField: {} });
  expect(receiveEvents({ ...bare, replyToken: 5, later: 1 }).events).toMatchObject([
    { redelivered: false, content: { kind: 'text', text: 'รายงาน' } },
  ]);
});

test('half characters and control characters are cleaned, line ends and tabs stay', () => {
  expect(contentOf(textEvent('ก\u0000ข\ud800ค\r\nง\tจ\u0085\udc00'))).toMatchObject({ text: 'กข\uFFFDค\nง\tจ\uFFFD' });
});
