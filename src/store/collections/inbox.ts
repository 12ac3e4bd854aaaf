import type { Connection } from 'mongoose';
import type { Incoming } from '../../app/incoming.ts';
import { inOrder, laneKey } from '../../app/lanes.ts';
import type { EventState, InboxEvent, InboxStore } from '../../app/store-port.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  /** LINE's webhookEventId. */
  _id: string;
  state: EventState;
  /** The conversation it belongs to: see `laneKey`. */
  lane: string;
  event: Incoming | null;
  receivedAt: number;
  finishedAt: number | null;
  attempts: number;
}

/** Events answered with 200: on record before the answer, forgotten but for their ids once they took effect. */
export function inboxCollection(connection: Connection): { store: InboxStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'inbox',
    {
      _id: { type: String, required: true },
      state: { type: String, required: true },
      lane: { type: String, required: true },
      event: mixed,
      receivedAt: { type: Number, required: true },
      finishedAt: Number,
      attempts: { type: Number, required: true },
    },
    [
      { fields: { state: 1, receivedAt: 1 } },
      { fields: { lane: 1 }, where: { state: 'open' } },
      { fields: { finishedAt: 1 }, where: { state: 'done' } },
    ],
  );
  const { model } = rows;
  const asEvent = (row: Row): InboxEvent[] =>
    row.event === null ? [] : [{ event: row.event, receivedAt: row.receivedAt, attempts: row.attempts }];

  const store: InboxStore = {
    record: async (events, receivedAt) => {
      // The same event twice in one request: the first is it.
      const fresh = [...new Map(events.map((event) => [event.id, event])).values()].map((event): Row => ({
        _id: event.id,
        state: 'open',
        lane: laneKey(event),
        event,
        receivedAt,
        finishedAt: null,
        attempts: 0,
      }));
      if (fresh.length === 0) return [];
      const known = new Set<string>();
      try {
        await model.collection.insertMany(fresh as never[], { ordered: false });
      } catch (error) {
        for (const index of duplicatesOf(error, fresh.length)) known.add(fresh[index]?._id ?? '');
      }
      return fresh.filter((row) => !known.has(row._id)).flatMap(asEvent);
    },
    stateOf: async (eventId) => (await model.findById(eventId, { state: 1 }).lean<Row>())?.state ?? null,
    openUpTo: async (event) => {
      const found = await model.find({ lane: laneKey(event), state: 'open' }).lean<Row[]>();
      const upTo = found.flatMap(asEvent).filter((one) => inOrder(one.event, event) <= 0);
      return upTo.toSorted((a, b) => inOrder(a.event, b.event));
    },
    finish: async (eventId, at) => {
      await model.updateOne({ _id: eventId }, { $set: { state: 'done', event: null, finishedAt: at } });
    },
    open: async (receivedBefore, limit) => {
      const found = await model
        .find({ state: 'open', receivedAt: { $lte: receivedBefore } })
        .sort({ receivedAt: 1 })
        .limit(limit)
        .lean<Row[]>();
      return found.flatMap(asEvent);
    },
    failed: async (eventId, most) => {
      const row = await model
        .findOneAndUpdate({ _id: eventId, state: 'open' }, { $inc: { attempts: 1 } }, { returnDocument: 'after' })
        .lean<Row>();
      if (row === null || row.attempts < most) return false;
      await model.updateOne({ _id: eventId, state: 'open' }, { $set: { state: 'givenUp' } });
      return true;
    },
    forget: async (finishedBefore) => {
      const { deletedCount } = await model.deleteMany({ state: 'done', finishedAt: { $lt: finishedBefore } });
      return deletedCount;
    },
  };
  return { store, rows };
}

/** Positions of the documents that were there before; any other failure is thrown on. */
function duplicatesOf(error: unknown, count: number): number[] {
  const failures =
    typeof error === 'object' && error !== null && 'writeErrors' in error ? [error.writeErrors].flat() : [error];
  if (failures.length === 0 || !failures.every(isDuplicate)) throw error;
  return failures.map((failure) =>
    typeof failure === 'object' && failure !== null && 'index' in failure ? Number(failure.index) : count - 1,
  );
}
