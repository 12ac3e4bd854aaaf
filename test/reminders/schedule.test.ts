import fc from 'fast-check';
import { applyChanges } from '../../src/reminders/ladder.ts';
import type { Stage } from '../../src/reminders/ladder.ts';
import { roundWindow } from '../../src/reminders/round-window.ts';
import { scheduleOf, stageDates } from '../../src/reminders/schedule.ts';
import type { Slot } from '../../src/reminders/schedule.ts';
import { workCalendar } from '../../src/reminders/work-calendar.ts';
import { addDays, bangkokDate, bangkokTime, weekday } from '../../src/thai/calendar.ts';
import { at, aStage, aWindow, calendar, defaults } from '../support/office.ts';

const when = (instant: number) => `${bangkokDate(instant)} ${bangkokTime(instant)}`;
const shown = ({ key, dueAt, usefulUntil }: Slot) => `${key}: ${when(dueAt)} – ${when(usefulUntil)}`;

describe('the reminders of fiscal year 2570', () => {
  it('for round 6 stand on these days, the weeks of Songkran and of the king counted out', () => {
    expect(scheduleOf(defaults.stages, aWindow(6), calendar).map(shown)).toEqual([
      '2570-6-outlook: 2027-03-04 09:00 – 2027-03-18 16:30',
      '2570-6-outlookAgain: 2027-03-25 09:00 – 2027-03-31 16:30',
      '2570-6-opening: 2027-04-01 08:30 – 2027-04-05 16:30',
      '2570-6-digest@2027-04-05: 2027-04-05 09:15 – 2027-04-07 16:30',
      '2570-6-digest@2027-04-12: 2027-04-12 09:15 – 2027-04-16 16:30',
      '2570-6-tenDays: 2027-04-16 09:00 – 2027-04-20 16:30',
      '2570-6-digest@2027-04-19: 2027-04-19 09:15 – 2027-04-20 16:30',
      '2570-6-fiveDays: 2027-04-23 09:00 – 2027-04-26 16:30',
      '2570-6-digest@2027-04-26: 2027-04-26 09:15 – 2027-04-27 16:30',
      '2570-6-twoDays: 2027-04-28 09:00 – 2027-04-29 16:30',
      '2570-6-lastMorning: 2027-04-30 08:30 – 2027-04-30 12:00',
      '2570-6-lastAfternoon: 2027-04-30 13:30 – 2027-04-30 16:30',
      '2570-6-overdue1: 2027-05-05 09:00 – 2027-05-06 16:30',
      '2570-6-overdue3: 2027-05-07 09:00 – 2027-05-11 16:30',
      '2570-6-closing: 2027-05-11 09:00 – 2027-05-18 16:30',
    ]);
  });

  it('for round 12 lead to Friday 29 October, and count what is overdue from Monday 1 November', () => {
    expect(scheduleOf(defaults.stages, aWindow(12), calendar).map(shown)).toEqual([
      '2570-12-outlook: 2027-09-03 09:00 – 2027-09-17 16:30',
      '2570-12-outlookAgain: 2027-09-24 09:00 – 2027-09-30 16:30',
      '2570-12-opening: 2027-10-01 08:30 – 2027-10-05 16:30',
      '2570-12-digest@2027-10-04: 2027-10-04 09:15 – 2027-10-05 16:30',
      '2570-12-digest@2027-10-11: 2027-10-11 09:15 – 2027-10-12 16:30',
      '2570-12-tenDays: 2027-10-14 09:00 – 2027-10-18 16:30',
      '2570-12-digest@2027-10-18: 2027-10-18 09:15 – 2027-10-19 16:30',
      '2570-12-fiveDays: 2027-10-21 09:00 – 2027-10-22 16:30',
      '2570-12-digest@2027-10-26: 2027-10-26 09:15 – 2027-10-27 16:30',
      '2570-12-twoDays: 2027-10-27 09:00 – 2027-10-28 16:30',
      '2570-12-lastMorning: 2027-10-29 08:30 – 2027-10-29 12:00',
      '2570-12-lastAfternoon: 2027-10-29 13:30 – 2027-10-29 16:30',
      '2570-12-overdue1: 2027-11-02 09:00 – 2027-11-03 16:30',
      '2570-12-overdue3: 2027-11-04 09:00 – 2027-11-08 16:30',
      '2570-12-closing: 2027-11-08 09:00 – 2027-11-15 16:30',
    ]);
  });

  it('move when the organisation enters a holiday in between', () => {
    const own = workCalendar(defaults.holidays, [{ date: '2027-04-29', name: 'ประเพณีท้องถิ่น', kind: 'regional' }]);
    const [two] = scheduleOf([aStage({ id: 'twoDays', days: -2 })], roundWindow(2570, 6, own), own);
    expect(two?.date).toBe('2027-04-27');
    expect(when(two?.usefulUntil ?? 0)).toBe('2027-04-28 16:30');
  });
});

describe('a weekly stage', () => {
  const dates = (days: number, round: 6 | 12, entries: Parameters<typeof workCalendar>[1] = []) => {
    const own = workCalendar(defaults.holidays, entries);
    return stageDates(aStage({ from: 'weekly', days }), roundWindow(2570, round, own), own);
  };

  it('on a Monday that is a holiday moves to the next working day of its week', () => {
    expect(dates(1, 12)).toEqual(['2027-10-04', '2027-10-11', '2027-10-18', '2027-10-26']);
    const wholeWeek = [12, 16].map((day) => ({ date: `2027-04-${day}`, name: 'หยุดพิเศษ', kind: 'cabinet' as const }));
    expect(dates(1, 6, wholeWeek.slice(0, 1))).toEqual(['2027-04-05', '2027-04-16', '2027-04-19', '2027-04-26']);
  });

  it('is left out in a week that has no working day left, and does not move into the next', () => {
    const wholeWeek = [12, 16].map((day) => ({ date: `2027-04-${day}`, name: 'หยุดพิเศษ', kind: 'cabinet' as const }));
    expect(dates(1, 6, wholeWeek)).toEqual(['2027-04-05', '2027-04-19', '2027-04-26']);
    expect(dates(5, 6, wholeWeek)).toEqual(['2027-04-02', '2027-04-09', '2027-04-23', '2027-04-30']);
  });

  it('keeps within the open month', () => {
    expect(dates(4, 6)).toEqual(['2027-04-01', '2027-04-08', '2027-04-16', '2027-04-22', '2027-04-29']);
    expect(dates(5, 12)).toEqual(['2027-10-01', '2027-10-08', '2027-10-15', '2027-10-22', '2027-10-29']);
  });
});

const minute = fc.integer({ min: 8 * 60 + 30, max: 16 * 60 + 29 });
const time = minute.map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
/** Any stage a file may hold; those that are useful on their own day only stay so until the office closes. */
const anyStage: fc.Arbitrary<Stage> = fc
  .record({
    from: fc.constantFrom('opening' as const, 'lastDay' as const, 'overdue' as const, 'weekly' as const),
    days: fc.integer({ min: -60, max: 40 }),
    at: time,
    usefulDays: fc.integer({ min: 0, max: 20 }),
    until: fc.option(time, { nil: undefined }),
  })
  .map(({ from, days, at: due, usefulDays, until }) =>
    aStage({
      from,
      days: from === 'weekly' ? (Math.abs(days) % 5) + 1 : from === 'overdue' ? Math.abs(days) || 1 : days,
      at: due,
      usefulDays,
      ...(until !== undefined && (usefulDays > 0 || until > due) ? { until } : {}),
    }),
  );
const anyLadder = fc
  .array(anyStage, { maxLength: 12 })
  .map((stages) => stages.map((stage, index) => ({ ...stage, id: `stage${index}` })));
const anyEntries = fc.array(
  fc.record({
    date: fc.integer({ min: 0, max: 420 }).map((days) => addDays('2027-01-01', days)),
    kind: fc.constantFrom('cabinet' as const, 'lunar' as const, 'working' as const),
    name: fc.constant('วันหยุด'),
  }),
  { maxLength: 25 },
);

describe('whatever the ladder and the holidays', () => {
  it('every slot stands on a working day, in office hours, is useful for a while, and has a key of its own', () => {
    fc.assert(
      fc.property(anyLadder, anyEntries, fc.constantFrom(6 as const, 12 as const), (stages, entries, round) => {
        const own = workCalendar(defaults.holidays, entries);
        const slots = scheduleOf(stages, roundWindow(2570, round, own), own);
        for (const slot of slots) {
          expect([slot.date, own.isWorkingDay(slot.date)]).toEqual([slot.date, true]);
          expect([slot.key, own.isOfficeTime(slot.dueAt)]).toEqual([slot.key, true]);
          expect(slot.usefulUntil).toBeGreaterThan(slot.dueAt);
          expect(bangkokDate(slot.dueAt)).toBe(slot.date);
        }
        expect(new Set(slots.map(({ key }) => key)).size).toBe(slots.length);
        expect(slots.map(({ dueAt }) => dueAt)).toEqual(slots.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
      }),
    );
  });

  it('a weekly stage has at most one slot a week, in its week, on its weekday or later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), anyEntries, (days, entries) => {
        const own = workCalendar(defaults.holidays, entries);
        const dates = stageDates(aStage({ from: 'weekly', days }), roundWindow(2570, 6, own), own);
        const mondays = dates.map((date) => addDays(date, 1 - weekday(date)));
        expect(new Set(mondays).size).toBe(mondays.length);
        expect(dates.every((date) => weekday(date) >= days && date >= '2027-04-01' && date <= '2027-04-30')).toBe(true);
      }),
    );
  });
});

describe('a stage moved by chat', () => {
  it('is due at the new time', () => {
    const [slot] = scheduleOf(applyChanges([aStage()], { stage: { at: '15:00' } }), aWindow(6), calendar);
    expect(slot?.dueAt).toBe(at('2027-04-30T15:00'));
  });

  it('to after the time it is useful until is still sent', () => {
    const moved = applyChanges(defaults.stages, { lastMorning: { at: '13:30' } });
    const slot = scheduleOf(moved, aWindow(6), calendar).find(({ stage }) => stage.id === 'lastMorning');
    expect(slot?.usefulUntil).toBeGreaterThan(slot?.dueAt ?? 0);
  });
});
