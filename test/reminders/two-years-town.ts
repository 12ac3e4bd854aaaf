import { storePlan } from '../../src/app/store-plan.ts';
import type { Store } from '../../src/app/store-port.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { Role, Round, Status } from '../../src/reporting/model.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { holidaysOfOffice } from './two-years-days.ts';

export interface Resident {
  chatId: string;
  name: string;
  role: Role;
  unit?: string;
  office: number;
}

/** Who is where and what is open at one moment, as the simulation knows it; a copy that nobody changes any more. */
export interface Truth {
  people: ReadonlyMap<string, Resident>;
  /** Linked groups, and whose they are. */
  groups: ReadonlyMap<string, number>;
  /** Numbers of what nobody has reported, by `office:fiscalYear-round`. */
  open: ReadonlyMap<string, ReadonlySet<number>>;
  pauses: readonly { office: number; unit?: string; until: number }[];
}

export const roundKey = (office: number, fiscalYear: number, round: Round): string =>
  `${office}:${fiscalYear}-${round}`;

/** The units of a measure: most have one, some two, some none. */
export function unitsOf(office: number, number: number): string[] {
  const units = UNITS.slice(0, 2 + office);
  const unit = (index: number) => units[index % units.length] ?? '';
  if (number % 7 === 0) return [];
  return number % 5 === 0 ? [unit(number), unit(number + 1)] : [unit(number)];
}

/** Titles carry year and number: whoever reads a message knows what it asks for. */
const titleOf = (fiscalYear: number, number: number): string =>
  `โครงการ${fiscalYear}-${String(number).padStart(2, '0')}`;

/** The measures a text names, as `fiscalYear-number`. */
export const namedIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/โครงการ(\d{4})-(\d{2})/g)].map(([, year, number]) => `${year}-${Number(number)}`));

const NAMES = ['องค์การบริหารส่วนตำบลบ้านหนึ่ง', 'องค์การบริหารส่วนตำบลบ้านสอง', 'เทศบาลเมืองบ้านสาม'];
export const UNITS = ['สำนักปลัด', 'กองคลัง', 'กองช่าง', 'กองการศึกษา'];
const MEASURES = [12, 9, 26];

/** Three offices with their people, groups and plans, in the store and on the emulator; changed only through here. */
export class Town {
  readonly people = new Map<string, Resident>();
  readonly groups = new Map<string, number>();
  readonly organisations: string[] = [];
  /** Every group there ever was: linked or not. */
  readonly gatherings: string[] = [];
  readonly #open = new Map<string, Set<number>>();
  readonly #measures = new Map<string, { planId: string; ids: Map<number, string> }>();
  #pauses: { office: number; unit?: string; until: number }[] = [];
  #events = 0;
  #named = 0;
  readonly store: Store;
  readonly emulator: Emulator;

  constructor(store: Store, emulator: Emulator) {
    this.store = store;
    this.emulator = emulator;
  }

  /** The offices as they begin; the third has no group yet. */
  async build(now: number): Promise<void> {
    for (const [office, name] of NAMES.entries()) {
      const { id } = await this.store.organisations.ensure(name);
      this.organisations.push(id);
      const units = UNITS.slice(0, 2 + office);
      await this.store.units.ensure(
        id,
        units.map((unit) => ({ name: unit, aliases: [] })),
      );
      await this.store.schedules.open(id, now);
      await this.store.schedules.setHolidays(id, holidaysOfOffice(office), now);
      await this.join(office, 'coordinator');
      await this.join(office, 'supervisor', units[0]);
      await this.join(office, 'supervisor');
      for (const unit of units) await this.join(office, 'officer', unit);
      // Of a unit that the plan does not name: what names no unit is theirs.
      if (office === 1) await this.join(office, 'officer', 'กองว่าง');
      await this.importPlan(office, 2570, now);
      const residents = [...this.people.values()].filter((one) => one.office === office);
      // Has deleted the LINE account since.
      if (office > 0) await this.join(office, 'officer', units[1], `U${String(office).repeat(32)}`);
      const group = this.emulator.addGroup({ name, memberIds: residents.map(({ chatId }) => chatId) }).id;
      this.gatherings.push(group);
      if (office < 2) await this.link(group, office, now);
    }
  }

  async importPlan(office: number, fiscalYear: number, now: number): Promise<void> {
    const numbers = Array.from({ length: MEASURES[office] ?? 0 }, (_, index) => index + 1);
    const measures = numbers.map((number) =>
      aMeasure(number, { title: titleOf(fiscalYear, number), responsibleUnits: unitsOf(office, number) }),
    );
    const organisation = NAMES[office] ?? '';
    const { plan } = await storePlan(this.store, aPlan(measures, { organisation, fiscalYear }), 'simulation', now);
    const ids = new Map(plan.measures.map(({ id, measure }) => [measure.number, id]));
    for (const round of [6, 12] as const) {
      this.#open.set(roundKey(office, fiscalYear, round), new Set(numbers));
      this.#measures.set(roundKey(office, fiscalYear, round), { planId: plan.id, ids });
    }
  }

  /** What can be reported, and what of it is open. */
  standing(office: number, fiscalYear: number, round: Round): { open: number[]; reported: number[] } {
    const key = roundKey(office, fiscalYear, round);
    const open = this.#open.get(key) ?? new Set();
    const all = [...(this.#measures.get(key)?.ids.keys() ?? [])];
    return { open: [...open], reported: all.filter((number) => !open.has(number)) };
  }

  async report(office: number, fiscalYear: number, round: Round, number: number, status: Status, now: number) {
    const key = roundKey(office, fiscalYear, round);
    const plan = this.#measures.get(key);
    const measureId = plan?.ids.get(number);
    if (plan === undefined || measureId === undefined) throw new Error(`there is no measure ${number} in ${key}`);
    this.#events += 1;
    const source = { eventId: `simulated-${this.#events}`, by: 'simulation', at: now };
    const target = { planId: plan.planId, measureId, round };
    await this.store.reports.save(this.organisations[office] ?? '', target, { status }, source);
    if (status === 'waitingReport') this.#open.get(key)?.add(number);
    else this.#open.get(key)?.delete(number);
  }

  /** A person comes; one who is already known to LINE when a chat is named. */
  async join(office: number, role: Role, unit?: string, known?: string): Promise<string> {
    this.#named += 1;
    const name = `คนที่ ${String(this.#named).padStart(3, '0')}`;
    const chatId = known ?? this.emulator.addUser({ name }).id;
    const locale = this.#named % 4 === 0 ? ('en' as const) : ('th' as const);
    const joined = { lineUserId: chatId, name, role, locale, ...(unit === undefined ? {} : { unit }) };
    await this.store.members.join(this.organisations[office] ?? '', joined);
    this.people.set(chatId, { chatId, name, role, office, ...(unit === undefined ? {} : { unit }) });
    return chatId;
  }

  async leave({ chatId, office }: Resident): Promise<void> {
    const organisationId = this.organisations[office] ?? '';
    const member = await this.store.members.byLineUser(chatId);
    if (member !== null) await this.store.members.remove(organisationId, member.id);
    this.people.delete(chatId);
  }

  async link(group: string, office: number, now: number): Promise<void> {
    await this.store.groups.link(this.organisations[office] ?? '', group, '', now);
    await this.lookAtGroups();
  }

  /** The bot unlinks groups by itself when LINE tells it that it is out: the store says which are left. */
  async lookAtGroups(): Promise<void> {
    this.groups.clear();
    for (const { lineGroupId, organisationId } of await this.store.groups.all()) {
      this.groups.set(lineGroupId, this.organisations.indexOf(organisationId));
    }
  }

  /** Rest until an instant, of everyone or of one unit; the last word on either counts. */
  async pause(office: number, until: number, unit?: string): Promise<void> {
    const pause = { until, ...(unit === undefined ? {} : { unit }) };
    await this.store.schedules.pause(this.organisations[office] ?? '', pause);
    const others = this.#pauses.filter((one) => one.office !== office || one.unit !== unit);
    this.#pauses = [...others, { office, ...pause }];
  }

  truth(): Truth {
    return {
      people: new Map(this.people),
      groups: new Map(this.groups),
      open: new Map([...this.#open].map(([key, numbers]) => [key, new Set(numbers)])),
      pauses: this.#pauses,
    };
  }
}
