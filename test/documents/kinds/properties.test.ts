import fc from 'fast-check';
import { checkSnapshot, settleFindings } from '../../../src/documents/check-snapshot.ts';
import { summaryOf } from '../../../src/documents/kinds/dimension-groups.ts';
import type { Cell, Table } from '../../../src/documents/content.ts';
import { makeDocument } from '../../../src/documents/make-document.ts';
import { DOCUMENT_KINDS, PLANS_OF } from '../../../src/documents/snapshot.ts';
import type { Snapshot, SnapshotRow } from '../../../src/documents/snapshot.ts';
import { REASONS, STATUSES } from '../../../src/reporting/model.ts';
import type { Indicator, Measure, MeasureStep, Report } from '../../../src/reporting/model.ts';
import { aRow, aSnapshot, DATA_AS_OF } from '../../support/snapshot.ts';
import { faultsOf, numberOf, proseOf, speakers, tableNamed, tablesOf, textOf } from '../../support/documents.ts';

const words = fc.constantFrom(
  'น้ำท่วม',
  'จัดแล้ว 3 ครั้ง',
  '\n',
  'ภาพถ่าย ๒ ใบ',
  '{{x}}',
  'บาน\nปลาย',
  '',
  '$t(baht)',
  '\uE000',
);
const text = fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' '));
const satang = fc.integer({ min: 0, max: 10 ** 10 }).map((value) => value / 100);
const period = fc.constantFrom(
  { text: '', from: null, to: null },
  { text: 'ต.ค. 69', from: '2026-10-01', to: '2026-10-31' },
  { text: 'ทั้งปี', from: '2026-10-01', to: '2027-09-30' },
);
/** Records with any of the fields absent that need not be there. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) =>
  fc.record(fields, { requiredKeys }) as fc.Arbitrary<unknown>;
const said = {
  status: fc.constantFrom(...STATUSES),
  reason: fc.constantFrom(...REASONS),
  reasonText: text,
  result: text,
  outcome: text,
};
const step = fc.record({
  method: text,
  responsibleUnits: fc.constantFrom([], ['กองคลัง']),
  period,
}) satisfies fc.Arbitrary<MeasureStep>;
const report = some(
  {
    ...said,
    disbursed: satang,
    obstacle: text,
    steps: fc.array(some(said, ['status']), { maxLength: 3 }),
  },
  ['status'],
) as fc.Arbitrary<Report>;
const measure = some({
  title: text,
  topic: fc.constantFrom('ก', 'ข'),
  dimension: fc.integer({ min: 1, max: 4 }),
  method: text,
  allUnits: fc.boolean(),
  period,
  plannedBudget: satang,
  ordinanceBudget: satang,
  inOrdinance: fc.boolean(),
  steps: fc.array(step, { maxLength: 3 }),
}) as fc.Arbitrary<Partial<Measure>>;
const rows = fc
  .array(fc.record({ measure, report: fc.option(report, { nil: undefined }) }), { maxLength: 12 })
  .map((all): SnapshotRow[] =>
    all.map(({ measure: of, report: was }, index) =>
      aRow(index + 1, {
        ...of,
        ...(was === undefined ? {} : { report: { ...was, by: 'สมหญิง', at: DATA_AS_OF } }),
      }),
    ),
  );
const indicators = fc.array(
  some(
    {
      number: fc.integer({ min: 1, max: 10 }),
      name: text,
      score: fc.constantFrom(0, 84.99, 100),
      previousScore: fc.constantFrom(50, 99.5),
    },
    ['number', 'name', 'score'],
  ) as fc.Arbitrary<Indicator>,
  { maxLength: 10 },
);
const snapshots = fc
  .record({
    rows,
    indicators,
    kind: fc.constantFrom('measures' as const, 'action-plan' as const),
    round: fc.constantFrom(6 as const, 12 as const),
    extra: some({
      initialProjects: fc.integer({ min: 0, max: 30 }),
      statedTotal: fc.constantFrom(0, 94.96),
      narrative: fc.constantFrom({}, { progress: 'เขียนเอง\nสองบรรทัด', obstacles: '' }),
      planTitle: text,
      previous: fc.constant(summaryOf(aSnapshot([aRow(1, { report: { status: 'completed', by: 'สมหญิง', at: 0 } })]))),
    }) as fc.Arbitrary<Partial<Snapshot>>,
  })
  .map(({ extra, ...rest }): Snapshot => aSnapshot(rest.rows, { ...rest, ...extra }));
const kindsOf = (snapshot: Snapshot) => DOCUMENT_KINDS.filter((kind) => PLANS_OF[kind].includes(snapshot.kind));

const satangOf = (cell: Cell | null | undefined): number => Math.round(numberOf(cell) * 100);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** The rows of a table above its totals, and the totals. */
const split = ({ rows: all }: Table) => ({ parts: all.slice(0, -1), total: all.at(-1) });

describe('whatever a snapshot holds', () => {
  it('a document has whole tables of real figures, and no leftover of its sentences', () => {
    fc.assert(
      fc.property(snapshots, fc.constantFrom('thai' as const, 'arabic' as const), (snapshot, digits) => {
        for (const kind of kindsOf(snapshot)) {
          const content = makeDocument(kind, { ...snapshot, digits: { [kind]: digits } }, speakers.th);
          expect(tablesOf(content).flatMap(faultsOf)).toEqual([]);
          const names = tablesOf(content).map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          expect(names.every((name) => name.length > 0 && name.length <= 31)).toBe(true);
          expect(textOf(content)).not.toMatch(/NaN|Infinity|undefined|\[object/);
          expect(proseOf(content).every((line) => line !== '' && !line.includes('\n'))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('the same snapshot gives the same document', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const copy = JSON.parse(JSON.stringify(snapshot)) as Snapshot;
        for (const kind of kindsOf(snapshot)) {
          expect(makeDocument(kind, copy, speakers.th)).toEqual(makeDocument(kind, snapshot, speakers.th));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('every total is the sum of its rows, and each project is ticked once', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const snapshot = aSnapshot(all);
        const content = makeDocument('action-plan-report', snapshot, speakers.th);
        const summary = split(tableNamed(content, 'สรุปรายมิติ'));
        for (const column of [2, 3, 4, 5, 6]) {
          expect(sum(summary.parts.map(({ cells }) => satangOf(cells[column])))).toBe(
            satangOf(summary.total?.cells[column]),
          );
        }
        const list = tableNamed(content, 'รายการโครงการ').rows;
        const money = (column: number) =>
          sum(
            list.map(({ cells }) =>
              cells[column] !== null && cells[column] !== undefined && 'number' in cells[column]
                ? satangOf(cells[column])
                : 0,
            ),
          );
        expect(money(3)).toBe(satangOf(summary.total?.cells[4]));
        expect(money(4)).toBe(satangOf(summary.total?.cells[6]));
        const ticks = list.map(({ cells }) =>
          cells.slice(5, 9).map((cell) => cell !== null && 'isTicked' in cell && cell.isTicked),
        );
        expect(ticks.every((row) => row.filter(Boolean).length === 1)).toBe(true);
        const status = tableNamed(content, 'สถานะโครงการ').rows[0]?.cells ?? [];
        const counted = (index: number) => ticks.filter((row) => row[index]).length;
        expect([3, 4, 5].map((column) => numberOf(status[column]))).toEqual([counted(1), counted(2), counted(3)]);
        for (const name of ['ตามแผนพัฒนา', 'ตามข้อบัญญัติ']) {
          const cells = tableNamed(content, name).rows[0]?.cells ?? [];
          const pairs = cells.map(satangOf);
          const of = (kind: 0 | 1) => pairs.filter((_value, index) => index % 2 === kind);
          for (const kind of [0, 1] as const) expect(sum(of(kind).slice(0, -1))).toBe(of(kind).at(-1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('what is found is open or explained, never both, and an open error makes a draft', () => {
    fc.assert(
      fc.property(snapshots, fc.boolean(), (snapshot, isExplained) => {
        const found = checkSnapshot(snapshot);
        const explanations = isExplained
          ? found.map(({ code, where }) => ({ code, where, text: 'ชี้แจงแล้ว', by: 'สมชาย', at: DATA_AS_OF }))
          : [];
        const { open, explained } = settleFindings({ ...snapshot, explanations });
        expect(open.length + explained.length).toBe(found.length);
        const content = makeDocument('evidence-index', { ...snapshot, explanations }, speakers.th);
        expect(content.draft !== undefined).toBe(open.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 40 },
    );
  });
});
