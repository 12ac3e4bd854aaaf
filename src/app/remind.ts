import type { Facts, MemberFacts, ReminderFacts } from '../conversation/facts.ts';
import type { Text } from '../conversation/message.ts';
import { reportingRound, reportingYear } from '../reporting/rounds.ts';
import { stageDates } from '../reminders/schedule.ts';
import type { LoggedOccurrence } from '../reminders/occurrence.ts';
import { slotId, slotTargets } from '../reminders/outlook.ts';
import type { Office, Pause } from '../reminders/office.ts';
import { lineMonth } from '../reminders/quota-plan.ts';
import { roundWindow } from '../reminders/round-window.ts';
import type { RoundWindow } from '../reminders/round-window.ts';
import { targetsOf } from '../reminders/targets.ts';
import type { Target } from '../reminders/targets.ts';
import { OFFICE_HOURS } from '../reminders/work-calendar.ts';
import type { WorkCalendar } from '../reminders/work-calendar.ts';
import { addDays, bangkokDate, bangkokInstant } from '../thai/calendar.ts';
import { knownQuota } from './quota-watch.ts';
import { calendarOf, readOffice, slotsOf } from './read-office.ts';
import type { OfficeSource, ReminderDefaults } from './read-office.ts';
import { BY_HAND } from './send-reminder.ts';
import type { Organisation, Store } from './store-port.ts';
import type { Schedule } from './reminder-port.ts';

/** Who looks after reminders: a coordinator those of everyone, a supervisor those of their units. */
type Keeper = Pick<MemberFacts, 'role' | 'units'>;

/** How many of the coming and of the past reminders are shown. */
const COMING = 8;
const LOGGED = 15;
const LOOKED_AT = 100;
const AHEAD_DAYS = 120;

/** What the chat says about the reminders of an organisation, seen by whoever looks after them. */
export async function readReminderFacts(
  source: OfficeSource,
  defaults: ReminderDefaults,
  organisation: Organisation,
  keeper: Keeper,
  now: number,
): Promise<ReminderFacts> {
  const { store } = source;
  const { schedule, calendar, window } = await readRoundNow(store, defaults, organisation, now);
  const office = await readOffice(source, defaults, organisation, schedule, window, now);
  const targets = targetsByHand(office, keeper);
  const today = bangkokDate(now);
  const slots = slotsOf(defaults, schedule, today, addDays(today, AHEAD_DAYS));
  const future = slots.filter(({ dueAt }) => dueAt > now);
  const coming = future.map((slot) => {
    const reached = slotTargets(slot, slots, office);
    const cost = reached.reduce((sum, one) => sum + one.cost, 0);
    return { what: nameOfStage(slot.stage.wording), at: slot.dueAt, targets: reached.length, cost };
  });
  const quota = await knownQuota(store.settings);
  const logged = await store.occurrences.search(organisation.id, { limit: LOOKED_AT });
  // What became of the group's is asked for most: a reminder to many people must not push it out of sight.
  const first = logged.toSorted((a, b) => Number(b.target.kind === 'group') - Number(a.target.kind === 'group'));
  const shown = new Set(first.slice(0, LOGGED));
  return {
    now: {
      chats: targets.length,
      cost: targets.reduce((sum, { cost }) => sum + cost, 0),
      at: calendar.nextOfficeTime(now),
    },
    left: quota === null || quota.limit === null ? null : Math.max(0, quota.limit - quota.used),
    cost: coming.filter(({ at }) => lineMonth(at) === lineMonth(now)).reduce((sum, { cost }) => sum + cost, 0),
    resting: schedule.pauses.some(({ unit, until }) => until > now && mayEnd(keeper, unit)),
    roundEnds: bangkokInstant(calendar.addWorkingDays(window.legalDue, 5), OFFICE_HOURS.to),
    coming: coming.slice(0, COMING),
    stages: (schedule.stages ?? defaults.stages).map(({ id, wording, at, ...stage }) => ({
      id,
      name: {
        key: 'remind.stage.name',
        params: {
          stage: { text: nameOfStage(wording) },
          dates: { date: stageDates({ id, wording, at, ...stage }, window, calendar)[0] ?? window.opens },
          at: schedule.changes[id]?.at ?? at,
        },
      },
      at: schedule.changes[id]?.at ?? at,
      off: schedule.changes[id]?.off === true,
    })),
    log: logged.filter((one) => shown.has(one)).flatMap((one) => logLine(one, office)),
    groups: aboutGroups(office, now),
  };
}

/** How many reminders about a round have reached officers, in private or in a group. */
export async function readReminded(store: Store, organisationId: string): Promise<NonNullable<Facts['reminded']>> {
  const found = await store.occurrences.search(organisationId, { states: ['delivered'], limit: LOOKED_AT });
  return (fiscalYear, round) => {
    const slots = found.flatMap(({ subject, target, slot }) =>
      subject.kind === 'stage' &&
      subject.fiscalYear === fiscalYear &&
      subject.round === round &&
      target.audience !== 'coordinator'
        ? [slot]
        : [],
    );
    return new Set(slots).size;
  };
}

/** A reminder somebody sends by hand, once for the event that asked for it; it goes out within office hours. */
export async function remindNow(
  source: OfficeSource,
  defaults: ReminderDefaults,
  organisation: Organisation,
  keeper: Keeper,
  event: { id: string; at: number },
): Promise<void> {
  const { store } = source;
  const { schedule, calendar, window } = await readRoundNow(store, defaults, organisation, event.at);
  const office = await readOffice(source, defaults, organisation, schedule, window, event.at);
  const { fiscalYear, round } = window;
  const key = `${BY_HAND}${event.id}`;
  const lastDay = calendar.addWorkingDays(bangkokDate(calendar.nextOfficeTime(event.at)), 1);
  await store.occurrences.open({
    id: slotId(organisation.id, key),
    organisationId: organisation.id,
    key,
    subject: { kind: 'stage', fiscalYear, round, wording: 'remaining', named: false },
    dueAt: event.at,
    usefulUntil: bangkokInstant(lastDay, OFFICE_HOURS.to),
    priority: 1,
    targets: targetsByHand(office, keeper),
  });
}

/** The pauses that letting reminders rest means for whoever does it. */
export const pausesOf = (keeper: Keeper, until: number): Pause[] =>
  unitsOf(keeper)?.map((unit) => ({ unit, until })) ?? [{ until }];

/** The units whose reminders somebody looks after; `undefined`: everyone's. */
export const unitsOf = ({ role, units }: Keeper): readonly string[] | undefined =>
  role === 'supervisor' && units.length > 0 ? units : undefined;

async function readRoundNow(
  store: Store,
  defaults: ReminderDefaults,
  organisation: Organisation,
  now: number,
): Promise<{ schedule: Schedule; calendar: WorkCalendar; window: RoundWindow }> {
  const schedule = await store.schedules.open(organisation.id, now);
  const calendar = calendarOf(defaults, schedule);
  const today = bangkokDate(now);
  const fiscalYear = reportingYear(today);
  return {
    schedule,
    calendar,
    window: roundWindow(fiscalYear, reportingRound(fiscalYear, undefined, today), calendar),
  };
}

/** Officers with something open; a supervisor reaches those of their own units. */
function targetsByHand(office: Office, keeper: Keeper): Target[] {
  const own = unitsOf(keeper);
  const colleagues =
    own === undefined
      ? office.colleagues
      : office.colleagues.filter(({ units }) => units.some((unit) => own.includes(unit)));
  // A supervisor speaks to their own people, not to everybody in the group.
  const groups = own === undefined ? office.groups : [];
  return targetsOf({ to: ['officers'], wording: 'remaining' }, { ...office, colleagues, groups, pauses: [] });
}

/** Whether somebody may end a pause: of their units, or any. */
const mayEnd = (keeper: Keeper, unit: string | undefined): boolean => {
  const units = unitsOf(keeper);
  return units === undefined || (unit !== undefined && units.includes(unit));
};

const nameOfStage = (wording: string): Text => ({ key: `reminders.stage.${wording}` });

function logLine(one: LoggedOccurrence, office: Office): ReminderFacts['log'] {
  const { subject, target, dueAt, state, reason } = one;
  if (subject.kind !== 'stage') return [];
  const person = office.colleagues.find(({ id }) => id === target.memberId);
  const ending: Text = { key: `reminders.state.${state}` };
  return [
    {
      what: nameOfStage(subject.wording),
      whom: target.kind === 'group' ? { key: 'remind.log.group' } : { verbatim: person?.name ?? '–' },
      at: dueAt,
      ending:
        reason === undefined || reason === 'sent'
          ? ending
          : {
              key: 'remind.log.because',
              params: { ending: { text: ending }, reason: { text: { key: `reminders.reason.${reason}` } } },
            },
    },
  ];
}

function aboutGroups({ groups, pauses }: Office, now: number): Text {
  if (groups.length === 0) return { key: 'remind.groups.none' };
  const pause = pauses.find(({ unit, until }) => unit === undefined && until > now);
  if (pause !== undefined) return { key: 'remind.groups.resting', params: { until: { instant: pause.until } } };
  if (groups.some(({ members }) => members === null)) {
    return { key: 'remind.groups.uncounted', params: { count: groups.length } };
  }
  const people = groups.reduce((sum, { members }) => sum + (members ?? 0), 0);
  return { key: 'remind.groups.linked', params: { count: groups.length, people } };
}
