import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Text } from '../conversation/message.ts';
import { drillOf, noticeUntil } from '../reminders/duties.ts';
import { expectedSends, outlookOf, slotTargets } from '../reminders/outlook.ts';
import type { ExpectedSend } from '../reminders/outlook.ts';
import type { Subject, Unsent } from '../reminders/occurrence.ts';
import type { Office } from '../reminders/office.ts';
import { lineMonth, planQuota } from '../reminders/quota-plan.ts';
import type { PlannedSend, Quota } from '../reminders/quota-plan.ts';
import { roundWindow } from '../reminders/round-window.ts';
import type { Slot } from '../reminders/schedule.ts';
import { targetsOf } from '../reminders/targets.ts';
import { addDays, bangkokDate, fiscalYearOf } from '../thai/calendar.ts';
import type { Log, Meter } from './log-port.ts';
import type { LineInsight } from './ports.ts';
import { readQuota } from './quota-watch.ts';
import { calendarOf, readOffice, slotsOf } from './read-office.ts';
import { sendReminder } from './send-reminder.ts';
import type { SendParts, SweepContext } from './send-reminder.ts';
import type { Organisation, Schedule } from './store-port.ts';

/** The reminders of every organisation on the bot. */
export interface Reminders {
  /**
   * Does what is due and not yet done: any instance, at any time, as often as one likes. Each target of each slot ends in exactly one final
   * state. What one organisation's data makes impossible does not keep the others from being reminded.
   */
  sweep(): Promise<void>;
}

export interface ReminderParts extends Omit<SendParts, 'now'> {
  insight: LineInsight;
  clock: Clock;
  log: Log;
  meter: Meter;
}

/** An organisation with how it wants to be reminded. */
interface Reminded {
  organisation: Organisation;
  schedule: Schedule;
}

/** Slots this old are no longer looked for: the longest useful time is far shorter. */
const LOOK_BACK_DAYS = 62;
const HOUR_MS = 60 * 60 * 1000;
/** After this an expected slot that is not on record is an alarm. */
const ALARM_AFTER_MS = 15 * 60 * 1000;
/** How old LINE's count of a group's people may be when its cost is decided. */
const COUNT_AGE_MS = 20 * HOUR_MS;
/** Occurrences sent side by side by one instance. */
const WORKERS = 8;

export function makeReminders(parts: ReminderParts): Reminders {
  const { store, defaults, insight, clock, log, meter } = parts;
  const owner = randomUUID();
  /** Slots this process has seen on record: they need not be looked up again. */
  const onRecord = new Set<string>();
  let watchedAt = -Infinity;

  const readReminded = async (): Promise<Reminded[]> => {
    const [organisations, schedules] = await Promise.all([store.organisations.all(), store.schedules.all()]);
    return Promise.all(
      organisations.map(async (organisation) => ({
        organisation,
        schedule: schedules.get(organisation.id) ?? (await store.schedules.open(organisation.id, clock.now())),
      })),
    );
  };

  /** Does something for each organisation; a failure is that organisation's alone. */
  const each = async (reminded: readonly Reminded[], what: string, act: (one: Reminded) => Promise<void>) => {
    for (const one of reminded) {
      try {
        await act(one);
      } catch (error) {
        meter.count('failures', what);
        const name = error instanceof Error ? error.name : 'unknown';
        log.error({ organisation: one.organisation.id, what, error: name }, 'reminders of an organisation failed');
      }
    }
  };

  const slotsAround = ({ schedule }: Reminded, now: number): Slot[] => {
    const today = bangkokDate(now);
    return slotsOf(defaults, schedule, addDays(today, -LOOK_BACK_DAYS), today);
  };

  /** Slots that have come due since the organisation is reminded, with the rest of their day for comparison. */
  const isDue = ({ schedule }: Reminded, dueAt: number, now: number): boolean =>
    dueAt <= now && dueAt >= schedule.since && dueAt > now - LOOK_BACK_DAYS * 24 * HOUR_MS;

  const openDue = async (one: Reminded, now: number): Promise<void> => {
    const { organisation, schedule } = one;
    const slots = slotsAround(one, now);
    for (const slot of slots) {
      const id = `${organisation.id}:${slot.key}`;
      if (!isDue(one, slot.dueAt, now) || onRecord.has(id)) continue;
      await countGroups(one, now);
      const office = await readOffice(store, defaults, organisation, schedule, slot.window, now);
      const { wording, named, priority } = slot.stage;
      const { fiscalYear, round } = slot.window;
      // Without a plan there is nothing to remind of; only its coordinator is told so, beforehand.
      const targets = office.plans.length === 0 && wording !== 'outlook' ? [] : slotTargets(slot, slots, office);
      await store.occurrences.open({
        id,
        organisationId: organisation.id,
        key: slot.key,
        subject: { kind: 'stage', fiscalYear, round, wording, named },
        dueAt: slot.dueAt,
        usefulUntil: slot.usefulUntil,
        priority,
        targets,
      });
      onRecord.add(id);
    }
    const drill = drillOf(bangkokDate(now), calendarOf(defaults, schedule));
    if (isDue(one, drill.dueAt, now)) await tell(one, drill.key, { kind: 'drill' }, drill);
  };

  /** Puts something for the coordinators on record, once for its key. Returns whether it is new. */
  const tell = async (
    { organisation, schedule }: Reminded,
    key: string,
    subject: Subject,
    when: { dueAt: number; usefulUntil: number },
  ): Promise<boolean> => {
    const id = `${organisation.id}:${key}`;
    if (onRecord.has(id)) return false;
    const calendar = calendarOf(defaults, schedule);
    const window = roundWindow(fiscalYearOf(bangkokDate(when.dueAt)), 6, calendar);
    const office = await readOffice(store, defaults, organisation, schedule, window, when.dueAt);
    const targets = targetsOf({ to: ['coordinator'], wording: 'outlook' }, office);
    const isNew = await store.occurrences.open({
      id,
      organisationId: organisation.id,
      key,
      subject,
      priority: 2,
      targets,
      ...when,
    });
    onRecord.add(id);
    return isNew;
  };

  const notify = (one: Reminded, key: string, text: Text, now: number): Promise<boolean> =>
    tell(one, `notice-${key}`, { kind: 'notice', text }, noticeTime(one, now));

  const noticeTime = ({ schedule }: Reminded, now: number) => ({
    dueAt: now,
    usefulUntil: noticeUntil(bangkokDate(now), calendarOf(defaults, schedule)),
  });

  /** Asks LINE how many people are in the groups of an organisation; groups without the bot are no longer linked. */
  const countGroups = async (one: Reminded, now: number): Promise<void> => {
    const { id } = one.organisation;
    for (const group of await store.groups.list(id)) {
      if (now - group.countedAt < COUNT_AGE_MS) continue;
      const size = await insight.groupSize({ type: group.type, id: group.lineGroupId });
      if (size === 'gone') {
        await store.groups.unlink(group.lineGroupId, id);
        await notify(one, `left-${bangkokDate(now)}`, { key: 'reminders.notice.left' }, now);
      } else if (size !== null) await store.groups.count(group.lineGroupId, size, now);
    }
  };

  /** Everything the channel is going to push in the month of an instant, and from then on in the rounds around it. */
  const planned = async (reminded: readonly Reminded[], from: number, until: number): Promise<ExpectedSend[]> => {
    const sends: ExpectedSend[] = [];
    for (const one of reminded) {
      const { organisation, schedule } = one;
      const slots = slotsOf(defaults, schedule, bangkokDate(from), bangkokDate(until));
      const coming = slots.filter(({ dueAt }) => dueAt > from && dueAt <= until);
      if (coming.length > 0) await countGroups(one, clock.now());
      const offices = new Map<string, Office>();
      for (const slot of coming) {
        const name = `${slot.window.fiscalYear}-${slot.window.round}`;
        const office =
          offices.get(name) ?? (await readOffice(store, defaults, organisation, schedule, slot.window, clock.now()));
        offices.set(name, office);
        if (office.plans.length > 0) sends.push(...expectedSends([slot], office, slots));
      }
    }
    return sends;
  };

  const makeContext = async (reminded: readonly Reminded[], due: readonly PlannedSend[]): Promise<SweepContext> => {
    const now = clock.now();
    const { quota } = await readQuota(insight, store.settings, now);
    const limited = quota !== null && quota.limit !== null ? quota : null;
    const kept = limited === null ? null : await keptOf(reminded, due, limited, now);
    const known = new Set(due.map(({ key }) => key));
    return {
      organisations: new Map(reminded.map(({ organisation }) => [organisation.id, organisation])),
      schedules: new Map(reminded.map(({ schedule }) => [schedule.organisationId, schedule])),
      affordable: (id) => kept === null || kept.has(id) || !known.has(id),
      outlook: async (office) => {
        const schedule = reminded.find(({ organisation }) => organisation.id === office.organisation.id)?.schedule;
        const sends = await planned(reminded, now, now + 3 * 31 * 24 * HOUR_MS);
        const holidays = { preset: defaults.holidays, entries: schedule?.holidays ?? [] };
        return outlookOf(office, sends, quota ?? { limit: null, used: 0 }, holidays);
      },
    };
  };

  /** Of what is due, what the month's messages reach for when the more important things still to come are kept in mind. */
  const keptOf = async (
    reminded: readonly Reminded[],
    due: readonly PlannedSend[],
    quota: Quota,
    now: number,
  ): Promise<Set<string>> => {
    const month = lineMonth(now);
    const coming = await planned(reminded, now, now + 31 * 24 * HOUR_MS);
    const sends = [...due.map((send) => ({ ...send, dueAt: now })), ...coming];
    const plan = planQuota(sends, quota, now).find((one) => one.month === month);
    return new Set(plan?.kept.map(({ key }) => key));
  };

  /** Sends what is due; returns whether anything ended without having been sent. */
  const sendDue = async (reminded: readonly Reminded[]): Promise<boolean> => {
    const now = clock.now();
    const due = await store.occurrences.due();
    if (!due.some(({ notBefore }) => notBefore <= now)) return false;
    const sends = due.map(({ id, target, priority, dueAt }) => ({ key: id, cost: target.cost, priority, dueAt }));
    const context = await makeContext(reminded, sends);
    let unsent = false;
    const work = async (): Promise<void> => {
      for (;;) {
        const claimed = await store.occurrences.claim(owner, clock.now());
        if (claimed === null) return;
        try {
          const ending = await sendReminder({ ...parts, now: () => clock.now() }, claimed, context);
          if ('waitUntil' in ending) {
            await store.occurrences.postpone(claimed, ending.waitUntil);
            continue;
          }
          if (!(await store.occurrences.settle(claimed, ending.state, ending.reason, clock.now()))) continue;
          meter.count('reminders', ending.state);
          unsent ||= ending.state !== 'delivered' && ending.state !== 'suppressed';
          log.info({ occurrence: hashed(claimed.id), slot: claimed.slot, ...ending }, 'a reminder ended');
        } catch (error) {
          // The claim ends by itself; then it is anybody's again.
          meter.count('failures', 'reminder');
          const name = error instanceof Error ? error.name : 'unknown';
          log.error({ occurrence: hashed(claimed.id), error: name }, 'a reminder could not be handled');
        }
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    // What people are told about the month's messages is as of now.
    await readQuota(insight, store.settings, clock.now());
    return unsent;
  };

  /** Tells the coordinators what did not reach people; at most one message a day. */
  const tellUnsent = async (one: Reminded): Promise<void> => {
    const untold = await store.occurrences.untold(one.organisation.id);
    if (untold.length === 0) return;
    const now = clock.now();
    const items = new Map<string, Unsent>();
    for (const { subject, state, dueAt } of untold) {
      if (subject.kind !== 'stage' || state === 'due') continue;
      const item = { wording: subject.wording, date: bangkokDate(dueAt), state, count: 1 };
      const key = `${item.date} ${item.wording} ${item.state}`;
      items.set(key, { ...item, count: (items.get(key)?.count ?? 0) + 1 });
    }
    const subject: Subject = { kind: 'unsent', items: [...items.values()] };
    if (await tell(one, `notice-unsent-${bangkokDate(now)}`, subject, noticeTime(one, now))) {
      await store.occurrences.tell(untold.map(({ id }) => id));
    }
  };

  /** Once an hour: has LINE changed the quota, is the month short, has anything that was expected not been made. */
  const watch = async (reminded: readonly Reminded[]): Promise<void> => {
    const now = clock.now();
    const { quota, before } = await readQuota(insight, store.settings, now);
    await each(reminded, 'watch', async (one) => {
      await alarm(one, now);
      if (quota !== null && before !== null && quota.limit !== before.limit) {
        const said = (limit: number | null): Text =>
          limit === null
            ? { key: 'reminders.notice.noLimit' }
            : { key: 'reminders.notice.limit', params: { count: limit } };
        const text = {
          key: 'reminders.notice.quotaChanged',
          params: { before: { text: said(before.limit) }, after: { text: said(quota.limit) } },
        };
        await notify(one, `quota-${bangkokDate(now)}-${quota.limit ?? 'none'}`, text, now);
      }
      await tellUnsent(one);
    });
    if (quota?.limit !== undefined && quota.limit !== null) await warnShort(reminded, quota, now);
  };

  /** An early word when what is still to come this month costs more than is left. */
  const warnShort = async (reminded: readonly Reminded[], quota: Quota, now: number): Promise<void> => {
    const month = lineMonth(now);
    const plan = planQuota(await planned(reminded, now, now + 31 * 24 * HOUR_MS), quota, now).find(
      (one) => one.month === month,
    );
    if (plan === undefined || plan.dropped.length === 0) return;
    // What a group costs is guessed until LINE has told how many people are in it: no reason to worry anybody.
    if ((await store.groups.all()).some(({ members }) => members === null)) return;
    const short = new Set(plan.dropped.map(({ organisationId }) => organisationId));
    await each(
      reminded.filter(({ organisation }) => short.has(organisation.id)),
      'watch',
      async (one) => {
        const params = { cost: plan.cost, available: plan.available ?? 0 };
        await notify(one, `short-${month}`, { key: 'reminders.notice.short', params }, now);
      },
    );
  };

  /** The negative alarm: says when an expected slot was not created. */
  const alarm = async (one: Reminded, now: number): Promise<void> => {
    const expected = slotsAround(one, now).filter(({ dueAt }) => isDue(one, dueAt, now - ALARM_AFTER_MS));
    const first = expected[0];
    if (first === undefined) return;
    const made = await store.occurrences.slotsSince(one.organisation.id, first.dueAt);
    for (const { key, stage, date } of expected.filter((slot) => !made.has(slot.key))) {
      meter.count('failures', 'missing');
      log.error({ organisation: one.organisation.id, slot: key }, 'an expected reminder was not created');
      const params = { stage: { text: { key: `reminders.stage.${stage.wording}` } }, date: { date } };
      await notify(one, `missing-${key}`, { key: 'reminders.notice.missing', params }, now);
    }
  };

  return {
    sweep: async () => {
      const now = clock.now();
      const reminded = await readReminded();
      await store.occurrences.finishOpening();
      await each(reminded, 'open', (one) => openDue(one, now));
      // The clock may have been set back.
      if (Math.abs(now - watchedAt) >= HOUR_MS) {
        await watch(reminded);
        watchedAt = now;
      }
      if (await sendDue(reminded)) await each(reminded, 'tell', tellUnsent);
    },
  };
}

/** Ids of occurrences name chats: the log gets a part of their hash. */
const hashed = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);
