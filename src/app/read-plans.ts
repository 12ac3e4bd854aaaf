import type { PlanFacts } from '../conversation/facts.ts';
import type { Plan, Store } from './store-port.ts';

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
