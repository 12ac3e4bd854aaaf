import type { Connection } from 'mongoose';
import type { Incoming } from '../../app/incoming.ts';
import { inOrder, laneKey } from '../../app/lanes.ts';
import type { EventState, InboxEvent, InboxStore } from '../../app/store-port.ts';
import { among, batched, refusalsOf } from '../batch.ts';
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

/** More rows than a batch of lanes nearly ever has open: one answer of the server brings them all. */
const READ_AT_ONCE = 1000;

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
      { fields: { receivedAt: 1 }, where: { state: 'open' } },
      { fields: { lane: 1 }, where: { state: 'open' } },
      { fields: { finishedAt: 1 }, where: { state: 'done' } },
    ],
  );
  const { model } = rows;
  const asEvent = (row: Row): InboxEvent[] =>
    row.event === null ? [] : [{ event: row.event, receivedAt: row.receivedAt, attempts: row.attempts }];

  /** For each call what became of its rows. The same row in two calls: the server stores one, and refuses the other. */
  const insert = batched(async (calls: Row[][]) => {
    const all = calls.flat();
    const refusals = await refusalsOf(all.length, () =>
      model.collection.insertMany(all as never[], { ordered: false, ignoreUndefined: true }),
    );
    let done = 0;
    return calls.map(({ length }) => refusals.slice(done, (done += length)));
  });
  const openIn = batched(async (lanes: string[]) => {
    const found = await model.collection
      .find({ lane: among(lanes), state: 'open' })
      .batchSize(READ_AT_ONCE)
      .toArray();
    const rows = found as unknown as Row[];
    return lanes.map((lane) => rows.filter((row) => row.lane === lane));
  });
  const finish = batched(async (calls: { eventId: string; at: number }[]) => {
    const ids = calls.map(({ eventId }) => eventId);
    // Nothing is written twice. The latest instant of the batch is right for all: they are remembered for weeks.
    await model.collection.updateMany(
      { _id: among(ids) as never, state: { $ne: 'done' } },
      { $set: { state: 'done', event: null, finishedAt: Math.max(...calls.map(({ at }) => at)) } },
    );
    return ids;
  });

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
      const refusals = await insert(fresh);
      // Refused as a duplicate it is on record already; refused otherwise it is not, and must not be answered as if it were.
      const failure = refusals.find((refusal) => refusal !== null && !isDuplicate(refusal));
      if (failure !== undefined) throw failure;
      return fresh.filter((_row, index) => refusals[index] === null).flatMap(asEvent);
    },
    stateOf: async (eventId) => (await model.findById(eventId, { state: 1 }).lean<Row>())?.state ?? null,
    openUpTo: async (event) => {
      const found = await openIn(laneKey(event));
      const upTo = found.flatMap(asEvent).filter((one) => inOrder(one.event, event) <= 0);
      return upTo.toSorted((a, b) => inOrder(a.event, b.event));
    },
    finish: async (eventId, at) => {
      await finish({ eventId, at });
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
