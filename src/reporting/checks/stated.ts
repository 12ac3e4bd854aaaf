import type { Finding } from '../model.ts';
import type { CheckedMeasure, CheckedPlan } from './checked-plan.ts';
import type { FigureName, StatedFigure } from '../stated-figures.ts';
import { percent } from '../summary.ts';

/** Counts, sums and percentages against the figures the document states, each difference once per place. */
export function checkStated(plan: CheckedPlan): Finding[] {
  const initialProjects = plan.stated.find(({ figure }) => figure === 'initialProjects')?.value;
  const hasStatuses = plan.measures.some((measure) => measure.status !== undefined);
  const seen = new Set<string>();
  return [
    ...plan.stated.flatMap((stated) => checkFigure(plan, stated, initialProjects, hasStatuses)),
    ...partition(plan),
  ].filter(({ code, where, stated }) => {
    const key = `${code} ${where} ${stated}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

const OF_STATUS = new Set<FigureName>([
  'completed',
  'inProgress',
  'waitingReport',
  'cannotProceed',
  'completedPercent',
  'implementationPercent',
]);

/** Largest difference that is rounding and not a mistake. */
const TOLERANCE: Partial<Record<FigureName, number>> = {
  completedPercent: 0.011,
  disbursedPercent: 0.011,
  implementationPercent: 0.011,
};

function checkFigure(
  plan: CheckedPlan,
  stated: StatedFigure,
  initialProjects: number | undefined,
  hasStatuses: boolean,
): Finding[] {
  const { figure, value, line } = stated;
  if (OF_STATUS.has(figure) && !hasStatuses) return [];
  const rows =
    stated.dimension === undefined
      ? plan.measures
      : plan.measures.filter(({ dimension }) => dimension === stated.dimension);
  const where = stated.dimension === undefined ? 'plan' : `dimension ${stated.dimension}`;
  if (figure === 'initialProjects') return checkInitial(rows.length, value, line);
  const computed = compute(figure, rows, initialProjects ?? rows.length);
  if (computed === null || Math.abs(computed - value) <= (TOLERANCE[figure] ?? 0.004)) return [];
  const severity = figure === 'inOrdinance' ? 'warning' : 'error';
  return [{ code: CODES[figure], severity, where, params: { line }, stated: value, computed }];
}

const CODES: Record<FigureName, string> = {
  total: 'total-differs',
  completed: 'completed-differs',
  inProgress: 'in-progress-differs',
  waitingReport: 'waiting-report-differs',
  cannotProceed: 'cannot-proceed-differs',
  plannedBudget: 'planned-budget-differs',
  ordinanceBudget: 'ordinance-budget-differs',
  disbursed: 'disbursed-differs',
  completedPercent: 'completed-percent-differs',
  disbursedPercent: 'disbursed-percent-differs',
  initialProjects: 'initial-projects-unexplained',
  inOrdinance: 'ordinance-count-differs',
  implementationPercent: 'implementation-percent-differs',
};

/** A plan may list fewer projects than it began with, each dropped for a reason; it cannot list more. */
function checkInitial(listed: number, initial: number, line: number): Finding[] {
  if (initial === listed) return [];
  const code = initial > listed ? 'initial-projects-unexplained' : 'initial-projects-fewer';
  const severity = initial > listed ? 'warning' : 'error';
  const params = { line, difference: Math.abs(initial - listed) };
  return [{ code, severity, where: 'plan', params, stated: initial, computed: listed }];
}

/** The figure as the rows give it; `null` when they hold no such money at all. */
function compute(figure: FigureName, rows: readonly CheckedMeasure[], initialProjects: number): number | null {
  const count = (...statuses: string[]) =>
    rows.filter(({ status }) => status !== undefined && statuses.includes(status)).length;
  const sum = (field: 'plannedBudget' | 'ordinanceBudget' | 'disbursed') =>
    rows.some((row) => row[field] !== undefined)
      ? Math.round(rows.reduce((total, row) => total + (row[field] ?? 0), 0) * 100) / 100
      : null;
  const ordinanceBudget = sum('ordinanceBudget');
  const budget = ordinanceBudget ?? sum('plannedBudget');
  const disbursed = sum('disbursed');
  const withMoney = rows.filter((row) => (row.ordinanceBudget ?? row.plannedBudget ?? 0) > 0).length;
  const figures: Record<FigureName, number | null> = {
    total: rows.length,
    initialProjects: rows.length,
    completed: count('completed'),
    inProgress: count('inProgress'),
    cannotProceed: count('cannotProceed'),
    waitingReport: rows.length - count('completed', 'inProgress', 'cannotProceed'),
    plannedBudget: sum('plannedBudget'),
    ordinanceBudget,
    disbursed,
    completedPercent: percent(count('completed'), rows.length),
    disbursedPercent: disbursed === null || budget === null ? null : percent(disbursed, budget),
    inOrdinance: budget === null ? null : withMoney,
    implementationPercent: percent(count('completed') + count('inProgress') / 2, initialProjects),
  };
  return figures[figure];
}

/** The four stated statuses together must be the stated number of projects. */
function partition(plan: CheckedPlan): Finding[] {
  const value = (figure: FigureName) =>
    plan.stated.find((stated) => stated.figure === figure && stated.dimension === undefined)?.value;
  const [completed, inProgress, total] = [value('completed'), value('inProgress'), value('total')];
  if (completed === undefined || inProgress === undefined || total === undefined) return [];
  const sum = completed + inProgress + (value('cannotProceed') ?? 0) + (value('waitingReport') ?? 0);
  const isWhole = value('waitingReport') !== undefined || sum > total;
  if (sum === total || !isWhole) return [];
  return [{ code: 'statuses-do-not-partition', severity: 'error', where: 'plan', stated: total, computed: sum }];
}
