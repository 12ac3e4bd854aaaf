import fc from 'fast-check';
import { decide } from '../../src/reminders/decide.ts';
import type { Decision, Moment } from '../../src/reminders/decide.ts';
import { at, calendar } from '../support/office.ts';

/** Due on Thursday 29 April 2027, of use until the office closes on Friday. */
const DUE = { dueAt: at('2027-04-29T09:00'), usefulUntil: at('2027-04-30T16:30') };
const moment = (now: string, more: Partial<Moment> = {}): Moment => ({
  now: at(now),
  calendar,
  reachable: true,
  resting: false,
  something: true,
  affordable: true,
  ...more,
});
const wait = (until: string): Decision => ({ act: 'wait', until: at(until) });
const ended = (state: 'expired' | 'suppressed' | 'held', reason: string) => ({ act: 'end', state, reason });

describe('time decides first', () => {
  it.each([
    ['a day before', '2027-04-28T10:00', wait('2027-04-29T09:00')],
    ['a millisecond before it is due', '2027-04-29T08:59:59.999', wait('2027-04-29T09:00')],
    ['when it is due', '2027-04-29T09:00', { act: 'send' }],
    ['later that day', '2027-04-29T16:29:59.999', { act: 'send' }],
    ['after the office has closed', '2027-04-29T16:30', wait('2027-04-30T08:30')],
    ['in the night', '2027-04-30T03:00', wait('2027-04-30T08:30')],
    ['at the last moment', '2027-04-30T16:29:59.999', { act: 'send' }],
    ['when it is of no use any more', '2027-04-30T16:30', ended('expired', 'tooLate')],
    ['long after', '2027-06-01T10:00', ended('expired', 'tooLate')],
  ])('%s', (_when, now, expected) => {
    expect(decide(DUE, moment(now))).toEqual(expected);
  });

  it('what somebody waits for goes out in the night', () => {
    expect(decide(DUE, moment('2027-04-30T03:00', { awaited: true }))).toEqual({ act: 'send' });
  });

  it('what cannot be sent any more waits no longer than it is useful: over the weekend until Friday’s close', () => {
    const late = { ...DUE, usefulUntil: at('2027-05-01T12:00') };
    expect(decide(late, moment('2027-04-30T17:00'))).toEqual(wait('2027-05-01T12:00'));
    expect(decide(late, moment('2027-05-01T12:00'))).toEqual(ended('expired', 'tooLate'));
  });

  it('what is due outside office hours waits for them', () => {
    const evening = { dueAt: at('2027-04-30T20:00'), usefulUntil: at('2027-05-06T16:30') };
    expect(decide(evening, moment('2027-04-30T20:00'))).toEqual(wait('2027-05-05T08:30'));
  });
});

describe('then what is known of the target', () => {
  const NOW = '2027-04-29T09:00';

  it.each([
    [{ reachable: false }, ended('suppressed', 'targetGone')],
    [{ resting: true }, ended('suppressed', 'paused')],
    [{ something: false }, ended('suppressed', 'nothingOpen')],
    [{ affordable: false }, ended('held', 'quota')],
    [{ reachable: false, resting: true, something: false, affordable: false }, ended('suppressed', 'targetGone')],
    [{ resting: true, something: false, affordable: false }, ended('suppressed', 'paused')],
    [{ something: false, affordable: false }, ended('suppressed', 'nothingOpen')],
  ])('%j', (known, expected) => {
    expect(decide(DUE, moment(NOW, known))).toEqual(expected);
  });

  it('is not asked before its time: nothing ends but by being too late', () => {
    const known = { reachable: false, resting: true, something: false, affordable: false };
    expect(decide(DUE, moment('2027-04-29T08:00', known))).toEqual(wait(NOW));
    expect(decide(DUE, moment('2027-04-29T18:00', known))).toEqual(wait('2027-04-30T08:30'));
    expect(decide(DUE, moment('2027-05-05T09:00', known))).toEqual(ended('expired', 'tooLate'));
  });
});

describe('whatever the moment', () => {
  const instant = fc.integer({ min: at('2027-04-20T00:00'), max: at('2027-05-12T00:00') });
  const anyMoment = fc.record({
    now: instant,
    reachable: fc.boolean(),
    resting: fc.boolean(),
    something: fc.boolean(),
    affordable: fc.boolean(),
  });

  it('sends within office hours, within its time, to whom it should, or not at all', () => {
    fc.assert(
      fc.property(anyMoment, instant, fc.integer({ min: 1, max: 14 * 86_400_000 }), (known, dueAt, useful) => {
        const usefulUntil = dueAt + useful;
        const decision = decide({ dueAt, usefulUntil }, { ...known, calendar });
        const { now } = known;
        const may = now >= dueAt && now < usefulUntil && calendar.isOfficeTime(now);
        const wanted = known.reachable && !known.resting && known.something && known.affordable;
        expect(decision.act === 'send').toBe(may && wanted);
        expect(decision.act === 'end').toBe(now >= usefulUntil || (may && !wanted));
      }),
    );
  });

  it('waiting leads to an end: each wait is for a later moment that is not after its use', () => {
    fc.assert(
      fc.property(anyMoment, instant, fc.integer({ min: 1, max: 14 * 86_400_000 }), (known, dueAt, useful) => {
        const one = { dueAt, usefulUntil: dueAt + useful };
        let { now } = known;
        for (let waits = 0; ; waits += 1) {
          const decision = decide(one, { ...known, now, calendar });
          if (decision.act !== 'wait') break;
          expect(decision.until).toBeGreaterThan(now);
          expect(decision.until).toBeLessThanOrEqual(one.usefulUntil);
          expect(waits).toBeLessThan(3);
          now = decision.until;
        }
      }),
    );
  });
});
