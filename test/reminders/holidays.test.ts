import fc from 'fast-check';
import { HOLIDAY_KINDS, holidaysOf, missingLunar } from '../../src/reminders/holidays.ts';
import type { HolidayEntry, HolidayKind } from '../../src/reminders/holidays.ts';
import { workCalendar } from '../../src/reminders/work-calendar.ts';
import { addDays, lastDayOfMonth, plainDate, weekday } from '../../src/thai/calendar.ts';
import { defaults } from '../support/office.ts';

const preset = defaults.holidays;
const entry = (date: string, kind: HolidayKind, name = 'วันหยุด'): HolidayEntry => ({ date, kind, name });
const daysOff = (year: number, ...entries: HolidayEntry[]) => holidaysOf(year, preset, entries);
const substitutes = (year: number, ...entries: HolidayEntry[]) =>
  [...daysOff(year, ...entries).values()].filter(({ kind }) => kind === 'substitute').map(({ date }) => date);
const isOff = (date: string, ...entries: HolidayEntry[]) => daysOff(Number(date.slice(0, 4)), ...entries).has(date);

describe('fixed holidays', () => {
  it('are the fifteen of every year, in order of time', () => {
    const fixed = [...daysOff(2027).values()].filter(({ kind }) => kind === 'fixed').map(({ date }) => date.slice(5));
    expect(fixed).toEqual(
      '01-01 04-06 04-13 04-14 04-15 05-01 05-04 06-03 07-28 08-12 10-13 10-23 12-05 12-10 12-31'.split(' '),
    );
  });

  it.each([
    ['a Saturday gets Monday', 2028, '2028-04-15', '2028-04-17'],
    ['a Sunday gets Monday', 2027, '2027-12-05', '2027-12-06'],
    ['a Saturday before a holiday on Tuesday gets Monday', 2027, '2027-05-01', '2027-05-03'],
    ['a Saturday in the middle of nothing gets Monday', 2027, '2027-10-23', '2027-10-25'],
  ])('on a weekend get a substitute: %s', (_what, year, holiday, substitute) => {
    expect(daysOff(year).get(holiday)?.kind).toBe('fixed');
    expect(daysOff(year).get(substitute)).toEqual({
      date: substitute,
      name: daysOff(year).get(holiday)?.name,
      kind: 'substitute',
    });
  });

  it.each([
    ['Saturday to Monday', 2030, '2030-04-16'],
    ['Friday to Sunday', 2029, '2029-04-16'],
    ['Thursday to Saturday', 2028, '2028-04-17'],
    ['Sunday to Tuesday', 2025, '2025-04-16'],
  ])('Songkran from %s has one substitute', (_days, year, substitute) => {
    expect(substitutes(year).filter((date) => date.slice(5, 7) === '04' && date.slice(8) > '10')).toEqual([substitute]);
  });

  it('at the turn of the year share one substitute, which belongs to the new year', () => {
    // 31 December 2033 is a Saturday, 1 January 2034 a Sunday.
    expect(substitutes(2034)).toContain('2034-01-02');
    expect(isOff('2034-01-03')).toBe(false);
    expect(substitutes(2033).every((date) => date < '2034')).toBe(true);
    // 31 December 2028 is a Sunday, 1 January 2029 a Monday and a holiday: the substitute is Tuesday.
    expect(substitutes(2029)).toContain('2029-01-02');
    expect(daysOff(2029).get('2029-01-01')?.kind).toBe('fixed');
  });
});

describe('what an organisation enters', () => {
  it('is a day off of its kind', () => {
    for (const kind of ['lunar', 'cabinet', 'regional'] as const) {
      expect(daysOff(2027, entry('2027-04-09', kind, 'วันพิเศษ')).get('2027-04-09')).toEqual({
        date: '2027-04-09',
        name: 'วันพิเศษ',
        kind,
      });
    }
  });

  it('on a weekend gets a substitute when it follows the moon, and none when the cabinet or the region announced it', () => {
    expect(isOff('2027-02-22', entry('2027-02-21', 'lunar', 'วันมาฆบูชา'))).toBe(true);
    expect(isOff('2027-02-22', entry('2027-02-21', 'cabinet'))).toBe(false);
    expect(isOff('2027-02-22', entry('2027-02-21', 'regional'))).toBe(false);
  });

  it('pushes a substitute on when it stands where that would be', () => {
    expect(substitutes(2027, entry('2027-10-25', 'lunar'))).toContain('2027-10-26');
  });

  it('as a working day takes a holiday away, and the substitute it would have had', () => {
    expect(isOff('2027-04-06', entry('2027-04-06', 'working'))).toBe(false);
    expect(isOff('2027-10-25', entry('2027-10-23', 'working'))).toBe(false);
  });

  it('as a working day on a substitute takes it away without another', () => {
    const worked = entry('2027-10-25', 'working');
    expect(isOff('2027-10-25', worked)).toBe(false);
    expect(isOff('2027-10-26', worked)).toBe(false);
    expect(isOff('2027-10-23', worked)).toBe(true);
  });

  it('as a working day on a substitute two holidays share takes it away from both', () => {
    const worked = entry('2030-04-16', 'working');
    expect(substitutes(2030, worked).filter((date) => date.startsWith('2030-04'))).toEqual(['2030-04-08']);
  });

  it('as a working day wins over a day off on the same date, in either order', () => {
    const both = [entry('2027-04-09', 'regional'), entry('2027-04-09', 'working')];
    expect(isOff('2027-04-09', ...both)).toBe(false);
    expect(isOff('2027-04-09', ...both.toReversed())).toBe(false);
  });

  it('on the date of a fixed holiday on a weekend leaves it its substitute', () => {
    expect(isOff('2027-10-25', entry('2027-10-23', 'cabinet', 'วันปิยมหาราช'))).toBe(true);
  });
});

describe('lunar holidays', () => {
  it('are missing until they are entered for that year, however the name is written around', () => {
    expect(missingLunar(2027, preset, [])).toEqual(['มาฆบูชา', 'วิสาขบูชา', 'อาสาฬหบูชา', 'เข้าพรรษา']);
    const entries = [
      entry('2027-02-21', 'lunar', 'วันมาฆบูชา'),
      entry('2027-05-20', 'lunar', 'วิสาขบูชา (ขึ้น 15 ค่ำ)'),
      entry('2026-07-29', 'lunar', 'วันอาสาฬหบูชา'),
    ];
    expect(missingLunar(2027, preset, entries)).toEqual(['อาสาฬหบูชา', 'เข้าพรรษา']);
  });

  it('are missing when the day was entered as one the office works on', () => {
    expect(missingLunar(2027, preset, [entry('2027-02-21', 'working', 'วันมาฆบูชา')])).toContain('มาฆบูชา');
  });
});

describe('in every year from 2024 to 2040', () => {
  const YEARS = Array.from({ length: 17 }, (_, index) => 2024 + index);
  const anyDate = fc
    .tuple(fc.constantFrom(...YEARS), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(([year, month, day]) => plainDate(year, month, Math.min(day, lastDayOfMonth(year, month))));
  const anyEntries = fc.array(
    fc.record({ date: anyDate, kind: fc.constantFrom(...HOLIDAY_KINDS), name: fc.constant('วันหยุด') }),
    { maxLength: 12 },
  );

  it('substitutes are weekdays, and as many as the weekends with a holiday at most', () => {
    fc.assert(
      fc.property(fc.constantFrom(...YEARS), anyEntries, (year, entries) => {
        const all = [...holidaysOf(year, preset, entries).values()];
        const given = all.filter(({ kind }) => kind === 'substitute');
        expect(given.filter(({ date }) => weekday(date) > 5)).toEqual([]);
        const weekends = new Set(
          [...all, ...holidaysOf(year - 1, preset, entries).values()]
            .filter(({ kind, date }) => kind !== 'substitute' && weekday(date) > 5)
            .map(({ date }) => addDays(date, weekday(date) === 6 ? 0 : -1)),
        );
        expect(given.length).toBeLessThanOrEqual(weekends.size);
      }),
    );
  });

  it('no day is both working and off, days of the year alone are named, and a working entry always holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...YEARS), anyEntries, (year, entries) => {
        const off = holidaysOf(year, preset, entries);
        const calendar = workCalendar(preset, entries);
        for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) {
          expect(calendar.isWorkingDay(date)).toBe(weekday(date) < 6 && !off.has(date));
        }
        expect([...off.keys()].filter((date) => !date.startsWith(String(year)))).toEqual([]);
        expect(entries.filter(({ kind, date }) => kind === 'working' && off.has(date))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('the order in which days off on different dates are entered does not matter', () => {
    const distinct = fc.uniqueArray(fc.record({ date: anyDate, kind: fc.constantFrom(...HOLIDAY_KINDS) }), {
      selector: ({ date }) => date,
      maxLength: 10,
    });
    fc.assert(
      fc.property(fc.constantFrom(...YEARS), distinct, (year, dates) => {
        const entries = dates.map((one) => ({ ...one, name: 'วันหยุด' }));
        const days = (of: HolidayEntry[]) => [...holidaysOf(year, preset, of).keys()];
        expect(days(entries.toReversed())).toEqual(days(entries));
      }),
    );
  });
});
