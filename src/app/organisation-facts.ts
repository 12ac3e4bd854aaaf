import { LRUCache } from 'lru-cache';
import type { PlanFacts, UnitFacts } from '../conversation/facts.ts';
import { PLAN_KINDS } from '../reporting/model.ts';
import type { PlainDate, Round } from '../reporting/model.ts';
import { reportingRound, reportingYear } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { readRound } from './read-plans.ts';
import type { Member, Organisation, OrganisationMarks, Plan, SavedReport, Store } from './store-port.ts';

/** What a conversation may know of an organisation. */
export interface OrganisationFacts {
  organisation: Organisation;
  units: readonly UnitFacts[];
  /** Whether something was ever held back for want of messages. */
  held: boolean;
  /** The plans reported now, with what was reported. */
  plans(now: number): Promise<PlanFacts[]>;
  /** The plans of a fiscal year (Buddhist Era) that are reported in a round open from a day, with what was reported. */
  plansOf(window: { fiscalYear: number; round: Round; opens: PlainDate }): Promise<PlanFacts[]>;
}

/** A member, with the organisation they belong to. */
export interface PersonFacts {
  member: Member;
  own: OrganisationFacts | null;
}

/** Reads organisations and their people, and reads again only what has changed. */
export interface OrganisationReader {
  /** `null`: there is no such organisation. */
  read(organisationId: string): Promise<OrganisationFacts | null>;
  /** `null`: nobody's member. */
  ofPerson(lineUserId: string): Promise<PersonFacts | null>;
  /**
   * Saves a report by `write`; what is remembered takes it over, and whoever reads meanwhile waits for that. False: it was
   * refused, since another one stands there by now, and what is remembered is forgotten.
   */
  save(organisationId: string, target: ReportTarget, write: () => Promise<SavedReport | null>): Promise<boolean>;
}

interface ReportTarget {
  planId: string;
  measureId: string;
  round: Round;
}

/** Organisations and people remembered at once; those not asked for longest are forgotten first. */
const REMEMBERED = 300;
const REMEMBERED_PEOPLE = 3000;

/** What was read of an organisation at one version of it; each part is read when it is first asked for. */
interface Entry {
  version: number;
  basis: Promise<{ organisation: Organisation; units: readonly UnitFacts[] } | null>;
  /** By reporting year. */
  plans: Map<number, Promise<Plan[]>>;
  /** By fiscal year, exactly. */
  years: Map<number, Promise<Plan[]>>;
  /** By plan and round. */
  rounds: Map<string, Promise<PlanFacts>>;
  /** Reports saved from here whose version comes after one that is not known here yet. */
  ahead: Map<number, { target: ReportTarget; report: SavedReport['report'] }>;
}

/**
 * Everything in the store that changes an organisation's units, plans, reports or members raises a mark of it after it has
 * written: one small read tells whether what is remembered still holds, whichever process or command wrote.
 */
export function makeOrganisationReader(store: Store): OrganisationReader {
  const entries = new LRUCache<string, Entry>({ max: REMEMBERED });
  /** Members, each with the mark of the organisation's people that was read before they were. */
  const people = new LRUCache<string, { member: Member; mark: number }>({ max: REMEMBERED_PEOPLE });
  /** Reports being saved from here. */
  const writing = new Map<string, Set<Promise<void>>>();

  const entryOf = async (organisationId: string, version: number): Promise<Entry> => {
    // What is being saved from here is known in a moment: no reason to read everything again.
    if ((entries.get(organisationId)?.version ?? 0) < version) {
      for (const one of writing.get(organisationId) ?? []) await one;
    }
    const known = entries.get(organisationId);
    if (known !== undefined && known.version >= version) return known;
    const basis = Promise.all([store.organisations.byId(organisationId), store.units.list(organisationId)]).then(
      ([organisation, units]) => (organisation === null ? null : { organisation, units }),
    );
    const fresh: Entry = { version, basis, plans: new Map(), years: new Map(), rounds: new Map(), ahead: new Map() };
    entries.set(organisationId, fresh);
    return fresh;
  };

  /** A part that could not be read is not remembered as such. */
  const part = <Key, Value>(parts: Map<Key, Promise<Value>>, key: Key, read: () => Promise<Value>): Promise<Value> => {
    const known = parts.get(key);
    if (known !== undefined) return known;
    const reading = read();
    parts.set(key, reading);
    reading.catch(() => parts.delete(key));
    return reading;
  };

  const inRound = (
    organisationId: string,
    entry: Entry,
    { round: _stored, ...plan }: Plan,
    round: Round,
  ): Promise<PlanFacts> =>
    part(entry.rounds, roundKey(plan.id, round), () => readRound(store, organisationId, plan, round));

  const plansOfRound: PlansOfRound = async (organisationId, entry, { fiscalYear, round, opens }) => {
    const plans = await part(entry.years, fiscalYear, async () => {
      const found = await Promise.all(PLAN_KINDS.map((kind) => store.plans.find(organisationId, fiscalYear, kind)));
      return found.filter((plan) => plan !== null);
    });
    // A plan whose file is of the other round alone is not reported in this one.
    const reported = plans.filter((plan) => reportingRound(plan.fiscalYear, plan.round, opens) === round);
    return Promise.all(reported.map((plan) => inRound(organisationId, entry, plan, round)));
  };

  const plansNow = async (organisationId: string, entry: Entry, now: number): Promise<PlanFacts[]> => {
    const today = bangkokDate(now);
    const year = reportingYear(today);
    const plans = await part(entry.plans, year, () => store.plans.current(organisationId, year));
    return Promise.all(
      plans.map((plan) => inRound(organisationId, entry, plan, reportingRound(plan.fiscalYear, plan.round, today))),
    );
  };

  const readMarked = async (
    organisationId: string,
  ): Promise<{ marks: OrganisationMarks; facts: OrganisationFacts } | null> => {
    // Read before the parts are: what is written meanwhile raises a mark again, and is read then.
    const marks = await store.organisations.marks(organisationId);
    if (marks === null) return null;
    const entry = await entryOf(organisationId, marks.version);
    const basis = await entry.basis.catch((error: unknown) => {
      entries.delete(organisationId);
      throw error;
    });
    if (basis === null) return null;
    const facts: OrganisationFacts = {
      ...basis,
      held: marks.held,
      plans: (now) => plansNow(organisationId, entry, now),
      plansOf: (window) => plansOfRound(organisationId, entry, window),
    };
    return { marks, facts };
  };

  const read: OrganisationReader['read'] = async (organisationId) => (await readMarked(organisationId))?.facts ?? null;

  return {
    read,
    ofPerson: async (lineUserId) => {
      const known = people.get(lineUserId);
      const organisationId =
        known?.member.organisationId ?? (await store.members.byLineUser(lineUserId))?.organisationId;
      if (organisationId === undefined) return null;
      const found = await readMarked(organisationId);
      const own = found?.facts ?? null;
      if (found !== null && known?.mark === found.marks.people) return { member: known.member, own };
      // Read after the mark: whoever changes it meanwhile raises the mark.
      people.delete(lineUserId);
      const member = await store.members.byLineUser(lineUserId);
      if (member === null) return null;
      // They have just gone over to another organisation.
      if (member.organisationId !== organisationId) return { member, own: await read(member.organisationId) };
      if (found !== null) people.set(lineUserId, { member, mark: found.marks.people });
      return { member, own };
    },
    save: async (organisationId, target, write) => {
      const work = (async () => {
        const saved = await write();
        if (saved === null) {
          entries.delete(organisationId);
          return false;
        }
        const { version, report } = saved;
        const entry = entries.get(organisationId);
        if (entry === undefined || version <= entry.version) return true;
        entry.ahead.set(version, { target, report });
        takeOver(entry);
        return true;
      })();
      // Those who wait for it do not fail with it.
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      const under = writing.get(organisationId) ?? new Set<Promise<void>>();
      writing.set(organisationId, under.add(settled));
      try {
        return await work;
      } finally {
        under.delete(settled);
        if (under.size === 0) writing.delete(organisationId);
      }
    },
  };
}

type PlansOfRound = (
  organisationId: string,
  entry: Entry,
  window: { fiscalYear: number; round: Round; opens: PlainDate },
) => Promise<PlanFacts[]>;

/** Takes over what was saved, version by version; a gap is somebody else's write, and is read again. */
function takeOver(entry: Entry): void {
  for (let next = entry.ahead.get(entry.version + 1); next !== undefined; next = entry.ahead.get(entry.version + 1)) {
    entry.version += 1;
    entry.ahead.delete(entry.version);
    const { target, report } = next;
    const key = roundKey(target.planId, target.round);
    const known = entry.rounds.get(key);
    if (known === undefined) continue;
    const changed = known.then((plan) => ({
      ...plan,
      rows: plan.rows.map((row) => (row.id === target.measureId ? { ...row, report } : row)),
    }));
    changed.catch(() => entry.rounds.delete(key));
    entry.rounds.set(key, changed);
    // The round after it shows what was reported before.
    if (target.round === 6) entry.rounds.delete(roundKey(target.planId, 12));
  }
}

const roundKey = (planId: string, round: Round): string => `${planId}:${round}`;
