import { makeOrganisationReader } from '../../src/app/organisation-facts.ts';
import { remindNow } from '../../src/app/remind.ts';
import type { ReminderDefaults } from '../../src/app/read-office.ts';
import type { Round } from '../../src/reporting/model.ts';
import { ANNOUNCED, ANNOUNCED_AT, at, bangkok, DAY, holidaysOfOffice, HOUR, MINUTE } from './two-years-days.ts';
import type { Dice } from './two-years-days.ts';
import type { Fleet } from './two-years-fleet.ts';
import { UNITS } from './two-years-town.ts';
import type { Resident, Town } from './two-years-town.ts';

/** How quickly the offices report in each round: measures per look. The first one is soon done, one is never. */
const DILIGENCE: Record<string, readonly number[]> = {
  '2570-6': [0.9, 0.05, 0.15],
  '2570-12': [0.1, 0.4, 0.02],
  '2571-6': [0.05, 0.1, 0.9],
  '2571-12': [0.3, 0, 0.3],
};
/** When everything that goes wrong has gone wrong: what is under way then comes to its end. */
export const CALM_FROM = at('2028-11-24T00:00');
const SHORT = { from: at('2027-10-01T00:00'), to: at('2027-11-01T00:00') };
const STATUSES = ['inProgress', 'completed', 'cannotProceed'] as const;
/** How wrong a clock may be: minutes, hours, days, either way. */
const OFFSETS = [-3 * DAY, -DAY, -5 * HOUR, -20 * MINUTE, -MINUTE, MINUTE, 20 * MINUTE, 50 * MINUTE];

/** What happens in the three offices between two looks, and what goes wrong meanwhile. */
export class Acts {
  readonly #town: Town;
  readonly #fleet: Fleet;
  readonly #dice: Dice;
  readonly #defaults: ReminderDefaults;
  readonly #done = new Set<string>();
  #hangs = 8;

  constructor(town: Town, fleet: Fleet, dice: Dice, defaults: ReminderDefaults) {
    this.#town = town;
    this.#fleet = fleet;
    this.#dice = dice;
    this.#defaults = defaults;
  }

  /** @param now by the right clock */
  async play(now: number): Promise<void> {
    await this.#planned(now);
    await this.#reports(now);
    if (now >= CALM_FROM) return this.#calm();
    await this.#people(now);
    await this.#groups(now);
    await this.#settings(now);
    this.#faults();
    this.#clocks(now);
  }

  async #once(name: string, due: boolean, act: () => Promise<void>): Promise<void> {
    if (!due || this.#done.has(name)) return;
    this.#done.add(name);
    await act();
  }

  async #planned(now: number): Promise<void> {
    const { store, organisations } = this.#town;
    // The third office imports its second plan when the round is near.
    for (const [office, from] of ['2027-12-15T10:00', '2027-12-15T10:00', '2028-03-20T10:00'].entries()) {
      await this.#once(`plan ${office}`, now >= at(from), () => this.#town.importPlan(office, 2571, now));
    }
    await this.#once('announcement', now >= ANNOUNCED_AT, () =>
      store.schedules.setHolidays(organisations[0] ?? '', [...holidaysOfOffice(0), ANNOUNCED], now),
    );
    // In one round of every run the month's messages do not reach.
    await this.#once('short month', now >= SHORT.from, () => {
      this.#town.emulator.quota.limit = this.#town.emulator.quota.used + 20;
      return Promise.resolve();
    });
    await this.#once('long month', now >= SHORT.to, () => {
      this.#town.emulator.quota.limit = null;
      return Promise.resolve();
    });
    const group = this.#town.gatherings[2] ?? '';
    await this.#once('third group', now >= at('2027-04-08T10:00'), () => this.#town.link(group, 2, now));
  }

  async #reports(now: number): Promise<void> {
    const month = bangkok(now).slice(5, 7);
    const round: Round | undefined = ['04', '05'].includes(month) ? 6 : ['10', '11'].includes(month) ? 12 : undefined;
    if (round === undefined) return;
    const fiscalYear = Number(bangkok(now).slice(0, 4)) + 543;
    for (const office of [0, 1, 2]) {
      const { open, reported } = this.#town.standing(office, fiscalYear, round);
      const [number] = open;
      const speed = DILIGENCE[`${fiscalYear}-${round}`]?.[office] ?? 0;
      if (number !== undefined && this.#dice.chance(speed)) {
        const next = this.#dice.chance(0.5) ? number : this.#dice.one(open);
        await this.#town.report(office, fiscalYear, round, next, this.#dice.one(STATUSES), now);
      }
      // Reported by mistake, and taken back.
      if (reported.length > 0 && this.#dice.chance(0.01)) {
        await this.#town.report(office, fiscalYear, round, this.#dice.one(reported), 'waitingReport', now);
      }
    }
  }

  async #people(now: number): Promise<void> {
    const dice = this.#dice;
    const all = [...this.#town.people.values()];
    const officers = all.filter(({ role }) => role === 'officer');
    const office = dice.whole(0, 2);
    const unit = dice.one(UNITS.slice(0, 2 + office));
    if (dice.chance(0.015) && officers.length < 16) await this.#town.join(office, 'officer', unit);
    if (dice.chance(0.01) && officers.length > 8) await this.#town.leave(dice.one(officers));
    if (dice.chance(0.005)) await this.#move(dice.one(officers), office, unit);
    // A coordinator hands over; for a while there may be none.
    const coordinator = all.find((one) => one.role === 'coordinator' && one.office === office);
    if (coordinator === undefined && dice.chance(0.2)) await this.#town.join(office, 'coordinator');
    if (coordinator !== undefined && dice.chance(0.005)) await this.#town.leave(coordinator);
    const { emulator } = this.#town;
    const { chatId } = dice.one(all.filter((one) => emulator.platform.people.has(one.chatId)));
    const { friendship } = emulator.platform.person(chatId);
    if (friendship === 'blocked' ? dice.chance(0.5) : dice.chance(0.01)) {
      if (friendship === 'blocked') emulator.follow(chatId);
      else emulator.unfollow(chatId);
    } else if (dice.chance(0.02)) emulator.say(chatId, chatId, dice.one(['สรุป', 'ค้าง', 'ช่วยเหลือ']));
    if (coordinator !== undefined && dice.chance(0.01)) {
      const organisation = await this.#town.store.organisations.byId(this.#town.organisations[office] ?? '');
      if (organisation === null) return;
      const event = { id: `by-hand-${now}`, at: now };
      const source = { store: this.#town.store, organisations: makeOrganisationReader(this.#town.store) };
      await remindNow(source, this.#defaults, organisation, { role: 'coordinator', units: [] }, event);
    }
  }

  async #move(officer: Resident, office: number, unit: string): Promise<void> {
    await this.#town.leave(officer);
    await this.#town.join(office, 'officer', unit, officer.chatId);
  }

  async #groups(now: number): Promise<void> {
    const dice = this.#dice;
    const { emulator, gatherings, groups, store } = this.#town;
    const chatId = dice.one(gatherings);
    const gathering = emulator.platform.gathering(chatId);
    const home = gatherings.indexOf(chatId);
    // LINE's word that the bot is out may be lost.
    emulator.faults.webhook.lose = dice.chance(0.5);
    if (gathering.hasBot && dice.chance(0.01)) emulator.botLeaves(chatId);
    else if (groups.has(chatId) && dice.chance(0.005)) await store.groups.unlink(chatId);
    else if (!groups.has(chatId) && this.#done.has('third group') && dice.chance(0.1)) {
      if (!gathering.hasBot) emulator.botJoins(chatId);
      // Now and then it is another office that links it.
      await this.#town.link(chatId, dice.chance(0.2) ? dice.whole(0, 2) : home, now);
    } else if (dice.chance(0.02)) {
      const person = dice.one([...this.#town.people.keys()].filter((id) => emulator.platform.people.has(id)));
      if (gathering.memberIds.has(person) && gathering.memberIds.size > 2) emulator.membersLeave(chatId, [person]);
      else emulator.membersJoin(chatId, [person]);
    }
    await emulator.idle();
    await this.#fleet.idle();
    emulator.faults.webhook.lose = false;
    await this.#town.lookAtGroups();
  }

  async #settings(now: number): Promise<void> {
    const dice = this.#dice;
    const { emulator, organisations, store } = this.#town;
    const office = dice.whole(0, 2);
    const until = now + dice.one([-HOUR, 4 * HOUR, DAY, 4 * DAY]);
    if (dice.chance(0.012)) await this.#town.pause(office, until);
    if (dice.chance(0.012)) await this.#town.pause(office, until, dice.one(UNITS.slice(0, 2 + office)));
    if ((now < SHORT.from || now > SHORT.to) && dice.chance(0.02))
      emulator.quota.limit = dice.one([null, null, 300, 300, 60, emulator.quota.used + 3]);
    if (dice.chance(0.005)) {
      const change = { at: dice.one(['08:30', '10:30', '11:00']) };
      await store.schedules.changeStage(
        organisations[office] ?? '',
        dice.one(['opening', 'twoDays', 'digest']),
        change,
      );
    }
  }

  #faults(): void {
    const dice = this.#dice;
    const { faults } = this.#town.emulator;
    if (dice.chance(0.2)) {
      const kind = dice.one(['errorAfter', 'dropAfter', 'errorBefore', 'dropBefore', 'rateLimit'] as const);
      faults.push[kind] = dice.whole(1, 4);
    }
    if (this.#hangs > 0 && dice.chance(0.02)) {
      faults.push[dice.one(['hangBefore', 'hangAfter'] as const)] = 1;
      this.#hangs -= 1;
    }
    if (dice.chance(0.02)) faults.push.monthlyLimit = 1;
    if (dice.chance(0.03)) faults.quota.errorBefore = dice.whole(1, 3);
    if (dice.chance(0.03)) faults.group.errorBefore = dice.whole(1, 3);
    if (dice.chance(0.05)) this.#fleet.killSoon(dice.whole(0, 2), dice.whole(1, 60));
  }

  /** One clock goes wrong, or all are set right: steps forward and backward. */
  #clocks(now: number): void {
    if (this.#dice.chance(0.15)) this.#fleet.setAllClocksRight();
    // The first looks say since when offices are reminded.
    if (now > at('2027-02-17T00:00') && this.#dice.chance(0.05)) {
      this.#fleet.setClock(this.#dice.whole(0, 2), this.#dice.one(OFFSETS));
    }
  }

  #calm(): void {
    const { faults, quota } = this.#town.emulator;
    for (const endpoint of [faults.push, faults.quota, faults.group]) {
      for (const fault of Object.keys(endpoint) as (keyof typeof endpoint)[]) endpoint[fault] = 0;
    }
    quota.limit = null;
    this.#fleet.setAllClocksRight();
  }
}
