import { reviewOf } from './review.ts';
import type { Reviewed } from './review.ts';
import type { Dimension, Measure, PlanKind, Report, Round, Status } from './model.ts';

/** A measure and what was reported of it in the round that is summarised. */
export interface MeasureInRound {
  measure: Measure;
  report?: Report & Reviewed;
  /** What shows that it was done. */
  evidence?: readonly unknown[];
}

/** How far what is said to be completed is proved. */
export interface Proof {
  /** Measures reported as completed. */
  claimed: number;
  /** Those of them with evidence, or with a reason why there is none. */
  evidenced: number;
  /** Those of them that a supervisor or the coordinator confirmed as they stand. */
  confirmed: number;
}

/** Names of the levels of implementation, best first; `from` is the least percentage of the level. Editable data. */
export interface LevelScale {
  name: string;
  levels: { from: number; name: string }[];
}

export interface DimensionProgress {
  dimension: number;
  name?: string;
  total: number;
  completed: number;
  completedPercent: number;
  plannedBudget: number;
  disbursed: number;
}

export interface UnitProgress {
  /** Name of the unit; `null` for the measures that name no unit. */
  unit: string | null;
  total: number;
  reported: number;
  completed: number;
}

/** The contract of `sujarit summary --json`; money in baht, percentages with two decimals. */
export interface Summary {
  organisation: string;
  fiscalYear: number;
  kind: PlanKind;
  round: Round;
  total: number;
  waitingReport: number;
  inProgress: number;
  completed: number;
  cannotProceed: number;
  completedPercent: number;
  proof: Proof;
  plannedBudget: number;
  ordinanceBudget: number;
  disbursed: number;
  disbursedPercent: number;
  initialProjects: number;
  implementationPercent: number;
  implementationLevel: string;
  byDimension: DimensionProgress[];
  byUnit: UnitProgress[];
  /** True when some measure has several steps: its status follows from them by `statusOfSteps`. */
  hasSteps: boolean;
  /** Instant of the snapshot, ISO 8601 with the offset of Asia/Bangkok. */
  dataAsOf: string;
}

export interface SummaryInput {
  organisation: string;
  fiscalYear: number;
  kind: PlanKind;
  round: Round;
  dimensions: readonly Dimension[];
  /** Names of all units of the organisation: the ones that ทุกส่วนราชการ stands for. */
  units: readonly string[];
  rows: readonly MeasureInRound[];
  /** Projects the plan began with; absent: the measures listed now. */
  initialProjects?: number;
  scale: LevelScale;
  dataAsOf: string;
}

/**
 * The one computation behind every summary (chat, command line, documents).
 * Rules: DOMAIN "Formulas" — completed / total, disbursed / ordinance budget, and
 * (completed + half of those in progress) / initial projects; two decimals each, 0 where the divisor is 0.
 */
export function summarise(input: SummaryInput): Summary {
  const { rows } = input;
  const count = (status: Status) => rows.filter((row) => statusOf(row) === status).length;
  const completed = count('completed');
  const inProgress = count('inProgress');
  const plannedBudget = sum(rows, (row) => row.measure.plannedBudget);
  const ordinanceBudget = sum(rows, (row) => row.measure.ordinanceBudget);
  const disbursed = sum(rows, (row) => row.report?.disbursed);
  const initialProjects = input.initialProjects ?? rows.length;
  const implementationPercent = percent(completed + inProgress / 2, initialProjects);
  return {
    organisation: input.organisation,
    fiscalYear: input.fiscalYear,
    kind: input.kind,
    round: input.round,
    total: rows.length,
    waitingReport: count('waitingReport'),
    inProgress,
    completed,
    cannotProceed: count('cannotProceed'),
    completedPercent: percent(completed, rows.length),
    proof: proofOf(rows),
    plannedBudget,
    ordinanceBudget,
    disbursed,
    disbursedPercent: percent(disbursed, ordinanceBudget),
    initialProjects,
    implementationPercent,
    implementationLevel: levelOf(implementationPercent, input.scale),
    byDimension: dimensionsOf(rows, input.dimensions),
    byUnit: unitsOf(rows, input.units),
    hasSteps: rows.some((row) => (row.measure.steps?.length ?? 0) > 1),
    dataAsOf: input.dataAsOf,
  };
}

function proofOf(rows: readonly MeasureInRound[]): Proof {
  const completed = rows.filter((row) => statusOf(row) === 'completed');
  return {
    claimed: completed.length,
    evidenced: completed.filter(isEvidenced).length,
    confirmed: completed.filter(({ report }) => reviewOf(report)?.state === 'confirmed').length,
  };
}

const isEvidenced = ({ report, evidence = [] }: MeasureInRound): boolean =>
  evidence.length > 0 || report?.noEvidenceReason !== undefined;

/** The status of a measure in the round; without a report it waits for one. */
export function statusOf(row: MeasureInRound): Status {
  return row.report?.status ?? 'waitingReport';
}

/**
 * The status of a measure that follows from its steps: all completed → completed; none reported → waiting;
 * nothing left to do but a step that cannot proceed → cannot proceed; anything else → in progress.
 */
export function statusOfSteps(steps: readonly { status: Status }[]): Status {
  const all = (...statuses: Status[]) => steps.every((step) => statuses.includes(step.status));
  if (all('waitingReport')) return 'waitingReport';
  if (all('completed')) return 'completed';
  if (all('completed', 'cannotProceed')) return 'cannotProceed';
  return 'inProgress';
}

/** `part / whole × 100` with two decimals, 0 when there is no whole. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000 + Number.EPSILON) / 100;
}

function levelOf(value: number, scale: LevelScale): string {
  const best = scale.levels.toSorted((a, b) => b.from - a.from).find((level) => value >= level.from);
  return best?.name ?? '';
}

function dimensionsOf(rows: readonly MeasureInRound[], dimensions: readonly Dimension[]): DimensionProgress[] {
  const numbers = new Set(rows.flatMap((row) => row.measure.dimension ?? []));
  return [...numbers]
    .toSorted((a, b) => a - b)
    .map((number) => {
      const own = rows.filter((row) => row.measure.dimension === number);
      const completed = own.filter((row) => statusOf(row) === 'completed').length;
      const name = dimensions.find((dimension) => dimension.number === number)?.name;
      return {
        dimension: number,
        ...(name === undefined ? {} : { name }),
        total: own.length,
        completed,
        completedPercent: percent(completed, own.length),
        plannedBudget: sum(own, (row) => row.measure.plannedBudget),
        disbursed: sum(own, (row) => row.report?.disbursed),
      };
    });
}

function unitsOf(rows: readonly MeasureInRound[], units: readonly string[]): UnitProgress[] {
  const progress = (unit: string | null): UnitProgress => {
    const own = rows.filter((row) => isResponsible(row.measure, unit));
    return {
      unit,
      total: own.length,
      reported: own.filter((row) => statusOf(row) !== 'waitingReport').length,
      completed: own.filter((row) => statusOf(row) === 'completed').length,
    };
  };
  return [...units.map(progress), progress(null)].filter((unit) => unit.total > 0);
}

/** Whether a unit (or, with `null`, no unit at all) is responsible for a measure or one of its steps. */
export function isResponsible(measure: Measure, unit: string | null): boolean {
  const named = [...measure.responsibleUnits, ...(measure.steps ?? []).flatMap((step) => step.responsibleUnits)];
  if (unit === null) return named.length === 0 && measure.allUnits !== true;
  return measure.allUnits === true || named.includes(unit);
}

function sum(rows: readonly MeasureInRound[], amount: (row: MeasureInRound) => number | undefined): number {
  const satang = rows.reduce((total, row) => total + Math.round((amount(row) ?? 0) * 100), 0);
  return satang / 100;
}
