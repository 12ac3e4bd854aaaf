import type { Text } from '../conversation/message.ts';
import { noticeUntil } from '../reminders/duties.ts';
import type { Subject, Unsent } from '../reminders/occurrence.ts';
import { targetsOf } from '../reminders/targets.ts';
import { roundWindow } from '../reminders/round-window.ts';
import { bangkokDate, fiscalYearOf } from '../thai/calendar.ts';
import { calendarOf, readOffice } from './read-office.ts';
import type { ReminderDefaults } from './read-office.ts';
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
}

export function makeNotices({ store, defaults }: { store: Store; defaults: ReminderDefaults }): Notices {
  const tell: Notices['tell'] = async ({ organisation, schedule }, key, subject, when) => {
    const window = roundWindow(fiscalYearOf(bangkokDate(when.dueAt)), 6, calendarOf(defaults, schedule));
    const office = await readOffice(store, defaults, organisation, schedule, window, when.dueAt);
    return store.occurrences.open({
      id: `${organisation.id}:${key}`,
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
      const untold = await store.occurrences.untold(one.organisation.id);
      if (untold.length === 0) return;
      const items = new Map<string, Unsent>();
      for (const { subject, state, dueAt } of untold) {
        if (subject.kind !== 'stage' || state === 'due') continue;
        const item = { wording: subject.wording, date: bangkokDate(dueAt), state, count: 1 };
        const key = `${item.date} ${item.wording} ${item.state}`;
        items.set(key, { ...item, count: (items.get(key)?.count ?? 0) + 1 });
      }
      const subject: Subject = { kind: 'unsent', items: [...items.values()] };
      // What ends unsent later today is told tomorrow.
      if (await tell(one, `notice-unsent-${bangkokDate(now)}`, subject, fromNow(one, now))) {
        await store.occurrences.tell(untold.map(({ id }) => id));
      }
    },
  };
}

/** Before digests and early reminders, after the last ones. */
const NOTICE_PRIORITY = 2;
