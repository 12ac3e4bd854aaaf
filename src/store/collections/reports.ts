import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { HistoryEntry, ReportStore, SavedReport, Source } from '../../app/store-port.ts';
import { completeReport } from '../../app/complete-report.ts';
import type { Report, Round } from '../../reporting/model.ts';
import { withoutWords, wordsFrom } from '../../reporting/erase.ts';
import type { Review } from '../../reporting/review.ts';
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
  memberId?: string;
  at: number;
  /** Of the revision it names: what was saved later has none yet. */
  review?: Review;
  history: HistoryEntry[];
  /** Hashes of words that were erased, their message having been unsent. */
  erased?: string[];
}

type Key = Pick<Row, 'organisationId' | 'measureId' | 'round'>;

/** What stands there, without how it came to be. */
type Standing = Pick<Row, 'report' | 'revision' | 'by' | 'memberId' | 'at' | 'review'>;

const standing = ({ report, revision, by, memberId, at, review }: Standing): SavedReport['report'] => ({
  ...report,
  by,
  at,
  revision,
  ...(memberId === undefined ? {} : { memberId }),
  ...(review === undefined ? {} : { review }),
});

/** Whether an event has had its effect on a report. */
const isKept = ({ history }: Row, { eventId }: Source): boolean => history.some((entry) => entry.eventId === eventId);

const nameOf = ({ organisationId, measureId, round }: Key): string => `${organisationId}:${measureId}:${round}`;

/** A report and its history without these words, and with the word that it was so. */
function erased({ report, history }: Row, gone: ReadonlySet<string>, source: Source): Pick<Row, 'report' | 'history'> {
  const without = (one: Report): Report => withoutWords(one, (words) => gone.has(words));
  const kept = history.map((entry): HistoryEntry => {
    const { before } = entry;
    return before === undefined || before === null ? entry : { ...entry, before: without(before) };
  });
  return { report: without(report), history: [...kept, { ...source, act: 'erased', before: without(report) }] };
}

/** Words that were erased meanwhile may have been taken over into an answer before: only if typed again they are kept. */
function withoutErased(report: Report, row: Row | null, { messages = [] }: Source): Report {
  const gone = new Set(row?.erased);
  if (gone.size === 0) return report;
  const isTyped = (place: string) => messages.some((one) => one.place === place);
  return withoutWords(report, (words, place) => !isTyped(place) && gone.has(hashOf(words)));
}

/** Tells words again without keeping them. */
const hashOf = (words: string): string => createHash('sha256').update(words).digest('hex');

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
      memberId: String,
      at: { type: Number, required: true },
      review: mixed,
      history: { type: [mixed] },
      erased: { type: [String], default: undefined },
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
  /** Tried anew for as long as others change the report meanwhile. */
  const erase = async (first: Row, gone: ReadonlySet<string>, source: Source): Promise<void> => {
    for (let row: Row | null = first; row !== null && !isKept(row, source); row = await find(first)) {
      const { organisationId, measureId, round, revision } = row;
      const { modifiedCount } = await model.updateOne(
        { organisationId, measureId, round, revision, history: { $size: row.history.length } },
        {
          $set: { ...erased(row, gone, source), revision: revision + 1 },
          $addToSet: { erased: { $each: [...gone].map(hashOf) } },
        },
      );
      if (modifiedCount === 1) return;
    }
  };
  const store: ReportStore = {
    ofPlan: async (organisationId, planId, round) => {
      const found = await model.find({ organisationId, planId, round }, { history: 0 }).lean<Row[]>();
      return new Map(found.map((row) => [row.measureId, standing(row)]));
    },
    save: async (organisationId, { planId, measureId, round }, toSave, source, basis) => {
      const saved = async (row: Standing): Promise<SavedReport> => ({
        version: await changed(organisationId),
        report: standing(row),
      });
      for (;;) {
        const key = { organisationId, measureId, round };
        const row = await find(key);
        // A crash may have come before the others were told.
        if (row !== null && isKept(row, source)) return saved(row);
        if (basis !== undefined && basis !== (row?.revision ?? 0)) return null;
        const before = row?.report ?? null;
        const entry: HistoryEntry = { ...source, before };
        const { by, at, memberId } = source;
        const report = withoutErased(completeReport(toSave, before), row, source);
        const revision = (row?.revision ?? 0) + 1;
        const next: Standing = { report, by, at, revision, ...(memberId === undefined ? {} : { memberId }) };
        if (row === null) {
          const refusal = await insert({ ...key, planId, ...next, history: [entry] });
          if (refusal === null) return saved(next);
          if (!isDuplicate(refusal)) throw refusal;
          continue;
        }
        const { modifiedCount } = await model.updateOne(
          { ...key, revision: row.revision },
          {
            $set: next,
            $push: { history: entry },
            ...(memberId === undefined ? { $unset: { memberId: 1 } } : {}),
          },
        );
        if (modifiedCount === 1) return saved({ ...next, ...(row.review === undefined ? {} : { review: row.review }) });
      }
    },
    review: async (organisationId, { measureId, round }, { state, revision, comment }, source) => {
      const said = comment === undefined ? {} : { comment };
      const { eventId, by, at, memberId } = source;
      const who = { by, at, ...(memberId === undefined ? {} : { memberId }) };
      await model.updateOne(
        { organisationId, measureId, round, revision, 'history.eventId': { $ne: eventId } },
        {
          $set: { review: { state, revision, ...who, ...said } },
          $push: { history: { eventId, ...who, act: state, ...said } },
        },
      );
      const row = await find({ organisationId, measureId, round });
      if (row === null || !isKept(row, source)) return null;
      return { version: await changed(organisationId), report: standing(row) };
    },
    eraseMessage: async (organisationId, messageId, source) => {
      const found = await model.find({ organisationId, 'history.messages.messageId': messageId }).lean<Row[]>();
      for (const row of found) {
        const gone = new Set(wordsFrom(row, messageId));
        // What one round said another may have taken over.
        const rounds = await model.find({ organisationId, measureId: row.measureId }).lean<Row[]>();
        for (const round of gone.size === 0 ? [] : rounds) await erase(round, gone, source);
      }
      if (found.length > 0) await changed(organisationId);
      return found.length > 0;
    },
    read: async (organisationId, measureId, round) => {
      const row = await model.findOne({ organisationId, measureId, round }).lean<Row>();
      return row === null ? null : { report: row.report, revision: row.revision, history: row.history };
    },
  };
  return { store, rows };
}
