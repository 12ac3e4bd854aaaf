import { slotsOf } from '../../src/app/read-office.ts';
import { leanFetch } from '../../src/line/fetch.ts';
import { readReminderDefaults } from '../../src/reminder-defaults.ts';
import { drillOf } from '../../src/reminders/duties.ts';
import { workCalendar } from '../../src/reminders/work-calendar.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { testDatabase } from '../support/store.ts';
import { Acts, CALM_FROM } from './two-years-acts.ts';
import { check } from './two-years-check.ts';
import type { Outcome } from './two-years-check.ts';
import { BEGIN, bangkok, DAY, Dice, END, holidaysOfOffice, momentsOf } from './two-years-days.ts';
import { Fleet, LineWatch, serve } from './two-years-fleet.ts';
import type { Shared } from './two-years-fleet.ts';
import { Town } from './two-years-town.ts';

/** What a run says of itself, in one line of JSON. */
export interface Run extends Outcome {
  /** `getTimezoneOffset` of this process in January and in July. */
  offsets: [number, number];
  looks: number;
  milliseconds: number;
}

const INSTANCES = 3;
/** Down for longer after something was due, nobody looks for it any more; the clocks are up to three days wrong. */
const SEEN = { from: 4 * DAY, to: 90 * DAY };
/** Most looks that are added where a push was not confirmed. */
const MOST_EXTRA = 15;

async function simulate(seed: number): Promise<Run> {
  const started = performance.now();
  const database = await testDatabase();
  const { connection } = database;
  const dice = new Dice(seed);
  const defaults = readReminderDefaults();
  const nothing = { people: new Map(), groups: new Map(), open: new Map(), pauses: [] };
  const shared: Shared = { now: BEGIN, truth: nothing, attempts: [], settled: new Map(), errors: [] };
  const store = await makeStore(connection, () => shared.now);
  let deliver = (_body: Buffer, _signature: string): Promise<number> => Promise.resolve(0);
  const line = new LineWatch(shared, seed, (body, signature) => deliver(body, signature));
  const api = await serve(line.listener());
  const fleet = new Fleet(shared, { store, connection, baseURL: api.url, dice }, INSTANCES);
  const web = await serve(fleet.http);
  deliver = (body, signature) => fleet.take(web.url, body, signature);
  line.emulator.setWebhookUrl(`${web.url}/webhook/line`);
  const town = new Town(store, line.emulator);
  await town.build(BEGIN);

  const dueDates = new Set<string>();
  for (const office of [0, 1, 2]) {
    const holidays = holidaysOfOffice(office);
    const calendar = workCalendar(defaults.holidays, holidays);
    const slots = slotsOf(defaults, { holidays, changes: {} }, bangkok(BEGIN).slice(0, 10), bangkok(END).slice(0, 10));
    for (const { dueAt } of slots) if (dueAt < END) dueDates.add(bangkok(dueAt).slice(0, 10));
    for (let day = BEGIN; day < END; day += 20 * DAY) {
      dueDates.add(bangkok(drillOf(bangkok(day).slice(0, 10), calendar).dueAt).slice(0, 10));
    }
  }
  const moments = momentsOf(dice, dueDates);
  const acts = new Acts(town, fleet, dice, defaults);
  const extra: number[] = [];
  let added = 0;
  const looks: number[] = [];
  for (let next = 0; next < moments.length || extra.length > 0;) {
    const moment = Math.min(moments[next] ?? Infinity, extra[0] ?? Infinity);
    if (moment === moments[next]) next += 1;
    if (moment === extra[0]) extra.shift();
    shared.now = moment;
    await acts.play(moment);
    shared.truth = town.truth();
    const before = shared.attempts.length;
    // Any of them may be down, never all of them for this look.
    const size = moment >= CALM_FROM ? INSTANCES : dice.one([1, 1, 1, 2, INSTANCES]);
    const first = dice.whole(0, INSTANCES - 1);
    await fleet.sweep(Array.from({ length: size }, (_, index) => (first + index) % INSTANCES));
    looks.push(moment);
    const unconfirmed = shared.attempts.slice(before).some(({ outcome }) => outcome !== 'accepted');
    if (unconfirmed && added < MOST_EXTRA && dice.chance(0.6)) {
      added += 1;
      extra.push(moment + dice.one([5, 21, 60, 400, 1500]) * 1000);
      extra.sort((a, b) => a - b);
    }
  }

  const expected = new Set<string>();
  for (const organisationId of town.organisations) {
    const schedule = await store.schedules.open(organisationId, END);
    const slots = slotsOf(defaults, schedule, bangkok(BEGIN).slice(0, 10), bangkok(END).slice(0, 10));
    for (const { key, dueAt } of slots) {
      const isSeen = looks.some((look) => look >= dueAt + SEEN.from && look < dueAt + SEEN.to);
      if (dueAt >= BEGIN && dueAt < END && isSeen) expected.add(`${organisationId}:${key}`);
    }
  }
  const outcome = await check(connection, { town, line, shared, expected });
  for (const { server } of [api, web]) server.close().closeAllConnections();
  await database.drop();
  const offsets: Run['offsets'] = [
    new Date(2027, 0, 15).getTimezoneOffset(),
    new Date(2027, 6, 15).getTimezoneOffset(),
  ];
  return { ...outcome, offsets, looks: looks.length, milliseconds: Math.round(performance.now() - started) };
}

// As `main.ts` does.
globalThis.fetch = leanFetch(globalThis.fetch);
const run = await simulate(Number(process.argv[2]));
process.stdout.write(`${JSON.stringify(run)}\n`);
