import type { PlanFacts } from '../conversation/facts.ts';
import { reportingRound, reportingYear } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import type { Plan, Store } from './store-port.ts';

/** The current plans of an organisation with what was reported in the round that is reported now. */
export async function readPlans(store: Store, organisationId: string, now: number): Promise<PlanFacts[]> {
  const plans = await store.plans.current(organisationId, reportingYear(bangkokDate(now)));
  return Promise.all(
    plans.map(async ({ measures, round: stored, ...plan }) => {
      const round = reportingRound(plan.fiscalYear, stored, bangkokDate(now));
      return readRound(store, organisationId, { ...plan, measures }, round);
    }),
  );
}

/** A plan with what was reported in one round. */
export async function readRound(
  store: Store,
  organisationId: string,
  { measures, ...plan }: Omit<Plan, 'round'>,
  round: PlanFacts['round'],
): Promise<PlanFacts> {
  const reports = await store.reports.ofPlan(organisationId, plan.id, round);
  const rows = measures.map(({ id, measure }) => {
    const report = reports.get(id);
    return { id, measure, ...(report === undefined ? {} : { report }) };
  });
  return { ...plan, round, rows };
}
