import type { LineInsight } from '../app/ports.ts';
import { makeOrganisationReader } from '../app/organisation-facts.ts';
import { knownQuota } from '../app/quota-watch.ts';
import { calendarOf, readOffice, slotsOf } from '../app/read-office.ts';
import type { ReminderDefaults } from '../app/read-office.ts';
import type { Organisation, Store } from '../app/store-port.ts';
import type { Schedule } from '../app/reminder-port.ts';
import type { Speaker } from '../i18n.ts';
import { readReminderDefaults } from '../reminder-defaults.ts';
import { dueText } from '../reminders/compose.ts';
import { missingLunar } from '../reminders/holidays.ts';
import type { Holiday } from '../reminders/holidays.ts';
import type { LinkedGroup, Office } from '../reminders/office.ts';
import { previewOf } from '../reminders/preview.ts';
import type { PreviewEntry, PreviewMonth, PreviewSource } from '../reminders/preview.ts';
import { lineMonth } from '../reminders/quota-plan.ts';
import { roundsAround, roundWindow } from '../reminders/round-window.ts';
import type { RoundWindow } from '../reminders/round-window.ts';
import type { PlainDate } from '../reporting/model.ts';
import { addDays, dateParts, lastDayOfMonth, plainDate, toBuddhistYear } from '../thai/calendar.ts';
import { askLine } from './ask-line.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import type { Words } from './options.ts';
import { organisationsOf } from './organisation.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

interface Span {
  from: PlainDate;
  to: PlainDate;
}

/** Where a number comes from: LINE has just told it, or did earlier; the command names it; nobody knows it. */
interface AssumedQuota {
  limit: number | null;
  used: number;
  source: 'line' | 'stored' | 'option' | 'assumed';
}

interface PreviewedGroup {
  members: number | null;
  source: 'line' | 'stored' | 'option' | 'unknown';
}

interface PreviewedOrganisation {
  /** `null`: there is none yet. */
  organisation: string | null;
  groups: PreviewedGroup[];
  entries: PreviewEntry[];
  cost: number;
  /** Rounds that are open or reminded of in the span; `plan`: whether one has been imported. */
  rounds: (RoundWindow & { plan: boolean })[];
  /** Days off in the span. */
  holidays: Holiday[];
  /** Names of lunar holidays nobody has entered, by year (Buddhist Era). */
  missingLunar: { year: number; names: string[] }[];
}

interface PreviewDocument extends Span {
  timeZone: 'Asia/Bangkok';
  quota: AssumedQuota;
  organisations: PreviewedOrganisation[];
  /** Whole months, of every organisation on the channel: they share its messages. */
  months: PreviewMonth[];
  cost: number;
}

/** Messages of LINE's free plan in Thailand. */
const FREE_PLAN = 300;
const AT_ONCE = 8;

/** `reminders preview`: who would get what, when, at what cost. Sends nothing, stores nothing. */
export const previewCommand: Command = async (args, { config, speaker, now, out }) => {
  const words = readOptions(args, ['organisation', 'from', 'to', 'members', 'quota', 'json']);
  const { files, from, to, json } = words;
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  if (from === undefined || to === undefined) throw new WrongUse('reminders preview --from YYYY-MM-DD --to YYYY-MM-DD');
  const preview = await withStore(config, (store) => makePreview(store, askLine(config), words, { from, to }, now));
  out(json ? `${JSON.stringify(preview)}\n` : `${readable(preview, speaker)}\n`);
  return EXIT.done;
};

async function makePreview(
  store: Store,
  insight: LineInsight,
  { plan, members, quota: limit }: Words,
  span: Span,
  now: number,
): Promise<PreviewDocument> {
  const defaults = readReminderDefaults();
  const named = plan.organisation === undefined ? undefined : await organisationsOf(store, plan.organisation);
  const all = await store.organisations.all();
  const schedules = await store.schedules.all();
  const planned =
    all.length === 0
      ? [nobody(defaults, span, members, now)]
      : await inTurn(all, (one) => {
          const schedule = schedules.get(one.id) ?? newSchedule(one.id, now);
          return readPlanned({ store, defaults, insight, span, members, now }, one, schedule);
        });
  const quota = await quotaOf(store, insight, limit, now);
  const { entries, months } = previewOf(
    planned.map(({ source }) => source),
    span,
    quota,
    now,
  );
  const organisations = planned.flatMap(({ organisation, groups, source, schedule }, index) => {
    if (named !== undefined && !named.some(({ id }) => id === organisation.id)) return [];
    const own = entries[index] ?? [];
    return [
      {
        organisation: source.name,
        groups,
        entries: own,
        cost: own.reduce((sum, { cost }) => sum + cost, 0),
        ...about(defaults, schedule, source, span),
      },
    ];
  });
  const cost = organisations.reduce((sum, one) => sum + one.cost, 0);
  return { ...span, timeZone: 'Asia/Bangkok', quota, organisations, months, cost };
}

/** A few at a time: neither LINE nor the store is asked about every organisation at once. */
async function inTurn<One, Result>(all: readonly One[], act: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(start, start + AT_ONCE).map(act))));
  }
  return results;
}

interface Planned {
  organisation: Organisation;
  schedule: Schedule;
  groups: PreviewedGroup[];
  source: PreviewSource;
}

const newSchedule = (organisationId: string, now: number): Schedule => ({
  organisationId,
  since: now,
  holidays: [],
  changes: {},
  pauses: [],
});

interface Reading {
  store: Store;
  defaults: ReminderDefaults;
  insight: LineInsight;
  span: Span;
  members: number | undefined;
  now: number;
}

async function readPlanned(
  { store, defaults, insight, span, members, now }: Reading,
  organisation: Organisation,
  schedule: Schedule,
): Promise<Planned> {
  const slots = slotsOfMonths(defaults, schedule, span);
  const source = { store, organisations: makeOrganisationReader(store) };
  const groups = await groupsOf(store, insight, organisation.id, members);
  const offices = new Map<string, Office>();
  for (const { window } of slots) {
    const name = nameOf(window);
    if (offices.has(name)) continue;
    offices.set(name, {
      ...(await readOffice(source, defaults, organisation, schedule, window, now)),
      groups: groups.map(({ chatId, size }) => ({ chatId, members: size.members })),
    });
  }
  return {
    organisation,
    schedule,
    groups: groups.map(({ size }) => size),
    source: {
      name: organisation.name,
      slots,
      officeOf: ({ window }) => {
        const office = offices.get(nameOf(window));
        if (office === undefined) throw new Error('every window of the slots was read');
        return office;
      },
    },
  };
}

/** The default ladder before there is any organisation: without people, with a group when its size is named. */
function nobody(defaults: ReminderDefaults, span: Span, members: number | undefined, now: number): Planned {
  const schedule = newSchedule('', now);
  const groups: LinkedGroup[] = members === undefined ? [] : [{ chatId: '', members }];
  return {
    organisation: { id: '', name: '' },
    schedule,
    groups: groups.map(({ members }) => ({ members, source: 'option' })),
    source: {
      name: null,
      slots: slotsOfMonths(defaults, schedule, span),
      officeOf: ({ window }) => ({
        organisation: { id: '', name: '' },
        window,
        plans: [],
        units: [],
        colleagues: [],
        groups,
        pauses: [],
        scale: defaults.scale,
        now,
      }),
    },
  };
}

const nameOf = ({ fiscalYear, round }: RoundWindow): string => `${fiscalYear}-${round}`;

/** Slots of the months a span touches, whole: what comes before it in its month uses up messages too. */
function slotsOfMonths(defaults: ReminderDefaults, schedule: Schedule, { from, to }: Span) {
  const end = dateParts(to);
  const last = plainDate(end.year, end.month, lastDayOfMonth(end.year, end.month));
  const first = `${from.slice(0, 7)}-01`;
  return slotsOf(defaults, schedule, first, last).filter(({ date }) => date >= first && date <= last);
}

/** The groups of an organisation that the bot is in, with as many people as the command names, LINE tells, or told. */
async function groupsOf(
  store: Store,
  insight: LineInsight,
  organisationId: string,
  members: number | undefined,
): Promise<{ chatId: string; size: PreviewedGroup }[]> {
  const linked = await store.groups.list(organisationId);
  if (members !== undefined) {
    const chats = linked.length === 0 ? [''] : linked.map(({ lineGroupId }) => lineGroupId);
    return chats.map((chatId) => ({ chatId, size: { members, source: 'option' } }));
  }
  const found = await Promise.all(
    linked.map(async ({ lineGroupId, type, members: stored }) => {
      const told = await insight.groupSize({ type, id: lineGroupId });
      if (told === 'gone') return [];
      const source = told !== null ? 'line' : stored !== null ? 'stored' : 'unknown';
      return [{ chatId: lineGroupId, size: { members: told ?? stored, source } as const }];
    }),
  );
  return found.flat();
}

async function quotaOf(
  store: Store,
  insight: LineInsight,
  limit: number | undefined,
  now: number,
): Promise<AssumedQuota> {
  const told = await insight.quota();
  const stored = told === null ? await knownQuota(store.settings) : null;
  // What was used in another month says nothing about this one.
  const storedUse = stored !== null && lineMonth(stored.at) === lineMonth(now) ? stored.used : 0;
  const used = told?.used ?? storedUse;
  if (limit !== undefined) return { limit, used, source: 'option' };
  if (told !== null) return { limit: told.limit, used, source: 'line' };
  if (stored !== null) return { limit: stored.limit, used, source: 'stored' };
  return { limit: FREE_PLAN, used, source: 'assumed' };
}

/** The deadlines and days off that the dates of the reminders follow from. */
function about(
  defaults: ReminderDefaults,
  schedule: Schedule,
  { slots, officeOf }: PreviewSource,
  { from, to }: Span,
): Pick<PreviewedOrganisation, 'rounds' | 'holidays' | 'missingLunar'> {
  const calendar = calendarOf(defaults, schedule);
  const rounds = roundsAround(from, to).flatMap(({ fiscalYear, round }) => {
    const window = roundWindow(fiscalYear, round, calendar);
    const slot = slots.find((one) => nameOf(one.window) === nameOf(window));
    const isOpen = window.opens <= to && window.closes >= from;
    if (slot === undefined && !isOpen) return [];
    return [{ ...window, plan: slot !== undefined && officeOf(slot).plans.length > 0 }];
  });
  const holidays: Holiday[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const holiday = calendar.holiday(day);
    if (holiday !== undefined) holidays.push(holiday);
  }
  const first = dateParts(from).year;
  const years = Array.from({ length: dateParts(to).year - first + 1 }, (_, index) => first + index);
  const missing = years.flatMap((year) => {
    const names = missingLunar(year, defaults.holidays, schedule.holidays);
    return names.length === 0 ? [] : [{ year: toBuddhistYear(year), names }];
  });
  return { rounds, holidays, missingLunar: missing };
}

function readable({ from, to, quota, organisations, months, cost }: PreviewDocument, speaker: Speaker): string {
  const limit =
    quota.limit === null
      ? { key: 'reminders.notice.noLimit' }
      : { key: 'reminders.notice.limit', params: { count: quota.limit } };
  const shown = organisations.length === 1 ? organisations[0]?.organisation : undefined;
  const isShared = months.some(({ dropped }) => dropped.some(({ organisation }) => organisation !== shown));
  return [
    speaker.say({ key: 'cli.preview.title', params: { from: { date: from }, to: { date: to } } }),
    speaker.say({
      key: `cli.preview.quota.${quota.source}`,
      params: { limit: { text: limit }, used: quota.used },
    }),
    ...organisations.flatMap((one) => ['', ...organisationLines(one, speaker)]),
    '',
    speaker.say({ key: 'cli.preview.cost', params: { cost } }),
    ...months.flatMap((month) => monthLines(month, isShared, speaker)),
  ].join('\n');
}

function organisationLines(one: PreviewedOrganisation, speaker: Speaker): string[] {
  const { organisation, groups, entries, rounds, holidays } = one;
  const days = [...new Set([...entries, ...holidays].map(({ date }) => date))].toSorted();
  return [
    organisation ?? speaker.say({ key: 'cli.preview.nobody' }),
    ...groups.map(({ members, source }) =>
      speaker.say({ key: `cli.preview.group.${source}`, params: { people: members ?? '' } }),
    ),
    ...(groups.length === 0 ? [speaker.say({ key: 'cli.preview.noGroup' })] : []),
    ...rounds.flatMap(({ plan, ...window }) => {
      const { fiscalYear, round } = window;
      const params = { round, year: { fiscalYear }, opens: { day: window.opens }, due: { text: dueText(window) } };
      const noPlan = { key: 'cli.preview.noPlan', params: { year: { fiscalYear } } };
      return [
        speaker.say({ key: 'cli.preview.round', params }),
        ...(plan || organisation === null ? [] : [speaker.say(noPlan)]),
      ];
    }),
    ...one.missingLunar.map(({ year, names }) =>
      speaker.say({ key: 'cli.holidays.missing', params: { year: { fiscalYear: year }, names: names.join(', ') } }),
    ),
    ...(entries.length === 0 ? [speaker.say({ key: 'cli.preview.nothing' })] : []),
    ...days.flatMap((date) => {
      const off = holidays.find((holiday) => holiday.date === date);
      const params = { day: { day: date } };
      return [
        off === undefined
          ? speaker.say({ key: 'cli.preview.day', params })
          : speaker.say({ key: 'cli.preview.dayOff', params: { ...params, name: off.name } }),
        ...entries.filter((entry) => entry.date === date).map((entry) => `  ${entryLine(entry, speaker)}`),
      ];
    }),
  ];
}

function entryLine({ time, wording, stage, targets, cost, sent, why }: PreviewEntry, speaker: Speaker): string {
  const chats = targets.map(({ kind, name }) => (kind === 'group' ? speaker.say({ key: 'remind.log.group' }) : name));
  const params = {
    time,
    stage: { text: { key: `reminders.stage.${wording}` } },
    id: stage,
    whom: chats.length === 0 ? speaker.say({ key: 'cli.preview.toNobody' }) : chats.join(', '),
    cost,
  };
  const said = speaker.say({ key: 'cli.preview.entry', params });
  const reason = why ?? (sent === 'all' || targets.length === 0 ? undefined : sent);
  return reason === undefined ? said : `${said} – ${speaker.say({ key: `cli.preview.sent.${reason}` })}`;
}

function monthLines({ month, cost, available, kept, dropped }: PreviewMonth, isShared: boolean, speaker: Speaker) {
  const { year, month: number } = dateParts(`${month}-01`);
  const params = {
    month: { text: { key: `format.month.${number}` } },
    year: { fiscalYear: toBuddhistYear(year) },
    cost,
    available: available ?? '',
    kept,
  };
  const enough = dropped.length === 0 ? 'cli.preview.month.enough' : 'cli.preview.month.short';
  return [
    speaker.say({ key: available === null ? 'cli.preview.month.noLimit' : enough, params }),
    ...dropped.map(({ organisation, stage, wording, date, cost, priority }, index) => {
      const what = { text: { key: `reminders.stage.${wording}` } };
      const said = { order: index + 1, stage: what, id: stage, day: { day: date }, cost, priority };
      const line = speaker.say({ key: 'cli.preview.dropped', params: said });
      return `  ${line}${isShared && organisation !== null ? ` (${organisation})` : ''}`;
    }),
  ];
}
