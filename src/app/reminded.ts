import { addDays, bangkokDate } from '../thai/calendar.ts';
import type { Slot } from '../reminders/schedule.ts';
import { slotsOf } from './read-office.ts';
import type { ReminderDefaults } from './read-office.ts';
import type { Organisation, Store } from './store-port.ts';
import type { Schedule } from './reminder-port.ts';

/** An organisation with how it wants to be reminded. */
export interface Reminded {
  organisation: Organisation;
  schedule: Schedule;
}

/** Slots this old are no longer looked for: the longest useful time is far shorter. */
const LOOK_BACK_DAYS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Every organisation on the bot; one that is seen for the first time is reminded from now on. */
export async function readReminded(store: Store, now: number): Promise<Reminded[]> {
  const [organisations, schedules] = await Promise.all([store.organisations.all(), store.schedules.all()]);
  return Promise.all(
    organisations.map(async (organisation) => ({
      organisation,
      schedule: schedules.get(organisation.id) ?? (await store.schedules.open(organisation.id, now)),
    })),
  );
}

/** The slots of an organisation that may have come due by now, with others of their rounds to compare with. */
export function slotsUntil(defaults: ReminderDefaults, { schedule }: Reminded, now: number): Slot[] {
  const today = bangkokDate(now);
  return slotsOf(defaults, schedule, addDays(today, -LOOK_BACK_DAYS), today);
}

/** Whether something has come due, since the organisation is reminded and not too long ago to look for. */
export const isDue = ({ schedule }: Reminded, dueAt: number, now: number): boolean =>
  dueAt <= now && dueAt >= schedule.since && dueAt > now - LOOK_BACK_DAYS * DAY_MS;
