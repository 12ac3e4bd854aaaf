import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { drillOf } from '../reminders/duties.ts';
import { slotId, slotTargets } from '../reminders/outlook.ts';
import type { Claimed } from '../reminders/occurrence.ts';
import type { PlannedSend } from '../reminders/quota-plan.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { hashed } from './codes.ts';
import type { Log, Meter } from './log-port.ts';
import { makeMessagePlan } from './message-plan.ts';
import { makeNotices } from './notices.ts';
import type { LineInsight } from './ports.ts';
import { readQuota } from './quota-watch.ts';
import { calendarOf, readOffice } from './read-office.ts';
import { isDue, readReminded, slotsUntil } from './reminded.ts';
import type { Reminded } from './reminded.ts';
import { sendReminder } from './send-reminder.ts';
import type { SendParts, SweepContext } from './send-reminder.ts';
import { makeWatch } from './watch.ts';

/** The reminders of every organisation on the bot. */
export interface Reminders {
  /**
   * Does what is due and not yet done: any instance, at any time, as often as one likes. Each target of each slot ends in
   * exactly one final state. What one organisation's data makes impossible does not keep the others from being reminded.
   */
  sweep(): Promise<void>;
}

export interface ReminderParts extends Omit<SendParts, 'now'> {
  insight: LineInsight;
  clock: Clock;
  log: Log;
  meter: Meter;
}

const HOUR_MS = 60 * 60 * 1000;
/** How old LINE's count of a group's people may be when its cost is decided. */
const COUNT_AGE_MS = 20 * HOUR_MS;
/** Occurrences sent side by side by one instance. */
const WORKERS = 8;

export function makeReminders(parts: ReminderParts): Reminders {
  const { store, defaults, insight, clock, log, meter } = parts;
  const owner = randomUUID();
  /** Slots this process has seen on record: they need not be looked up again. */
  const onRecord = new Set<string>();
  const notices = makeNotices(parts);
  let watchedAt = -Infinity;

  /** Asks LINE how many people are in the groups of an organisation; groups without the bot are no longer linked. */
  const countGroups = async (one: Reminded, now: number): Promise<void> => {
    const { id } = one.organisation;
    for (const group of await store.groups.list(id)) {
      if (now - group.countedAt < COUNT_AGE_MS) continue;
      const size = await insight.groupSize({ type: group.type, id: group.lineGroupId });
      if (size === 'gone') {
        await store.groups.unlink(group.lineGroupId, id);
        await notices.notify(one, `left-${bangkokDate(now)}`, { key: 'reminders.notice.left' }, now);
      } else if (size !== null) await store.groups.count(group.lineGroupId, size, now);
    }
  };
  const plan = makeMessagePlan({ source: parts, defaults, clock, countGroups });
  const watch = makeWatch({ store, defaults, insight, notices, plan, log, meter });

  /** Does something for each organisation; a failure is that organisation's alone. */
  const each = async (reminded: readonly Reminded[], what: string, act: (one: Reminded) => Promise<void>) => {
    for (const one of reminded) {
      try {
        await act(one);
      } catch (error) {
        meter.count('failures', what);
        log.error(
          { organisation: one.organisation.id, what, error: nameOf(error) },
          'an organisation was not reminded',
        );
      }
    }
  };

  /** Puts what has come due on record, with the targets of this moment. */
  const openDue = async (one: Reminded, now: number): Promise<void> => {
    const { organisation, schedule } = one;
    const slots = slotsUntil(defaults, one, now);
    const due = slots.filter(({ key, dueAt }) => isDue(one, dueAt, now) && !onRecord.has(slotId(organisation.id, key)));
    const ids = due.map(({ key }) => slotId(organisation.id, key));
    for (const id of ids.length === 0 ? [] : await store.occurrences.onRecord(ids)) onRecord.add(id);
    for (const slot of due) {
      const id = slotId(organisation.id, slot.key);
      if (onRecord.has(id)) continue;
      await countGroups(one, now);
      const office = await readOffice(parts, defaults, organisation, schedule, slot.window, now);
      const { wording, named, priority } = slot.stage;
      const { fiscalYear, round } = slot.window;
      await store.occurrences.open({
        id,
        organisationId: organisation.id,
        key: slot.key,
        subject: { kind: 'stage', fiscalYear, round, wording, named },
        dueAt: slot.dueAt,
        usefulUntil: slot.usefulUntil,
        priority,
        // Without a plan there is nothing to remind of; only its coordinator is told so, beforehand.
        targets: office.plans.length === 0 && wording !== 'outlook' ? [] : slotTargets(slot, slots, office),
      });
      onRecord.add(id);
    }
    const drill = drillOf(bangkokDate(now), calendarOf(defaults, schedule));
    const id = slotId(organisation.id, drill.key);
    if (!isDue(one, drill.dueAt, now) || onRecord.has(id)) return;
    await notices.tell(one, drill.key, { kind: 'drill' }, drill);
    onRecord.add(id);
  };

  const makeContext = async (reminded: readonly Reminded[], due: readonly PlannedSend[]): Promise<SweepContext> => {
    const quota = await readQuota(insight, store.settings, clock.now());
    const kept = quota === null || quota.limit === null ? null : await plan.kept(reminded, due, quota);
    const known = new Set(due.map(({ key }) => key));
    return {
      organisations: new Map(reminded.map(({ organisation }) => [organisation.id, organisation])),
      schedules: new Map(reminded.map(({ schedule }) => [schedule.organisationId, schedule])),
      affordable: (id) => kept === null || kept.has(id) || !known.has(id),
      outlook: (office) => plan.outlook(reminded, office, quota ?? { limit: null, used: 0 }),
    };
  };

  /** Sends one claimed occurrence; returns whether it ended without having reached anybody who was to be reached. */
  const send = async (claimed: Claimed, context: SweepContext): Promise<boolean> => {
    const ending = await sendReminder({ ...parts, now: () => clock.now() }, claimed, context);
    if ('waitUntil' in ending) {
      await store.occurrences.postpone(claimed, ending.waitUntil);
      return false;
    }
    if (!(await store.occurrences.settle(claimed, ending.state, ending.reason, clock.now()))) return false;
    meter.count('reminders', ending.state);
    log.info({ occurrence: hashed(claimed.id), slot: claimed.slot, ...ending }, 'a reminder ended');
    if (ending.state === 'delivered' || ending.state === 'suppressed') return false;
    if (ending.state !== 'held') await notices.notTold(claimed);
    return true;
  };

  /** Sends what is due; returns whether anything ended unsent. */
  const sendDue = async (reminded: readonly Reminded[]): Promise<boolean> => {
    const now = clock.now();
    const due = await store.occurrences.due();
    const ready = due.filter(({ notBefore }) => notBefore <= now);
    if (ready.length === 0) return false;
    const sends = due.map(({ id, target, priority, dueAt }) => ({ key: id, cost: target.cost, priority, dueAt }));
    const context = await makeContext(reminded, sends);
    let unsent = false;
    const work = async (): Promise<void> => {
      for (;;) {
        const claimed = await store.occurrences.claim(owner, clock.now());
        if (claimed === null) return;
        try {
          if (await send(claimed, context)) unsent = true;
        } catch (error) {
          // The claim ends by itself; then it is anybody's again.
          meter.count('failures', 'reminder');
          log.error({ occurrence: hashed(claimed.id), error: nameOf(error) }, 'a reminder could not be handled');
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(WORKERS, ready.length) }, work));
    // What people are told about the month's messages is as of now.
    await readQuota(insight, store.settings, clock.now());
    return unsent;
  };

  return {
    sweep: async () => {
      const now = clock.now();
      const reminded = await readReminded(store, now);
      await store.occurrences.finishOpening();
      await each(reminded, 'open', (one) => openDue(one, now));
      // The clock may have been set back.
      if (Math.abs(now - watchedAt) >= HOUR_MS) {
        const { look, done } = await watch.begin(reminded, now);
        await each(reminded, 'watch', look);
        await done();
        watchedAt = now;
      }
      if (await sendDue(reminded)) await each(reminded, 'tell', (one) => notices.tellUnsent(one, clock.now()));
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
