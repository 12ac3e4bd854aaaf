import type { Clock } from '../clock.ts';
import type { Office } from '../reminders/office.ts';
import { expectedSends, outlookOf } from '../reminders/outlook.ts';
import type { ExpectedSend, Outlook } from '../reminders/outlook.ts';
import { lineMonth, planQuota } from '../reminders/quota-plan.ts';
import type { MonthPlan, PlannedSend, Quota } from '../reminders/quota-plan.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { readOffice, slotsOf } from './read-office.ts';
import type { OfficeSource, ReminderDefaults } from './read-office.ts';
import type { Reminded } from './reminded.ts';

/** What the channel is going to push, all organisations together: they share its messages. */
export interface MessagePlan {
  /** Of what is due, what the month's messages reach for, when the more important things still to come are kept in mind. */
  kept(reminded: readonly Reminded[], due: readonly PlannedSend[], quota: Quota): Promise<Set<string>>;
  /** The rest of this month; `null`: nothing is planned in it. */
  thisMonth(reminded: readonly Reminded[], quota: Quota): Promise<MonthPlan<ExpectedSend> | null>;
  /** What an organisation's coordinator is told before a round. */
  outlook(reminded: readonly Reminded[], office: Office, quota: Quota): Promise<Outlook>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function makeMessagePlan(parts: {
  source: OfficeSource;
  defaults: ReminderDefaults;
  clock: Clock;
  /** Sees to it that it is known how many people are in an organisation's groups. */
  countGroups: (one: Reminded, now: number) => Promise<void>;
}): MessagePlan {
  const { source, defaults, clock, countGroups } = parts;

  /** Everything that comes due after now within so many days, as if nobody reported anything until then. */
  const coming = async (reminded: readonly Reminded[], days: number): Promise<ExpectedSend[]> => {
    const now = clock.now();
    const until = now + days * DAY_MS;
    const sends: ExpectedSend[] = [];
    for (const one of reminded) {
      const { organisation, schedule } = one;
      const slots = slotsOf(defaults, schedule, bangkokDate(now), bangkokDate(until));
      const ahead = slots.filter(({ dueAt }) => dueAt > now && dueAt <= until);
      if (ahead.length > 0) await countGroups(one, now);
      const offices = new Map<string, Office>();
      for (const slot of ahead) {
        const name = `${slot.window.fiscalYear}-${slot.window.round}`;
        const office =
          offices.get(name) ?? (await readOffice(source, defaults, organisation, schedule, slot.window, now));
        offices.set(name, office);
        if (office.plans.length > 0) sends.push(...expectedSends([slot], office, slots));
      }
    }
    return sends;
  };

  const monthOf = <Send extends PlannedSend>(sends: readonly Send[], quota: Quota): MonthPlan<Send> | null => {
    const now = clock.now();
    return planQuota(sends, quota, now).find(({ month }) => month === lineMonth(now)) ?? null;
  };

  return {
    kept: async (reminded, due, quota) => {
      const now = clock.now();
      const sends = [...due.map((send) => ({ ...send, dueAt: now })), ...(await coming(reminded, 31))];
      return new Set(monthOf(sends, quota)?.kept.map(({ key }) => key));
    },
    thisMonth: async (reminded, quota) => monthOf(await coming(reminded, 31), quota),
    outlook: async (reminded, office, quota) => {
      const schedule = reminded.find(({ organisation }) => organisation.id === office.organisation.id)?.schedule;
      const holidays = { preset: defaults.holidays, entries: schedule?.holidays ?? [] };
      return outlookOf(office, await coming(reminded, 93), quota, holidays);
    },
  };
}
