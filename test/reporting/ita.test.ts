import fc from 'fast-check';
import { itaLevel, itaScore } from '../../src/reporting/ita.ts';

const scores = (...values: number[]) => values.map((score, index) => ({ number: index + 1, score }));

describe('the ITA score', () => {
  it('weighs the means of the three tools 30, 30 and 40', () => {
    expect(itaScore(scores(90, 90, 90, 90, 90, 80, 80, 80, 100, 100))).toEqual({
      total: 91,
      iit: 90,
      eit: 80,
      oit: 100,
    });
  });

  it('lies between the least and the greatest indicator', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 10, maxLength: 10 }), (values) => {
        const total = itaScore(scores(...values))?.total ?? -1;
        expect(total).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(total).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
    );
  });

  it('is not computed from fewer than ten indicators', () => {
    expect(itaScore(scores(90, 90))).toBeNull();
    expect(itaScore([...scores(...Array<number>(9).fill(90)), { number: 9, score: 90 }])).toBeNull();
  });

  it.each([
    [2566, 96, 96, 'ผ่านดีเยี่ยม'],
    [2570, 96, 94.99, 'ผ่านดี'],
    [2566, 90, 84.99, 'ผ่าน'],
    [2566, 84.999, 80, 'ต้องปรับปรุง'],
    [2566, 69.99, 60, 'ต้องปรับปรุงโดยด่วน'],
    [2565, 96, 10, 'AA'],
    [2562, 74.99, 10, 'C'],
    [2563, 49, 10, 'F'],
  ])('in %i gives a total of %d with a least tool of %d the level %s', (year, total, least, level) => {
    expect(itaLevel({ total, iit: least, eit: 99, oit: 99 }, year)).toBe(level);
  });
});
