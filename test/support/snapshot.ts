import type { ImportedMeasure, ImportedPlan } from '../../src/importing/imported-plan.ts';
import type { Snapshot, SnapshotRow } from '../../src/documents/snapshot.ts';
import { SNAPSHOT_SCHEMA } from '../../src/documents/snapshot.ts';
import type { Measure, Report, Status } from '../../src/reporting/model.ts';
import type { LevelScale } from '../../src/reporting/summary.ts';
import { bangkokInstant } from '../../src/thai/calendar.ts';
import { OFFICE } from './plan.ts';

/** The scale of data/implementation-levels.json. */
export const SCALE: LevelScale = {
  name: 'default-20',
  levels: [
    { from: 80, name: 'มากที่สุด' },
    { from: 60, name: 'มาก' },
    { from: 40, name: 'ปานกลาง' },
    { from: 20, name: 'น้อย' },
    { from: 0, name: 'น้อยที่สุด' },
  ],
};

/** 21 April 2570, 10:00 in Bangkok. */
export const DATA_AS_OF = bangkokInstant('2027-04-21', '10:00');

/** A report by an invented officer; the status alone is enough. */
export const aReport = (status: Status, overrides: Partial<Report> = {}): NonNullable<SnapshotRow['report']> => ({
  status,
  ...overrides,
  by: 'สมหญิง ตัวอย่าง',
  at: bangkokInstant('2027-04-20', '09:30'),
});

/** A row of a snapshot with what a test does not care about filled in. */
export function aRow(
  number: number,
  { report, ...measure }: Partial<Measure> & { report?: SnapshotRow['report'] } = {},
): SnapshotRow {
  const period = { text: '', from: null, to: null };
  const whole = { number, title: `โครงการที่ ${number}`, responsibleUnits: [], period, ...measure };
  return { id: `m${number}`, measure: whole, ...(report === undefined ? {} : { report }) };
}

/** An action plan of fiscal year 2570, round 6, in two dimensions; its reporter is named. */
export function aSnapshot(rows: readonly SnapshotRow[], overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: SNAPSHOT_SCHEMA,
    organisation: OFFICE,
    kind: 'action-plan',
    fiscalYear: 2570,
    round: 6,
    dataAsOf: DATA_AS_OF,
    dimensions: [
      { number: 1, name: 'ปลุกจิตสำนึกคนในตำบล' },
      { number: 2, name: 'ทำงานเปิดเผย' },
    ],
    units: ['สำนักปลัด', 'กองคลัง'],
    rows,
    indicators: [],
    scale: SCALE,
    headings: {},
    digits: {},
    reporter: { name: 'นายสมมุติ ทดลอง', position: 'นิติกรปฏิบัติการ' },
    narrative: {},
    explanations: [],
    ...overrides,
  };
}

/** The snapshot of a plan as it is right after its import: the file's own reports, and nothing anybody added. */
export function snapshotOf(plan: ImportedPlan, overrides: Partial<Snapshot> = {}): Snapshot {
  return aSnapshot(plan.measures.map(rowOf), {
    organisation: plan.organisation,
    kind: plan.kind,
    fiscalYear: plan.fiscalYear,
    round: plan.round ?? 12,
    dimensions: plan.dimensions,
    units: plan.units.map(({ name }) => name),
    indicators: plan.indicators ?? [],
    ...(plan.documentTitle === undefined ? {} : { planTitle: plan.documentTitle }),
    ...(plan.initialProjects === undefined ? {} : { initialProjects: plan.initialProjects }),
    ...(plan.inOrdinanceStated === undefined ? {} : { inOrdinanceStated: plan.inOrdinanceStated }),
    ...(plan.statedTotal === undefined ? {} : { statedTotal: plan.statedTotal }),
    ...overrides,
  });
}

function rowOf(imported: ImportedMeasure): SnapshotRow {
  const { status, reason, reasonText, disbursed, result, outcome, obstacle, remark, ...rest } = imported;
  const { evidence: _evidence, responsibleText: _text, sourceLine: _line, ...measure } = rest;
  const inferred = outcome !== undefined ? 'completed' : result !== undefined ? 'inProgress' : 'waitingReport';
  const said = [obstacle, remark].filter(Boolean).join('\n');
  const report: Report = {
    status: status ?? inferred,
    ...(reason === undefined ? {} : { reason }),
    ...(reasonText === undefined ? {} : { reasonText }),
    ...(disbursed === undefined ? {} : { disbursed }),
    ...(result === undefined ? {} : { result }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(said === '' ? {} : { obstacle: said }),
  };
  const isSilent = report.status === 'waitingReport' && disbursed === undefined && said === '';
  return aRow(measure.number, {
    ...measure,
    ...(isSilent ? {} : { report: { ...report, by: 'import', at: DATA_AS_OF } }),
  });
}
