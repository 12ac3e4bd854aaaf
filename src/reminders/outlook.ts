import type { PlainDate } from '../reporting/model.ts';
import { dateParts, toBuddhistYear } from '../thai/calendar.ts';
import { missingLunar } from './holidays.ts';
import type { HolidayEntry, HolidayPreset } from './holidays.ts';
import type { Wording } from './ladder.ts';
import { openFor } from './office.ts';
import type { Office } from './office.ts';
import { lineMonth, planQuota } from './quota-plan.ts';
import type { PlannedSend, Quota } from './quota-plan.ts';
import type { Slot } from './schedule.ts';
import { targetsOf } from './targets.ts';
import type { Target } from './targets.ts';

/** What the coordinator is told before a round: what its reminders will cost, what would be left out, what is missing. */
export interface Outlook {
  quota: { limit: number | null; cost: number };
  /** First dropped first. */
  dropped: { wording: Wording; date: PlainDate; partly: boolean }[];
  /** Lunar holidays not entered, by year (Buddhist Era). */
  missing: { year: number; names: string[] }[];
}

/** A reminder that is going to be sent, if nothing changes until then. */
export interface ExpectedSend extends PlannedSend {
  organisationId: string;
  slot: Slot;
  target: Target;
}

/**
 * What slots would send: each target by itself, so that a short month reaches as many as it can.
 * @param all every slot of the round, those included that are only compared with
 */
export const expectedSends = (slots: readonly Slot[], office: Office, all: readonly Slot[] = slots): ExpectedSend[] =>
  slots.flatMap((slot) =>
    slotTargets(slot, all, office)
      .filter((target) => hasSomething(slot, target, office))
      .map((target) => ({
        key: occurrenceId(office.organisation.id, slot.key, target),
        organisationId: office.organisation.id,
        slot,
        target,
        dueAt: slot.dueAt,
        priority: slot.stage.priority,
        cost: target.cost,
      })),
  );

/** A reminder of what is open costs nothing where nothing is: it will not be sent. */
function hasSomething({ stage }: Slot, target: Target, office: Office): boolean {
  // Before there is a plan everything is counted as open.
  if (stage.wording === 'outlook' || stage.wording === 'closing' || office.plans.length === 0) return true;
  const person = office.colleagues.find(({ id }) => id === target.memberId);
  return openFor(target, office, person).length > 0;
}

/** The targets of a slot; a digest leaves out whom another stage tells on the same day. */
export function slotTargets(slot: Slot, slots: readonly Slot[], office: Office): Target[] {
  const targets = targetsOf(slot.stage, office);
  if (slot.stage.wording !== 'digest') return targets;
  const place = slots.findIndex(({ key }) => key === slot.key);
  // Of two digests on one day the first is sent.
  const others = slots
    .filter(({ date, key, stage }, index) => {
      if (date !== slot.date || key === slot.key) return false;
      return stage.wording !== 'digest' || index < place;
    })
    .flatMap(({ stage }) => targetsOf(stage, office));
  return targets.filter(({ chatId }) => !others.some((other) => other.chatId === chatId));
}

/** The identity of a slot: organisation and key. */
export const slotId = (organisationId: string, key: string): string => `${organisationId}:${key}`;

/** The identity of an occurrence: organisation, slot and target. */
export const occurrenceId = (organisationId: string, slotKey: string, target: Target): string =>
  `${slotId(organisationId, slotKey)}:${target.memberId ?? target.chatId}`;

/**
 * The outlook of an organisation for the open month of a round.
 * @param sends what every organisation of the channel is going to send: they share its messages
 */
export function outlookOf(
  office: Office,
  sends: readonly ExpectedSend[],
  quota: Quota,
  holidays: { preset: HolidayPreset; entries: readonly HolidayEntry[] },
): Outlook {
  const { window, organisation } = office;
  const month = window.opens.slice(0, 7);
  const plan = planQuota(sends, quota, office.now).find((one) => one.month === month);
  const own = (list: readonly ExpectedSend[]) => list.filter((send) => send.organisationId === organisation.id);
  const inMonth = own(sends).filter((send) => lineMonth(send.dueAt) === month);
  const dropped = new Map(own(plan?.dropped ?? []).map(({ slot }) => [slot.key, slot]));
  const partly = new Set(own(plan?.kept ?? []).map(({ slot }) => slot.key));
  const year = dateParts(window.opens).year;
  const names = missingLunar(year, holidays.preset, holidays.entries);
  return {
    quota: { limit: quota.limit, cost: inMonth.reduce((sum, { cost }) => sum + cost, 0) },
    dropped: [...dropped.values()].map(({ key, stage, date }) => ({
      wording: stage.wording,
      date,
      partly: partly.has(key),
    })),
    missing: names.length === 0 ? [] : [{ year: toBuddhistYear(year), names }],
  };
}
