import type { Message } from '../../src/conversation/message.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { COLOURS } from '../../src/line/flex.ts';
import { plainText } from '../../src/line/plain-text.ts';
import { makeRender } from '../../src/line/render.ts';
import { readLocales } from '../../src/locale-files.ts';
import type { Summary } from '../../src/reporting/summary.ts';
import { partsOf, visibleText } from './flex-json.ts';
import { problemsOf } from './line-rules.ts';
import { SUMMARY } from './sample-summary.ts';

const speakers = makeSpeakers(readLocales('locales'));
const render = makeRender(speakers);
const message = (over: Partial<Summary> = {}): Message => ({ kind: 'summary', summary: { ...SUMMARY, ...over } });
const flexOf = (of: Message, locale: 'th' | 'en' = 'th') => render([of], { locale, chat: 'user' })[0];
const numbersIn = (text: string): string[] => [...new Set(text.match(/\d[\d,]*(?:\.\d+)?/g))].toSorted();

test('the card and the plain text show the same figures', () => {
  for (const locale of ['th', 'en'] as const) {
    const card = visibleText(flexOf(message(), locale));
    expect(numbersIn(card)).toEqual(numbersIn(plainText(message(), speakers[locale])));
  }
});

test.each(['th', 'en'] as const)('every figure of the summary is shown as it is (%s)', (locale) => {
  const text = plainText(message(), speakers[locale]);
  const total = '81 17 19 41 4 50.62% 8,536,600 7,200,300.5 5,123,456.75 71.16% 90 56.11% ปานกลาง';
  const dimensions = '7/22 31.82% 120,000 55,300 18/30 60.00% 230,000 110,500';
  const units = '5/12 9/12 8/23 11/23 2/3 3/3';
  const figures = `${total} ${dimensions} ${units}`.split(' ');
  for (const figure of figures) expect(text).toContain(figure);
});

test('reads well as text', () => {
  expect(plainText({ ...message(), scope: { verbatim: 'กองคลัง' } } as Message, speakers.th)).toBe(
    [
      'สรุปแผนปฏิบัติการป้องกันการทุจริต',
      'องค์การบริหารส่วนจังหวัดตัวอย่าง',
      'ปีงบประมาณ 2570 รอบ 6 เดือน',
      'เฉพาะ กองคลัง',
      '',
      'ดำเนินการแล้วเสร็จ 50.62% (41 จาก 81 โครงการ)',
      'แจ้งว่าเสร็จ 41 · มีหลักฐาน 33 · ยืนยันแล้ว 28',
      'แล้วเสร็จ: 41',
      'อยู่ระหว่างดำเนินการ: 19',
      'รอรายงาน: 17',
      'ไม่สามารถดำเนินการได้: 4',
      '',
      'ความก้าวหน้ารายมิติ',
      'มิติที่ 1 สร้างวัฒนธรรมสุจริต: 7/22 (31.82%) · งบตามแผน 120,000 บาท · เบิกจ่าย 55,300 บาท',
      'มิติที่ 2: 18/30 (60.00%) · งบตามแผน 230,000 บาท · เบิกจ่าย 110,500 บาท',
      '',
      'ความก้าวหน้ารายส่วนราชการ',
      'กองคลัง: 5/12 (41.67%) · รายงานแล้ว 9/12',
      'กองช่าง: 8/23 (34.78%) · รายงานแล้ว 11/23',
      'ไม่ระบุส่วนราชการ: 2/3 (66.67%) · รายงานแล้ว 3/3',
      '',
      'งบประมาณ',
      'ตามแผน: 8,536,600 บาท',
      'ตามข้อบัญญัติ: 7,200,300.50 บาท',
      'เบิกจ่ายแล้ว: 5,123,456.75 บาท',
      'ร้อยละการเบิกจ่าย: 71.16%',
      '',
      'ผลการนำแผนไปปฏิบัติ',
      'ร้อยละของโครงการตั้งต้น: 56.11%',
      'ระดับ: ปานกลาง',
      'โครงการตั้งต้น: 90',
      '',
      'ค้างรายงาน',
      'รอรายงานอีก 17 โครงการ',
      'กองช่าง ค้าง 12',
      'กองคลัง ค้าง 3',
      '',
      'มาตรการที่มีหลายขั้นตอน นับว่าแล้วเสร็จเมื่อทุกขั้นตอนแล้วเสร็จค่ะ',
      'ข้อมูล ณ 30 เม.ย. 2570 เวลา 16:30 น.',
    ].join('\n'),
  );
});

test('English readers get years of the Common Era', () => {
  const text = plainText(message(), speakers.en);
  expect(text).toContain('Fiscal year 2027, 6-month round');
  expect(text).toContain('Data as of 30 Apr 2027, 16:30');
});

test('the level of implementation is for action plans only, the rule of steps only where a measure has steps', () => {
  const text = plainText(message({ kind: 'measures', hasSteps: false }), speakers.th);
  expect(text).not.toContain('ระดับ');
  expect(text).not.toContain('ขั้นตอน');
  expect(text).toContain('41 จาก 81 มาตรการ');
});

test('measures without any money say nothing about money', () => {
  const none = { plannedBudget: 0, ordinanceBudget: 0, disbursed: 0, disbursedPercent: 0, byDimension: [] };
  expect(plainText(message({ kind: 'measures', ...none }), speakers.th)).not.toContain('บาท');
  expect(plainText(message(none), speakers.th)).toContain('ตามแผน: 0 บาท');
});

test('a complete round says so', () => {
  expect(plainText(message({ waitingReport: 0 }), speakers.th)).toContain('รายงานครบทุกข้อแล้วค่ะ');
});

test('bars are as long as their percentage, empty only at nothing and full only at all', () => {
  const widths = [0, 0.2, 31.82, 99.9, 100].map((completedPercent) => {
    const card = flexOf(message({ byDimension: [], byUnit: [], completedPercent }));
    return partsOf(card, 'box').flatMap((box) => (typeof box['width'] === 'string' ? [box['width']] : []));
  });
  expect(widths).toEqual([[], ['1%'], ['32%'], ['99%'], ['100%']]);
});

test('a long list of units is cut visibly on the card and whole in the text', () => {
  const byUnit = Array.from({ length: 40 }, (_, index) => ({
    unit: `หน่วยงานตรวจสอบภายในลำดับที่ ${index + 1}`,
    total: 9,
    reported: 2,
    completed: 1,
  }));
  const card = flexOf(message({ byUnit }));
  expect(problemsOf([card])).toEqual([]);
  expect(visibleText(card)).toMatch(/และอีก \d+ ส่วนราชการ/);
  expect(plainText(message({ byUnit }), speakers.th)).toContain('ลำดับที่ 40: 1/9');
});

test('every text colour is readable on white (WCAG AA: 4.5)', () => {
  const { rule: _, status, ...texts } = COLOURS;
  for (const colour of [...Object.values(texts), ...Object.values(status)]) {
    expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
  }
});

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
