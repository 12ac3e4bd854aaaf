import type { Message } from '../conversation/message.ts';
import { missingLunar } from '../reminders/holidays.ts';
import { addDays, bangkokDate, dateParts, toBuddhistYear } from '../thai/calendar.ts';
import { sentenceOf } from './check.ts';
import type { Check } from './check.ts';
import { examineChannel } from './examine-channel.ts';
import type { LineInsight } from './ports.ts';
import { slotsOf } from './read-office.ts';
import type { ReminderDefaults } from './read-office.ts';
import type { Organisation, SettingStore, Store } from './store-port.ts';

export interface DoctorParts {
  store: Store;
  insight: LineInsight;
  defaults: ReminderDefaults;
  now: () => number;
}

/** How far ahead the next reminder is looked for, and how far back the log is summed. */
const AHEAD_DAYS = 200;
const BACK_DAYS = 62;

/** The setting that holds when the last backup was made: an instant, ISO 8601. */
export const LAST_BACKUP = 'lastBackup';
/** A backup older than this is a worry. */
const BACKUP_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How old the last backup is: for who runs the bot, not for the coordinators in the chat. */
export async function examineBackup(settings: Pick<SettingStore, 'read'>, now: number): Promise<Check> {
  const kept = await settings.read(LAST_BACKUP);
  if (kept === null)
    return { code: 'backup', state: 'warning', params: { age: { text: { key: 'doctor.backup.never' } } } };
  const at = Date.parse(kept);
  const count = Math.max(0, Math.floor((now - at) / DAY_MS));
  return {
    code: 'backup',
    state: now - at > BACKUP_DAYS * DAY_MS ? 'warning' : 'ok',
    params: { age: { text: { key: 'doctor.backup.age', params: { when: { instant: at }, count } } } },
  };
}

/** Everything about an organisation's reminders that can be looked at for nothing. */
export async function examineOrganisation(parts: DoctorParts, organisation: Organisation): Promise<Check[]> {
  const { store, insight, defaults } = parts;
  const now = parts.now();
  const today = bangkokDate(now);
  const { id } = organisation;
  // Looking changes nothing: an office that nobody has reminded yet has no schedule, and the default one will be its own.
  const schedule = (await store.schedules.read(id)) ?? { holidays: [], changes: {} };
  const [groups, members] = await Promise.all([store.groups.list(id), store.members.list(id)]);
  const sizes = await Promise.all(groups.map(({ type, lineGroupId }) => insight.groupSize({ type, id: lineGroupId })));
  const there = sizes.filter((size) => typeof size === 'number').length;
  const gone = sizes.filter((size) => size === 'gone').length;
  const people = sizes.reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), 0);
  const coordinators = members.filter(({ role }) => role === 'coordinator');
  const isLeftAlone = coordinators.length > 0 && coordinators.every((one) => one.unreachableSince !== undefined);
  const officers = members.filter(({ role }) => role === 'officer').length;
  const slots = slotsOf(defaults, schedule, today, addDays(today, AHEAD_DAYS));
  const next = slots.find(({ dueAt }) => dueAt > now);
  const year = dateParts(next?.date ?? today).year;
  const names = missingLunar(year, defaults.holidays, schedule.holidays);
  const sums = await store.occurrences.sums(id, { from: now - BACK_DAYS * 24 * 60 * 60 * 1000, to: now + 1 });
  const unsent = sums.rejected + sums.expired + sums.held;
  return [
    {
      code: 'groups',
      state: gone > 0 ? 'failed' : groups.length === 0 ? 'warning' : sizes.includes(null) ? 'unknown' : 'ok',
      params: { count: groups.length, there, people, gone },
    },
    { code: 'people', state: officers === 0 ? 'warning' : 'ok', params: { count: members.length, officers } },
    ...(isLeftAlone ? [{ code: 'coordinators' as const, state: 'failed' as const }] : []),
    next === undefined
      ? { code: 'next', state: 'warning' }
      : {
          code: 'next',
          state: 'ok',
          params: { stage: { text: { key: `reminders.stage.${next.stage.wording}` } }, when: { instant: next.dueAt } },
        },
    {
      code: 'holidays',
      state: names.length === 0 ? 'ok' : 'warning',
      params: { year: { fiscalYear: toBuddhistYear(year) }, names: names.join(', ') },
    },
    { code: 'log', state: unsent > 0 ? 'warning' : 'ok', params: { ...sums } },
  ];
}

/** The fire drill as the coordinator is told of it: the channel, then their own organisation. */
export async function fireDrill(parts: DoctorParts, organisationId: string): Promise<Message[]> {
  const organisation = await parts.store.organisations.byId(organisationId);
  if (organisation === null) return [];
  return [
    checkCard([...(await examineChannel(parts)), ...(await examineOrganisation(parts, organisation))], organisation),
  ];
}

/** What was found, as the coordinator reads it in the chat. */
export const checkCard = (checks: readonly Check[], organisation: Organisation): Message => ({
  kind: 'card',
  title: { key: 'doctor.title', params: { organisation: organisation.name } },
  rows: checks.map((check) => ({ label: { key: `doctor.label.${check.code}` }, value: sentenceOf(check) })),
  note: { key: checks.every(({ state }) => state === 'ok') ? 'doctor.allWell' : 'doctor.toDo' },
});
