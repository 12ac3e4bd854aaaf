import { parseArgs } from 'node:util';
import { DOCUMENT_FORMATS } from '../documents/snapshot.ts';
import type { DocumentFormat } from '../documents/snapshot.ts';
import { FINAL_STATES } from '../reminders/occurrence.ts';
import type { OccurrenceState } from '../reminders/occurrence.ts';
import { PLAN_KINDS, ROUNDS } from '../reporting/model.ts';
import type { PlainDate, PlanKind, Round } from '../reporting/model.ts';
import { addDays, isPlainDate, toCommonYear } from '../thai/calendar.ts';
import { WrongUse } from './wrong-use.ts';

/** What the commands that talk about a plan have in common. */
export interface PlanOptions {
  organisation?: string;
  /** Buddhist Era. */
  fiscalYear?: number;
  kind?: PlanKind;
  round?: Round;
}

/** The words after a command. */
export interface Words {
  files: string[];
  json: boolean;
  check: boolean;
  /** Replaces what is there. */
  force: boolean;
  /** Takes away what is there. */
  remove: boolean;
  plan: PlanOptions;
  /** Plain dates of Bangkok, both included. */
  from?: PlainDate;
  to?: PlainDate;
  /** People assumed in every group, and messages assumed for a month. */
  members?: number;
  quota?: number;
  state?: OccurrenceState;
  /** The file to write. */
  out?: string;
  format?: DocumentFormat;
  /** Keeps what the document is made of under a number. */
  freeze: boolean;
  /** The number of one that was kept. */
  frozen?: number;
  /** Who says so. */
  by?: string;
}

const SHARED = {
  organisation: { type: 'string' },
  year: { type: 'string' },
  kind: { type: 'string' },
  round: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  members: { type: 'string' },
  quota: { type: 'string' },
  state: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  frozen: { type: 'string' },
  by: { type: 'string' },
  freeze: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  remove: { type: 'boolean', default: false },
} as const;
export type Option = keyof typeof SHARED;

const STATES: readonly OccurrenceState[] = ['due', ...FINAL_STATES];
/** Common Era years of dates, and how many days a span may have. */
const YEARS = { first: '1900', last: '2200' };
const LONGEST_SPAN_DAYS = 1_100;
const MOST_MEMBERS = 10_000;
const MOST_FROZEN = 10_000;
const MOST_QUOTA = 100_000_000;

/**
 * Reads the words after a command.
 * @param allowed the options this command takes
 * @throws WrongUse naming the word that is not understood
 */
export function readOptions(args: string[], allowed: readonly Option[]): Words {
  const { values, positionals } = parse(args);
  for (const name of Object.keys(SHARED) as Option[]) {
    const given = values[name];
    if (given !== undefined && given !== false && !allowed.includes(name)) throw new WrongUse(`--${name}`);
  }
  const { organisation, year, kind, round, from, to, members, quota, state, out, format, frozen, by } = values;
  if (year !== undefined && !/^2[45]\d\d$/.test(year)) throw new WrongUse('--year');
  const plan: PlanOptions = {
    ...(organisation === undefined ? {} : { organisation }),
    ...(year === undefined ? {} : { fiscalYear: Number(year) }),
    ...(kind === undefined ? {} : { kind: oneOf('--kind', kind, PLAN_KINDS) }),
    ...(round === undefined ? {} : { round: oneOf('--round', Number(round), ROUNDS) }),
  };
  const words: Words = {
    files: positionals,
    json: values.json,
    check: values.check,
    force: values.force,
    remove: values.remove,
    freeze: values.freeze,
    plan,
    ...(from === undefined ? {} : { from: plainDateOf('--from', from) }),
    ...(to === undefined ? {} : { to: plainDateOf('--to', to) }),
    ...(members === undefined ? {} : { members: wholeNumber('--members', members, 1, MOST_MEMBERS) }),
    ...(quota === undefined ? {} : { quota: wholeNumber('--quota', quota, 0, MOST_QUOTA) }),
    ...(state === undefined ? {} : { state: oneOf('--state', state, STATES) }),
    ...(out === undefined ? {} : { out }),
    ...(format === undefined ? {} : { format: oneOf('--format', format, DOCUMENT_FORMATS) }),
    ...(frozen === undefined ? {} : { frozen: wholeNumber('--frozen', frozen, 1, MOST_FROZEN) }),
    ...(by === undefined ? {} : { by }),
  };
  if (words.from !== undefined && words.to !== undefined) checkSpan(words.from, words.to);
  return words;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: SHARED, allowPositionals: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '', { cause: error });
  }
}

function oneOf<Value extends string | number>(name: string, given: string | number, values: readonly Value[]): Value {
  const found = values.find((value) => value === given);
  if (found === undefined) throw new WrongUse(`${name}: ${values.join(', ')}`);
  return found;
}

/** A date as programs write it; the year may be of the Buddhist Era. */
function plainDateOf(name: string, given: string): PlainDate {
  const year = /^(2[4-6]\d\d)(?=-)/.exec(given)?.[1];
  const date = year === undefined ? given : given.replace(year, String(toCommonYear(Number(year))));
  if (!isPlainDate(date) || date < YEARS.first || date > YEARS.last) throw new WrongUse(`${name} ${given}: YYYY-MM-DD`);
  return date;
}

function checkSpan(from: PlainDate, to: PlainDate): void {
  if (to < from) throw new WrongUse(`--from ${from} > --to ${to}`);
  const last = addDays(from, LONGEST_SPAN_DAYS);
  if (to > last) throw new WrongUse(`--to ${to}: ≤ ${last}`);
}

function wholeNumber(name: string, given: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
  if (number >= least && number <= most) return number;
  throw new WrongUse(`${name} ${given}: ${least}–${most}`);
}
