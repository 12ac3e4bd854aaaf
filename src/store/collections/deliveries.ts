import type { Connection } from 'mongoose';
import type { Delivery, DeliveryState, DeliveryStore, PushRefusal } from '../../app/store-port.ts';
import { among, batched, refusalsOf, WriteRefused } from '../batch.ts';
import type { DatabaseNow } from '../database-now.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends Omit<Delivery, 'id'> {
  _id: string;
  sentIds: string[];
  /** When the first attempt began, in milliseconds since the epoch by the database's clock. */
  begunAt?: number;
}

/**
 * Everything that goes out: made before the first attempt, with its retry key.
 * @param databaseNow what the age of a retry key is measured by
 */
export function deliveryCollection(
  connection: Connection,
  databaseNow: DatabaseNow,
): { store: DeliveryStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'deliveries',
    {
      _id: { type: String, required: true },
      organisationId: String,
      chatId: { type: String, required: true },
      person: String,
      receipts: { type: [mixed], default: undefined },
      messages: { type: [mixed] },
      retryKey: { type: String, required: true },
      state: { type: String, required: true },
      createdAt: { type: Number, required: true },
      attempts: { type: Number, required: true },
      nextAttemptAt: { type: Number, required: true },
      kind: { type: String, required: true },
      reason: String,
      sentIds: { type: [String] },
      begunAt: Number,
    },
    [{ fields: { chatId: 1, sentIds: 1 } }, { fields: { nextAttemptAt: 1 }, where: { state: 'pushing' } }],
  );
  const { model } = rows;
  const asDelivery = ({ _id, sentIds: _sentIds, begunAt: _begunAt, ...rest }: Row): Delivery => ({ id: _id, ...rest });
  const open = batched(async (all: Delivery[]) => {
    const refusals = await refusalsOf(all.length, () =>
      model.collection.insertMany(all.map(asRow) as never[], { ordered: false, ignoreUndefined: true }),
    );
    const made = all.flatMap(({ id }, index) => (isDuplicate(refusals[index]) ? [id] : []));
    const found = made.length === 0 ? [] : await model.collection.find({ _id: among(made) as never }).toArray();
    const known = new Map((found as unknown as Row[]).map((row) => [row._id, asDelivery(row)]));
    return all.map((fresh, index) => {
      const refusal = refusals[index] ?? null;
      return refusal === null ? fresh : (known.get(fresh.id) ?? refusal);
    });
  });
  const conclude = batched((all: Row[]) =>
    refusalsOf(all.length, () =>
      model.collection.insertMany(all as never[], { ordered: false, ignoreUndefined: true }),
    ),
  );
  const write = batched((writes: ReturnType<typeof settling>[]) =>
    refusalsOf(writes.length, () => model.collection.bulkWrite(writes, { ordered: false })),
  );
  const store: DeliveryStore = {
    open: async (fresh) => {
      const opened = await open(fresh);
      if (opened instanceof WriteRefused) throw opened;
      return opened;
    },
    read: async (id) => {
      const row = await model.findById(id).lean<Row>();
      return row === null ? null : asDelivery(row);
    },
    conclude: async (delivery, sentIds) => {
      const refusal = await conclude({ ...asRow({ ...delivery, messages: [] }), sentIds: [...sentIds] });
      if (refusal === null) return;
      if (!isDuplicate(refusal)) throw refusal;
      await store.settle(delivery.id, delivery.state, sentIds);
    },
    settle: async (id, state, sentIds, reason) => {
      const refusal = await write(settling(id, state, sentIds, reason));
      if (refusal !== null) throw refusal;
    },
    saidTo: async (chatId, messageId) => {
      const row = await model
        .findOne({ chatId, sentIds: messageId }, { _id: 0, person: 1, receipts: 1, sentIds: 1 })
        .lean<Pick<Row, 'person' | 'receipts' | 'sentIds'>>();
      if (row === null) return null;
      const { person, receipts = [], sentIds } = row;
      const about = receipts.find(({ index }) => sentIds[index] === messageId)?.about;
      return { ...(person === undefined ? {} : { person }), ...(about === undefined ? {} : { about }) };
    },
    begin: async (id, nextAttemptAt, keyLife) => {
      const now = databaseNow();
      const begunAt = { $ifNull: ['$begunAt', now] };
      const { matchedCount } = await model.updateOne(
        { _id: id, $expr: { $lt: [{ $subtract: [now, begunAt] }, keyLife] } },
        [{ $set: { begunAt, nextAttemptAt, attempts: { $add: ['$attempts', 1] } } }],
        { updatePipeline: true },
      );
      return matchedCount === 1;
    },
    pushing: async (now, limit) => {
      const found = await model
        .find({ state: 'pushing', kind: 'answer', nextAttemptAt: { $lte: now } })
        .sort({ nextAttemptAt: 1 })
        .limit(limit)
        .lean<Row[]>();
      return found.map(asDelivery);
    },
  };
  return { store, rows };
}

const asRow = ({ id, ...rest }: Delivery): Row => ({ _id: id, ...rest, sentIds: [] });

/** Whatever another attempt thinks: once it is known to be sent, it is sent. */
const settling = (id: string, state: DeliveryState, sentIds: readonly string[], reason?: PushRefusal) => ({
  updateOne: {
    filter: { _id: id, ...(state === 'sent' ? {} : { state: { $ne: 'sent' } }) } as never,
    update: { $set: { state, messages: [], sentIds: [...sentIds], ...(reason === undefined ? {} : { reason }) } },
  },
});
