import { returnOf } from '../reporting/review.ts';
import { isResponsible, statusOf } from '../reporting/summary.ts';
import type { Situation } from './conditions.ts';
import type { Facts, MeasureFacts, MemberFacts } from './facts.ts';
import type { Params } from './message.ts';
import type { Role } from '../reporting/model.ts';

/** What somebody hands over: their units, and with them the measures of these units. */

/** Who can look after measures. */
const REPORTING: readonly Role[] = ['coordinator', 'supervisor', 'officer'];

/** The answers that stand for every unit, and for somebody who is not here yet. */
export const ALL_UNITS = 'all';
export const NEWCOMER = 'new';

/** Whether messages reach a member who may report. */
export const isThere = ({ role, unreachableSince }: MemberFacts): boolean =>
  REPORTING.includes(role) && unreachableSince === undefined;

/** Those whose work can be handed over: who may report, and who has left units behind. */
export const givers = ({ members, handover, member }: Facts): MemberFacts[] => [
  ...members.filter(({ role }) => REPORTING.includes(role)).toSorted((a, b) => rank(a, member) - rank(b, member)),
  ...(handover?.former ?? []),
];

/** Those with nobody at the other end come first, oneself last. */
const rank = (one: MemberFacts, me: MemberFacts | undefined): number =>
  one.id === me?.id ? 2 : one.unreachableSince === undefined ? 1 : 0;

/** Who hands over: whom the coordinator named, everybody else themselves. */
export function giverOf({ answers, facts }: Situation): MemberFacts | undefined {
  if (facts.standing !== 'coordinator') return facts.members.find(({ id }) => id === facts.member?.id) ?? facts.member;
  return givers(facts).find(({ id }) => id === answers['giver']);
}

/** Those who can take over. */
export const takers = (situation: Situation): MemberFacts[] => {
  const giver = giverOf(situation);
  return situation.facts.members.filter((one) => isThere(one) && one.id !== giver?.id);
};

/** The units that go over. */
export function movedUnits(situation: Situation): readonly string[] {
  const units = giverOf(situation)?.units ?? [];
  const chosen = situation.answers['units'] ?? ALL_UNITS;
  return chosen === ALL_UNITS ? units : units.filter((unit) => unit === chosen);
}

/** Whether the giver may leave with it: they are still here, keep nothing, and leave a coordinator behind. */
export function mayLeave(situation: Situation): boolean {
  const { facts } = situation;
  const giver = giverOf(situation);
  if (giver === undefined || !facts.members.some(({ id }) => id === giver.id)) return false;
  const others = facts.members.filter((one) => one.id !== giver.id && isThere(one));
  return (
    movedUnits(situation).length === giver.units.length &&
    (giver.role !== 'coordinator' || others.some(({ role }) => role === 'coordinator'))
  );
}

/** The measures of some units. */
export const rowsOfUnits = (rows: readonly MeasureFacts[], units: readonly string[]): MeasureFacts[] =>
  rows.filter(({ measure }) => units.some((unit) => isResponsible(measure, unit)));

/** How it stands with measures that are handed over. */
export interface Standing {
  measures: number;
  reported: number;
  open: number;
  returned: number;
  evidence: number;
}

export const standingOf = (rows: readonly MeasureFacts[]): Standing => ({
  measures: rows.length,
  reported: rows.filter((row) => statusOf(row) !== 'waitingReport').length,
  open: rows.filter((row) => statusOf(row) === 'waitingReport').length,
  returned: rows.filter(({ report }) => returnOf(report) !== undefined).length,
  evidence: rows.reduce((sum, { evidence = [] }) => sum + evidence.length, 0),
});

/** Reports that were begun and go along: those of the measures that go, all of somebody who leaves. */
export function conversationsOf(situation: Situation): number {
  const { facts, answers } = situation;
  const giver = giverOf(situation);
  const own = (facts.handover?.conversations ?? []).filter((one) => one.giver === giver?.id);
  if (answers['leave'] === 'leave') return own.length;
  const ids = new Set(
    rowsOfUnits(
      facts.plans.flatMap(({ rows }) => rows),
      movedUnits(situation),
    ).map(({ id }) => id),
  );
  return own.filter(({ measureId }) => ids.has(measureId)).length;
}

/** What the questions say. */
export const handoverParams = (situation: Situation): Params => {
  const giver = giverOf(situation);
  return { giver: giver?.name ?? '', giverUnits: giver?.units.join(', ') ?? '' };
};

/** Units of measures that nobody looks after who can be reached; the coordinator's to see. */
export function unattended({ plans, units, members, standing }: Facts): string[] {
  if (standing !== 'coordinator' || members.length === 0) return [];
  const attended = new Set(members.filter(isThere).flatMap((one) => one.units));
  const rows = plans.flatMap((plan) => plan.rows);
  return units
    .map(({ name }) => name)
    .filter((name) => !attended.has(name) && rows.some(({ measure }) => isResponsible(measure, name)));
}

/**
 * The units that nobody looks after any more once somebody is not there.
 * @param members who is left, reachable or not
 */
export function orphanedBy(gone: MemberFacts, members: readonly MemberFacts[]): string[] {
  const left = members.filter((one) => one.id !== gone.id && isThere(one));
  // The last officer of a unit leaves it to nobody, even where somebody stands over it.
  const keepers = left.filter(({ role }) => gone.role === 'supervisor' || role !== 'supervisor');
  if (!REPORTING.includes(gone.role)) return [];
  return gone.units.filter((unit) => !keepers.some((one) => one.units.includes(unit)));
}
