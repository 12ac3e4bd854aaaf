import { slotTargets } from '../../src/reminders/outlook.ts';
import type { Office } from '../../src/reminders/office.ts';
import { scheduleOf } from '../../src/reminders/schedule.ts';
import { targetsOf } from '../../src/reminders/targets.ts';
import type { Stage } from '../../src/reminders/ladder.ts';
import { MORNING } from '../support/clock.ts';
import { aColleague, aGroup, anOffice, aStage, aWindow, calendar, defaults } from '../support/office.ts';
import type { PlannedMeasure } from '../support/office.ts';

const finance = aColleague('officer', ['กองคลัง']);
const works = aColleague('officer', ['กองช่าง']);
const head = aColleague('supervisor', ['กองคลัง']);
const mayor = aColleague('supervisor', []);
const coordinator = aColleague('coordinator');
const observer = aColleague('observer');
const everybody = [finance, works, head, mayor, coordinator, observer];

const MEASURES: PlannedMeasure[] = [{ units: ['กองคลัง'] }, { units: ['กองช่าง'] }, { units: ['กองคลัง', 'กองช่าง'] }];
const office = (overrides: Partial<Office> = {}, measures = MEASURES) =>
  anOffice(measures, { colleagues: everybody, ...overrides });

/** The ids of the people and groups a stage goes to. */
const told = (stage: Partial<Stage>, at: Office) =>
  targetsOf(aStage(stage), at).map(({ memberId, chatId }) => memberId ?? chatId);
const GROUP = aGroup().chatId;
const hours = (count: number) => MORNING + count * 3_600_000;

describe('officers', () => {
  it('with something open are told privately, for one message each', () => {
    const one = office({}, [{ units: ['กองคลัง'] }, { units: ['กองช่าง'], isReported: true }]);
    expect(targetsOf(aStage({ to: ['officers'] }), one)).toEqual([
      { kind: 'person', audience: 'officers', chatId: finance.chatId, memberId: finance.id, cost: 1 },
    ]);
  });

  it('are told in the group when that is cheaper, privately when it costs the same or nobody knows what it costs', () => {
    const officers = [1, 2, 3].map(() => aColleague('officer', ['กองคลัง']));
    const withGroup = (members: number | null) =>
      told({ to: ['officers'] }, office({ colleagues: officers, groups: [aGroup(members)] }));
    expect(withGroup(2)).toEqual([GROUP]);
    expect(withGroup(3)).toEqual(officers.map(({ id }) => id));
    expect(withGroup(null)).toEqual(officers.map(({ id }) => id));
  });

  it('are told in all groups or none: what all of them cost is compared', () => {
    const officers = [1, 2, 3].map(() => aColleague('officer', ['กองคลัง']));
    const groups = [aGroup(1, 1), aGroup(1, 2)];
    expect(told({ to: ['officers'] }, office({ colleagues: officers, groups }))).toEqual(
      groups.map(({ chatId }) => chatId),
    );
    const dearer = [aGroup(2, 1), aGroup(2, 2)];
    expect(told({ to: ['officers'] }, office({ colleagues: officers, groups: dearer }))).toHaveLength(3);
  });

  it('are told in the group when nobody of them is registered, and nowhere without one', () => {
    const nobody = office({ colleagues: [coordinator], groups: [aGroup(50)] });
    expect(targetsOf(aStage({ to: ['officers'] }), nobody)).toEqual([
      { kind: 'group', audience: 'officers', chatId: GROUP, cost: 50 },
    ]);
    expect(told({ to: ['officers'] }, { ...nobody, groups: [] })).toEqual([]);
  });

  it('whose measures are reported, or rest, are left alone', () => {
    const pauses = [{ unit: 'กองคลัง', until: hours(1) }];
    expect(told({ to: ['officers'] }, office({ pauses }))).toEqual([finance.id, works.id]);
    expect(told({ to: ['officers'] }, office({ pauses }, MEASURES.slice(0, 2)))).toEqual([works.id]);
    expect(told({ to: ['officers'] }, office({ pauses, now: hours(1) }, MEASURES.slice(0, 2)))).toHaveLength(2);
  });

  it('whose measures all rest do not bring the group into it', () => {
    const pauses = [{ unit: 'กองคลัง', until: hours(1) }];
    const resting = office({ pauses, groups: [aGroup(20)] }, [{ units: ['กองคลัง'] }]);
    expect(told({ to: ['officers'] }, resting)).toEqual([]);
  });

  it('with no unit, and whose unit the plan does not name, answer for what is nobody’s', () => {
    const free = aColleague('officer', []);
    const other = aColleague('officer', ['กองการศึกษา']);
    const colleagues = [finance, free, other];
    expect(told({ to: ['officers'] }, office({ colleagues }, [{}, { units: ['กองคลัง'], isReported: true }]))).toEqual([
      free.id,
      other.id,
    ]);
  });
});

describe('the others', () => {
  it('supervisors hear of their units, those over the whole office of everything', () => {
    const works = office({}, [{ units: ['กองช่าง'] }]);
    expect(told({ to: ['supervisors'], wording: 'overdue' }, works)).toEqual([mayor.id]);
    expect(told({ to: ['supervisors'], wording: 'overdue' }, office())).toEqual([head.id, mayor.id]);
  });

  it('supervisors get the digest and the closing summary in any case', () => {
    const done = office({}, [{ units: ['กองช่าง'], isReported: true }]);
    for (const wording of ['digest', 'closing'] as const) {
      expect(told({ to: ['supervisors'], wording }, done)).toEqual([head.id, mayor.id]);
    }
    expect(told({ to: ['supervisors'], wording: 'overdue' }, done)).toEqual([]);
  });

  it('every coordinator is told, observers never are', () => {
    const second = aColleague('coordinator');
    const all: Stage['to'] = ['officers', 'supervisors', 'coordinator'];
    expect(told({ to: ['coordinator'] }, office({ colleagues: [...everybody, second] }))).toEqual([
      coordinator.id,
      second.id,
    ]);
    expect(told({ to: all, wording: 'closing' }, office())).not.toContain(observer.id);
  });

  it('a group costs a message for each who is in it, and a hundred when LINE has not told how many', () => {
    const groups = [aGroup(12, 1), aGroup(null, 2)];
    expect(targetsOf(aStage({ to: ['group'] }), office({ groups })).map(({ cost }) => cost)).toEqual([12, 100]);
  });

  it('a group stays on record, and nobody else does, when nothing is open', () => {
    const done = office({ groups: [aGroup(20)] }, [{ units: ['กองคลัง'], isReported: true }]);
    expect(told({ to: ['group'], wording: 'remaining' }, done)).toHaveLength(1);
    expect(told({ to: ['officers'], wording: 'remaining' }, done)).toEqual([]);
  });
});

describe('a chat that two audiences name', () => {
  it('is told once, as the first of them', () => {
    const nobody = office({ colleagues: [coordinator], groups: [aGroup(20)] });
    for (const to of [['group', 'officers'] as const, ['officers', 'group'] as const]) {
      const targets = targetsOf(aStage({ to: [...to] }), nobody);
      expect(targets.map(({ chatId, audience }) => [chatId, audience])).toEqual([[GROUP, to[0]]]);
    }
  });

  it('no stage of the ladder tells a chat twice', () => {
    for (const stage of defaults.stages) {
      const chats = targetsOf(stage, office({ groups: [aGroup(3)] })).map(({ chatId }) => chatId);
      expect(new Set(chats).size).toBe(chats.length);
    }
  });
});

describe('a digest', () => {
  const window = aWindow(6);
  const slots = (...stages: Partial<Stage>[]) =>
    scheduleOf(
      stages.map((stage, index) => aStage({ id: `stage${index}`, ...stage })),
      window,
      calendar,
    );
  const weekly: Partial<Stage> = { from: 'weekly', days: 1, wording: 'digest', to: ['supervisors', 'coordinator'] };
  const digestOn = (date: string, ...stages: Partial<Stage>[]) => {
    const all = slots(weekly, ...stages);
    const digest = all.find((slot) => slot.stage.wording === 'digest' && slot.date === date);
    return digest === undefined ? null : slotTargets(digest, all, office()).map(({ memberId }) => memberId);
  };

  it('leaves out whom another stage tells on the same day', () => {
    // Monday 26 April is four working days before Friday 30 April.
    expect(digestOn('2027-04-26', { days: -4, to: ['supervisors'], wording: 'remaining' })).toEqual([coordinator.id]);
    expect(digestOn('2027-04-26', { days: -4, to: ['coordinator'], wording: 'remaining' })).toEqual([
      head.id,
      mayor.id,
    ]);
  });

  it('tells everybody when the other stage is on another day, or tells others', () => {
    const all = [head.id, mayor.id, coordinator.id];
    expect(digestOn('2027-04-19', { days: -4, to: ['supervisors'], wording: 'remaining' })).toEqual(all);
    expect(digestOn('2027-04-26', { days: -4, to: ['officers'], wording: 'remaining' })).toEqual(all);
  });

  it('is the only one that gives way', () => {
    const all = slots(weekly, { days: -4, to: ['supervisors'], wording: 'remaining' });
    const other = all.find((slot) => slot.stage.wording === 'remaining');
    expect(other && slotTargets(other, all, office()).map(({ memberId }) => memberId)).toEqual([head.id, mayor.id]);
  });

  it('of two on one day, one is sent', () => {
    // Songkran moves Tuesday's, Wednesday's and Thursday's digests to Friday 16 April.
    const all = slots({ ...weekly, days: 2 }, { ...weekly, days: 4 });
    const both = all.filter(({ date }) => date === '2027-04-16');
    expect(both).toHaveLength(2);
    expect(both.flatMap((slot) => slotTargets(slot, all, office()))).toHaveLength(3);
  });
});
