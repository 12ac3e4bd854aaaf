import type { Connection } from 'mongoose';
import type { FrozenSnapshot, PlanRound, SnapshotStore } from '../../app/document-port.ts';
import type { Round } from '../../reporting/model.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  /** Plan, round and number: this is what makes it one. */
  _id: string;
  organisationId: string;
  planId: string;
  round: Round;
  number: number;
  /** What it was frozen for: the same is frozen once. */
  key: string;
  snapshot: FrozenSnapshot;
}

/** Frozen snapshots: written once, never changed. */
export function snapshotCollection(connection: Connection): { store: SnapshotStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'snapshots',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      planId: { type: String, required: true },
      round: { type: Number, required: true },
      number: { type: Number, required: true },
      key: { type: String, required: true },
      snapshot: mixed,
    },
    [{ fields: { organisationId: 1, planId: 1, round: 1, number: -1 } }],
  );
  const { model } = rows;
  const of = (organisationId: string, { planId, round }: PlanRound) => ({ organisationId, planId, round });
  const store: SnapshotStore = {
    freeze: async (organisationId, target, snapshot, by) => {
      for (;;) {
        const known = await model.findOne({ ...of(organisationId, target), key: by.key }).lean<Row>();
        if (known !== null) return known.snapshot;
        const last = await model.findOne(of(organisationId, target), { number: 1 }).sort({ number: -1 }).lean<Row>();
        const number = (last?.number ?? 0) + 1;
        const fresh: Row = {
          _id: `${target.planId}:${target.round}:${number}`,
          ...of(organisationId, target),
          number,
          key: by.key,
          snapshot: { ...snapshot, frozen: { number, at: by.at, by: by.name } },
        };
        try {
          await model.collection.insertOne(fresh as never, { ignoreUndefined: true });
          return fresh.snapshot;
        } catch (error) {
          // Somebody else took the number.
          if (!isDuplicate(error)) throw error;
        }
      }
    },
    list: async (organisationId, target) => {
      const found = await model
        .find(of(organisationId, target), { 'snapshot.frozen': 1 })
        .sort({ number: -1 })
        .lean<Row[]>();
      return found.map(({ snapshot }) => snapshot.frozen);
    },
    read: async (organisationId, target, number) => {
      const filter = { ...of(organisationId, target), ...(number === undefined ? {} : { number }) };
      const row = await model.findOne(filter).sort({ number: -1 }).lean<Row>();
      return row?.snapshot ?? null;
    },
  };
  return { store, rows };
}
