import type { Connection } from 'mongoose';
import type { Debt, SessionStore } from '../../app/store-port.ts';
import { among, batched, ifMatched, isLost, refusalsOf } from '../batch.ts';
import { collection, mixed } from './collection.ts';
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
    [],
  );
  const { model } = rows;
  const read = batched(async (keys: string[]) => {
    const found = await model.collection
      .find({ _id: among(keys) as never })
      .batchSize(keys.length + 1)
      .toArray();
    const known = new Map((found as unknown as Row[]).map((row) => [row._id, row]));
    return keys.map((key) => known.get(key) ?? null);
  });
  type Write = ReturnType<typeof ifMatched | typeof make>;
  const write = batched((writes: Write[]) =>
    refusalsOf(writes.length, () => model.collection.bulkWrite(writes, { ordered: false, ignoreUndefined: true })),
  );
  const store: SessionStore = {
    read: async (key) => {
      const row = await read(key);
      return row === null ? null : { revision: row.revision, session: row.session, debts: row.debts };
    },
    advance: async (key, revision, session, debts, at) => {
      const change = { $set: { session, debts, updatedAt: at }, $inc: { revision: 1 } };
      // Two that compare with one revision cannot both win, in one bulk or in two: the server does one write of a
      // document after the other, and the second no longer finds the revision. Nor does the answer depend on what is
      // there later: another instance may have gone on to the next revision long before it is read.
      const refusal = await write(revision === 0 ? make(key, change) : ifMatched({ _id: key, revision }, change));
      if (refusal === null) return true;
      if (isLost(refusal)) return false;
      throw refusal;
    },
    inChat: async (chat, run) => {
      const filter = {
        _id: { $gte: chat, $lt: `${chat}\uffff` },
        ...(run === undefined ? {} : { $or: [{ 'session.runs.id': run }, { 'session.ended.run': run }] }),
      };
      const found = await model.find(filter, { session: 1 }).lean<Row[]>();
      return found.map(({ _id, session }) => ({ key: _id, session }));
    },
  };
  return { store, rows };
}

/** No stored session has revision 0: nothing matches, and of all that would make it the unique `_id` lets one. */
const make = (key: string, change: Record<string, unknown>) => ({
  updateOne: { filter: { _id: key, revision: 0 } as never, update: change, upsert: true },
});
