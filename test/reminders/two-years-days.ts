import type { HolidayEntry } from '../../src/reminders/holidays.ts';
import { RandomSource } from '../../src/emulator/random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An instant from a date and time in Bangkok. */
export const at = (bangkok: string): number => Date.parse(`${bangkok}:00+07:00`);
/** Date and time in Bangkok, `YYYY-MM-DDTHH:MM`, by arithmetic alone: the zone of the process has no part in it. */
export const bangkok = (instant: number): string => new Date(instant + 7 * HOUR).toISOString().slice(0, 16);

/** The two years: from before the first outlook to after the last closing. */
export const BEGIN = at('2027-02-15T08:00');
export const END = at('2028-12-01T00:00');

/** Chance with a seed, in the shapes the simulation asks for. */
export class Dice {
  readonly #random: RandomSource;

  constructor(seed: number) {
    this.#random = new RandomSource(seed);
  }

  chance(probability: number): boolean {
    return this.#random.chance(probability);
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + (parseInt(this.#random.hex(8), 16) % (most - least + 1));
  }

  one<Thing>(things: readonly Thing[]): Thing {
    const thing = things[this.whole(0, things.length - 1)];
    if (thing === undefined) throw new Error('there is nothing to choose from');
    return thing;
  }
}

/** Invented dates of the holidays that follow the moon; the bot is told them, like an office would tell it. */
const LUNAR: HolidayEntry[] = [
  ['2027-02-21', 'มาฆบูชา'],
  ['2027-05-20', 'วิสาขบูชา'],
  ['2027-07-18', 'อาสาฬหบูชา'],
  ['2027-07-19', 'เข้าพรรษา'],
  ['2028-02-10', 'มาฆบูชา'],
  ['2028-05-08', 'วิสาขบูชา'],
  ['2028-07-06', 'อาสาฬหบูชา'],
  ['2028-07-07', 'เข้าพรรษา'],
].map(([date = '', name = '']) => ({ date, name, kind: 'lunar' }));

/** What each office enters besides: the first hears of a special holiday late, the third has the first deadline off. */
const OWN: readonly HolidayEntry[][] = [
  [{ date: '2027-10-22', name: 'วันหยุดพิเศษ', kind: 'cabinet' }],
  [{ date: '2027-04-06', name: 'วันจักรี', kind: 'working' }],
  [{ date: '2027-04-30', name: 'งานประจำปี', kind: 'regional' }],
];
export const ANNOUNCED: HolidayEntry = { date: '2028-04-12', name: 'วันหยุดพิเศษ', kind: 'cabinet' };
export const ANNOUNCED_AT = at('2028-04-03T11:00');

export const holidaysOfOffice = (office: number): HolidayEntry[] => [...LUNAR, ...(OWN[office] ?? [])];

/** Working days that are off, written out by hand so that the bot's calendar is not checked against itself. */
const OFF = new Set(
  `2027-02-22 2027-04-06 2027-04-13 2027-04-14 2027-04-15 2027-05-03 2027-05-04 2027-05-20 2027-06-03 2027-07-19 2027-07-20
   2027-07-28 2027-08-12 2027-10-13 2027-10-25 2027-12-06 2027-12-10 2027-12-31 2028-01-03 2028-02-10 2028-04-06
   2028-04-13 2028-04-14 2028-04-17 2028-05-01 2028-05-04 2028-05-08 2028-06-05 2028-07-06 2028-07-07 2028-07-28
   2028-08-14 2028-10-13 2028-10-23`.split(/\s+/),
);
const OFF_BY_OFFICE: readonly string[][] = [['2027-10-22', '2028-04-12'], [], ['2027-04-30']];
const WORKED_BY_OFFICE: readonly string[][] = [[], ['2027-04-06'], []];

/** Whether an office may be pushed to at an instant: 08:30 to before 16:30 of a working day. */
export function isOpenTo(office: number, instant: number): boolean {
  const [date = '', time = ''] = bangkok(instant).split('T');
  const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  const off = OFF.has(date) || OFF_BY_OFFICE[office]?.includes(date) === true;
  return !weekend && (!off || WORKED_BY_OFFICE[office]?.includes(date) === true) && time >= '08:30' && time < '16:30';
}

/** The minutes at which something begins, ends, or must not happen yet. */
const EDGES = ['00:30', '08:29', '08:30', '08:31', '09:00', '09:15', '10:00', '12:00', '13:30']
  .concat(['16:29', '16:30', '16:31', '23:59'])
  .map((time) => [time]);
/** What is looked at together: just before, at and after. */
const GROUPS = [...EDGES, ['08:29', '08:30'], ['16:29', '16:30']];

/**
 * When the bots look: often on days with something due and the day after, now and then otherwise, never while all are
 * down. Every instant once, in order.
 */
export function momentsOf(dice: Dice, dueDates: ReadonlySet<string>): number[] {
  const moments = new Set(
    ['00:30', '08:29', '08:30', '08:31', '16:29', '16:30'].map((time) => at(`2027-04-01T${time}`)),
  );
  for (let day = BEGIN; day < END; day += DAY) {
    const date = bangkok(day).slice(0, 10);
    const isDue = dueDates.has(date);
    if (isDue && dice.chance(0.7)) for (const time of dice.one(GROUPS)) moments.add(at(`${date}T${time}`));
    const isNext = dueDates.has(bangkok(day - DAY).slice(0, 10));
    if (dice.chance(isDue ? 0.15 : isNext ? 0.1 : 0.015)) {
      moments.add(at(`${date}T09:00`) + dice.whole(0, 7 * 60 * 60) * 1000);
    }
  }
  const outages = Array.from({ length: 8 }, () => {
    const from = at(`${dice.one([...dueDates])}T${dice.one(['08:00', '08:35', '12:00', '16:00'])}`);
    return { from, to: from + dice.one([HOUR, 5 * HOUR, DAY, 3 * DAY]) };
  });
  // The first look says since when offices are reminded; the last ones end what is under way.
  const last = at('2028-11-26T00:00');
  const kept = [...moments].filter((moment) => {
    return moment < BEGIN + DAY || moment > last || !outages.some(({ from, to }) => moment >= from && moment < to);
  });
  return [BEGIN, ...kept, at('2028-11-28T09:00'), at('2028-11-29T09:00'), at('2028-11-30T16:00')]
    .filter((moment, index, all) => all.indexOf(moment) === index)
    .toSorted((a, b) => a - b);
}
