import type { Connection } from 'mongoose';
import type { Handover, HandoverStore } from '../../app/handover-port.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends Handover {
  /** The event that made it: the same event makes one handover. */
  _id: string;
  organisationId: string;
  /** Of the addresses of its brief; the tokens themselves are not kept. */
  tokens: { hash: string; expiresAt: number }[];
}

/** Who handed over to whom, or to whoever comes with a code. */
export function handoverCollection(connection: Connection): { store: HandoverStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'handovers',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      giver: { type: String, required: true },
      giverName: { type: String, required: true },
      units: { type: [String] },
      leaves: { type: Boolean, required: true },
      taker: String,
      at: { type: Number, required: true },
      tokens: { type: [mixed] },
    },
    [{ fields: { organisationId: 1 } }, { fields: { 'tokens.hash': 1 } }],
  );
  const { model } = rows;
  const read = ({ giver, giverName, units, leaves, at, taker }: Row): Handover => ({
    giver,
    giverName,
    units,
    leaves,
    at,
    ...(taker === undefined ? {} : { taker }),
  });
  const store: HandoverStore = {
    open: async (organisationId, id, handover) => {
      try {
        await model.collection.insertOne({ _id: id as never, organisationId, ...handover, tokens: [] });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    read: async (organisationId, id) => {
      const row = await model.findOne({ _id: id, organisationId }).lean<Row>();
      return row === null ? null : read(row);
    },
    take: async (organisationId, id, taker, units) => {
      await model.updateOne(
        { _id: id, organisationId, taker: { $exists: false } },
        { $set: { taker, units: [...units] } },
      );
    },
    takersFrom: async (organisationId, giver) => {
      const found = await model.find({ organisationId, giver, taker: { $exists: true } }, { taker: 1 }).lean<Row[]>();
      return [...new Set(found.flatMap(({ taker }) => taker ?? []))];
    },
    addToken: async (organisationId, id, token) => {
      await model.updateOne({ _id: id, organisationId }, { $push: { tokens: token } });
    },
    byToken: async (hash, now) => {
      const row = await model.findOne({ 'tokens.hash': hash }).lean<Row>();
      if (row === null) return null;
      const isOpen = row.tokens.some((one) => one.hash === hash && one.expiresAt > now);
      return isOpen ? { organisationId: row.organisationId, id: row._id } : 'expired';
    },
  };
  return { store, rows };
}
