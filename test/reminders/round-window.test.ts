import fc from 'fast-check';
import { roundsAround, roundWindow } from '../../src/reminders/round-window.ts';
import { scheduleOf } from '../../src/reminders/schedule.ts';
import { workCalendar } from '../../src/reminders/work-calendar.ts';
import { addDays } from '../../src/thai/calendar.ts';
import { aStage, aWindow, calendar, defaults } from '../support/office.ts';

describe('the open month of a round', () => {
  it('of round 6 of 2570 closes on Friday 30 April, a working day', () => {
    expect(aWindow(6)).toEqual({
      fiscalYear: 2570,
      round: 6,
      opens: '2027-04-01',
      closes: '2027-04-30',
      firstWorkingDay: '2027-04-01',
      lastWorkingDay: '2027-04-30',
      legalDue: '2027-04-30',
    });
  });

  it('of round 12 of 2570 closes on Sunday 31 October: people plan by Friday 29, the law by Monday 1 November', () => {
    expect(aWindow(12)).toEqual({
      fiscalYear: 2570,
      round: 12,
      opens: '2027-10-01',
      closes: '2027-10-31',
      firstWorkingDay: '2027-10-01',
      lastWorkingDay: '2027-10-29',
      legalDue: '2027-11-01',
    });
  });

  it('of round 6 of 2571 opens on a Saturday and closes on a Sunday before a holiday', () => {
    expect(aWindow(6, 2571)).toEqual({
      fiscalYear: 2571,
      round: 6,
      opens: '2028-04-01',
      closes: '2028-04-30',
      firstWorkingDay: '2028-04-03',
      lastWorkingDay: '2028-04-28',
      legalDue: '2028-05-02',
    });
  });

  it('of round 12 of 2571 opens on a Sunday and closes on a Tuesday', () => {
    expect(aWindow(12, 2571)).toMatchObject({
      opens: '2028-10-01',
      closes: '2028-10-31',
      firstWorkingDay: '2028-10-02',
      lastWorkingDay: '2028-10-31',
      legalDue: '2028-10-31',
    });
  });

  it('moves with the holidays an organisation has entered', () => {
    const own = workCalendar(defaults.holidays, [
      { date: '2027-04-30', name: 'ประเพณีท้องถิ่น', kind: 'regional' },
      { date: '2027-05-03', name: 'ทำงานปกติ', kind: 'working' },
    ]);
    expect(roundWindow(2570, 6, own)).toMatchObject({ lastWorkingDay: '2027-04-29', legalDue: '2027-05-03' });
  });

  it('in every year has its days in order, and a deadline that is a working day is the same for people and the law', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2567, max: 2583 }), fc.constantFrom(6 as const, 12 as const), (year, round) => {
        const { opens, closes, firstWorkingDay, lastWorkingDay, legalDue } = aWindow(round, year);
        const days = [opens, firstWorkingDay, lastWorkingDay, closes, legalDue];
        expect(days).toEqual(days.toSorted());
        expect([firstWorkingDay, lastWorkingDay, legalDue].filter((day) => !calendar.isWorkingDay(day))).toEqual([]);
        expect(calendar.isWorkingDay(closes)).toBe(lastWorkingDay === closes && legalDue === closes);
      }),
    );
  });
});

describe('the rounds around a span of days', () => {
  const names = (from: string, to: string = from) =>
    roundsAround(from, to).map(({ fiscalYear, round }) => `${fiscalYear}/${round}`);

  it.each([
    ['2027-04-15', '2570/6'],
    ['2027-10-15', '2570/12'],
    ['2028-01-02', '2570/12,2571/6'],
    ['2028-02-15', '2571/6'],
    ['2027-06-15', '2570/6'],
    ['2027-07-10', '2570/6,2570/12'],
  ])('on %s: %s', (date, expected) => {
    expect(names(date).join()).toBe(expected);
  });

  it('over a year are both rounds, in order of time', () => {
    expect(names('2027-01-02', '2027-12-31')).toEqual(['2569/12', '2570/6', '2570/12', '2571/6']);
    expect(names('2026-12-15', '2027-01-31')).toEqual(['2569/12', '2570/6']);
  });

  it('hold every slot of the ladder of the repository on its day and while it is useful', () => {
    for (const year of [2568, 2569, 2570, 2571, 2572, 2573]) {
      for (const round of [6, 12] as const) {
        for (const slot of scheduleOf(defaults.stages, aWindow(round, year), calendar)) {
          expect(names(slot.date)).toContain(`${year}/${round}`);
          expect(names(addDays(slot.date, 14))).toContain(`${year}/${round}`);
        }
      }
    }
  });

  it('hold the earliest stage a ladder may have: sixty working days before a round opens', () => {
    const [slot] = scheduleOf([aStage({ from: 'opening', days: -60 })], aWindow(6), calendar);
    expect(names(slot?.date ?? '')).toContain('2570/6');
  });
});
