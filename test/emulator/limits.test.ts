import type { JsonObject } from '../../src/emulator/model.ts';
import { start, text } from './start.ts';

/** Ten graphemes in fourteen UTF-16 units. */
const TEN = '\u0e01\u0e33\u0e25\u0e31\u0e07\u0e14\u0e33\u0e40\u0e19\u0e34\u0e19\u0e01\u0e32\u0e23';
const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });
const thai = (graphemes: number): string =>
  [...segmenter.segment(TEN.repeat(Math.ceil(graphemes / 10)))]
    .slice(0, graphemes)
    .map(({ segment }) => segment)
    .join('');
const of = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const postback = (label: string, rest: JsonObject = {}) => ({ type: 'postback', label, data: 'd', ...rest });
const quick = (actions: JsonObject[]) => ({
  ...text('x'),
  quickReply: { items: actions.map((action) => ({ type: 'action', action })) },
});
const template = (template: JsonObject) => ({ type: 'template', altText: 'x', template });
const buttons = (rest: JsonObject, actions = 1) =>
  template({ type: 'buttons', text: 'x', actions: of(actions, () => postback('x')), ...rest });
const column = (rest: JsonObject = {}, actions = 1) => ({
  text: 'x',
  actions: of(actions, () => postback('x')),
  ...rest,
});
const carousel = (columns: JsonObject[]) => template({ type: 'carousel', columns });
const mentions = (count: number): JsonObject => ({
  type: 'textV2',
  text: of(count, (i) => `{m${i}}`).join(''),
  substitution: Object.fromEntries(of(count, (i) => [`m${i}`, { type: 'mention', mentionee: { type: 'all' } }])),
});
const emoji = (count: number): JsonObject => ({
  type: 'textV2',
  text: of(count, (i) => `{e${i}}`).join(''),
  substitution: Object.fromEntries(of(count, (i) => [`e${i}`, { type: 'emoji', productId: 'p', emojiId: 'e' }])),
});

type Row = [what: string, atLimit: JsonObject[], oneOver: JsonObject[], property: string, message: string];
const between = (max: number) => `Length must be between 0 and ${max}`;
const size = (min: number, max: number) => `Size must be between ${min} and ${max}`;

const TABLE: Row[] = [
  ['5 messages a request', of(5, () => text('x')), of(6, () => text('x')), 'messages', size(1, 5)],
  ['1 message a request', [text('x')], [], 'messages', size(1, 5)],
  [
    'text of 5000 UTF-16 units',
    [text('🙏'.repeat(2500))],
    [text(`${'🙏'.repeat(2500)}x`)],
    'messages[0].text',
    between(5000),
  ],
  [
    'textV2 of 5000 UTF-16 units',
    [{ type: 'textV2', text: 'x'.repeat(5000) }],
    [{ type: 'textV2', text: 'x'.repeat(5001) }],
    'messages[0].text',
    between(5000),
  ],
  [
    '13 quick replies',
    [quick(of(13, () => postback('x')))],
    [quick(of(14, () => postback('x')))],
    'messages[0].quickReply.items',
    size(1, 13),
  ],
  [
    'quick reply label of 20 graphemes',
    [quick([postback(thai(20))])],
    [quick([postback(thai(21))])],
    'messages[0].quickReply.items[0].action.label',
    between(20),
  ],
  [
    'template label of 20 graphemes',
    [buttons({ actions: [postback(thai(20))] })],
    [buttons({ actions: [postback(thai(21))] })],
    'messages[0].template.actions[0].label',
    between(20),
  ],
  [
    'displayText of 300 graphemes',
    [quick([postback('x', { displayText: thai(300) })])],
    [quick([postback('x', { displayText: thai(301) })])],
    'messages[0].quickReply.items[0].action.displayText',
    between(300),
  ],
  [
    'message action text of 300 graphemes',
    [quick([{ type: 'message', label: 'x', text: thai(300) }])],
    [quick([{ type: 'message', label: 'x', text: thai(301) }])],
    'messages[0].quickReply.items[0].action.text',
    between(300),
  ],
  [
    'fillInText of 300 graphemes',
    [quick([postback('x', { inputOption: 'openKeyboard', fillInText: thai(300) })])],
    [quick([postback('x', { inputOption: 'openKeyboard', fillInText: thai(301) })])],
    'messages[0].quickReply.items[0].action.fillInText',
    between(300),
  ],
  [
    'postback data of 300 UTF-16 units',
    [quick([postback('x', { data: 'ก'.repeat(300) })])],
    [quick([postback('x', { data: 'ก'.repeat(301) })])],
    'messages[0].quickReply.items[0].action.data',
    between(300),
  ],
  [
    'altText of 1500 UTF-16 units',
    [{ ...buttons({}), altText: 'x'.repeat(1500) }],
    [{ ...buttons({}), altText: 'x'.repeat(1501) }],
    'messages[0].altText',
    between(1500),
  ],
  [
    'uri of 1000 UTF-16 units',
    [quick([{ type: 'uri', label: 'x', uri: `https://a/${'x'.repeat(990)}` }])],
    [quick([{ type: 'uri', label: 'x', uri: `https://a/${'x'.repeat(991)}` }])],
    'messages[0].quickReply.items[0].action.uri',
    between(1000),
  ],
  [
    'buttons text of 160 graphemes',
    [buttons({ text: thai(160) })],
    [buttons({ text: thai(161) })],
    'messages[0].template.text',
    between(160),
  ],
  [
    'buttons text of 60 graphemes under a title',
    [buttons({ title: 'x', text: thai(60) })],
    [buttons({ title: 'x', text: thai(61) })],
    'messages[0].template.text',
    between(60),
  ],
  [
    'buttons title of 40 graphemes',
    [buttons({ title: thai(40) })],
    [buttons({ title: thai(41) })],
    'messages[0].template.title',
    between(40),
  ],
  ['4 buttons', [buttons({}, 4)], [buttons({}, 5)], 'messages[0].template.actions', size(1, 4)],
  [
    'confirm text of 240 graphemes',
    [template({ type: 'confirm', text: thai(240), actions: of(2, () => postback('x')) })],
    [template({ type: 'confirm', text: thai(241), actions: of(2, () => postback('x')) })],
    'messages[0].template.text',
    between(240),
  ],
  [
    '2 buttons of a confirm',
    [template({ type: 'confirm', text: 'x', actions: of(2, () => postback('x')) })],
    [template({ type: 'confirm', text: 'x', actions: of(3, () => postback('x')) })],
    'messages[0].template.actions',
    size(2, 2),
  ],
  [
    '10 columns',
    [carousel(of(10, () => column()))],
    [carousel(of(11, () => column()))],
    'messages[0].template.columns',
    size(1, 10),
  ],
  [
    'column text of 120 graphemes',
    [carousel([column({ text: thai(120) })])],
    [carousel([column({ text: thai(121) })])],
    'messages[0].template.columns[0].text',
    between(120),
  ],
  [
    'column text of 60 graphemes under a picture',
    [carousel([column({ text: thai(60), thumbnailImageUrl: 'https://a/b.png' })])],
    [carousel([column({ text: thai(61), thumbnailImageUrl: 'https://a/b.png' })])],
    'messages[0].template.columns[0].text',
    between(60),
  ],
  [
    '3 buttons of a column',
    [carousel([column({}, 3)])],
    [carousel([column({}, 4)])],
    'messages[0].template.columns[0].actions',
    size(1, 3),
  ],
  [
    'columns with as many buttons each',
    [carousel([column({}, 2), column({}, 2)])],
    [carousel([column({}, 2), column({}, 1)])],
    'messages[0].template.columns',
    'All columns must have the same number of actions and the same parts',
  ],
  [
    '20 mentions',
    [mentions(20)],
    [mentions(21)],
    'messages[0].substitution',
    'The number of mention substitutions must not exceed 20',
  ],
  [
    '20 emoji',
    [emoji(20)],
    [emoji(21)],
    'messages[0].substitution',
    'The number of emoji substitutions must not exceed 20',
  ],
  [
    'paired braces',
    [{ type: 'textV2', text: '{{a}} {{' }],
    [{ type: 'textV2', text: '{a' }],
    'messages[0].text',
    'The text contains an invalid placeholder',
  ],
  [
    'a substitution for each placeholder',
    [{ type: 'textV2', text: 'x' }],
    [{ type: 'textV2', text: '{name}' }],
    'messages[0].substitution.name',
    'The placeholder has no substitution',
  ],
];

describe("LINE's limits", () => {
  const { post } = start();
  const check = (messages: JsonObject[]) => post('/v2/bot/message/validate/reply', { messages });

  it.each(TABLE)('%s: accepted at the limit, refused one over', async (_what, atLimit, oneOver, property, message) => {
    const accepted = await check(atLimit);
    expect({ status: accepted.status, body: accepted.body }).toEqual({ status: 200, body: {} });
    const refused = await check(oneOver);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({ message: 'The request body has 1 error(s)', details: [{ message, property }] });
  });

  it('names every error of a request', async () => {
    const { body } = await check([text(''), { type: 'poem' }]);
    expect(body).toEqual({
      message: 'The request body has 2 error(s)',
      details: [
        { message: 'May not be empty', property: 'messages[0].text' },
        {
          message:
            'Must be one of the following values: [text, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon]',
          property: 'messages[1].type',
        },
      ],
    });
  });

  it.each([
    ['a label', { type: 'postback', data: 'd' }, 'label'],
    ['data', { type: 'postback', label: 'x' }, 'data'],
    ['a text', { type: 'message', label: 'x' }, 'text'],
    ['an address', { type: 'uri', label: 'x' }, 'uri'],
  ])('asks for %s where it is missing', async (_what, action, property) => {
    const { body } = await check([quick([action])]);
    expect(body).toMatchObject({
      details: [{ message: 'May not be empty', property: `messages[0].quickReply.items[0].action.${property}` }],
    });
  });

  it.each(['javascript:alert(1)', 'ftp://a/b', 'www.example.com'])('refuses the link %s', async (uri) => {
    const { body } = await check([quick([{ type: 'uri', label: 'x', uri }])]);
    expect(body).toMatchObject({ details: [{ message: 'invalid uri scheme' }] });
  });

  it('refuses quick replies without items, and camera actions outside quick replies', async () => {
    expect((await check([{ ...text('x'), quickReply: { items: [] } }])).status).toBe(400);
    expect((await check([quick([{ type: 'camera', label: 'x' }])])).status).toBe(200);
    expect((await check([buttons({ actions: [{ type: 'camera', label: 'x' }] })])).status).toBe(400);
  });

  it('refuses a postback that shows two texts, and a prepared text without the keyboard', async () => {
    expect((await check([quick([postback('x', { text: 'a', displayText: 'b' })])])).status).toBe(400);
    expect((await check([quick([postback('x', { fillInText: 'a' })])])).status).toBe(400);
  });

  it.each(['5', 7, 65, 0])('refuses a loading animation of %p seconds', async (loadingSeconds) => {
    const chatId = `U${'0'.repeat(32)}`;
    expect((await post('/v2/bot/chat/loading/start', { chatId, loadingSeconds })).status).toBe(400);
    expect((await post('/v2/bot/chat/loading/start', { chatId, loadingSeconds: 60 })).status).toBe(202);
  });

  it('shows the loading animation in 1:1 chats only', async () => {
    expect((await post('/v2/bot/chat/loading/start', { chatId: `C${'0'.repeat(32)}` })).status).toBe(400);
  });
});
