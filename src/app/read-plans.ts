import type { MeasureFacts, PlanFacts, ReportBefore } from '../conversation/facts.ts';
import type { PlanKind } from '../reporting/model.ts';
import { skeleton } from '../thai/normalise.ts';
import type { Plan, Store } from './store-port.ts';

/** A plan with what was reported in one round, and in the round before. */
export async function readRound(
  store: Store,
  organisationId: string,
  { measures, ...plan }: Omit<Plan, 'round'>,
  round: PlanFacts['round'],
): Promise<PlanFacts> {
  const [reports, evidence, before] = await Promise.all([
    store.reports.ofPlan(organisationId, plan.id, round),
    store.evidence.ofPlan(organisationId, plan.id, round),
    round === 12
      ? firstRound(store, organisationId, plan)
      : yearBefore(store, organisationId, plan.kind, plan.fiscalYear),
  ]);
  const rows = measures.map(({ id, measure }): MeasureFacts => {
    const report = reports.get(id);
    const earlier = before({ id, measure });
    const shown = evidence.get(id);
    return {
      id,
      measure,
      ...(report === undefined ? {} : { report }),
      ...(shown === undefined ? {} : { evidence: shown.pieces, evidenceLast: shown.last }),
      ...(earlier === undefined ? {} : { before: earlier }),
    };
  });
  return { ...plan, round, rows };
}

type Before = (row: MeasureFacts) => ReportBefore | undefined;

/** What round 12 has before it: round 6 of the same plan. */
async function firstRound(
  store: Store,
  organisationId: string,
  { id, fiscalYear }: Pick<Plan, 'id' | 'fiscalYear'>,
): Promise<Before> {
  const reports = await store.reports.ofPlan(organisationId, id, 6);
  return (row) => {
    const report = reports.get(row.id);
    return report === undefined ? undefined : { fiscalYear, round: 6, isSamePlan: true, report };
  };
}

/** What round 6 has before it: the whole of last year, of a measure with the same title. */
async function yearBefore(store: Store, organisationId: string, kind: PlanKind, fiscalYear: number): Promise<Before> {
  const plan = await store.plans.find(organisationId, fiscalYear - 1, kind);
  if (plan === null) return () => undefined;
  const reports = await store.reports.ofPlan(organisationId, plan.id, 12);
  const byTitle = new Map(
    plan.measures.flatMap(({ id, measure }) => {
      const report = reports.get(id);
      return report === undefined ? [] : [[skeleton(measure.title), report] as const];
    }),
  );
  return ({ measure }) => {
    const report = byTitle.get(skeleton(measure.title));
    return report === undefined ? undefined : { fiscalYear: fiscalYear - 1, round: 12, isSamePlan: false, report };
  };
}
