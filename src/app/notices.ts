import type { Text } from '../conversation/message.ts';
import { noticeUntil } from '../reminders/duties.ts';
import type { Claimed, Subject, Unsent } from '../reminders/occurrence.ts';
import { slotId } from '../reminders/outlook.ts';
import { targetsOf } from '../reminders/targets.ts';
import type { Target } from '../reminders/targets.ts';
import { roundWindow } from '../reminders/round-window.ts';
import { bangkokDate, fiscalYearOf } from '../thai/calendar.ts';
import { calendarOf, readOffice } from './read-office.ts';
import type { OfficeSource, ReminderDefaults } from './read-office.ts';
import type { Reminded } from './reminded.ts';
import type { Store } from './store-port.ts';

/** What coordinators are told beside the stages of a round. It goes the way of every reminder: once, within office hours, in the log. */
export interface Notices {
  /** Puts something for the coordinators on record, once for its key. Returns whether it is new. */
  tell(one: Reminded, key: string, subject: Subject, when: { dueAt: number; usefulUntil: number }): Promise<boolean>;
  /** A sentence, from now on. */
  notify(one: Reminded, key: string, text: Text, now: number): Promise<boolean>;
  /** What did not reach people; at most one message a day. */
  tellUnsent(one: Reminded, now: number): Promise<void>;
  /** A notice of what did not reach people ended unsent itself: it is told again on another day, for two weeks. */
  notTold(claimed: Pick<Claimed, 'organisationId' | 'slot' | 'subject'>): Promise<void>;
}

export function makeNotices(parts: OfficeSource & { defaults: ReminderDefaults }): Notices {
  const { store, defaults } = parts;
  const tell: Notices['tell'] = async ({ organisation, schedule }, key, subject, when) => {
    const window = roundWindow(fiscalYearOf(bangkokDate(when.dueAt)), 6, calendarOf(defaults, schedule));
    const office = await readOffice(parts, defaults, organisation, schedule, window, when.dueAt);
    return store.occurrences.open({
      id: slotId(organisation.id, key),
      organisationId: organisation.id,
      key,
      subject,
      priority: NOTICE_PRIORITY,
      targets: targetsOf({ to: ['coordinator'], wording: 'outlook' }, office),
      ...when,
    });
  };
  const fromNow = ({ schedule }: Reminded, now: number) => ({
    dueAt: now,
    usefulUntil: noticeUntil(bangkokDate(now), calendarOf(defaults, schedule)),
  });
  return {
    tell,
    notify: (one, key, text, now) => tell(one, `notice-${key}`, { kind: 'notice', text }, fromNow(one, now)),
    tellUnsent: async (one, now) => {
      const untold = await store.occurrences.untold(one.organisation.id, now - TELL_FOR_MS);
      if (untold.length === 0) return;
      const items = new Map<string, Unsent>();
      for (const { subject, state, reason, dueAt } of untold) {
        if (subject.kind !== 'stage' || state === 'due') continue;
        const ending = reason === 'unconfirmed' ? reason : state;
        const item = { wording: subject.wording, date: bangkokDate(dueAt), state: ending, count: 1 };
        const key = `${item.date} ${item.wording} ${item.state}`;
        items.set(key, { ...item, count: (items.get(key)?.count ?? 0) + 1 });
      }
      const subject: Subject = { kind: 'unsent', items: [...items.values()] };
      // What ends unsent later today is told tomorrow.
      const key = `notice-unsent-${bangkokDate(now)}`;
      if (!(await tell(one, key, subject, fromNow(one, now)))) return;
      const ids = untold.map(({ id }) => id);
      await store.occurrences.tell(ids, key);
    },
    notTold: async ({ organisationId, slot, subject }) => {
      if (subject.kind === 'unsent') await store.occurrences.untell(organisationId, slot);
    },
  };
}

/** Something one member should know, in their 1:1 chat; once for its key, the way of every reminder. */
export async function tellMember(
  store: Store,
  defaults: ReminderDefaults,
  organisationId: string,
  memberId: string,
  { key, text, at }: { key: string; text: Text; at: number },
): Promise<void> {
  const member = (await store.members.list(organisationId)).find(({ id }) => id === memberId);
  if (member === undefined) return;
  const { lineUserId: chatId } = member;
  const targets: Target[] = [{ kind: 'person', audience: 'officers', chatId, memberId, cost: 1 }];
  await openNotice(store, defaults, organisationId, targets, { key, subject: { kind: 'notice', text }, at });
}

/** Something certain members should know, in their 1:1 chats; once for its key, the way of every reminder. */
export async function openNotice(
  store: Store,
  defaults: ReminderDefaults,
  organisationId: string,
  targets: readonly Target[],
  { key, subject, at }: { key: string; subject: Subject; at: number },
): Promise<void> {
  const schedule = await store.schedules.open(organisationId, at);
  await store.occurrences.open({
    id: slotId(organisationId, key),
    organisationId,
    key,
    subject,
    priority: NOTICE_PRIORITY,
    targets,
    dueAt: at,
    usefulUntil: noticeUntil(bangkokDate(at), calendarOf(defaults, schedule)),
  });
}

/** After this what was not sent is no news any more. */
const TELL_FOR_MS = 14 * 24 * 60 * 60 * 1000;
/** Before digests and early reminders, after the last ones. */
const NOTICE_PRIORITY = 2;
