import type { Connection } from 'mongoose';
import type { Delivery, DeliveryStore } from '../../app/store-port.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends Omit<Delivery, 'id'> {
  _id: string;
  sentIds: string[];
}

/** Everything that goes out: made before the first attempt, with its retry key. */
export function deliveryCollection(connection: Connection): { store: DeliveryStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'deliveries',
    {
      _id: { type: String, required: true },
      organisationId: String,
      chatId: { type: String, required: true },
      person: String,
      messages: { type: [mixed] },
      retryKey: { type: String, required: true },
      state: { type: String, required: true },
      createdAt: { type: Number, required: true },
      attempts: { type: Number, required: true },
      nextAttemptAt: { type: Number, required: true },
      kind: { type: String, required: true },
      sentIds: { type: [String] },
    },
    [{ fields: { chatId: 1, sentIds: 1 } }, { fields: { nextAttemptAt: 1 }, where: { state: 'pushing' } }],
  );
  const { model } = rows;
  const asDelivery = ({ _id, sentIds: _sentIds, ...rest }: Row): Delivery => ({ id: _id, ...rest });
  const store: DeliveryStore = {
    open: async (fresh) => {
      const { id, ...rest } = fresh;
      try {
        await model.collection.insertOne({ _id: id, ...rest, sentIds: [] } as never);
        return fresh;
      } catch (error) {
        const row = isDuplicate(error) ? await model.findById(id).lean<Row>() : null;
        if (row === null) throw error;
        return asDelivery(row);
      }
    },
    read: async (id) => {
      const row = await model.findById(id).lean<Row>();
      return row === null ? null : asDelivery(row);
    },
    move: async (id, from, to) => {
      const { modifiedCount } = await model.updateOne({ _id: id, state: from }, { $set: { state: to } });
      return modifiedCount === 1;
    },
    settle: async (id, state, sentIds) => {
      // Whatever another attempt thinks: once it is known to be sent, it is sent.
      const unless = state === 'sent' ? {} : { state: { $ne: 'sent' as const } };
      await model.updateOne({ _id: id, ...unless }, { $set: { state, messages: [], sentIds: [...sentIds] } });
    },
    saidTo: async (chatId, messageId) => {
      const row = await model.findOne({ chatId, sentIds: messageId }, { person: 1 }).lean<Pick<Row, 'person'>>();
      if (row === null) return null;
      return row.person === undefined ? {} : { person: row.person };
    },
    begin: async (id, nextAttemptAt) => {
      await model.updateOne({ _id: id }, { $inc: { attempts: 1 }, $set: { nextAttemptAt } });
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
