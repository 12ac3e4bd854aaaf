import { compareSnapshots } from '../../src/documents/compare-snapshots.ts';
import { aReport, aRow, aSnapshot } from '../support/snapshot.ts';

describe('two snapshots of a plan', () => {
  const earlier = aSnapshot([
    aRow(1, { report: aReport('inProgress', { result: 'เริ่มแล้ว', disbursed: 1000 }) }),
    aRow(2, { report: aReport('completed', { result: 'เสร็จ' }) }),
    aRow(3),
    aRow(4),
  ]);

  it('tell what moved, what was reworded, what is new and what has gone, by the measure and not by its number', () => {
    const [first, second, third] = earlier.rows;
    const later = aSnapshot([
      aRow(9, { report: aReport('waitingReport') }),
      { ...first!, measure: { ...first!.measure, number: 2 }, report: aReport('completed', { disbursed: 2500.5 }) },
      { ...second!, report: aReport('completed', { result: 'เสร็จครบทุกขั้น' }) },
      third!,
    ]);
    const change = compareSnapshots(earlier, later);
    expect(change.moved).toEqual([
      {
        number: 2,
        title: first!.measure.title,
        status: { from: 'inProgress', to: 'completed' },
        disbursed: { from: 1000, to: 2500.5 },
      },
    ]);
    expect(change.reworded.map(({ title }) => title)).toEqual([second!.measure.title]);
    expect([change.added.map(({ number }) => number), change.gone.map(({ number }) => number)]).toEqual([[9], [4]]);
    expect(change.same).toBe(1);
  });

  it('that are the same differ in nothing, whoever reported it and when', () => {
    const again = aSnapshot(
      earlier.rows.map((row) => ({
        ...row,
        ...(row.report === undefined ? {} : { report: { ...row.report, by: 'อื่น', at: 1 } }),
      })),
    );
    expect(compareSnapshots(earlier, again)).toEqual({ moved: [], reworded: [], added: [], gone: [], same: 4 });
  });
});
