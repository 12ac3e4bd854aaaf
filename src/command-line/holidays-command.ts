import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { AppError } from '../errors.ts';
import type { Speaker } from '../i18n.ts';
import { decode } from '../importing/decode.ts';
import { oneLine } from '../line/clean-text.ts';
import { readReminderDefaults } from '../reminder-defaults.ts';
import { readHolidayRows } from '../reminders/holiday-file.ts';
import type { FileRow, HolidayFile, RowProblem } from '../reminders/holiday-file.ts';
import { holidaysOf, missingLunar } from '../reminders/holidays.ts';
import type { Holiday, HolidayEntry, HolidayPreset } from '../reminders/holidays.ts';
import type { PlainDate } from '../reporting/model.ts';
import { bangkokDate, dateParts, toBuddhistYear, toCommonYear, weekday } from '../thai/calendar.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { organisationOf } from './organisation.ts';
import { readBytes } from './read-bytes.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** A year has about twenty days off. */
const LARGEST_FILE = 1024 * 1024;
const MOST_ROWS = 500;

interface Day {
  date: PlainDate;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  name: string;
}

interface HolidayYear {
  /** Buddhist Era. */
  year: number;
  daysOff: (Day & Pick<Holiday, 'kind'>)[];
  /** Holidays of everybody else on which this office works. */
  working: Day[];
  /** Names of lunar holidays nobody has entered. */
  missingLunar: string[];
}

interface HolidayDocument {
  /** `null`: there is none yet. */
  organisation: string | null;
  /** Days that were stored now. */
  stored: number;
  /** Rows of the file that say what the calendar knows without them. */
  known: number;
  years: HolidayYear[];
}

/** `holidays [<file.csv>]`: the days off of a year, or a file of them that is stored for an organisation. */
export const holidaysCommand: Command = async (args, { config, speaker, now, out, err }) => {
  const { files, json, plan } = readOptions(args, ['organisation', 'year', 'json']);
  const [file] = files;
  if (files.length > 1) throw new WrongUse('holidays [<file.csv>]');
  if (file !== undefined && plan.fiscalYear !== undefined) throw new WrongUse('--year');
  const preset = readReminderDefaults().holidays;
  const tables = file === undefined ? null : tablesOf(decode(await readBytes(file, LARGEST_FILE)));

  const done = await withStore(config, async (store): Promise<HolidayDocument | RowProblem[]> => {
    if (file === undefined || tables === null) {
      const isNew = plan.organisation === undefined && (await store.organisations.all()).length === 0;
      const organisation = isNew ? null : await organisationOf(store, plan.organisation);
      const schedule = organisation === null ? null : await store.schedules.read(organisation.id);
      const year = plan.fiscalYear === undefined ? dateParts(bangkokDate(now)).year : toCommonYear(plan.fiscalYear);
      return {
        organisation: organisation?.name ?? null,
        stored: 0,
        known: 0,
        years: [yearOf(year, preset, schedule?.holidays ?? [])],
      };
    }
    const organisation = await organisationOf(store, plan.organisation);
    const before = (await store.schedules.read(organisation.id))?.holidays ?? [];
    const read = readTables(tables, preset, before, basename(file));
    if ('problems' in read) return read.problems;
    await store.schedules.setHolidays(organisation.id, read.entries, now);
    const after = (await store.schedules.read(organisation.id))?.holidays ?? [];
    return {
      organisation: organisation.name,
      stored: read.entries.length,
      known: read.known,
      years: read.years.map((year) => yearOf(year, preset, after)),
    };
  });

  if (Array.isArray(done)) {
    const lines = done.map((problem) => `${file}:${problem.line}: ${said(problem, speaker)}`);
    err(
      `${[...lines, speaker.say({ key: 'cli.holidays.nothingStored', params: { count: done.length } })].join('\n')}\n`,
    );
    return EXIT.refused;
  }
  out(json ? `${JSON.stringify(done)}\n` : `${readable(done, speaker)}\n`);
  return EXIT.done;
};

/** The rows of a text for each way its columns may be separated. */
function tablesOf(text: string): FileRow[][] {
  return [',', ';', '\t'].flatMap((delimiter) => {
    try {
      const records = parse(text, { delimiter, bom: true, info: true, relax_column_count: true, relax_quotes: true });
      return [
        (records as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
          line: Math.max(1, info.lines - (record.join('').split('\n').length - 1)),
          cells: record.map(oneLine),
        })),
      ];
    } catch {
      // A quote that never ends.
      return [];
    }
  });
}

/** @throws AppError when no way of separating the columns shows their headings, or nothing stands under them */
function readTables(
  tables: readonly FileRow[][],
  preset: HolidayPreset,
  before: readonly HolidayEntry[],
  file: string,
): Exclude<HolidayFile, null> {
  for (const rows of tables) {
    if (rows.length > MOST_ROWS) {
      throw new AppError('holidays-too-many-rows', { params: { file, rows: rows.length, most: MOST_ROWS } });
    }
    const read = readHolidayRows(rows, preset, before);
    if (read === null) continue;
    if ('problems' in read || read.years.length > 0) return read;
    throw new AppError('holidays-no-rows', { params: { file } });
  }
  throw new AppError('holidays-no-heading', { params: { file } });
}

function yearOf(year: number, preset: HolidayPreset, entries: readonly HolidayEntry[]): HolidayYear {
  const day = ({ date, name }: { date: PlainDate; name: string }): Day => ({ date, weekday: weekday(date), name });
  return {
    year: toBuddhistYear(year),
    daysOff: [...holidaysOf(year, preset, entries).values()].map((one) => ({ ...day(one), kind: one.kind })),
    working: entries.filter(({ date, kind }) => kind === 'working' && dateParts(date).year === year).map(day),
    missingLunar: missingLunar(year, preset, entries),
  };
}

function said({ column, value, fault, other }: RowProblem, speaker: Speaker): string {
  const params = { column, value: shortened(value), other: other === undefined ? '' : String(other) };
  return speaker.say({ key: `cli.holidays.problem.${fault}`, params });
}

const shortened = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value);

function readable({ organisation, stored, known, years }: HolidayDocument, speaker: Speaker): string {
  const name = organisation ?? speaker.say({ key: 'cli.holidays.everybody' });
  return [
    ...(stored + known === 0
      ? []
      : [speaker.say({ key: 'cli.holidays.stored', params: { organisation: name, stored, known } })]),
    ...years.flatMap((one) => yearLines(one, name, speaker)),
  ].join('\n');
}

function yearLines({ year, daysOff, working, missingLunar }: HolidayYear, organisation: string, speaker: Speaker) {
  const fiscalYear = { fiscalYear: year };
  return [
    speaker.say({ key: 'cli.holidays.title', params: { year: fiscalYear, organisation, count: daysOff.length } }),
    ...daysOff.map(({ date, name, kind }) => {
      const params = { day: { day: date }, name, kind: { text: { key: `cli.holidays.kind.${kind}` } } };
      return `  ${speaker.say({ key: 'cli.holidays.day', params })}`;
    }),
    ...working.map(({ date, name }) => {
      const params = { day: { day: date }, name, kind: { text: { key: 'cli.holidays.kind.working' } } };
      return `  ${speaker.say({ key: 'cli.holidays.day', params })}`;
    }),
    speaker.say(
      missingLunar.length === 0
        ? { key: 'cli.holidays.complete', params: { year: fiscalYear } }
        : { key: 'cli.holidays.missing', params: { year: fiscalYear, names: missingLunar.join(', ') } },
    ),
  ];
}
