import type { Connection } from 'mongoose';
import type { HistoryEntry, ReportStore, SavedReport } from '../../app/store-port.ts';
import { completeReport } from '../../app/complete-report.ts';
import type { Report, Round } from '../../reporting/model.ts';
import { batched, refusalsOf } from '../batch.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';
import type { Changed } from './organisations.ts';

interface Row {
  organisationId: string;
  planId: string;
  measureId: string;
  round: Round;
  revision: number;
  report: Report;
  by: string;
  at: number;
  history: HistoryEntry[];
}

type Key = Pick<Row, 'organisationId' | 'measureId' | 'round'>;

const nameOf = ({ organisationId, measureId, round }: Key): string => `${organisationId}:${measureId}:${round}`;

/** Reports: one document per measure and round, which carries its own history. */
export function reportCollection(
  connection: Connection,
  changed: Changed,
): { store: ReportStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'reports',
    {
      organisationId: { type: String, required: true },
      planId: { type: String, required: true },
      measureId: { type: String, required: true },
      round: { type: Number, required: true },
      revision: { type: Number, required: true },
      report: mixed,
      by: { type: String, required: true },
      at: { type: Number, required: true },
      history: { type: [mixed] },
    },
    [
      { fields: { organisationId: 1, measureId: 1, round: 1 }, unique: true },
      { fields: { organisationId: 1, planId: 1, round: 1 } },
    ],
  );
  const { model } = rows;
  const find = batched(async (keys: Key[]): Promise<(Row | null)[]> => {
    const all = <Name extends keyof Key>(name: Name) => ({ $in: [...new Set(keys.map((key) => key[name]))] });
    const found = await model.collection
      .find({ organisationId: all('organisationId'), measureId: all('measureId'), round: all('round') })
      .toArray();
    const rows = new Map(found.map((row) => [nameOf(row as unknown as Key), row as unknown as Row]));
    return keys.map((key) => rows.get(nameOf(key)) ?? null);
  });
  const insert = batched((fresh: Row[]) =>
    refusalsOf(fresh.length, () => model.collection.insertMany(fresh, { ordered: false, ignoreUndefined: true })),
  );
  const store: ReportStore = {
    ofPlan: async (organisationId, planId, round) => {
      const found = await model.find({ organisationId, planId, round }, { history: 0 }).lean<Row[]>();
      return new Map(found.map(({ measureId, report, by, at }) => [measureId, { ...report, by, at }]));
    },
    save: async (organisationId, { planId, measureId, round }, toSave, source) => {
      const saved = async (report: Report, by: string, at: number): Promise<SavedReport> => ({
        version: await changed(organisationId),
        report: { ...report, by, at },
      });
      for (;;) {
        const key = { organisationId, measureId, round };
        const row = await find(key);
        // A crash may have come before the others were told.
        if (row?.history.some(({ eventId }) => eventId === source.eventId) === true)
          return saved(row.report, row.by, row.at);
        const before = row?.report ?? null;
        const entry: HistoryEntry = { ...source, before };
        const report = completeReport(toSave, before);
        const { by, at } = source;
        if (row === null) {
          const refusal = await insert({ ...key, planId, revision: 1, report, by, at, history: [entry] });
          if (refusal === null) return saved(report, by, at);
          if (!isDuplicate(refusal)) throw refusal;
          continue;
        }
        const { modifiedCount } = await model.updateOne(
          { ...key, revision: row.revision },
          { $set: { report, by, at }, $inc: { revision: 1 }, $push: { history: entry } },
        );
        if (modifiedCount === 1) return saved(report, by, at);
      }
    },
    read: async (organisationId, measureId, round) => {
      const row = await model.findOne({ organisationId, measureId, round }).lean<Row>();
      return row === null ? null : { report: row.report, revision: row.revision, history: row.history };
    },
  };
  return { store, rows };
}
