import fc from 'fast-check';
import { matchMeasures } from '../../src/reporting/match-measures.ts';
import { isUnchanged, planDifference } from '../../src/reporting/plan-difference.ts';
import type { Measure } from '../../src/reporting/model.ts';
import { aMeasure } from '../support/plan.ts';

const measure = (number: number, title: string, more: Partial<Measure> = {}): Measure => {
  const { sourceLine: _line, ...rest } = aMeasure(number, { title, ...more });
  return rest;
};
const TRAINING = 'โครงการอบรมคุณธรรมพนักงานส่วนตำบล';
const DISCLOSURE = 'มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง';
const GIFTS = 'ประกาศนโยบายไม่รับของขวัญ';

describe('a corrected file', () => {
  it('finds a measure again by its title wherever it has moved to', () => {
    const before = [measure(1, TRAINING), measure(2, DISCLOSURE)];
    const after = [measure(1, GIFTS), measure(2, TRAINING), measure(3, DISCLOSURE)];
    expect(matchMeasures(before, after)).toEqual([null, 0, 1]);
  });

  it('finds a measure again by its number when its title was reworded, and takes no other for it', () => {
    expect(matchMeasures([measure(1, TRAINING)], [measure(1, `${TRAINING} ประจำปี`)])).toEqual([0]);
    expect(matchMeasures([measure(1, TRAINING)], [measure(1, GIFTS)])).toEqual([null]);
  });

  it('finds a measure again whose title differs in spaces, tone marks and Thai digits', () => {
    const before = [measure(1, 'กิจกรรมครั้งที่ 1'), measure(2, 'กิจกรรมครั้งที่ 2')];
    const after = [measure(8, 'กิจกรรม ครั้งที่ ๒'), measure(9, 'กิจกรรมครังที่ ๑')];
    expect(matchMeasures(before, after)).toEqual([1, 0]);
  });

  it('never takes the second course for the first one', () => {
    expect(matchMeasures([measure(1, 'อบรมหลักสูตรที่ 1')], [measure(7, 'อบรมหลักสูตรที่ 7')])).toEqual([null]);
  });

  it('matches each measure once, and every one with itself, in whatever order they come', () => {
    const words = fc.constantFrom(TRAINING, DISCLOSURE, GIFTS, `${TRAINING} 2`, 'ก', '');
    const plan = fc.array(words, { maxLength: 12 }).map((titles) => titles.map((title, at) => measure(at + 1, title)));
    fc.assert(
      fc.property(plan, plan, fc.infiniteStream(fc.nat()), (before, after, order) => {
        const matches = matchMeasures(before, after).filter((at) => at !== null);
        expect(new Set(matches).size).toBe(matches.length);
        const shuffled = before
          .map((one) => ({ one, at: order.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(matchMeasures(before, shuffled)).toEqual(shuffled.map((one) => before.indexOf(one)));
      }),
    );
  });

  it('is told by what is new, what differs in which fields, what has gone, and what stays', () => {
    const before = [measure(1, TRAINING, { plannedBudget: 20_000 }), measure(2, DISCLOSURE), measure(3, GIFTS)];
    const added = measure(3, 'กิจกรรมจิตอาสาพัฒนาตำบล');
    const after = [measure(1, TRAINING, { plannedBudget: 25_000 }), measure(2, GIFTS), added];
    const difference = planDifference(before, after);
    expect(difference.changed.map(({ after: { title }, fields }) => [title, fields])).toEqual([
      [TRAINING, ['plannedBudget']],
      [GIFTS, ['number']],
    ]);
    expect(difference.added).toEqual([added]);
    expect(difference.gone).toEqual([before[1]]);
    expect(difference.same).toBe(0);
    expect(isUnchanged(difference)).toBe(false);
  });

  it('changes nothing when it says the same, whether what is empty is written out or left out', () => {
    const before = [measure(1, TRAINING, { plannedBudget: 0, inOrdinance: false })];
    expect(isUnchanged(planDifference(before, [measure(1, TRAINING)]))).toBe(true);
  });
});
