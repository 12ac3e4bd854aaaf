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
 * Keeps the scores of the assessment of a year with the measures plan of the year after it, which is made from them: so does a
 * plan's own file. As long as there is none, with the plan of the year itself. Scores of another assessment are never replaced.
 * @throws AppError `ita-no-plan` when there is neither plan, `ita-plan-taken` when another assessment's scores are there
 */
export async function storeScores(store: Store, organisationId: string, scores: NewScores): Promise<StoredScores> {
  const { assessedYear } = scores;
  const found = await Promise.all(
    [assessedYear + 1, assessedYear].map((year) => store.plans.find(organisationId, year, 'measures')),
  );
  const plans = found.filter((plan) => plan !== null);
  const plan = plans.find((one) => one.indicators === undefined || assessedYearOf(one) === assessedYear);
  if (plan !== undefined) {
    await store.plans.saveScores(organisationId, plan.id, scores);
    return { plan, ...scores };
  }
  const years = { year: String(assessedYear), next: String(assessedYear + 1) };
  const [taken] = plans;
  if (taken === undefined) throw new AppError('ita-no-plan', { params: years });
  const params = { ...years, plan: String(taken.fiscalYear), held: String(assessedYearOf(taken)) };
  throw new AppError('ita-plan-taken', { params });
}

/** The scores of the assessment of a year (Buddhist Era), of the latest there are when none is named; `null`: there are none. */
export async function readScores(
  store: Pick<Store, 'plans'>,
  organisationId: string,
  year?: number,
): Promise<StoredScores | null> {
  const scored = (await store.plans.all(organisationId)).flatMap((plan): StoredScores[] => {
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
