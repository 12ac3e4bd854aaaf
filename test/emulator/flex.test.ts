import type { JsonObject } from '../../src/emulator/model.ts';
import { start } from './start.ts';

const flex = (contents: unknown): JsonObject => ({ type: 'flex', altText: 'x', contents });
const bubble = (...contents: JsonObject[]): JsonObject => ({
  type: 'bubble',
  body: { type: 'box', layout: 'vertical', contents },
});
const words = (rest: JsonObject = {}): JsonObject => ({ type: 'text', text: 'x', ...rest });
const button = (label: string): JsonObject => ({ type: 'button', action: { type: 'postback', label, data: 'd' } });
const box = (rest: JsonObject = {}): JsonObject => ({ type: 'box', layout: 'vertical', contents: [], ...rest });

/** A bubble of exactly so many bytes of JSON. */
const bubbleOf = (bytes: number): JsonObject => {
  const empty = Buffer.byteLength(JSON.stringify(bubble(words({ text: '' }))));
  return bubble(words({ text: 'x'.repeat(bytes - empty) }));
};
const carouselOf = (bytes: number): JsonObject => {
  const rest = Buffer.byteLength(JSON.stringify({ type: 'carousel', contents: [{}, {}] })) - 4;
  return { type: 'carousel', contents: [bubbleOf(25_000), bubbleOf(bytes - rest - 25_000)] };
};
const carousel = (...contents: JsonObject[]): JsonObject => ({ type: 'carousel', contents });

describe('Flex messages', () => {
  const { post } = start();
  const check = async (contents: unknown) => {
    const { status, body } = await post('/v2/bot/message/validate/push', { messages: [flex(contents)] });
    return { status, body: body as JsonObject };
  };
  const refused = (property: string, message: string) => ({
    status: 400,
    body: { message: 'A message (messages[0]) in the request body is invalid', details: [{ message, property }] },
  });

  it.each<[string, JsonObject, JsonObject, string, string]>([
    [
      'a bubble of 30 KB',
      bubbleOf(30_000),
      bubbleOf(30_001),
      '/',
      'The size of the container must not exceed 30000 bytes',
    ],
    [
      'a carousel of 50 KB',
      carouselOf(50_000),
      carouselOf(50_001),
      '/',
      'The size of the container must not exceed 50000 bytes',
    ],
    [
      '12 bubbles',
      carousel(...Array.from({ length: 12 }, () => bubble(words()))),
      carousel(...Array.from({ length: 13 }, () => bubble(words()))),
      '/contents',
      'Size must be between 1 and 12',
    ],
    [
      'bubbles of one size',
      carousel({ ...bubble(words()), size: 'mega' }, bubble(words())),
      carousel({ ...bubble(words()), size: 'kilo' }, bubble(words())),
      '/contents',
      'All bubbles must have the same size',
    ],
    [
      'a button label of 40 graphemes',
      bubble(button('x'.repeat(40))),
      bubble(button('x'.repeat(41))),
      '/body/contents/0/action/label',
      'Length must be between 0 and 40',
    ],
  ])('%s: accepted at the limit, refused one over', async (_what, atLimit, oneOver, property, message) => {
    expect(await check(atLimit)).toEqual({ status: 200, body: {} });
    expect(await check(oneOver)).toEqual(refused(property, message));
  });

  it('accepts a card with every part a renderer may use', async () => {
    const progress = box({
      height: '8px',
      backgroundColor: '#E6EAF0',
      cornerRadius: 'sm',
      contents: [box({ width: '62%', height: '8px', backgroundColor: '#17A34AFF' })],
    });
    const card = {
      type: 'bubble',
      size: 'mega',
      header: box({
        paddingAll: 'lg',
        contents: [words({ weight: 'bold', size: 'lg', wrap: true, color: '#FFFFFF' })],
      }),
      body: box({
        spacing: 'md',
        contents: [
          { ...box({ contents: [words({ flex: 3 }), words({ flex: 1, align: 'end' })] }), layout: 'baseline' },
          { type: 'separator', margin: 'lg' },
          progress,
          { type: 'text', wrap: true, contents: [{ type: 'span', text: 'a', weight: 'bold' }] },
          { type: 'filler' },
          { type: 'image', url: 'https://a/b.png', size: 'full', aspectRatio: '20:13', aspectMode: 'cover' },
        ],
      }),
      footer: box({ contents: [{ ...button('x'), style: 'primary', height: 'sm', color: '#0B5D3B' }] }),
      styles: { footer: { separator: true, backgroundColor: '#FFFFFF' } },
    };
    expect(await check(card)).toEqual({ status: 200, body: {} });
  });

  it.each<[string, unknown, string, string]>([
    ['a bubble without blocks', { type: 'bubble' }, '/', 'at least one block must be specified'],
    ['a container it does not know', { type: 'flex' }, '/type', 'invalid property'],
    ['a component it does not know', bubble({ type: 'table' }), '/body/contents/0/type', 'invalid property'],
    [
      'a property it does not know',
      bubble(words({ colour: '#000000' })),
      '/body/contents/0/colour',
      'unknown property',
    ],
    ['an empty text', bubble(words({ text: '' })), '/body/contents/0/text', 'must be non-empty text'],
    ['a text without text', bubble({ type: 'text' }), '/body/contents/0/text', 'must be non-empty text'],
    [
      'a box without contents',
      bubble({ type: 'box', layout: 'vertical' }),
      '/body/contents/0/contents',
      'May not be empty',
    ],
    ['a box without layout', bubble({ type: 'box', contents: [] }), '/body/contents/0/layout', 'May not be empty'],
    ['a button without action', bubble({ type: 'button' }), '/body/contents/0/action', 'May not be empty'],
    [
      'a box in a baseline box',
      bubble(box({ layout: 'baseline', contents: [box()] })),
      '/body/contents/0/contents/0/type',
      'invalid property',
    ],
    [
      'a separator in a baseline box',
      bubble(box({ layout: 'baseline', contents: [{ type: 'separator' }] })),
      '/body/contents/0/contents/0/type',
      'invalid property',
    ],
    ['a span outside a text', bubble({ type: 'span', text: 'x' }), '/body/contents/0/type', 'invalid property'],
    ['a colour by name', bubble(words({ color: 'red' })), '/body/contents/0/color', 'invalid color code'],
    [
      'a size it does not know',
      bubble(words({ size: 'big' })),
      '/body/contents/0/size',
      'Must be one of the following values: [xxs, xs, sm, md, lg, xl, xxl, 3xl, 4xl, 5xl]',
    ],
    ['a number for a length', bubble(box({ height: 8 })), '/body/contents/0/height', 'invalid property'],
    ['wrap that is no boolean', bubble(words({ wrap: 'true' })), '/body/contents/0/wrap', 'Must be a boolean'],
    ['a flex of half', bubble(words({ flex: 0.5 })), '/body/contents/0/flex', 'Must be an integer'],
    [
      'a picture without https',
      bubble({ type: 'image', url: 'http://a/b.png' }),
      '/body/contents/0/url',
      'invalid uri scheme',
    ],
    ['a text as body', { type: 'bubble', body: words() }, '/body/type', 'invalid property'],
    ['a carousel in a carousel', carousel(carousel(bubble(words()))), '/contents/0/type', 'invalid property'],
  ])('refuses %s', async (_what, contents, property, message) => {
    expect(await check(contents)).toEqual(refused(property, message));
  });
});
