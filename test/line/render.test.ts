import type { RenderContext } from '../../src/app/ports.ts';
import type { Choice, Item, Message } from '../../src/conversation/message.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { plainText } from '../../src/line/plain-text.ts';
import { makeRender } from '../../src/line/render.ts';
import { readLocales } from '../../src/locale-files.ts';
import { partsOf, visibleText } from './flex-json.ts';
import { problemsOf } from './line-rules.ts';

const speakers = makeSpeakers(readLocales('locales'));
const render = makeRender(speakers);
const PERSON: RenderContext = { locale: 'th', chat: 'user', addressee: 'สมหญิง' };
const GROUP: RenderContext = { locale: 'th', chat: 'group', addressee: 'สมหญิง' };

const choice = (label: string, number?: number): Choice => ({
  label: { verbatim: label },
  data: `c=${number ?? label.length}`,
  ...(number === undefined ? {} : { number }),
});
const question = (...choices: Choice[]): Message => ({
  kind: 'text',
  text: { verbatim: 'สถานะเป็นอย่างไรคะ' },
  choices,
});
const STATUSES = question(choice('แล้วเสร็จ', 1), choice('อยู่ระหว่างดำเนินการ', 2), choice('ข้าม'), choice('ยกเลิก'));

describe('a question in a 1:1 chat', () => {
  test('is a text that lists what can be typed, because LINE on PC shows no quick replies', () => {
    expect(render([STATUSES], PERSON)).toMatchObject([
      {
        type: 'text',
        text: 'สถานะเป็นอย่างไรคะ\n\n1) แล้วเสร็จ\n2) อยู่ระหว่างดำเนินการ\nหรือพิมพ์: ข้าม · ยกเลิก',
      },
    ]);
  });

  test('has a quick reply per choice', () => {
    const [message] = render([STATUSES], PERSON);
    expect(message).toMatchObject({
      quickReply: {
        items: [
          { action: { type: 'postback', label: 'แล้วเสร็จ', data: 'c=1', displayText: 'แล้วเสร็จ' } },
          { action: { label: 'อยู่ระหว่างดำเนินการ' } },
          { action: { label: 'ข้าม' } },
          { action: { label: 'ยกเลิก' } },
        ],
      },
    });
  });

  test('shortens a long label on its quick reply, with the number, and keeps it whole where it is said and listed', () => {
    const label = 'มาตรการเสริมสร้างความโปร่งใสในการจัดซื้อจัดจ้างและการบริหารพัสดุ';
    const [message] = render([question(choice(label, 7))], PERSON);
    expect(message).toMatchObject({
      text: expect.stringContaining(`7) ${label}`),
      quickReply: {
        items: [{ action: { label: expect.stringMatching(/^7\) มาตรการ.*…$/), displayText: label } }],
      },
    });
  });

  test('with more choices than quick replies lists them all and keeps the ways out in reach', () => {
    const many = Array.from({ length: 40 }, (_, index) => choice(`ข้อที่ ${index + 1}`, index + 1));
    const [message] = render([question(...many, choice('ยกเลิก'))], PERSON);
    const labels = partsOf(message?.['quickReply'], 'postback').map((action) => action['label']);
    expect(labels).toHaveLength(13);
    expect(labels.at(-1)).toBe('ยกเลิก');
    expect(message?.['text']).toContain('40) ข้อที่ 40');
  });

  test('shows its quick replies even when another message follows: LINE shows those of the last only', () => {
    const messages = render([STATUSES, { kind: 'text', text: { verbatim: 'บันทึกแล้วค่ะ' } }], PERSON);
    expect(messages[0]).not.toHaveProperty('quickReply');
    expect(messages[1]).toHaveProperty('quickReply.items.length', 4);
  });
});

describe('a question in a group', () => {
  test('is a bubble with buttons, which stay when others write, and says whose question it is', () => {
    const [message] = render([STATUSES], GROUP);
    expect(message).not.toHaveProperty('quickReply');
    expect(visibleText(message).split('\n')).toEqual([
      'ถึง สมหญิง',
      'สถานะเป็นอย่างไรคะ',
      '1) แล้วเสร็จ',
      '2) อยู่ระหว่างดำเนินการ',
      'ข้าม',
      'ยกเลิก',
    ]);
  });

  test('without choices is a text', () => {
    expect(render([{ kind: 'text', text: { verbatim: 'ขอบคุณค่ะ' } }], GROUP)).toEqual([
      { type: 'text', text: 'ถึง สมหญิง\nขอบคุณค่ะ' },
    ]);
  });

  test('with a link stands before its buttons as a text, where the link can be tapped', () => {
    const text = { verbatim: 'เปิดได้ที่ https://example.com/d/1 ค่ะ' };
    const messages = render([{ kind: 'text', text, choices: [choice('ตกลง', 1)] }], GROUP);
    expect(messages.map((message) => message['type'])).toEqual(['text', 'flex']);
    expect(messages[0]?.['text']).toContain('https://example.com/d/1');
  });

  test('spells out a label that its button had to cut', () => {
    const label = 'มาตรการเสริมสร้างความโปร่งใสในการจัดซื้อจัดจ้างและการบริหารพัสดุ';
    const shown = visibleText(render([question(choice(label, 7))], GROUP)[0]);
    expect(shown).toContain(`7) ${label}`);
    expect(shown).toMatch(/^7\) มาตรการ.*…$/m);
  });

  test('lists the choices that have no button', () => {
    const many = Array.from({ length: 60 }, (_, index) => choice(`ข้อที่ ${index + 1}`, index + 1));
    const [message] = render([question(...many)], GROUP);
    expect(partsOf(message, 'button')).toHaveLength(12);
    expect(visibleText(message)).toContain('13) ข้อที่ 13');
    expect(visibleText(message)).toContain('และอีก 18 ตัวเลือก');
  });
});

test('a choice whose data LINE would refuse has no button but can be typed', () => {
  const broken: Choice = { label: { verbatim: 'ตกลง' }, data: 'x'.repeat(301), number: 1 };
  const [message] = render([question(broken)], PERSON);
  expect(message).not.toHaveProperty('quickReply');
  expect(message?.['text']).toContain('1) ตกลง');
});

const CARD: Message = {
  kind: 'card',
  title: { key: 'render.choose' },
  rows: [
    { label: { key: 'summary.status.completed' }, value: { verbatim: 'ใช่' } },
    { label: { key: 'summary.completed' }, value: { verbatim: 'จัดอบรมบุคลากร '.repeat(100) } },
  ],
  note: { key: 'summary.stepsRule' },
  choices: [choice('ยืนยัน', 1), choice('แก้ไข', 2)],
};

describe('a card', () => {
  test('has its buttons in the bubble, also in a 1:1 chat: they work on PC', () => {
    const [message] = render([CARD], PERSON);
    expect(message).not.toHaveProperty('quickReply');
    expect(partsOf(message, 'button')).toHaveLength(2);
  });

  test('cuts a long value visibly', () => {
    expect(visibleText(render([CARD], PERSON)[0])).toMatch(/จัดอบรมบุคลากร….*/);
  });

  test('says the same as plain text, in full', () => {
    const text = plainText(CARD, speakers.th);
    expect(text).toContain('แล้วเสร็จ: ใช่');
    expect(text).toContain('จัดอบรมบุคลากร '.repeat(100).trim());
    expect(text).toContain('1) ยืนยัน\n2) แก้ไข');
  });
});

const items = (count: number, title = 'จัดทำประกาศเจตนารมณ์ไม่รับของขวัญ'): Item[] =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, title, data: `m=${index + 1}` }));

describe('a list', () => {
  test('has a line per measure that can be tapped', () => {
    const list: Message = { kind: 'list', title: { key: 'render.choose' }, sections: [{ items: items(3) }] };
    const [message] = render([list], PERSON);
    expect(partsOf(message, 'postback').map((action) => action['data'])).toEqual(['m=1', 'm=2', 'm=3']);
    expect(plainText(list, speakers.th)).toContain('\n3. จัดทำประกาศเจตนารมณ์ไม่รับของขวัญ');
  });

  test('of many lines is several bubbles, which repeat the heading and say which page they are', () => {
    const sections = [{ heading: { verbatim: 'กองคลัง' }, items: items(25) }];
    const [message] = render([{ kind: 'list', title: { key: 'render.choose' }, sections }], PERSON);
    expect(partsOf(message, 'bubble')).toHaveLength(3);
    expect(visibleText(message)).toContain('กองคลัง (ต่อ)');
    expect(visibleText(message)).toContain('หน้า 3/3');
  });

  test('too long for LINE says how many lines are not shown', () => {
    const [message] = render(
      [{ kind: 'list', title: { key: 'render.choose' }, sections: [{ items: items(300) }] }],
      PERSON,
    );
    expect(problemsOf([message])).toEqual([]);
    const shown = partsOf(message, 'postback').length;
    expect(visibleText(message)).toContain(`และอีก ${300 - shown} รายการ`);
  });

  test('that is empty is still a message', () => {
    const empty: Message = { kind: 'list', title: { key: 'render.choose' }, sections: [] };
    expect(visibleText(render([empty], PERSON)[0])).toBe('เลือกได้เลยค่ะ');
  });
});

test('the alternative text is the message as text, so that PC and notifications show it', () => {
  const list: Message = { kind: 'list', title: { key: 'render.choose' }, sections: [{ items: items(3) }] };
  expect(render([list], PERSON)[0]?.['altText']).toBe(plainText(list, speakers.th));
});

test('what a person wrote is never read as a placeholder', () => {
  const evil = '{{count}} $t(render.choose)';
  const card: Message = {
    kind: 'card',
    title: { key: 'render.addressee', params: { name: evil } },
    rows: [],
  };
  expect(plainText(card, speakers.en)).toBe(`For ${evil}`);
});
