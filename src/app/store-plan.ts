import type { ReportToSave, StepToSave } from '../conversation/effects.ts';
import type { ImportedMeasure, ImportedPlan } from '../importing/imported-plan.ts';
import { IMPORTED } from '../reporting/model.ts';
import type { Measure, Round, Status } from '../reporting/model.ts';
import { planDifference } from '../reporting/plan-difference.ts';
import type { PlanDifference } from '../reporting/plan-difference.ts';
import { reportingRound } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { inKnownUnits, unitsInUse } from './known-units.ts';
import { ensureOrganisation, organisationNamed } from './organisation-named.ts';
import { PLAN_SOURCE } from './store-port.ts';
import type { Organisation, Plan, PlanSource, Store } from './store-port.ts';

/** Marks a change of a report as made by an import rather than by a person. */
const IMPORT = 'import:';

export interface StoredPlan {
  organisation: Organisation;
  plan: Plan;
  round: Round;
  /** Reports stored from the file, and those left alone because people have reported since. */
  reports: { stored: number; kept: number };
}

/**
 * Stores an imported plan: organisation, units, plan and measures; statuses, results and money found in the file become
 * reports of its round. What people reported in the chat is never overwritten by a file.
 * @param id names the import: the same file twice changes nothing
 */
export async function storePlan(store: Store, named: ImportedPlan, id: string, now: number): Promise<StoredPlan> {
  const organisation = await ensureOrganisation(store, named.organisation);
  const inUse = await unitsInUse(store, organisation.id, named);
  const imported = inKnownUnits(named, inUse, await store.units.list(organisation.id));
  await store.units.ensure(organisation.id, imported.units);
  const round = imported.round ?? reportingRound(imported.fiscalYear, undefined, bangkokDate(now));
  const plan = await store.plans.save(organisation.id, {
    kind: imported.kind,
    fiscalYear: imported.fiscalYear,
    round,
    dimensions: imported.dimensions,
    measures: imported.measures.map(measureOf),
    ...(imported.initialProjects === undefined ? {} : { initialProjects: imported.initialProjects }),
    ...sourceOf(imported),
  });
  // A spelling that was corrected, or a unit that nobody names any more, is not asked for anything.
  await store.units.keepOnly(organisation.id, [...inUse, ...imported.units.map(({ name }) => name)]);
  const reports = { stored: 0, kept: 0 };
  for (const measure of imported.measures) {
    const target = plan.measures.find((one) => one.measure.number === measure.number);
    const report = reportOf(measure);
    if (target === undefined || report === null) continue;
    const before = await store.reports.read(organisation.id, target.id, round);
    // What was only said of a report did not report it.
    if (before?.history.some(({ eventId, act }) => act === undefined && !eventId.startsWith(IMPORT)) === true) {
      reports.kept += 1;
      continue;
    }
    const source = { eventId: `${IMPORT}${id}`, by: IMPORTED, at: now };
    await store.reports.save(organisation.id, { planId: plan.id, measureId: target.id, round }, report, source);
    reports.stored += 1;
  }
  return { organisation, plan, round, reports };
}

/** How many measures the file reports something of. */
export const reportsIn = ({ measures }: ImportedPlan): number =>
  measures.filter((measure) => reportOf(measure) !== null).length;

/** What an imported plan would change of the plan of its organisation, kind and year; `newOffice`, or `null`: there is none yet. */
export async function changeOf(
  store: Pick<Store, 'organisations' | 'plans'>,
  imported: ImportedPlan,
): Promise<PlanDifference | 'newOffice' | null> {
  const organisation = await organisationNamed(store, imported.organisation);
  if (organisation === null) return 'newOffice';
  const before = await store.plans.find(organisation.id, imported.fiscalYear, imported.kind);
  return before === null ? null : differenceFrom(before, imported);
}

/** What an imported plan would change of a plan. */
export const differenceFrom = ({ measures }: Plan, imported: ImportedPlan): PlanDifference =>
  planDifference(
    measures.map(({ measure }) => measure),
    imported.measures.map(measureOf),
  );

/** What documents take of the file beside its measures; what it does not say is left out, and so stays as it is stored. */
function sourceOf({ documentTitle: title, ...imported }: ImportedPlan): PlanSource {
  const said: PlanSource = { ...imported, ...(title === undefined ? {} : { title }) };
  return Object.fromEntries(
    PLAN_SOURCE.map((field) => [field, said[field]] as const).filter(([, value]) => value !== undefined),
  );
}

/** The measure itself, without what the file reports of it. */
function measureOf(imported: ImportedMeasure): Measure {
  const { number, title, topic, dimension, method, responsibleUnits, allUnits, period } = imported;
  const { plannedBudget, ordinanceBudget, inOrdinance, steps } = imported;
  const measure = {
    number,
    // A title taken from a list keeps no bullet.
    title: title.replace(/^[-–•]\s*/u, ''),
    topic,
    dimension,
    method,
    responsibleUnits,
    allUnits,
    period,
    plannedBudget,
    ordinanceBudget,
    inOrdinance,
    steps: steps?.map((step) => ({
      method: step.method,
      responsibleUnits: step.responsibleUnits,
      period: step.period,
    })),
  };
  return Object.fromEntries(Object.entries(measure).filter(([, value]) => value !== undefined)) as unknown as Measure;
}

/** What the file reports of a measure; `null` when it says nothing. */
function reportOf(imported: ImportedMeasure): ReportToSave | null {
  const { disbursed, obstacle, remark, reason, reasonText, steps } = imported;
  const common = {
    ...(disbursed === undefined ? {} : { disbursed }),
    ...(obstacle === undefined && remark === undefined
      ? {}
      : { obstacle: [obstacle, remark].filter(Boolean).join('\n') }),
  };
  if (steps !== undefined && steps.length > 1) {
    const reported = steps.map((step) => partOf(step));
    const said = reported.some(({ status }) => status !== 'waitingReport') || Object.keys(common).length > 0;
    return said ? { ...common, steps: reported } : null;
  }
  const part = partOf(imported);
  if (part.status === 'waitingReport' && (disbursed ?? 0) === 0 && common.obstacle === undefined) return null;
  return {
    ...part,
    ...common,
    ...(reason === undefined ? {} : { reason }),
    ...(reasonText === undefined ? {} : { reasonText }),
  };
}

/** Where no status is stated, an outcome means completed and a result alone in progress. */
function partOf({
  status,
  result,
  outcome,
}: {
  status?: Status;
  result?: string;
  outcome?: string;
}): Exclude<StepToSave, 'keep'> {
  const inferred = outcome !== undefined ? 'completed' : result !== undefined ? 'inProgress' : 'waitingReport';
  return {
    status: status ?? inferred,
    ...(result === undefined ? {} : { result }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}
