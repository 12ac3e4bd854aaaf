import type { Text } from '../conversation/message.ts';
import type { Quota } from '../reminders/quota-plan.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { slotId } from '../reminders/outlook.ts';
import type { Slot } from '../reminders/schedule.ts';
import type { Log, Meter } from './log-port.ts';
import type { MessagePlan } from './message-plan.ts';
import type { Notices } from './notices.ts';
import type { LineInsight } from './ports.ts';
import { limitChange, readQuota } from './quota-watch.ts';
import type { ReminderDefaults } from './read-office.ts';
import { isDue, slotsUntil } from './reminded.ts';
import type { Reminded } from './reminded.ts';
import type { Store } from './store-port.ts';

/** After this an expected slot that is not on record is an alarm. */
const ALARM_AFTER_MS = 15 * 60 * 1000;

/** What is looked at once an hour, for each organisation by itself. */
export interface Watch {
  /** Reads the quota; `look` is for each organisation, `done` for when all have been looked at. */
  begin(
    reminded: readonly Reminded[],
    now: number,
  ): Promise<{ look: (one: Reminded) => Promise<void>; done: () => Promise<void> }>;
}

/** Has LINE changed the quota, is the month short, has anything that was expected not been made. */
export function makeWatch(parts: {
  store: Store;
  defaults: ReminderDefaults;
  insight: Pick<LineInsight, 'quota'>;
  notices: Notices;
  plan: MessagePlan;
  log: Log;
  meter: Meter;
}): Watch {
  const { store, defaults, insight, notices, plan, log, meter } = parts;

  /** The negative alarm: says when an expected slot was not created. */
  const alarm = async (one: Reminded, now: number): Promise<void> => {
    const expected = slotsUntil(defaults, one, now).filter(({ dueAt }) => isDue(one, dueAt, now - ALARM_AFTER_MS));
    if (expected.length === 0) return;
    // By its name: its time may have been changed since it was made.
    const idOf = ({ key }: Slot) => slotId(one.organisation.id, key);
    const made = await store.occurrences.onRecord(expected.map(idOf));
    for (const { key, stage, date } of expected.filter((slot) => !made.has(idOf(slot)))) {
      meter.count('failures', 'missing');
      log.error({ organisation: one.organisation.id, slot: key }, 'an expected reminder was not created');
      const params = { stage: { text: { key: `reminders.stage.${stage.wording}` } }, date: { date } };
      await notices.notify(one, `missing-${key}`, { key: 'reminders.notice.missing', params }, now);
    }
  };

  /** Organisations some of whose reminders of this month will not be sent. */
  const shortOf = async (reminded: readonly Reminded[], quota: Quota | null) => {
    if (quota === null || quota.limit === null) return null;
    // What a group costs is guessed until LINE has told how many people are in it: no reason to worry anybody.
    const month = await plan.thisMonth(reminded, quota);
    if (month === null || month.dropped.length === 0) return null;
    if ((await store.groups.all()).some(({ members }) => members === null)) return null;
    return { ...month, organisations: new Set(month.dropped.map(({ organisationId }) => organisationId)) };
  };

  return {
    begin: async (reminded, now) => {
      const quota = await readQuota(insight, store.settings, now);
      const short = await shortOf(reminded, quota);
      const change = quota === null ? null : await limitChange(store.settings, quota);
      const look = async (one: Reminded): Promise<void> => {
        await alarm(one, now);
        if (quota !== null && change !== null) {
          const params = { before: { text: limitText(change.before) }, after: { text: limitText(quota.limit) } };
          const key = `quota-${bangkokDate(now)}-${quota.limit ?? 'none'}`;
          await notices.notify(one, key, { key: 'reminders.notice.quotaChanged', params }, now);
        }
        if (short?.organisations.has(one.organisation.id) === true) {
          const params = { cost: short.cost, available: short.available ?? 0 };
          await notices.notify(one, `short-${short.month}`, { key: 'reminders.notice.short', params }, now);
        }
        await notices.tellUnsent(one, now);
      };
      return { look, done: async () => change?.told() };
    },
  };
}

/** A monthly limit in words. */
export const limitText = (limit: number | null): Text =>
  limit === null ? { key: 'reminders.notice.noLimit' } : { key: 'reminders.notice.limit', params: { count: limit } };
