import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import type { Connection, UpdateQuery } from 'mongoose';
import { PLAN_SOURCE } from '../../app/store-port.ts';
import type { NewPlan, Plan, PlanSource, PlanStore } from '../../app/store-port.ts';
import type { Measure, PlanKind } from '../../reporting/model.ts';
import { matchMeasures } from '../../reporting/match-measures.ts';
import { PLAN_KINDS } from '../../reporting/model.ts';
import { fold } from '../../thai/normalise.ts';
import { collection, mixed } from './collection.ts';
import type { Changed } from './organisations.ts';
import type { Collection } from './collection.ts';

interface PlanRow extends Omit<NewPlan, 'measures'> {
  _id: string;
  organisationId: string;
}

interface MeasureRow {
  _id: string;
  organisationId: string;
  planId: string;
  number: number;
  measure: Measure;
  /** False once a later import no longer lists it: what was reported of it stays. */
  listed: boolean;
}

/** Plans and their measures; a measure keeps its id, and so its reports, whatever number and wording a later file gives it. */
export function planCollections(
  connection: Connection,
  changed: Changed,
): {
  store: PlanStore;
  plans: Collection<PlanRow>;
  measures: Collection<MeasureRow>;
} {
  const plans = collection<PlanRow>(
    connection,
    'plans',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      kind: { type: String, required: true },
      fiscalYear: { type: Number, required: true },
      round: Number,
      title: String,
      dimensions: { type: [mixed] },
      initialProjects: Number,
      indicators: { type: [mixed], default: undefined },
      statedTotal: Number,
      assessedYear: Number,
      inOrdinanceStated: Number,
      issues: { type: [mixed], default: undefined },
      headings: mixed,
      reporter: mixed,
      narrative: mixed,
    },
    [{ fields: { organisationId: 1, fiscalYear: 1, kind: 1 }, unique: true }],
  );
  const measures = collection<MeasureRow>(
    connection,
    'measures',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      planId: { type: String, required: true },
      number: { type: Number, required: true },
      measure: mixed,
      listed: { type: Boolean, required: true },
    },
    [{ fields: { organisationId: 1, planId: 1, listed: 1, number: 1 } }],
    // Numbers may change places within a plan.
    ['organisationId_1_planId_1_number_1'],
  );

  const withMeasures = async (organisationId: string, row: PlanRow): Promise<Plan> => {
    const found = await measures.model
      .find({ organisationId, planId: row._id, listed: true })
      .sort({ number: 1 })
      .lean<MeasureRow[]>();
    return {
      id: row._id,
      kind: row.kind,
      fiscalYear: row.fiscalYear,
      dimensions: row.dimensions,
      ...(row.round === undefined ? {} : { round: row.round }),
      ...(row.initialProjects === undefined ? {} : { initialProjects: row.initialProjects }),
      ...sourceOf(row),
      measures: found.map(({ _id, measure }) => ({ id: _id, measure })),
    };
  };

  const store: PlanStore = {
    current: async (organisationId, fiscalYear) => {
      const latest = (kind: PlanKind, upTo: number) =>
        plans.model
          .findOne({ organisationId, kind, fiscalYear: { $lte: upTo } })
          .sort({ fiscalYear: -1 })
          .lean<PlanRow>();
      const found = await Promise.all(
        PLAN_KINDS.map(async (kind) => (await latest(kind, fiscalYear ?? Infinity)) ?? latest(kind, Infinity)),
      );
      return Promise.all(found.flatMap((row) => (row === null ? [] : [withMeasures(organisationId, row)])));
    },
    find: async (organisationId, fiscalYear, kind) => {
      const row = await plans.model.findOne({ organisationId, fiscalYear, kind }).lean<PlanRow>();
      return row === null ? null : withMeasures(organisationId, row);
    },
    all: async (organisationId) => {
      const found = await plans.model.find({ organisationId }).sort({ fiscalYear: -1, kind: 1 }).lean<PlanRow[]>();
      return Promise.all(found.map((row) => withMeasures(organisationId, row)));
    },
    save: async (organisationId, { measures: listed, ...plan }) => {
      const key = { organisationId, fiscalYear: plan.fiscalYear, kind: plan.kind };
      const before = await plans.model.findOne(key, { indicators: 1 }).lean<Pick<PlanRow, 'indicators'>>();
      const row = await plans.model
        .findOneAndUpdate(
          key,
          { ...changesBy(plan, before?.indicators), $setOnInsert: { _id: new Types.ObjectId().toHexString() } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean<PlanRow>();
      if (row === null) throw new Error('an upsert returned nothing');
      const planId = row._id;
      const known = await measures.model
        .find({ organisationId, planId })
        .sort({ listed: -1, number: 1 })
        .lean<MeasureRow[]>();
      const ids = identities(planId, known, listed);
      if (listed.length > 0)
        await measures.model.collection.bulkWrite(
          listed.map((measure, index) => ({
            updateOne: {
              filter: { _id: ids[index] as never },
              update: { $set: { organisationId, planId, number: measure.number, measure, listed: true } },
              upsert: true,
            },
          })),
        );
      await measures.model.updateMany({ organisationId, planId, _id: { $nin: ids } }, { $set: { listed: false } });
      await changed(organisationId);
      return withMeasures(organisationId, row);
    },
    saveScores: async (organisationId, planId, { indicators, statedTotal, assessedYear }) => {
      await plans.model.updateOne(
        { _id: planId, organisationId },
        {
          $set: { indicators, assessedYear, ...(statedTotal === undefined ? {} : { statedTotal }) },
          ...(statedTotal === undefined ? { $unset: { statedTotal: 1 } } : {}),
        },
      );
      await changed(organisationId);
    },
  };
  return { store, plans, measures };
}

/** What documents take of a plan; versions before this one stored an empty list where there were no scores. */
const sourceOf = (row: PlanRow): PlanSource =>
  Object.fromEntries(
    PLAN_SOURCE.map((field) => [field, row[field]] as const).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** What a new plan changes of the one that is stored: only what it says. */
function changesBy(
  { headings = {}, narrative = {}, ...plan }: Omit<NewPlan, 'measures'>,
  stored: PlanSource['indicators'],
): UpdateQuery<PlanRow> {
  const said = [
    ...Object.entries(plan),
    ...Object.entries(headings).map(([field, text]) => [['headings', field].join('.'), text] as const),
    ...Object.entries(narrative).map(([part, text]) => [['narrative', part].join('.'), text] as const),
  ].filter(([, value]) => value !== undefined);
  // Total and year are those of the scores they came with.
  const isRescored = plan.indicators !== undefined && JSON.stringify(plan.indicators) !== JSON.stringify(stored);
  const gone = isRescored
    ? (['statedTotal', 'assessedYear'] as const).filter((field) => plan[field] === undefined)
    : [];
  return {
    $set: Object.fromEntries(said),
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((field) => [field, 1])) }),
  };
}

/** Ids for the measures of a file: those of the measures they continue; new ones follow from the plan, the number and the title. */
function identities(planId: string, known: readonly MeasureRow[], listed: readonly Measure[]): string[] {
  const matches = matchMeasures(
    // One that left the plan comes back under its own title only.
    known.map(({ measure, listed: isListed }) => (isListed ? measure : { ...measure, number: 0 })),
    listed,
  );
  const taken = new Set(known.map(({ _id }) => _id));
  return listed.map(({ number, title }, index) => {
    const at = matches[index] ?? null;
    return (at === null ? undefined : known[at]?._id) ?? freshId([planId, number, fold(title)], taken);
  });
}

/** An id that follows from what a measure is, so that the same file twice makes it once. */
function freshId(what: readonly (string | number)[], taken: Set<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const id = createHash('sha256')
      .update(JSON.stringify([...what, attempt]))
      .digest('hex')
      .slice(0, 24);
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
