import type { PlanFacts } from '../conversation/facts.ts';
import type { Locale } from '../conversation/locale.ts';
import { stillMine } from '../conversation/own-measures.ts';
import type { Role } from '../reporting/model.ts';
import { isResponsible, statusOf } from '../reporting/summary.ts';
import type { LevelScale } from '../reporting/summary.ts';
import type { Target } from './targets.ts';
import type { RoundWindow } from './round-window.ts';

/** A person who can be reminded. */
export interface Colleague {
  id: string;
  /** LINE user id: also the chat they are reached in. */
  chatId: string;
  name: string;
  role: Role;
  units: readonly string[];
  locale: Locale;
  /** They blocked the bot or left LINE: LINE would take a message, count it, and show it to nobody. */
  isUnreachable?: true;
}

/** A linked group; `members` is the number of people LINE last told, `null` when it never did. */
export interface LinkedGroup {
  chatId: string;
  members: number | null;
}

/** Reminders of an organisation (`unit` absent) or of one unit rest until an instant. */
export interface Pause {
  unit?: string;
  until: number;
}

/** Everything the reminders of one organisation know at one moment of one round. */
export interface Office {
  organisation: { id: string; name: string };
  window: RoundWindow;
  /** The plans of the round's fiscal year with what was reported in the round. */
  plans: readonly PlanFacts[];
  units: readonly string[];
  colleagues: readonly Colleague[];
  groups: readonly LinkedGroup[];
  pauses: readonly Pause[];
  scale: LevelScale;
  now: number;
}

/** A measure nobody has reported in the round. */
export type OpenMeasure = PlanFacts['rows'][number];

/** What nobody has reported yet, of every plan. */
export const openMeasures = (office: Office): OpenMeasure[] =>
  office.plans.flatMap(({ rows }) => rows.filter((row) => statusOf(row) === 'waitingReport'));

/** What nobody has reported yet, without what rests with a pause of its units. */
export const openAwake = (office: Office): OpenMeasure[] => openMeasures(office).filter((row) => !rests(office, row));

/** What an officer is to report and has not; what rests with a pause of its units is left out. */
export const openOf = (office: Office, person: Colleague): OpenMeasure[] =>
  office.plans.flatMap(({ rows }) => stillMine(rows, person)).filter((row) => !rests(office, row));

/** What the units a supervisor stands over have not reported: all of it when no unit is named. */
export const openUnder = (office: Office, person: Colleague): OpenMeasure[] =>
  openMeasures(office)
    .filter(({ measure }) => person.units.length === 0 || person.units.some((unit) => isResponsible(measure, unit)))
    .filter((row) => !rests(office, row));

/**
 * What a target is told is open: officers their own, supervisors what is under them, the coordinator everything, a group everything but
 * what rests.
 */
export function openFor(target: Target, office: Office, person: Colleague | undefined): OpenMeasure[] {
  if (target.audience === 'coordinator') return openMeasures(office);
  if (target.kind === 'group' || person === undefined) return openAwake(office);
  return target.audience === 'officers' ? openOf(office, person) : openUnder(office, person);
}

/** The units with something open, and how much; `null`: measures that name no unit. Most first. */
export function openByUnit(
  office: Office,
  open: readonly OpenMeasure[],
): { unit: string | null; open: OpenMeasure[] }[] {
  return [...office.units, null]
    .map((unit) => ({ unit, open: open.filter(({ measure }) => isResponsible(measure, unit)) }))
    .filter((one) => one.open.length > 0)
    .toSorted((a, b) => b.open.length - a.open.length);
}

/** Whether the reminders of the whole organisation rest. */
export const allRest = (office: Pick<Office, 'pauses' | 'now'>): boolean =>
  office.pauses.some(({ unit, until }) => unit === undefined && until > office.now);

/** A measure rests when every unit that is responsible for it does. */
function rests(office: Office, { measure }: OpenMeasure): boolean {
  const resting = office.pauses.filter(({ until }) => until > office.now).flatMap(({ unit }) => unit ?? []);
  if (resting.length === 0) return false;
  const responsible = office.units.filter((unit) => isResponsible(measure, unit));
  return responsible.length > 0 && responsible.every((unit) => resting.includes(unit));
}
