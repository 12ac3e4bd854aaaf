import fc from 'fast-check';
import { isPlainDate } from '../../src/thai/calendar.ts';
import { toArabicDigits } from '../../src/thai/digits.ts';
import { skeleton } from '../../src/thai/normalise.ts';
import type { ReadReport } from '../../src/thai/read-report.ts';
import { readReports } from '../../src/thai/read-report.ts';
import { context } from './corpus/context.ts';
import { corpus } from './corpus/notation.ts';

const NUMBER_WORDS = /หนึ่?ง|สอง|สาม|สี่?|ห้?า|หก|เจ็?ด|แปด|เก้?า|ร้?อย|พัน|หมื่?น|แสน|ล้?าน|ครึ่?ง/;
const MULTIPLES: Record<string, number> = { k: 1e3, ร: 1e2, พ: 1e3, ห: 1e4, แ: 1e5, ล: 1e6 };
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]|\ufe0f/g;
const numbers = new Set(context.measures.map(({ number }) => number));
const units = new Set(context.units.map(({ name }) => name));

/** The numbers that stand in a text, in Arabic or Thai digits. */
const figures = (text: string): number[] =>
  (
    toArabicDigits(text.replace(INVISIBLE, ''))
      .replace(/(?<=\d),(?=\d{3})/g, '')
      .match(/\d+(?:\.\d+)?/g) ?? []
  ).map(Number);

/** Whether a whole number is said: by itself or inside a range. */
function saysNumber(text: string, number: number): boolean {
  const said = figures(text);
  return said.some((figure, index) => figure === number || (figure < number && (said[index + 1] ?? 0) >= number));
}

/** Whether an amount follows from words: nothing is said to be spent, or its figures and multiples make it. */
function saysAmount(words: string, value: number): boolean {
  if (value === 0) return /ไม|มิ|ศูนย|0|๐|no|free|zero|-|–|—/i.test(words);
  const plain = toArabicDigits(words).replace(/(?<=\d),\s?(?=\d{3})/g, '');
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(k|ร้?อย(?!ล้?าน)|พัน(?!ล้?าน)|หมื่?น|แสน|ล้?าน)?/gi)];
  const sum = parts.reduce(
    (total, [, figure, multiple]) =>
      total + Number(figure) * (MULTIPLES[(multiple ?? '').charAt(0).toLowerCase()] ?? 1),
    0,
  );
  const isWritten = figures(words).includes(value) || Math.abs(sum - value) < 0.01;
  return isWritten || NUMBER_WORDS.test(words);
}

/** Whether the letters of a name's beginning stand in a text, tone marks aside. */
const sharesLetters = (text: string, name: string): boolean =>
  skeleton(text)
    .split('')
    .filter((letter) => skeleton(name).includes(letter)).length *
    2 >=
  skeleton(text).length;

/** What is understood but does not follow from the words it points to; `[]` when everything does. */
function unfounded(text: string, report: ReadReport): string[] {
  const problems: string[] = [];
  const check = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const { measure, unknownMeasure, status, reason, disbursed, disbursedChoice = [], unit, percent, dates } = report;
  const spans: ({ start: number; end: number } | null | undefined)[] = [
    measure,
    unknownMeasure,
    status,
    reason,
    report.reasonText,
    report.result,
    report.outcome,
    report.obstacle,
    disbursed,
    unit,
    percent,
    ...disbursedChoice,
    ...dates,
  ];
  for (const span of spans) {
    if (!span) continue;
    const { start, end } = span;
    check(Number.isInteger(start) && start >= 0 && start < end && end <= text.length, `span ${start}-${end}`);
  }
  for (const read of [report.result, report.outcome, report.obstacle, report.reasonText]) {
    if (read === undefined) continue;
    check(read.value === text.slice(read.start, read.end), `not verbatim: ${read.value}`);
    check(read.value === read.value.trim() && read.value !== '', `not trimmed: ${read.value}`);
  }
  if (measure !== null) {
    const words = text.slice(measure.start, measure.end);
    check(measure.numbers.length > 0 && measure.numbers.every((number) => numbers.has(number)), 'not a measure');
    const isTold = (number: number) =>
      saysNumber(words, number) ||
      sharesLetters(words, context.measures.find((other) => other.number === number)?.title ?? '');
    check(measure.numbers.every(isTold), `measure ${measure.numbers.join()} out of ${words}`);
  }
  if (unknownMeasure !== undefined) {
    check(measure === null && !numbers.has(unknownMeasure.value), 'known measure');
    check(saysNumber(text.slice(unknownMeasure.start, unknownMeasure.end), unknownMeasure.value), 'number not said');
  }
  for (const read of [...disbursedChoice, ...(disbursed === undefined ? [] : [disbursed])]) {
    const words = text.slice(read.start, read.end);
    check(saysAmount(words, read.value), `money ${read.value} out of ${words}`);
  }
  if (percent !== undefined) {
    const words = text.slice(percent.start, percent.end);
    const [part = 0, whole = 0] = figures(words);
    const isShare = whole > 0 && Math.abs((part / whole) * 100 - percent.value) < 0.01;
    check(part === percent.value || isShare || /คร|half|ใน/i.test(words), `percent ${percent.value} out of ${words}`);
    check(percent.value >= 0 && percent.value <= 100, 'percent');
  }
  for (const name of [...(report.unitChoice ?? []), ...(unit === undefined ? [] : [unit.value])]) {
    check(units.has(name), `unit ${name}`);
  }
  for (const { value } of dates) {
    check(isPlainDate(value.from) && isPlainDate(value.to) && value.from <= value.to, `date ${value.from}`);
  }
  check(status === undefined || report.statusChoice === undefined, 'status and choice');
  check(report.statusChoice === undefined || new Set(report.statusChoice).size > 1, 'one choice');
  check(disbursedChoice.length === 0 || new Set(disbursedChoice.map(({ value }) => value)).size > 1, 'one amount');
  check((reason?.value === 'other') === (report.reasonText !== undefined), 'reason and its words');
  for (const [one, other] of [
    [measure, disbursed],
    [measure, percent],
    [disbursed, percent],
    [disbursed, report.outcome],
    [disbursed, report.obstacle],
    [report.outcome, report.obstacle],
  ]) {
    if (!one || !other) continue;
    check(one.end <= other.start || other.end <= one.start, `overlap at ${one.start}`);
  }
  return problems;
}

const messages = corpus().map(({ text }) => text);
const fragments = [...new Set(messages.flatMap((text) => text.split(/(?<=\s)/)))];
const THAI = 'กขคงจชดตถทนบปผพฟมยรลวสหอะาิีึืุูเแโใไำัํ่้๊๋็์ๆฯ๐๑๒๕๙0125,.%:/-() \n'.split('');
const anything = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...messages) },
      { weight: 5, arbitrary: fc.constantFrom(...fragments) },
      { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...THAI), maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { maxLength: 10 },
  )
  .chain((parts) => fc.constantFrom('', ' ', '\n', ', ').map((joint) => parts.join(joint)));

describe('reading any text', () => {
  it('understands nothing that the words it points to do not say', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const report of readReports(text, context)) expect(unfounded(text, report)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  it('holds that of every message of the corpus', () => {
    for (const text of messages)
      expect([text, readReports(text, context).flatMap((report) => unfounded(text, report))]).toEqual([text, []]);
  });

  it('finds no amount, percent or number of a measure in words without figures', () => {
    const words = fc.array(
      fc.constantFrom(...fragments.filter((part) => !/[0-9๐-๙%]/.test(part) && !NUMBER_WORDS.test(part))),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(words, (parts) => {
        for (const report of readReports(parts.join(' '), context)) {
          expect(report.unknownMeasure).toBeUndefined();
          expect(report.disbursed?.value ?? 0).toBe(0);
          expect(report.percent?.value ?? 50).toBe(50);
        }
      }),
    );
  });

  it('comes to an end on long texts made to slow a reader down', () => {
    const measures = Array.from({ length: 500 }, (_, index) => ({
      number: index + 1,
      title: `โครงการอบรมคุณธรรมจริยธรรมหมู่ที่ ${index + 1} ตำบลตัวอย่าง`,
    }));
    const parts = [
      'ก',
      ' ',
      '\n',
      '1,',
      '1 ',
      'ข้อ 1 ',
      'ยังไม่',
      'จะ',
      'เบิก',
      'แสนห้า',
      'กอง',
      '(',
      '>',
      'ม.ค. ',
      'อบรมคุณธรรม\n',
      'ไม่ได้ทำ',
    ];
    for (const part of parts) {
      const text = part.repeat(Math.ceil(5_000 / part.length));
      expect(Array.isArray(readReports(text, { ...context, measures }))).toBe(true);
    }
  });
});
