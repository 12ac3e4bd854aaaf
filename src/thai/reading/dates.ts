import type { PlainDate } from '../../reporting/model.ts';
import { addDays, dateParts, fiscalYearSpan, lastDayOfMonth, plainDate, toCommonYear, weekday } from '../calendar.ts';
import type { DatePoint } from '../dates.ts';
import { findDates } from '../dates.ts';
import { anyOf, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

export interface DateMark extends Span {
  from: PlainDate;
  to: PlainDate;
  /** A month's abbreviation with nothing beside it, which may be that of a unit. */
  isBareMonth?: boolean;
}

/** The dates and periods that a text names, absolute (5 มี.ค. 70, 1-15 มีนาคม) and as seen from today (เมื่อวาน, ไตรมาส 2), in order. */
export function findSpokenDates(view: View, today: PlainDate, fiscalYear: number): DateMark[] {
  const points = findDates(view.key).map((point) => withYear(view, point, fiscalYear));
  const written = joined(
    view,
    points.filter((point) => isWritten(view, point)),
    fiscalYear,
  );
  const marks = [...written, ...relative(view, today), ...quarters(view, fiscalYear), ...dayAndMonth(view, fiscalYear)];
  const kept: DateMark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start >= (kept.at(-1)?.end ?? 0) && mark.from <= mark.to) kept.push(mark);
  }
  return kept;
}

/** `15 มี.ค. 70 คนมา 52 คน`: a year that a sentence about people follows is none of them. */
function withYear(view: View, point: DatePoint, fiscalYear: number): DatePoint {
  const found = point.year === undefined ? YEAR_BEFORE_PEOPLE.exec(view.key.slice(point.end, point.end + 12)) : null;
  const year = 2500 + Number(found?.[1]);
  if (found === null || (year !== fiscalYear && year !== fiscalYear - 1)) return point;
  return { ...point, year: toCommonYear(year), end: point.end + found[0].length };
}

const YEAR_BEFORE_PEOPLE = keyed('^ ?(\\d{2})(?= คน(?:มา|ร่วม|เข้า|ใน|ที่))', 'u');

/** A month's name by itself is one only when it stands as a word: มีนายก begins like มีนา. */
function isWritten(view: View, point: DatePoint): boolean {
  if (point.day !== undefined && point.year !== undefined) return true;
  const isWhole = beginsWord(view, point.end) || MONTH_GOES_ON.test(view.key.slice(point.end, point.end + 12));
  if (point.day !== undefined) return isWhole;
  const words = view.key.slice(point.start, point.end);
  const before = view.key.slice(Math.max(0, point.start - 8), point.start);
  const begins = beginsWord(view, point.start) || MONTH_BEFORE.test(before);
  return isWhole && begins && !/^[a-z]/.test(words);
}

const MONTH_BEFORE = keyed('(?:เดือน|ใน|เมื่อ|สิ้น|ต้น|กลาง|ปลาย|ภายใน|ถึง|ตั้งแต่|ช่วง)$', 'u');
const MONTH_GOES_ON = keyed('^(?:นี้|ที่|ค่ะ|ครับ|คะ|คับ|จัด|อบรม|ถึง|และ|ปี|เบิก|เสร็จ|แล้ว|ได้|ทำ|ประชุม|โดย|เป็น|จ้า|นะ)', 'u');

/** Points as spans; two that only a dash or ถึง sets apart are one, and so is the day before the first: 1-15 มีนาคม. */
function joined(view: View, points: readonly DatePoint[], fiscalYear: number): DateMark[] {
  const marks: DateMark[] = [];
  for (let index = 0; index < points.length; index += 1) {
    const first = points[index];
    const next = points[index + 1];
    if (first === undefined) continue;
    const isRange = next !== undefined && BETWEEN.test(view.key.slice(first.end, next.start));
    const last = isRange ? next : first;
    const year = yearOf(last, fiscalYear);
    const firstYear = first.year ?? (first.month > last.month ? year - 1 : year);
    const day = first.day === undefined ? undefined : dayBefore(view, first);
    const start = day?.start ?? first.start;
    marks.push({
      start,
      end: last.end,
      from: plainDate(firstYear, first.month, day?.day ?? first.day ?? 1),
      to: plainDate(year, last.month, last.day ?? lastDayOfMonth(year, last.month)),
      isBareMonth:
        !isRange &&
        first.day === undefined &&
        first.year === undefined &&
        first.end - first.start <= LONGEST_SHORT_MONTH &&
        !MONTH_BEFORE.test(view.key.slice(Math.max(0, first.start - 8), first.start)),
    });
    if (isRange) index += 1;
  }
  return marks.map((mark) => trimmed(view, mark));
}

/** The day that a range begins with, before its last one. */
function dayBefore(view: View, point: DatePoint): { day: number; start: number } | undefined {
  const found = DAY_RANGE.exec(view.key.slice(Math.max(0, point.start - 12), point.start));
  const day = Number(found?.[1]);
  if (found === null || day < 1 || day >= (point.day ?? 0)) return undefined;
  return { day, start: point.start - found[0].length };
}

const LONGEST_SHORT_MONTH = 5;
const BETWEEN = /^ ?(?:-|ถึง|to|until|จนถึง) ?(?:วันที ?|เดือน)?$/;
const DAY_RANGE = /(?<![\d.,/])(\d{1,2}) ?(?:-|ถึง|และ|,) ?$/;

const yearOf = (point: DatePoint, fiscalYear: number): number =>
  point.year ?? toCommonYear(fiscalYear) - (point.month >= 10 ? 1 : 0);

function trimmed<Mark extends Span>(view: View, mark: Mark): Mark {
  const words = view.key.slice(mark.start, mark.end);
  const lead = words.length - words.trimStart().length;
  return { ...mark, start: mark.start + lead, end: mark.start + words.trimEnd().length };
}

/** Days as seen from today. */
function relative(view: View, today: PlainDate): DateMark[] {
  const marks: DateMark[] = [];
  for (const { pattern, span } of RELATIVE) {
    for (const { start, end, found } of places(view, pattern)) {
      const meant = span(today, Number(found[1] ?? 0));
      if (meant !== null) marks.push({ start, end, ...meant });
    }
  }
  return marks;
}

type Meant = { from: PlainDate; to: PlainDate } | null;

const oneDay = (date: PlainDate): Meant => ({ from: date, to: date });

function monthAway(today: PlainDate, months: number): { from: PlainDate; to: PlainDate } {
  const { year, month } = dateParts(today);
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  return { from: plainDate(y, m, 1), to: plainDate(y, m, lastDayOfMonth(y, m)) };
}

function weekAway(today: PlainDate, weeks: number): Meant {
  const monday = addDays(today, 1 - weekday(today) + weeks * 7);
  return { from: monday, to: addDays(monday, 6) };
}

const LAST = '(?:ที่แล้ว|ก่อน|ที่ผ่านมา)(?!หน้า)';
const relativeTo = (source: string, span: (today: PlainDate, count: number) => Meant) => ({
  pattern: keyed(source),
  span,
});

const RELATIVE = [
  relativeTo('เมื่อวานซืน|วานซืน', (today) => oneDay(addDays(today, -2))),
  relativeTo('เมื่อวาน(?:นี้)?(?!ซืน)|(?<![a-z])yesterday(?![a-z])', (today) => oneDay(addDays(today, -1))),
  relativeTo('(?<!ทุก)วันนี้|(?:เมื่อ)?เช้านี้|(?<![a-z])today(?![a-z])', (today) => oneDay(today)),
  relativeTo('พรุ่งนี้|(?<![a-z])tomorrow(?![a-z])', (today) => oneDay(addDays(today, 1))),
  relativeTo('มะรืน(?:นี้)?', (today) => oneDay(addDays(today, 2))),
  relativeTo('(\\d{1,3}) ?วัน(?:ก่อน|ที่แล้ว)', (today, count) => oneDay(addDays(today, -count))),
  relativeTo(`(?:สัปดาห์|อาทิตย์)${LAST}|(?<![a-z])last week(?![a-z])`, (today) => weekAway(today, -1)),
  relativeTo('(?:สัปดาห์|อาทิตย์)นี้|(?<![a-z])this week(?![a-z])', (today) => weekAway(today, 0)),
  relativeTo('(?:สัปดาห์|อาทิตย์)หน้า|(?<![a-z])next week(?![a-z])', (today) => weekAway(today, 1)),
  relativeTo('(?<!สิ้น|\\d|\\d )เดือน(?:ที่แล้ว|ก่อน|ที่ผ่านมา)|(?<![a-z])last month(?![a-z])', (today) => monthAway(today, -1)),
  relativeTo('(?<!สิ้น|ต้น|กลาง|ปลาย)เดือนนี้|(?<![a-z])this month(?![a-z])', (today) => monthAway(today, 0)),
  relativeTo('(?<!สิ้น|ต้น|กลาง|ปลาย)เดือนหน้า|(?<![a-z])next month(?![a-z])', (today) => monthAway(today, 1)),
  relativeTo(
    '(?<!ทุก)สิ้นเดือน(?:นี้)?(?!หน้า|ที่แล้ว|ก่อน|ที่ผ่านมา| ?(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|(?:ม|ก|มี|เม|พ|มิ|ส|ต|ธ) ?\\.))',
    (today) => oneDay(monthAway(today, 0).to),
  ),
  relativeTo('สิ้นเดือนหน้า', (today) => oneDay(monthAway(today, 1).to)),
  relativeTo('สิ้นเดือน(?:ที่แล้ว|ก่อน|ที่ผ่านมา)', (today) => oneDay(monthAway(today, -1).to)),
  relativeTo('วันที่ ?(\\d{1,2}) ?(?:เดือน)?นี้', (today, day) => dayOfMonth(today, 0, day)),
  relativeTo('วันที่ ?(\\d{1,2}) ?เดือน(?:ที่แล้ว|ก่อน|ที่ผ่านมา)', (today, day) => dayOfMonth(today, -1, day)),
  relativeTo('วันที่ ?(\\d{1,2}) ?เดือนหน้า', (today, day) => dayOfMonth(today, 1, day)),
];

function dayOfMonth(today: PlainDate, months: number, day: number): Meant {
  const { from, to } = monthAway(today, months);
  const date = `${from.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return day >= 1 && date <= to ? oneDay(date) : null;
}

/** `ไตรมาส 2`, `ไตรมาสที่ 1-2`, `Q3`, ไตรมาสแรก: of the fiscal year. สิ้นปีงบประมาณ is its last day. */
function quarters(view: View, fiscalYear: number): DateMark[] {
  const year = toCommonYear(fiscalYear);
  const marks: DateMark[] = [];
  for (const { start, end, found } of places(view, QUARTER)) {
    const first = Number(found[1] ?? found[4] ?? WORDED_QUARTERS[found[2] ?? '']);
    const last = Number(found[3] ?? first);
    marks.push({ start, end, from: quarterSpan(year, first).from, to: quarterSpan(year, last).to });
  }
  for (const { start, end } of places(view, END_OF_YEAR)) {
    const { to } = fiscalYearSpan(fiscalYear);
    marks.push({ start, end, from: to, to });
  }
  return marks;
}

function quarterSpan(year: number, quarter: number): { from: PlainDate; to: PlainDate } {
  const [y, month] = quarter === 1 ? [year - 1, 10] : [year, quarter * 3 - 5];
  return { from: plainDate(y, month, 1), to: plainDate(y, month + 2, lastDayOfMonth(y, month + 2)) };
}

const WORDED_QUARTERS: Record<string, number> = { แรก: 1, สอง: 2, สาม: 3, สุดทาย: 4 };
const QUARTER = keyed(
  'ไตรมาส(?:ที่)? ?(?:([1-4])(?!\\d|[,.]\\d| ?(?:แห่ง|คน))|(แรก|สอง|สาม|สุดท้าย))(?: ?(?:-|ถึง|และ|กับ|,) ?([1-4])(?!\\d))?|(?<![a-z])q ?([1-4])(?!\\d)',
);
const END_OF_YEAR = keyed(`สิ้นปีงบ(?:ประมาณ)?(?:นี้)?(?! ?\\d)`);

/** `วันที่ 5/3`: a day and a month of the fiscal year. */
function dayAndMonth(view: View, fiscalYear: number): DateMark[] {
  return [...places(view, DAY_AND_MONTH)].flatMap(({ start, end, found }) => {
    const [day, month] = [Number(found[1]), Number(found[2])];
    const year = toCommonYear(fiscalYear) - (month >= 10 ? 1 : 0);
    if (month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month)) return [];
    const date = plainDate(year, month, day);
    return [{ start, end, from: date, to: date }];
  });
}

const DAY_AND_MONTH = keyed(`${anyOf('วันที่ เมื่อวันที่')} ?(\\d{1,2})/(\\d{1,2})(?![\\d/])`);
