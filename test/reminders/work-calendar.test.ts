import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { workCalendar } from '../../src/reminders/work-calendar.ts';
import { addDays, bangkokDate, weekday } from '../../src/thai/calendar.ts';
import { at, calendar, defaults } from '../support/office.ts';

const addWorkingDays = (date: string, days: number) => calendar.addWorkingDays(date, days);
const lastWorkingDay = (date: string) => calendar.lastWorkingDay(date);
const isWorkingDay = (date: string) => calendar.isWorkingDay(date);
const isOfficeTime = (instant: number) => calendar.isOfficeTime(instant);
const nextOfficeTime = (instant: number) => calendar.nextOfficeTime(instant);

/** Days of 2024 to 2040. */
const anyDate = fc.integer({ min: 0, max: 6_200 }).map((days) => addDays('2024-01-01', days));
const workingDate = anyDate.filter(isWorkingDay);
const few = fc.integer({ min: -40, max: 40 });
const anyInstant = fc.integer({ min: at('2024-01-01T00:00'), max: at('2040-12-31T23:59') });

describe('working days', () => {
  it.each([
    ['2027-04-01', 0, '2027-04-01', 'from a working day'],
    ['2027-04-01', 1, '2027-04-02', 'from a working day'],
    ['2027-04-02', 1, '2027-04-05', 'over a weekend'],
    ['2027-04-05', 1, '2027-04-07', 'over a holiday'],
    ['2027-04-12', 1, '2027-04-16', 'over Songkran'],
    ['2027-04-16', -1, '2027-04-12', 'back over Songkran'],
    ['2027-04-30', 1, '2027-05-05', 'over a weekend, a substitute and a holiday'],
    ['2027-10-31', 0, '2027-11-01', 'from a Sunday'],
    ['2027-10-31', 1, '2027-11-01', 'from a Sunday: the first one after it'],
    ['2027-10-31', 2, '2027-11-02', 'from a Sunday'],
    ['2027-10-31', -1, '2027-10-29', 'from a Sunday: the first one before it'],
    ['2027-10-31', -2, '2027-10-28', 'from a Sunday'],
    ['2027-12-30', 1, '2028-01-04', 'over the turn of the year and a substitute'],
  ])('%s and %i more is %s (%s)', (date, days, expected) => {
    expect(addWorkingDays(date, days)).toBe(expected);
  });

  it('never count to a day off', () => {
    fc.assert(fc.property(anyDate, few, (date, days) => isWorkingDay(addWorkingDays(date, days))));
  });

  it('counted forth and back lead to where one began', () => {
    fc.assert(
      fc.property(workingDate, few, (date, days) => addWorkingDays(addWorkingDays(date, days), -days) === date),
    );
  });

  it('are as many as were counted', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 30 }), (date, days) => {
        let count = 0;
        for (let day = addDays(date, 1); day <= addWorkingDays(date, days); day = addDays(day, 1)) {
          if (isWorkingDay(day)) count += 1;
        }
        expect(count).toBe(days);
      }),
    );
  });

  it('counted from a later day, or more of them, never lead to an earlier one', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(30), few, fc.nat(10), (date, later, days, more) => {
        expect(addWorkingDays(addDays(date, later), days) >= addWorkingDays(date, days)).toBe(true);
        expect(addWorkingDays(date, days + more) >= addWorkingDays(date, days)).toBe(true);
      }),
    );
  });

  it('the last one up to a date and the next one from it have no working day between them', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const [last, next] = [lastWorkingDay(date), addWorkingDays(date, 0)];
        expect([last <= date, next >= date, isWorkingDay(last)]).toEqual([true, true, true]);
        expect(isWorkingDay(date) ? last === next : addWorkingDays(last, 1) === next).toBe(true);
      }),
    );
  });

  it('take what the organisation has entered', () => {
    const own = workCalendar(defaults.holidays, [
      { date: '2027-04-29', name: 'ประเพณีท้องถิ่น', kind: 'regional' },
      { date: '2027-04-06', name: 'วันจักรี', kind: 'working' },
    ]);
    expect(own.addWorkingDays('2027-04-28', 1)).toBe('2027-04-30');
    expect(own.addWorkingDays('2027-04-05', 1)).toBe('2027-04-06');
    expect(own.holiday('2027-04-29')?.name).toBe('ประเพณีท้องถิ่น');
  });
});

describe('office hours', () => {
  it.each([
    ['2027-04-30T08:29:59.999', false],
    ['2027-04-30T08:30:00.000', true],
    ['2027-04-30T12:15:00.000', true],
    ['2027-04-30T16:29:59.999', true],
    ['2027-04-30T16:30:00.000', false],
    ['2027-05-01T10:00:00.000', false],
    ['2027-05-03T10:00:00.000', false],
    ['2027-05-05T08:30:00.000', true],
  ])('%s: %s', (time, expected) => {
    expect(isOfficeTime(at(time))).toBe(expected);
  });

  it.each([
    ['2027-04-30T06:00', '2027-04-30T08:30', 'before they begin'],
    ['2027-04-30T08:29:59.999', '2027-04-30T08:30', 'a millisecond before they begin'],
    ['2027-04-30T10:01:02.003', '2027-04-30T10:01:02.003', 'within them'],
    ['2027-04-30T16:30', '2027-05-05T08:30', 'after the last before four days off'],
    ['2027-05-02T23:59', '2027-05-05T08:30', 'on a day off'],
    ['2027-04-28T00:00', '2027-04-28T08:30', 'at midnight'],
  ])('at %s the next are at %s (%s)', (now, next) => {
    expect(nextOfficeTime(at(now))).toBe(at(next));
  });

  it('the next moment of them is not in the past, lies in them, and is its own next one', () => {
    fc.assert(
      fc.property(anyInstant, (now) => {
        const next = nextOfficeTime(now);
        expect([next >= now, isOfficeTime(next), nextOfficeTime(next) === next]).toEqual([true, true, true]);
        expect(next === now).toBe(isOfficeTime(now));
      }),
    );
  });

  it('none are passed over: between an instant and the next ones there are none', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(999), (now, part) => {
        const next = nextOfficeTime(now);
        const between = now + Math.floor(((next - now) * part) / 1000);
        expect(next === now || !isOfficeTime(between)).toBe(true);
      }),
    );
  });

  it('are those of Bangkok: each working day has eight of them, on its own date', () => {
    const perDay = new Map<string, number>();
    for (let now = at('2027-04-26T00:30'); now < at('2027-05-10T00:00'); now += 3_600_000) {
      if (isOfficeTime(now)) perDay.set(bangkokDate(now), (perDay.get(bangkokDate(now)) ?? 0) + 1);
    }
    expect([...perDay.values()]).toEqual(Array<number>(8).fill(8));
    expect([...perDay.keys()].filter((date) => weekday(date) > 5)).toEqual([]);
  });

  it('do not depend on the time zone of the machine', () => {
    const url = (file: string) => JSON.stringify(pathToFileURL(resolve(file)).href);
    const code = `
      import { workCalendar } from ${url('src/reminders/work-calendar.ts')};
      import { bangkokInstant, addDays, weekday } from ${url('src/thai/calendar.ts')};
      import { readReminderDefaults } from ${url('src/reminder-defaults.ts')};
      const seen = ['UTC', 'Asia/Bangkok', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((zone) => {
        process.env.TZ = zone;
        const calendar = workCalendar(readReminderDefaults().holidays, []);
        const now = Date.parse('2027-04-30T16:30:00+07:00');
        return [new Date(now).getTimezoneOffset(), calendar.nextOfficeTime(now), calendar.isOfficeTime(now - 1),
          calendar.addWorkingDays('2027-04-30', 1), bangkokInstant('2027-03-14', '02:30'), addDays('2027-03-14', -1), weekday('2027-11-07')];
      });
      process.stdout.write(JSON.stringify(seen));`;
    const loader = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href;
    const told = execFileSync(process.execPath, ['--import', loader, '--input-type=module', '--eval', code]);
    const zones = JSON.parse(told.toString()) as unknown[][];
    const answers = zones.map(([_offset, ...rest]) => rest);
    expect(new Set(zones.map(([offset]) => offset)).size).toBe(5);
    expect(answers).toEqual(
      zones.map(() => [at('2027-05-05T08:30'), true, '2027-05-05', at('2027-03-14T02:30'), '2027-03-13', 7]),
    );
  });
});
