import type { Plan, Store } from '../app/store-port.ts';
import { AppError } from '../errors.ts';
import { reportingYear } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import type { PlanOptions } from './options.ts';

/**
 * The plan that is meant: of the year and kind named, or the only one that is reported now.
 * @throws AppError when none fits, or several do
 */
export async function planOf(
  store: Pick<Store, 'plans'>,
  organisationId: string,
  { fiscalYear, kind }: PlanOptions,
  now: number,
): Promise<Plan> {
  const kinds = kind === undefined ? (['measures', 'action-plan'] as const) : ([kind] as const);
  const found =
    fiscalYear === undefined
      ? (await store.plans.current(organisationId, reportingYear(bangkokDate(now)))).filter((plan) =>
          kinds.some((one) => one === plan.kind),
        )
      : (await Promise.all(kinds.map((one) => store.plans.find(organisationId, fiscalYear, one)))).filter(
          (plan) => plan !== null,
        );
  const only = found.length === 1 ? found[0] : undefined;
  if (only !== undefined) return only;
  throw new AppError(found.length === 0 ? 'no-plan' : 'which-plan');
}
