import type { LevelScale } from '../reporting/summary.ts';
import type { HolidayPreset } from '../reminders/holidays.ts';
import { applyChanges } from '../reminders/ladder.ts';
import type { Stage } from '../reminders/ladder.ts';
import type { Office } from '../reminders/office.ts';
import { roundsAround, roundWindow } from '../reminders/round-window.ts';
import type { RoundWindow } from '../reminders/round-window.ts';
import { scheduleOf } from '../reminders/schedule.ts';
import type { Slot } from '../reminders/schedule.ts';
import { workCalendar } from '../reminders/work-calendar.ts';
import type { WorkCalendar } from '../reminders/work-calendar.ts';
import type { PlainDate } from '../reporting/model.ts';
import type { OrganisationReader } from './organisation-facts.ts';
import type { Organisation, Store } from './store-port.ts';
import type { Schedule } from './reminder-port.ts';

/** What every organisation is reminded by unless it says otherwise. */
export interface ReminderDefaults {
  stages: readonly Stage[];
  holidays: HolidayPreset;
  scale: LevelScale;
}

/** Where an office is read: what seldom changes is remembered. */
export interface OfficeSource {
  store: Store;
  organisations: OrganisationReader;
}

/** The working days of an organisation. */
export const calendarOf = ({ holidays }: ReminderDefaults, schedule: Pick<Schedule, 'holidays'>): WorkCalendar =>
  workCalendar(holidays, schedule.holidays);

/** Every slot of an organisation in the rounds around a span of plain dates, in order of time. */
export function slotsOf(
  defaults: ReminderDefaults,
  schedule: Pick<Schedule, 'holidays' | 'stages' | 'changes'>,
  from: PlainDate,
  to: PlainDate,
): Slot[] {
  const { holidays, stages, changes } = schedule;
  // Asked for at every tick, and the same nearly always: most organisations have the default ladder and no days of their own.
  const name = JSON.stringify([from, to, holidays, stages, changes]);
  const cache = remembered.get(defaults) ?? new Map<string, Slot[]>();
  remembered.set(defaults, cache);
  const known = cache.get(name);
  if (known !== undefined) return known;
  const calendar = calendarOf(defaults, schedule);
  const ladder = stagesOf(defaults, schedule);
  const slots = roundsAround(from, to)
    .flatMap(({ fiscalYear, round }) => scheduleOf(ladder, roundWindow(fiscalYear, round, calendar), calendar))
    .toSorted((a, b) => a.dueAt - b.dueAt);
  if (cache.size >= MOST_REMEMBERED) cache.clear();
  cache.set(name, slots);
  return slots;
}

const MOST_REMEMBERED = 500;
const remembered = new WeakMap<ReminderDefaults, Map<string, Slot[]>>();

/** The ladder of an organisation: its own or the default one, with what was changed by chat. */
export const stagesOf = (
  defaults: ReminderDefaults,
  { stages, changes }: Pick<Schedule, 'stages' | 'changes'>,
): Stage[] => applyChanges(stages ?? defaults.stages, changes);

/** Everything the reminders of an organisation know of a round at this moment. */
export async function readOffice(
  { store, organisations }: OfficeSource,
  { scale }: ReminderDefaults,
  organisation: Organisation,
  schedule: Pick<Schedule, 'pauses'>,
  window: RoundWindow,
  now: number,
): Promise<Office> {
  const { id } = organisation;
  const [facts, members, groups] = await Promise.all([
    organisations.read(id),
    store.members.list(id),
    store.groups.list(id),
  ]);
  return {
    organisation,
    window,
    plans: (await facts?.plansOf(window)) ?? [],
    units: facts?.units.map(({ name }) => name) ?? [],
    colleagues: members.map(({ lineUserId, unreachableSince, ...member }) => ({
      ...member,
      chatId: lineUserId,
      ...(unreachableSince === undefined ? {} : { isUnreachable: true as const }),
    })),
    groups: groups.map(({ lineGroupId, members: count }) => ({ chatId: lineGroupId, members: count })),
    pauses: schedule.pauses,
    scale,
    now,
  };
}
