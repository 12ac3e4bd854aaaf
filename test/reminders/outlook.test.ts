import { makeSpeakers } from '../../src/i18n.ts';
import { plainText } from '../../src/line/plain-text.ts';
import { readLocales } from '../../src/locale-files.ts';
import { compose } from '../../src/reminders/compose.ts';
import { expectedSends, occurrenceId, outlookOf } from '../../src/reminders/outlook.ts';
import type { ExpectedSend, Outlook } from '../../src/reminders/outlook.ts';
import type { Office } from '../../src/reminders/office.ts';
import { scheduleOf } from '../../src/reminders/schedule.ts';
import { aColleague, aGroup, anOffice, at, aWindow, calendar, defaults, privately } from '../support/office.ts';

const speakers = makeSpeakers(readLocales('locales'));
const coordinator = aColleague('coordinator');
const officer = aColleague('officer', ['กองคลัง']);
const slots = scheduleOf(defaults.stages, aWindow(6), calendar);
const MARCH = at('2027-03-04T09:00');
const holidays = { preset: defaults.holidays, entries: [] };

/** A month before round 6: one officer, one coordinator, a group of twenty. */
const office = (overrides: Partial<Office> = {}) =>
  anOffice([{ units: ['กองคลัง'] }, { units: ['กองช่าง'] }], {
    colleagues: [coordinator, officer],
    groups: [aGroup(20)],
    now: MARCH,
    ...overrides,
  });
const outlook = (limit: number | null, others: readonly ExpectedSend[] = [], used = 0) =>
  outlookOf(office(), [...expectedSends(slots, office()), ...others], { limit, used }, holidays);

describe('what is going to be sent', () => {
  it('is each target of each slot by itself, with what it costs and how important it is', () => {
    const sends = expectedSends(slots, office());
    expect(new Set(sends.map(({ key }) => key)).size).toBe(sends.length);
    const ofKey = (part: string) => sends.filter(({ key }) => key.includes(part));
    expect(ofKey('opening').map(({ cost, priority, dueAt }) => [cost, priority, dueAt])).toEqual([
      [20, 2, at('2027-04-01T08:30')],
    ]);
    expect(ofKey('tenDays').map(({ target, cost }) => [target.memberId, cost])).toEqual([[officer.id, 1]]);
    expect(ofKey('closing').map(({ cost }) => cost)).toEqual([20, 1]);
  });

  it('is told apart by organisation, slot and person or group', () => {
    const [slot] = slots;
    expect(occurrenceId('office', slot?.key ?? '', privately(officer))).toBe(`office:2570-6-outlook:${officer.id}`);
    const group = { kind: 'group', audience: 'group', chatId: 'C1', cost: 3 } as const;
    expect(occurrenceId('office', '2570-6-opening', group)).toBe('office:2570-6-opening:C1');
  });

  it('compares a digest with every slot of its day, not only with those that are asked about', () => {
    const own = slots.filter(({ stage }) => stage.wording === 'digest');
    const clash = slots.map((slot) => (slot.stage.id === 'opening' ? { ...slot, date: '2027-04-05' } : slot));
    expect(expectedSends(own, office(), clash)).toHaveLength(4);
    const toCoordinator = clash.map((slot) =>
      slot.stage.id === 'opening' ? { ...slot, stage: { ...slot.stage, to: ['coordinator' as const] } } : slot,
    );
    expect(expectedSends(own, office(), toCoordinator)).toHaveLength(3);
  });
});

describe('the outlook of a round', () => {
  it('counts what its open month costs', () => {
    // Group: opening, two days, last afternoon. Officer: ten days, five days, last morning. Coordinator: four digests.
    expect(outlook(300).quota).toEqual({ limit: 300, cost: 3 * 20 + 3 + 4 });
    expect(outlook(300).dropped).toEqual([]);
  });

  it('names what would be left out, each slot once, what matters least first', () => {
    const digests = [
      { wording: 'digest', date: '2027-04-26', partly: false },
      { wording: 'digest', date: '2027-04-19', partly: false },
    ];
    expect(outlook(65).dropped).toEqual(digests);
    // Too little for the group's reminder two days before; what is cheaper still goes.
    expect(outlook(45).dropped).toEqual([...digests, { wording: 'remaining', date: '2027-04-28', partly: false }]);
  });

  it('leaves nothing out without a limit', () => {
    expect(outlook(null)).toMatchObject({ quota: { limit: null }, dropped: [] });
  });

  it('does not count what was used up in the month before', () => {
    expect(outlook(300, [], 290).dropped).toEqual([]);
  });

  it('shares the channel’s messages with others, and names and counts its own alone', () => {
    const other = { ...office(), organisation: { id: 'other', name: 'อบต.อื่น' } };
    const shared = outlook(67, expectedSends(slots, other));
    expect(shared.quota.cost).toBe(67);
    expect(shared.dropped.length).toBeGreaterThan(0);
    // A neighbour's reminder that is too dear and matters least leaves ours where they are.
    const dear = expectedSends(slots, other).map((send) => ({ ...send, priority: 6, cost: 500 }));
    expect(outlook(67, dear)).toMatchObject({ quota: { cost: 67 }, dropped: [] });
  });

  it('names the lunar holidays that are not entered, with the year as people write it', () => {
    expect(outlook(null).missing).toEqual([{ year: 2570, names: ['มาฆบูชา', 'วิสาขบูชา', 'อาสาฬหบูชา', 'เข้าพรรษา'] }]);
    const entries = defaults.holidays.lunar.map((name) => ({ date: '2027-05-20', name, kind: 'lunar' as const }));
    expect(outlookOf(office(), [], { limit: null, used: 0 }, { ...holidays, entries }).missing).toEqual([]);
  });
});

describe('the card a coordinator reads', () => {
  const said = (of: Outlook, at: Office = office(), locale: 'th' | 'en' = 'th') => {
    const toSay = { wording: 'outlook', named: false, target: privately(coordinator), outlook: of } as const;
    return (compose(toSay, at) ?? []).map((message) => plainText(message, speakers[locale])).join('\n');
  };

  it('says when the round opens and ends, how much there is, what it costs, and that it is enough', () => {
    const card = said(outlook(300));
    for (const words of [
      'รอบ 6 เดือน ปีงบประมาณ 2570',
      'วันพฤหัสบดีที่ 1 เม.ย. 2570',
      'วันศุกร์ที่ 30 เม.ย. 2570',
      '2 ข้อ',
      'ประมาณ 67 จากโควตา 300 ข้อความต่อเดือน',
      'โควตาพอ',
      'ปี 2570: มาฆบูชา, วิสาขบูชา, อาสาฬหบูชา, เข้าพรรษา',
    ]) {
      expect(card).toContain(words);
    }
    expect(card).not.toContain('จะไม่ได้ส่ง');
    expect(said(outlook(300), office(), 'en')).toContain('2027: มาฆบูชา');
  });

  it('says what will not be sent, and that it comes with the next answer instead', () => {
    const card = said(outlook(65));
    expect(card).toContain('จะไม่ได้ส่ง: สรุปประจำสัปดาห์ 26 เม.ย. 2570');
    expect(card).toContain('โควตาข้อความไม่พอ');
  });

  it('says what is missing: the plan, the group, people in a unit', () => {
    const nothing = said(outlook(null), office({ plans: [], groups: [] }));
    expect(nothing).toContain('ยังไม่ได้นำเข้าแผน');
    expect(nothing).toContain('ยังไม่ได้ผูกกลุ่ม');
    expect(nothing).toContain('ไม่จำกัด');
    expect(said(outlook(300))).toContain('ยังไม่มีผู้ลงทะเบียน: กองช่าง');
    expect(said(outlook(300), office({ colleagues: [aColleague('officer', ['กองคลัง', 'กองช่าง'])] }))).not.toContain(
      'ยังไม่มีผู้ลงทะเบียน',
    );
  });

  it('is not said without an outlook', () => {
    expect(compose({ wording: 'outlook', named: false, target: privately(coordinator) }, office())).toBeNull();
  });
});
