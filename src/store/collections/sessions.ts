import type { Connection } from 'mongoose';
import type { Debt, SessionStore } from '../../app/store-port.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  /** destination | chat | person */
  _id: string;
  revision: number;
  session: unknown;
  debts: Debt[];
  updatedAt: number;
}

/** Conversations: one document each, moved on by compare-and-set on its revision. */
export function sessionCollection(connection: Connection): { store: SessionStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'sessions',
    {
      _id: { type: String, required: true },
      revision: { type: Number, required: true },
      session: mixed,
      debts: { type: [mixed] },
      updatedAt: { type: Number, required: true },
    },
    [{ fields: { updatedAt: 1 } }],
  );
  const { model } = rows;
  const store: SessionStore = {
    read: async (key) => {
      const row = await model.findById(key).lean<Row>();
      return row === null ? null : { revision: row.revision, session: row.session, debts: row.debts };
    },
    advance: async (key, revision, session, debt, at) => {
      if (revision === 0) {
        try {
          await model.collection.insertOne({ _id: key, revision: 1, session, debts: [debt], updatedAt: at } as never);
          return true;
        } catch (error) {
          if (isDuplicate(error)) return false;
          throw error;
        }
      }
      const { modifiedCount } = await model.updateOne(
        { _id: key, revision },
        { $set: { session, updatedAt: at }, $inc: { revision: 1 }, $push: { debts: debt } },
      );
      return modifiedCount === 1;
    },
    strike: async (key, eventId) => {
      await model.collection.updateOne({ _id: key } as never, { $pull: { debts: { eventId } } } as never);
    },
  };
  return { store, rows };
}
