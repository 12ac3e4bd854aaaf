import fc from 'fast-check';
import { reportingRound, reportingYear } from '../../src/reporting/rounds.ts';
import { addDays, fiscalYearOf, roundSpan } from '../../src/thai/calendar.ts';

describe('the fiscal year that is reported', () => {
  it.each([
    ['2026-09-30', 2569],
    ['2026-10-01', 2569],
    ['2026-10-31', 2569],
    ['2026-11-30', 2569],
    ['2026-12-01', 2570],
    ['2026-12-31', 2570],
    ['2027-01-01', 2570],
    ['2027-04-30', 2570],
    ['2027-09-30', 2570],
    ['2027-10-01', 2570],
    ['2027-11-30', 2570],
    ['2027-12-01', 2571],
  ])('on %s is %i', (today, expected) => {
    expect(reportingYear(today)).toBe(expected);
  });
});

describe('the round that is reported', () => {
  it.each([
    ['2026-10-01', 6],
    ['2026-12-31', 6],
    ['2027-03-31', 6],
    ['2027-04-01', 6],
    ['2027-04-30', 6],
    ['2027-05-01', 6],
    ['2027-05-31', 6],
    ['2027-06-01', 12],
    ['2027-09-30', 12],
    ['2027-10-31', 12],
    ['2027-11-01', 12],
    ['2027-11-30', 12],
  ])('of a plan of 2570 on %s is round %i, whether its file named round 6 or none', (today, expected) => {
    expect(reportingRound(2570, 6, today)).toBe(expected);
    expect(reportingRound(2570, undefined, today)).toBe(expected);
  });

  it('of a plan whose file is of round 12 is always 12', () => {
    for (const today of ['2026-10-01', '2027-04-15', '2027-11-30', '2029-01-01']) {
      expect(reportingRound(2570, 12, today)).toBe(12);
    }
  });

  it.each(['2026-09-30', '2027-12-01', '2030-04-15'])('outside its year, on %s, is the one its file named', (today) => {
    expect(reportingRound(2570, 6, today)).toBe(6);
    expect(reportingRound(2570, undefined, today)).toBe(12);
  });

  it('on any day is one whose span has begun, in the year that is reported', () => {
    const anyDay = fc.integer({ min: 0, max: 6_200 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(anyDay, (today) => {
        const year = reportingYear(today);
        const round = reportingRound(year, 6, today);
        expect(roundSpan(year, round).from <= today).toBe(true);
        expect([year, year + 1]).toContain(fiscalYearOf(today));
        // One never goes back: tomorrow's round is this one or the next.
        const [next, nextRound] = [
          reportingYear(addDays(today, 1)),
          reportingRound(reportingYear(addDays(today, 1)), 6, addDays(today, 1)),
        ];
        const order = (of: number, at: number) => of * 100 + at;
        expect(order(next, nextRound)).toBeGreaterThanOrEqual(order(year, round));
      }),
    );
  });
});
