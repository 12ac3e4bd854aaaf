import fc from 'fast-check';
import type { Message } from '../../src/conversation/message.ts';
import { commandTap } from '../../src/conversation/tap.ts';
import { checkMessages } from '../../src/emulator/validate/request.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { plainText } from '../../src/line/plain-text.ts';
import { makeRender } from '../../src/line/render.ts';
import { readLocales } from '../../src/locale-files.ts';
import { carried, compose, silentUnits } from '../../src/reminders/compose.ts';
import { WORDINGS } from '../../src/reminders/ladder.ts';
import type { Wording } from '../../src/reminders/ladder.ts';
import type { Office } from '../../src/reminders/office.ts';
import type { Target } from '../../src/reminders/targets.ts';
import { aColleague, anOffice, aWindow, HOSTILE, hostileOffice, privately, toGroup } from '../support/office.ts';
import type { PlannedMeasure } from '../support/office.ts';

const speakers = makeSpeakers(readLocales('locales'));
const render = makeRender(speakers);

const officer = aColleague('officer', ['กองคลัง'], { name: 'นางสมใจ ดีงาม' });
const head = aColleague('supervisor', ['กองคลัง']);
const coordinator = aColleague('coordinator');
const TARGETS = {
  group: toGroup,
  officer: privately(officer),
  head: privately(head),
  coordinator: privately(coordinator),
};
const OUTLOOK = {
  quota: { limit: 300, cost: 345 },
  dropped: [{ wording: 'digest' as const, date: '2027-04-26', partly: false }],
  missing: [{ year: 2570, names: ['มาฆบูชา'] }],
};

const MEASURES: PlannedMeasure[] = [
  { title: 'อบรมคุณธรรม', units: ['กองคลัง'] },
  { title: 'เปิดเผยราคากลาง', units: ['กองคลัง', 'กองช่าง'] },
  { title: 'ตรวจงานก่อสร้าง', units: ['กองช่าง'] },
  { title: 'ประกาศเจตนารมณ์', units: ['กองคลัง'], isReported: true },
  { title: 'เชิดชูคนดี' },
];
const office = (overrides: Partial<Office> = {}, measures = MEASURES) =>
  anOffice(measures, { colleagues: [officer, head, coordinator], ...overrides });
const done = MEASURES.map((measure) => ({ ...measure, isReported: true }));

const say = (wording: Wording, target: Target, at: Office, named = false) =>
  compose({ wording, named, target, outlook: OUTLOOK }, at);
const text = (messages: readonly Message[] | null, locale: 'th' | 'en' = 'th') =>
  (messages ?? []).map((message) => plainText(message, speakers[locale])).join('\n\n');
const told = (wording: Wording, target: Target, at: Office = office(), named = false) =>
  text(say(wording, target, at, named));

/** Whether there is a half character anywhere. */
const hasHalf = (value: unknown): boolean =>
  typeof value === 'string'
    ? /\p{Surrogate}/u.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasHalf);

/** What LINE would say against the messages in either language and either kind of chat; `[]` when it takes them all. */
const refusals = (messages: readonly Message[]) =>
  (['th', 'en'] as const).flatMap((locale) =>
    (['user', 'group'] as const).flatMap((chat) => {
      const rendered = render(messages, { locale, chat });
      const half = hasHalf(rendered) ? ['half a character'] : [];
      return [checkMessages(rendered)?.body, ...half].filter((problem) => problem !== undefined);
    }),
  );

describe('a reminder names what is open, and only that', () => {
  it('to an officer: their own, each to be tapped', () => {
    const [list] = say('remaining', TARGETS.officer, office()) ?? [];
    expect(list).toMatchObject({
      kind: 'list',
      sections: [
        {
          items: [
            { number: 1, title: 'อบรมคุณธรรม', data: commandTap('report', 'measure1') },
            { number: 2, title: 'เปิดเผยราคากลาง', data: commandTap('report', 'measure2') },
          ],
        },
      ],
    });
    expect(told('remaining', TARGETS.officer)).toContain('ยังเหลือ 2 ข้อ');
  });

  it('to a supervisor: what their units have open, not to be tapped; to the coordinator: everything', () => {
    const toHead = told('overdue', TARGETS.head);
    expect(toHead).toContain('ยังไม่ได้รายงาน 2 ข้อ');
    for (const title of ['ตรวจงานก่อสร้าง', 'ประกาศเจตนารมณ์', 'เชิดชูคนดี']) expect(toHead).not.toContain(title);
    expect(JSON.stringify(say('overdue', TARGETS.head, office()))).not.toContain(commandTap('report', 'measure1'));
    const toCoordinator = told('overdue', TARGETS.coordinator);
    expect(toCoordinator).toContain('ยังไม่ได้รายงาน 4 ข้อ');
    expect(toCoordinator).toContain('ไม่ระบุผู้รับผิดชอบ\n5. เชิดชูคนดี');
    expect(toCoordinator).not.toContain('ประกาศเจตนารมณ์');
  });

  it('to a supervisor under the headings of their own units alone, each measure once', () => {
    const said = told('overdue', TARGETS.head);
    expect(said).not.toContain('กองช่าง');
    expect(said.match(/เปิดเผยราคากลาง/g)).toHaveLength(1);
  });

  it('to a group: units and numbers, no measures, and nobody by name unless the stage says so', () => {
    const said = told('remaining', TARGETS.group);
    expect(said).toContain('4 จาก 5 ข้อ');
    for (const row of ['กองคลัง: 2 ข้อ', 'กองช่าง: 2 ข้อ', 'ไม่ระบุผู้รับผิดชอบ: 1 ข้อ']) expect(said).toContain(row);
    for (const { title = '' } of MEASURES) expect(said).not.toContain(title);
    expect(said).not.toContain(officer.name);
  });

  it('to a group, named: the officers who have something open, and no others', () => {
    const other = aColleague('officer', ['สำนักปลัด'], { name: 'นายสมชาย ใจดี' });
    const measures = [...MEASURES, { units: ['สำนักปลัด'], isReported: true }];
    const at = office({ colleagues: [officer, other, head, coordinator] }, measures);
    expect(say('lastDay', TARGETS.group, at, true)?.at(-1)).toMatchObject({
      kind: 'mention',
      people: [{ name: officer.name, lineUserId: officer.chatId }],
    });
    expect(say('lastDay', TARGETS.group, office({ colleagues: [head] }), true)).toHaveLength(1);
  });

  it('in whatever state the plan is: every open title stands there, no reported one does', () => {
    const titles = ['ก', 'ข', 'ค', 'ง', 'จ', 'ฉ', 'ช', 'ซ'].map((letter) => `มาตรการ-${letter}-`);
    const wording = fc.constantFrom('opening' as const, 'remaining' as const, 'lastDay' as const, 'overdue' as const);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), wording, (reported, said) => {
        const measures = titles.map((title, index) => ({
          title,
          units: ['กองคลัง'],
          isReported: reported[index] === true,
        }));
        for (const target of [TARGETS.officer, TARGETS.head, TARGETS.coordinator]) {
          const words = told(said, target, office({}, measures));
          expect(titles.map((title) => words.includes(title))).toEqual(reported.map((isReported) => !isReported));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what rests', () => {
    const pauses = [{ unit: 'กองคลัง', until: office().now + 1 }];
    expect(told('remaining', TARGETS.officer, office({ pauses }))).not.toContain('อบรมคุณธรรม');
    expect(told('remaining', TARGETS.officer, office({ pauses }))).toContain('เปิดเผยราคากลาง');
  });

  it('of more than ten shows ten and says how many more there are', () => {
    const many = Array.from({ length: 81 }, () => ({ units: ['กองคลัง'] }));
    const said = told('remaining', TARGETS.officer, office({}, many));
    expect(said).toContain('ยังเหลือ 81 ข้อ');
    expect(said).toContain('10. โครงการที่ 10\n');
    expect(said).not.toContain('11. ');
    expect(said).toContain('และอีก 71 ข้อ');
  });
});

describe('when nothing is open', () => {
  it.each(WORDINGS.filter((one) => one !== 'outlook' && one !== 'closing'))('%s is not said to anybody', (wording) => {
    for (const target of Object.values(TARGETS)) expect(say(wording, target, office({}, done), true)).toBeNull();
  });

  it('the outlook and the closing summary are', () => {
    expect(say('outlook', TARGETS.coordinator, office({}, done))).toHaveLength(1);
    for (const target of Object.values(TARGETS))
      expect(told('closing', target, office({}, done))).toContain('รายงานครบทั้ง');
  });

  it('for one, others are still told', () => {
    const works = office({}, MEASURES.slice(2, 3));
    expect(say('remaining', TARGETS.head, works)).toBeNull();
    expect(say('remaining', TARGETS.coordinator, works)).not.toBeNull();
  });
});

describe('the deadline', () => {
  it('on a working day is that day', () => {
    expect(told('remaining', TARGETS.group)).toContain('กำหนดส่ง: วันศุกร์ที่ 30 เม.ย. 2570\n');
  });

  it('on a day off says which day it is, the working day before it, and the legal one after it', () => {
    const sunday = office({ window: aWindow(12) });
    for (const said of [
      told('remaining', TARGETS.group, sunday),
      told('remaining', TARGETS.officer, sunday),
      told('digest', TARGETS.coordinator, sunday),
      text([carried(sunday, sunday.plans[0]?.rows ?? [])]),
    ]) {
      for (const day of ['วันอาทิตย์ที่ 31 ต.ค. 2570', 'วันศุกร์ที่ 29 ต.ค. 2570', 'วันจันทร์ที่ 1 พ.ย. 2570']) {
        expect(said).toContain(day);
      }
    }
    const english = text(say('remaining', TARGETS.group, sunday), 'en');
    for (const day of ['Sunday, 31 Oct 2027', 'Friday, 29 Oct 2027', 'Monday, 1 Nov 2027'])
      expect(english).toContain(day);
  });

  it('that is over is not asked to be met', () => {
    expect(told('overdue', TARGETS.group, office({ window: aWindow(12) }))).not.toContain('จึงขอให้ส่งภายใน');
  });
});

describe('the weekly digest and the closing summary', () => {
  it('tell the coordinator of the units nobody is registered for', () => {
    expect(silentUnits(office())).toEqual(['กองช่าง']);
    expect(told('digest', TARGETS.coordinator)).toContain('ยังไม่มีผู้ลงทะเบียน: กองช่าง');
    expect(told('digest', TARGETS.head)).not.toContain('ยังไม่มีผู้ลงทะเบียน');
  });

  it('show a supervisor their own units, and everybody else the whole plan', () => {
    expect(told('digest', TARGETS.head)).toContain('เฉพาะ กองคลัง');
    expect(told('digest', TARGETS.head)).toContain('(1 จาก 3 โครงการ)');
    expect(told('closing', TARGETS.group)).toContain('(1 จาก 5 โครงการ)');
  });

  it('count a supervisor’s open measures out of their own', () => {
    expect(told('digest', TARGETS.head)).toContain('ยังไม่รายงาน 2 จาก 3 ข้อ');
  });

  it('in a group offer nothing that works in a 1:1 chat alone', () => {
    expect(JSON.stringify(say('closing', TARGETS.group, office()))).not.toContain(commandTap('remind'));
  });
});

describe('LINE takes every reminder', () => {
  const everyone = (of: readonly Target[], at: Office, wording: Wording) =>
    of.flatMap((target) => {
      const messages = say(wording, target, at, true) ?? [];
      return messages.length === 0 ? ['nothing was said'] : refusals(messages);
    });

  it.each(WORDINGS)('%s, from a plain office and from one with the worst names there are', (wording) => {
    expect(everyone(Object.values(TARGETS), office(), wording)).toEqual([]);
    for (const round of [6, 12] as const) {
      const worst = hostileOffice(round);
      const targets = [toGroup, ...worst.colleagues.slice(-4).map(privately)];
      expect(everyone(targets, worst, wording)).toEqual([]);
    }
  });

  it('what is carried by an answer', () => {
    const at = hostileOffice(12);
    expect(refusals([carried(at, at.plans[0]?.rows ?? [])])).toEqual([]);
  });

  it('whatever people and plans are called', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constantFrom('', '{', '}}', '{{people}}', HOSTILE),
    );
    const anyMeasure = fc.record({ title: name, units: fc.array(name, { maxLength: 4 }) });
    fc.assert(
      fc.property(
        fc.array(anyMeasure, { minLength: 1, maxLength: 15 }),
        name,
        fc.constantFrom(...WORDINGS),
        (measures, called, wording) => {
          const own = aColleague('officer', measures[0]?.units ?? [], { name: called });
          const at = office(
            { colleagues: [own, head, coordinator], organisation: { id: 'office', name: called } },
            measures,
          );
          for (const target of [toGroup, ...[own, head, coordinator].map(privately)]) {
            expect(
              refusals(say(wording, target, at, true) ?? [{ kind: 'text', text: { verbatim: 'nothing' } }]),
            ).toEqual([]);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
