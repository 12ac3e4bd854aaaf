import * as fc from 'fast-check';
import type { RenderContext } from '../../src/app/ports.ts';
import type { Message } from '../../src/conversation/message.ts';
import { checkMessages } from '../../src/emulator/validate/request.ts';
import { placeholders } from '../../src/emulator/validate/text-v2.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { plainText } from '../../src/line/plain-text.ts';
import { makeRender } from '../../src/line/render.ts';
import { readLocales } from '../../src/locale-files.ts';
import { lineId } from '../support/office.ts';

const sentences = readLocales('locales');
const speakers = makeSpeakers(sentences);
const render = makeRender(speakers);
const GROUP: RenderContext = { locale: 'th', chat: 'group' };

const person = (name: string, number: number) => ({ name, lineUserId: lineId('U', number) });
const people = (...names: string[]) => names.map((name, index) => person(name, index + 1));
const mention = (of: { name: string; lineUserId: string }[]): Message => ({
  kind: 'mention',
  text: { key: 'reminders.named' },
  people: of,
});
const NAMED = mention(people('สมใจ ดีงาม', 'สมชาย ใจดี'));
const many = (count: number) => people(...Array.from({ length: count }, (_, index) => `คนที่${index + 1}`));

/** What LINE shows: placeholders become names, doubled braces single ones. */
const shown = (text: unknown, names: readonly string[]) =>
  String(text).replaceAll(/\{\{|\}\}|\{p(\d+)\}/g, (found, index: string | undefined) =>
    index === undefined ? found.charAt(0) : `@${names[Number(index)]}`,
  );

describe('in a group', () => {
  it('people are named by placeholders, each with the person LINE is to tell', () => {
    const [message, ...others] = render([NAMED], GROUP);
    expect(others).toEqual([]);
    expect(message).toEqual({
      type: 'textV2',
      text: expect.stringContaining('{p0} {p1}'),
      substitution: {
        p0: { type: 'mention', mentionee: { type: 'user', userId: lineId('U', 1) } },
        p1: { type: 'mention', mentionee: { type: 'user', userId: lineId('U', 2) } },
      },
    });
    expect(checkMessages([message])).toBeUndefined();
  });

  it('the sentence around them is that of each language', () => {
    for (const locale of ['th', 'en'] as const) {
      const [message] = render([NAMED], { ...GROUP, locale });
      const [before, after] = speakers[locale].say({ key: 'reminders.named', params: { people: '|' } }).split('|');
      expect(message?.['text']).toBe(`${before}{p0} {p1}${after}`);
    }
  });

  it('twenty are told by LINE, and those beyond are named in the text', () => {
    const [twenty] = render([mention(many(20))], GROUP);
    expect(Object.keys(twenty?.['substitution'] as object)).toHaveLength(20);
    const [more] = render([mention(many(23))], GROUP);
    expect(Object.keys(more?.['substitution'] as object)).toHaveLength(20);
    for (const name of ['คนที่21', 'คนที่22', 'คนที่23']) expect(more?.['text']).toContain(name);
    expect(checkMessages([more])).toBeUndefined();
  });

  it('braces in a name are doubled, so that they are no placeholders', () => {
    const [message] = render([mention([...many(20), person('{p0} {{x}} }', 21)])], GROUP);
    expect(message?.['text']).toContain('{{p0}} {{{{x}}}} }}');
    expect(placeholders(String(message?.['text']))).toHaveLength(20);
    expect(checkMessages([message])).toBeUndefined();
  });

  it('braces in the sentence are doubled too', () => {
    const braces: Message = { kind: 'mention', text: { key: 'x.named', params: { open: '{p0}' } }, people: many(1) };
    const speaks = makeSpeakers({ ...sentences, th: { x: { named: '{{open}} {{people}} {' } } });
    const [message] = makeRender(speaks)([braces], GROUP);
    expect(message?.['text']).toBe('{{p0}} {p0} {{');
    expect(checkMessages([message])).toBeUndefined();
  });

  it('stands after the card it belongs to, as a message of its own', () => {
    const card: Message = { kind: 'card', title: { key: 'render.choose' }, rows: [] };
    expect(render([card, NAMED], GROUP).map(({ type }) => type)).toEqual(['flex', 'textV2']);
  });

  it('is not joined with texts, however many there are', () => {
    const text: Message = { kind: 'text', text: { verbatim: 'ข้อความ' } };
    const messages = render([text, text, text, text, NAMED, text], GROUP);
    expect(messages.length).toBeLessThanOrEqual(5);
    expect(messages.filter(({ type }) => type === 'textV2')).toHaveLength(1);
    expect(checkMessages(messages)).toBeUndefined();
  });
});

describe('where LINE tells nobody', () => {
  const plain = 'สมใจ ดีงาม, สมชาย ใจดี';

  it.each<[string, RenderContext]>([
    ['in a 1:1 chat', { locale: 'th', chat: 'user' }],
    ['when LINE has refused the mentions', { ...GROUP, mentions: false }],
  ])('%s the names stand in a plain text', (_where, context) => {
    const messages = render([NAMED], context);
    expect(messages).toEqual([{ type: 'text', text: expect.stringContaining(plain) }]);
  });

  it('as text alone it is the same sentence, braces as they are written', () => {
    expect(plainText(mention(people('{p0}', '{{x}}')), speakers.th)).toContain('{p0}, {{x}}');
  });

  it('without people it is a sentence without placeholders', () => {
    expect(render([mention([])], GROUP)).toMatchObject([{ type: 'text' }]);
  });

  it('too long for one text it is cut into texts', () => {
    const endless = people(...Array.from({ length: 40 }, () => 'ก'.repeat(400)));
    const messages = render([mention(endless)], GROUP);
    expect(messages.every(({ type }) => type === 'text')).toBe(true);
    expect(checkMessages(messages)).toBeUndefined();
  });
});

const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('{', '}}', '{p0}', '{{people}}', '$t(bot.name)', '👩‍👩‍👧‍👦', '\uE000', 'ก'.repeat(300)),
);

describe('whoever is named', () => {
  it('LINE takes it, tells the first twenty, and shows the others as they are written', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 30 }), fc.constantFrom('th', 'en'), (names, locale) => {
        const messages = render([mention(people(...names))], { locale, chat: 'group' });
        expect(checkMessages(messages)).toBeUndefined();
        const [message] = messages;
        if (message?.['type'] !== 'textV2') return;
        const text = shown(message['text'], names);
        names.slice(0, 20).forEach((name) => expect(text).toContain(`@${name}`));
        names.slice(20).forEach((name) => expect(text).toContain(name));
      }),
    );
  });

  it('names beyond the twentieth are cleaned like every other text', () => {
    const [message] = render([mention([...many(20), person('ก\ud83dข\u0007', 21)])], GROUP);
    expect(message?.['text']).not.toMatch(/\p{Surrogate}|[^\P{Cc}\n\t]/u);
  });

  it('names beyond the twentieth can be told apart', () => {
    const [message] = render([mention([...many(20), person('สมใจ ดีงาม', 21), person('สมชาย ใจดี', 22)])], GROUP);
    expect(message?.['text']).toContain(plainNames('สมใจ ดีงาม', 'สมชาย ใจดี'));
  });
});

const plainNames = (...names: string[]) => names.join(', ');
