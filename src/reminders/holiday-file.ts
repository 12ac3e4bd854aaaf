import type { PlainDate } from '../reporting/model.ts';
import { dateParts, plainDate, weekday } from '../thai/calendar.ts';
import { dateText, findDates } from '../thai/dates.ts';
import { fold } from '../thai/normalise.ts';
import { holidaysOf } from './holidays.ts';
import type { HolidayEntry, HolidayKind, HolidayPreset } from './holidays.ts';

/** A line of a file of days off, cut into cells. */
export interface FileRow {
  line: number;
  cells: readonly string[];
}

/** What is wrong with a row; sentences in `locales/<locale>/cli.json` under `holidays.problem`. */
export type RowFault =
  'noDate' | 'notADate' | 'farYear' | 'wrongWeekday' | 'noName' | 'longName' | 'notAKind' | 'tooMany' | 'twice';

export interface RowProblem {
  line: number;
  /** The heading of the column as it is written in the file; empty where there is none. */
  column: string;
  value: string;
  fault: RowFault;
  /** The line that has the same date. */
  other?: number;
}

export type HolidayFile =
  /** `known`: rows that say what the calendar knows without them, such as a fixed day or a substitute it works out itself.
   * `years`: those the file names, Common Era. */
  | { entries: HolidayEntry[]; known: number; years: number[] }
  | { problems: RowProblem[] }
  /** No line has headings for a date and a name. */
  | null;

interface Columns {
  date: number;
  name: number;
  /** -1: there is none. */
  kind: number;
}

const HEADINGS: Record<keyof Columns, ReadonlySet<string>> = {
  date: new Set(['date', 'วันที่', 'วันเดือนปี'].map(fold)),
  name: new Set(['name', 'holiday', 'ชื่อ', 'ชื่อวันหยุด', 'วันหยุด', 'รายการ'].map(fold)),
  kind: new Set(['kind', 'type', 'ประเภท', 'ประเภทวันหยุด', 'ชนิด'].map(fold)),
};

const KINDS: Record<HolidayKind, readonly string[]> = {
  lunar: ['lunar', 'จันทรคติ', 'ทางศาสนา', 'ศาสนา'],
  cabinet: ['cabinet', 'ครม.', 'มติ ครม.', 'คณะรัฐมนตรี', 'พิเศษ'],
  regional: ['regional', 'ท้องถิ่น', 'ประจำท้องถิ่น', 'ภูมิภาค', 'ประจำภูมิภาค'],
  working: ['working', 'วันทำการ', 'ทำการ', 'วันทำงาน'],
};
const KIND_OF = new Map(
  (Object.keys(KINDS) as HolidayKind[]).flatMap((kind) =>
    KINDS[kind].flatMap((word) => [word, `วันหยุด${word}`].map((written) => [fold(written), kind] as const)),
  ),
);

/** How many lines may stand above the headings. */
const MOST_TITLES = 20;
const LONGEST_NAME = 120;
/** Common Era; further away a year is a slip, like 27 for 2027. */
const YEARS = { first: 2020, last: 2100 };
const SUBSTITUTE = /ชดเชย|substitut/i;

/**
 * The days off of a file. Without a kind a day is lunar when it has the name of a lunar holiday, else the cabinet's; a fixed
 * day, and a substitute that the calendar works out itself, need not be kept: kept, they would bring a second substitute.
 * @param stored what the organisation has entered before
 */
export function readHolidayRows(
  rows: readonly FileRow[],
  preset: HolidayPreset,
  stored: readonly HolidayEntry[] = [],
): HolidayFile {
  const found = headingsIn(rows);
  if (found === null) return null;
  const { heading, columns, width } = found;
  const problems: RowProblem[] = [];
  const days: (HolidayEntry & { given: boolean })[] = [];
  const lines = new Map<PlainDate, number>();
  for (const { line, cells } of rows.slice(found.index + 1)) {
    if (cells.every((cell) => cell === '')) continue;
    const cell = (column: keyof Columns) => cells[columns[column]] ?? '';
    const wrong = (column: keyof Columns | null, fault: RowFault, more: Partial<RowProblem> = {}) =>
      problems.push({
        line,
        column: column === null ? '' : (heading[columns[column]] ?? ''),
        value: column === null ? '' : cell(column),
        fault,
        ...more,
      });
    const extra = cells.slice(width).find((one) => one !== '');
    if (extra !== undefined) wrong(null, 'tooMany', { value: extra });
    const date = readDate(cell('date'));
    if ('fault' in date) wrong('date', date.fault);
    else {
      const other = lines.get(date.ok);
      if (other === undefined) lines.set(date.ok, line);
      else wrong('date', 'twice', { other });
    }
    const name = cell('name');
    if (name === '') wrong('name', 'noName');
    else if (name.length > LONGEST_NAME) wrong('name', 'longName');
    const written = cell('kind');
    const kind = written === '' ? kindByName(name, preset) : KIND_OF.get(fold(written));
    if (kind === undefined) wrong('kind', 'notAKind');
    else if ('ok' in date) days.push({ date: date.ok, name, kind, given: written !== '' });
  }
  return problems.length > 0 ? { problems } : entriesOf(days, preset, stored);
}

function entriesOf(
  days: readonly (HolidayEntry & { given: boolean })[],
  preset: HolidayPreset,
  stored: readonly HolidayEntry[],
): HolidayFile {
  const bare = ({ date, name, kind }: HolidayEntry): HolidayEntry => ({ date, name, kind });
  const isFixed = (date: PlainDate) => {
    const { month, day } = dateParts(date);
    return preset.fixed.some((fixed) => fixed.month === month && fixed.day === day);
  };
  const isSubstitute = ({ name, kind }: HolidayEntry) => SUBSTITUTE.test(name) && kind !== 'working';
  const named = days.filter((day) => !isSubstitute(day) && (day.given || !isFixed(day.date))).map(bare);
  const years = new Set(days.map(({ date }) => dateParts(date).year));
  const all = [...stored.filter(({ date }) => !years.has(dateParts(date).year)), ...named];
  const substitutes = days
    .filter(isSubstitute)
    .filter(({ date }) => holidaysOf(dateParts(date).year, preset, all).get(date)?.kind !== 'substitute')
    // As announced: it is no lunar holiday itself.
    .map((day) => ({ ...bare(day), kind: day.kind === 'lunar' ? ('cabinet' as const) : day.kind }));
  const entries = [...named, ...substitutes].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return { entries, known: days.length - entries.length, years: [...years].toSorted((a, b) => a - b) };
}

function headingsIn(rows: readonly FileRow[]) {
  for (const [index, { cells }] of rows.slice(0, MOST_TITLES).entries()) {
    const of = (column: keyof Columns) => cells.findIndex((cell) => HEADINGS[column].has(fold(cell)));
    const columns: Columns = { date: of('date'), name: of('name'), kind: of('kind') };
    if (columns.date >= 0 && columns.name >= 0) return { index, heading: cells, columns, width: cells.length };
  }
  return null;
}

const kindByName = (name: string, preset: HolidayPreset): HolidayKind =>
  preset.lunar.some((lunar) => name.includes(lunar)) ? 'lunar' : 'cabinet';

/** The day a cell names: a whole date, with its weekday or without. */
function readDate(cell: string): { ok: PlainDate } | { fault: RowFault } {
  if (cell === '') return { fault: 'noDate' };
  const text = dateText(cell);
  const points = findDates(text);
  const [point] = points;
  if (point?.day === undefined || point.year === undefined || points.length > 1) return { fault: 'notADate' };
  const before = BEFORE.exec(text.slice(0, point.start).replaceAll(' ', ''));
  if (before === null || !AFTER.test(text.slice(point.end).trim())) return { fault: 'notADate' };
  if (point.year < YEARS.first || point.year > YEARS.last) return { fault: 'farYear' };
  const ok = plainDate(point.year, point.month, point.day);
  const said =
    before[1] === undefined ? -1 : DAYS.findIndex((names) => names.includes((before[1] ?? '').toLowerCase()));
  return said < 0 || said + 1 === weekday(ok) ? { ok } : { fault: 'wrongWeekday' };
}

const DAYS: readonly (readonly string[])[] = [
  ['จันทร์', 'monday', 'mon'],
  ['อังคาร', 'tuesday', 'tue'],
  ['พุธ', 'wednesday', 'wed'],
  ['พฤหัสบดี', 'พฤหัส', 'thursday', 'thu'],
  ['ศุกร์', 'friday', 'fri'],
  ['เสาร์', 'saturday', 'sat'],
  ['อาทิตย์', 'sunday', 'sun'],
];
const BEFORE = new RegExp(`^(?:วัน)?(${DAYS.flat().join('|')})?,?\\.?(?:ที่)?$`, 'i');
/** Spreadsheets add a midnight. */
const AFTER = /^(?:T?0?0:00(?::00)?(?:\.0+)?Z?)?$/;
