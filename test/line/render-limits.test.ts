import * as fc from 'fast-check';
import type { RenderContext } from '../../src/app/ports.ts';
import type { Choice, Message } from '../../src/conversation/message.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { makeRender } from '../../src/line/render.ts';
import { readLocales } from '../../src/locale-files.ts';
import { anyMessage } from './arbitrary-message.ts';
import { problemsOf } from './line-rules.ts';

const render = makeRender(makeSpeakers(readLocales('locales')));

const anyContext: fc.Arbitrary<RenderContext> = fc.record(
  {
    locale: fc.constantFrom('th', 'en'),
    chat: fc.constantFrom('user', 'group', 'room'),
    addressee: fc.constantFrom('', 'นายสมชาย ใจดี', 'x'.repeat(5000), '\ud800', '{{name}}'),
  },
  { requiredKeys: ['locale', 'chat'] },
);

test('LINE takes whatever is rendered, whatever the message is', () => {
  fc.assert(
    fc.property(anyMessage, anyContext, (message, context) => {
      expect(problemsOf(render([message], context))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('LINE takes whatever is rendered, however many messages there are', () => {
  fc.assert(
    fc.property(fc.array(anyMessage, { minLength: 2, maxLength: 9 }), anyContext, (messages, context) => {
      expect(problemsOf(render(messages, context))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

const texts = (messages: readonly unknown[]): string[] => messages.map((one) => (one as { text: string }).text);
const verbatim = (text: string): Message => ({ kind: 'text', text: { verbatim: text } });
const person: RenderContext = { locale: 'th', chat: 'user' };

test('no message gives no message', () => {
  expect(render([], person)).toEqual([]);
});

test('an empty text is sent as a dash, because LINE refuses empty ones', () => {
  expect(render([verbatim(' \u200B\n')], person)).toEqual([{ type: 'text', text: '–' }]);
});

test('a long text is sent whole, in parts that show where it was cut', () => {
  const long = Array.from({ length: 1500 }, (_, index) => `ข้อ${index}`).join(' ');
  const parts = texts(render([verbatim(long)], person));
  expect(parts.length).toBeGreaterThan(1);
  const whole = parts.join('').replaceAll('……', ' ').replace(/\s+/g, ' ');
  expect(whole).toBe(long);
});

test('a text longer than five messages is cut, says so, and keeps its choices', () => {
  const choices: Choice[] = [{ label: { verbatim: 'ตกลง' }, data: 'ok', number: 1 }];
  const parts = render([{ ...verbatim('คำ '.repeat(40_000)), choices }], person);
  expect(parts).toHaveLength(5);
  expect(texts(parts).join('\n')).toContain('จึงแสดงเพียงบางส่วน');
  expect(texts(parts).at(-1)).toContain('1) ตกลง');
  expect(parts.at(-1)).toHaveProperty('quickReply');
});

test('more than five short messages are joined: nothing is dropped', () => {
  const messages = Array.from({ length: 12 }, (_, index) => verbatim(`ประโยคที่ ${index + 1}`));
  const joined = texts(render(messages, person)).join('\n');
  for (let index = 1; index <= 12; index += 1) expect(joined).toContain(`ประโยคที่ ${index}`);
});

test('more than five cards become a carousel', () => {
  const card: Message = { kind: 'card', title: { key: 'render.choose' }, rows: [] };
  expect(
    render(
      Array.from({ length: 7 }, () => card),
      person,
    ),
  ).toMatchObject([{ type: 'flex', contents: { type: 'carousel', contents: { length: 7 } } }]);
});
