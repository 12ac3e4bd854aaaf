import type { AssessmentFacts } from '../conversation/document-settings.ts';
import { AppError } from '../errors.ts';
import type { Indicator } from '../reporting/model.ts';
import type { NewScores, Plan, Store } from './store-port.ts';

/** The scores of an assessment, and the plan they are kept with. */
export interface StoredScores {
  plan: Plan;
  /** Buddhist Era. */
  assessedYear: number;
  indicators: readonly Indicator[];
  statedTotal?: number;
}

/**
 * Keeps the scores of the assessment of a year, in the place of those there were.
 * @throws AppError as `holderOf` does
 */
export async function storeScores(store: Store, organisationId: string, scores: NewScores): Promise<StoredScores> {
  const plan = holderOf(await store.plans.all(organisationId), scores.assessedYear);
  await store.plans.saveScores(organisationId, plan.id, scores);
  return { plan, ...scores };
}

/**
 * Changes some scores of the assessment of a year, or enters them; what is not named stays, the printed total too.
 * @throws AppError as `holderOf` does
 */
export async function changeScores(
  store: Store,
  organisationId: string,
  { assessedYear, scores, statedTotal }: { assessedYear: number; scores: readonly Indicator[]; statedTotal?: number },
): Promise<StoredScores> {
  const stored = await readScores(store, organisationId, assessedYear);
  const indicators = new Map(stored?.indicators.map((one) => [one.number, one]));
  for (const given of scores) {
    const { number, score } = given;
    indicators.set(number, { ...(indicators.get(number) ?? given), score });
  }
  const total = statedTotal ?? stored?.statedTotal;
  return storeScores(store, organisationId, {
    assessedYear,
    indicators: [...indicators.values()].toSorted((a, b) => a.number - b.number),
    ...(total === undefined ? {} : { statedTotal: total }),
  });
}

/**
 * The measures plan that keeps the scores of the assessment of a year: that of the year after it, which is made from them, as a
 * plan's own file has it; as long as there is none, that of the year itself. Scores of another assessment are never replaced.
 * @throws AppError `ita-no-plan` when there is neither plan, `ita-plan-taken` when another assessment's scores are there
 */
export function holderOf(plans: readonly Plan[], assessedYear: number): Plan {
  const fitting = [assessedYear + 1, assessedYear].flatMap(
    (year) => plans.find(({ kind, fiscalYear }) => kind === 'measures' && fiscalYear === year) ?? [],
  );
  const holder = fitting.find((one) => one.indicators === undefined || assessedYearOf(one) === assessedYear);
  if (holder !== undefined) return holder;
  const years = { year: String(assessedYear), next: String(assessedYear + 1) };
  const [taken] = fitting;
  if (taken === undefined) throw new AppError('ita-no-plan', { params: years });
  const params = { ...years, plan: String(taken.fiscalYear), held: String(assessedYearOf(taken)) };
  throw new AppError('ita-plan-taken', { params });
}

/** The assessments (Buddhist Era) whose scores plans can keep, latest first, each with what is stored of it. */
export function assessable(plans: readonly Plan[]): AssessmentFacts[] {
  const years = plans.flatMap((plan) => {
    if (plan.kind !== 'measures') return [];
    return plan.indicators === undefined ? [plan.fiscalYear, plan.fiscalYear - 1] : [assessedYearOf(plan)];
  });
  return [...new Set(years)]
    .toSorted((a, b) => b - a)
    .map((year) => {
      const stored = scoresIn(plans, year);
      const { indicators = [], statedTotal } = stored ?? {};
      return { year, indicators, ...(statedTotal === undefined ? {} : { statedTotal }) };
    });
}

/** The scores of the assessment of a year (Buddhist Era), of the latest there are when none is named; `null`: there are none. */
export async function readScores(
  store: Pick<Store, 'plans'>,
  organisationId: string,
  year?: number,
): Promise<StoredScores | null> {
  return scoresIn(await store.plans.all(organisationId), year);
}

function scoresIn(plans: readonly Plan[], year: number | undefined): StoredScores | null {
  const scored = plans.flatMap((plan): StoredScores[] => {
    const { kind, indicators, statedTotal } = plan;
    if (kind !== 'measures' || indicators === undefined) return [];
    const total = statedTotal === undefined ? {} : { statedTotal };
    return [{ plan, assessedYear: assessedYearOf(plan), indicators, ...total }];
  });
  const [latest = null] = scored
    .filter(({ assessedYear }) => year === undefined || assessedYear === year)
    .toSorted((a, b) => b.assessedYear - a.assessedYear || b.plan.fiscalYear - a.plan.fiscalYear);
  return latest;
}

/** The year of the assessment whose scores a plan holds: where nothing says it, the year before the plan's. */
export const assessedYearOf = ({ assessedYear, fiscalYear }: Pick<Plan, 'assessedYear' | 'fiscalYear'>): number =>
  assessedYear ?? fiscalYear - 1;
