import type { Connection } from 'mongoose';
import type { FrozenSnapshot, PlanRound, SnapshotStore } from '../../app/document-port.ts';
import type { Round } from '../../reporting/model.ts';
import { pack, unpack } from '../packed.ts';
import type { Packed } from '../packed.ts';
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
  frozen: FrozenSnapshot['frozen'];
  packed: Packed;
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
      frozen: mixed,
      packed: { type: Buffer, required: true },
    },
    [{ fields: { organisationId: 1, planId: 1, round: 1, number: -1 } }],
  );
  const { model } = rows;
  const of = (organisationId: string, { planId, round }: PlanRound) => ({ organisationId, planId, round });
  const store: SnapshotStore = {
    freeze: async (organisationId, target, snapshot, by) => {
      for (;;) {
        const known = await model.findOne({ ...of(organisationId, target), key: by.key }).lean<Row>();
        if (known !== null) return unpack<FrozenSnapshot>(known.packed);
        const last = await model.findOne(of(organisationId, target), { number: 1 }).sort({ number: -1 }).lean<Row>();
        const number = (last?.number ?? 0) + 1;
        const taken: FrozenSnapshot = { ...snapshot, frozen: { number, at: by.at, by: by.name } };
        const fresh: Row = {
          _id: `${target.planId}:${target.round}:${number}`,
          ...of(organisationId, target),
          number,
          key: by.key,
          frozen: taken.frozen,
          packed: await pack(taken),
        };
        try {
          await model.collection.insertOne(fresh as never, { ignoreUndefined: true });
          return taken;
        } catch (error) {
          // Somebody else took the number.
          if (!isDuplicate(error)) throw error;
        }
      }
    },
    list: async (organisationId, target) => {
      const found = await model.find(of(organisationId, target), { frozen: 1 }).sort({ number: -1 }).lean<Row[]>();
      return found.map(({ frozen }) => frozen);
    },
    read: async (organisationId, target, number) => {
      const filter = { ...of(organisationId, target), ...(number === undefined ? {} : { number }) };
      const row = await model.findOne(filter).sort({ number: -1 }).lean<Row>();
      return row === null ? null : unpack<FrozenSnapshot>(row.packed);
    },
  };
  return { store, rows };
}
