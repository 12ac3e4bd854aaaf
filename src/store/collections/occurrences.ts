import type { Connection } from 'mongoose';
import type { OccurrenceSearch, OccurrenceStore, SlotRecord } from '../../app/reminder-port.ts';
import type { Claimed, EndReason, LoggedOccurrence, Occurrence, OccurrenceState } from '../../reminders/occurrence.ts';
import { occurrenceId } from '../../reminders/outlook.ts';
import { batched } from '../batch.ts';
import type { DatabaseNow } from '../database-now.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface SlotRow extends Omit<SlotRecord, 'id'> {
  _id: string;
  /** Whether every occurrence has been made. */
  spread: boolean;
}

interface Row extends Omit<Occurrence, 'id'> {
  /** Slot and target: this is what makes it one. */
  _id: string;
  state: OccurrenceState;
  /** Not taken on before this instant. */
  notBefore: number;
  /** Milliseconds since the epoch by the database's clock; in the past when nobody has it in hand. */
  claimedUntil: number;
  owner: string | null;
  fence: number;
  reason: EndReason | null;
  endedAt: number | null;
  /** The event whose answer carried what could not be pushed. */
  carriedBy: string | null;
  /** The slot of the notice by which the coordinator is told that it was not sent; '': of none yet. */
  told: string;
}

/** What the coordinator is told of. */
const UNSENT = ['expired', 'rejected', 'held'] as const;
/** A claim that is not settled by then is anybody's again: sending takes seconds. */
const CLAIM_MS = 60_000;

/** What an occurrence takes over from its slot. */
const SHARED = {
  organisationId: { type: String, required: true },
  subject: mixed,
  dueAt: { type: Number, required: true },
  usefulUntil: { type: Number, required: true },
  priority: { type: Number, required: true },
};

/**
 * Reminders: a slot once per organisation, an occurrence once per slot and target.
 * @param databaseNow what claims are measured by
 * @param holds is told of what is held for want of messages, before it is
 */
export function occurrenceCollections(
  connection: Connection,
  databaseNow: DatabaseNow,
  holds: (organisationId: string) => Promise<void>,
): {
  store: OccurrenceStore;
  slots: Collection<SlotRow>;
  rows: Collection<Row>;
} {
  const slots = collection<SlotRow>(
    connection,
    'slots',
    {
      _id: { type: String, required: true },
      ...SHARED,
      key: { type: String, required: true },
      targets: { type: [mixed] },
      spread: { type: Boolean, required: true },
    },
    [{ fields: { organisationId: 1, dueAt: 1 } }, { fields: { dueAt: 1 }, where: { spread: false } }],
  );
  const rows = collection<Row>(
    connection,
    'occurrences',
    {
      _id: { type: String, required: true },
      ...SHARED,
      slot: { type: String, required: true },
      target: mixed,
      state: { type: String, required: true },
      notBefore: { type: Number, required: true },
      claimedUntil: { type: Number, required: true },
      owner: String,
      fence: { type: Number, required: true },
      reason: String,
      endedAt: Number,
      carriedBy: String,
      told: { type: String, default: '' },
    },
    [
      { fields: { notBefore: 1 }, where: { state: 'due' } },
      { fields: { organisationId: 1, dueAt: -1 } },
      { fields: { 'target.chatId': 1 }, where: { state: 'held' } },
      { fields: { organisationId: 1 }, where: { told: '', state: { $in: [...UNSENT] } } },
    ],
  );
  const { model } = rows;

  const spread = async ({ _id, targets, spread: _spread, key, ...rest }: SlotRow): Promise<void> => {
    const fresh = targets.map((target): Row => ({
      _id: occurrenceId(rest.organisationId, key, target),
      ...rest,
      slot: key,
      target,
      state: 'due',
      notBefore: rest.dueAt,
      claimedUntil: 0,
      owner: null,
      fence: 0,
      reason: null,
      endedAt: null,
      carriedBy: null,
      told: '',
    }));
    try {
      if (fresh.length > 0) await model.collection.insertMany(fresh as never[], { ordered: false });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    await slots.model.updateOne({ _id }, { $set: { spread: true } });
  };

  const asLogged = ({
    _id,
    organisationId,
    slot,
    subject,
    target,
    dueAt,
    usefulUntil,
    priority,
    ...rest
  }: Row): LoggedOccurrence => ({
    id: _id,
    organisationId,
    slot,
    subject,
    target,
    dueAt,
    usefulUntil,
    priority,
    state: rest.state,
    ...(rest.reason === null ? {} : { reason: rest.reason }),
    ...(rest.endedAt === null ? {} : { endedAt: rest.endedAt }),
  });

  /** What a claim may still write: it is not settled, and nobody has taken it on since. */
  const held = ({ id, fence }: Claimed) => ({ _id: id, fence, state: 'due' as const });

  /** Asked for every answer, and nearly always nothing. */
  const heldIn = batched(async (chatIds: string[]) => {
    const rows = await model.collection
      .find({ state: 'held', 'target.chatId': { $in: [...new Set(chatIds)] } })
      .toArray();
    const found = rows as unknown as Row[];
    return chatIds.map((chatId) => found.filter(({ target }) => target.chatId === chatId));
  });

  const store: OccurrenceStore = {
    open: async ({ id, ...slot }) => {
      const row: SlotRow = { _id: id, ...slot, spread: false };
      try {
        await slots.model.collection.insertOne(row as never);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return false;
      }
      await spread(row);
      return true;
    },
    finishOpening: async () => {
      for (const row of await slots.model.find({ spread: false }).lean<SlotRow[]>()) await spread(row);
    },
    onRecord: async (ids) => {
      const found = await slots.model.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean<SlotRow[]>();
      return new Set(found.map(({ _id }) => _id));
    },
    claim: async (owner, now) => {
      const row = await model
        .findOneAndUpdate(
          { state: 'due', notBefore: { $lte: now }, $expr: { $lt: ['$claimedUntil', databaseNow()] } },
          [
            {
              $set: {
                owner: { $literal: owner },
                claimedUntil: { $add: [databaseNow(), CLAIM_MS] },
                fence: { $add: ['$fence', 1] },
              },
            },
          ],
          { sort: { priority: 1, dueAt: 1, _id: 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean<Row>();
      if (row === null) return null;
      const { state: _state, ...occurrence } = asLogged(row);
      return { ...occurrence, fence: row.fence };
    },
    postpone: async (claimed, until) => {
      const { modifiedCount } = await model.updateOne(held(claimed), {
        $set: { notBefore: until, owner: null, claimedUntil: 0 },
      });
      return modifiedCount === 1;
    },
    settle: async (claimed, state, reason, at) => {
      if (state === 'held') await holds(claimed.organisationId);
      const { modifiedCount } = await model.updateOne(held(claimed), { $set: { state, reason, endedAt: at } });
      return modifiedCount === 1;
    },
    due: async () => {
      const found = await model.find({ state: 'due' }).lean<Row[]>();
      return found.map((row) => ({ ...asLogged(row), notBefore: row.notBefore }));
    },
    untold: async (organisationId, since) => {
      const found = await model
        .find({
          organisationId,
          told: '',
          state: { $in: [...UNSENT] },
          'subject.kind': 'stage',
          endedAt: { $gte: since },
        })
        .lean<Row[]>();
      return found.map(asLogged);
    },
    tell: async (ids, notice) => {
      await model.updateMany({ _id: { $in: [...ids] } }, { $set: { told: notice } });
    },
    untell: async (organisationId, notice) => {
      const reached = {
        organisationId,
        slot: notice,
        state: { $in: ['delivered', 'due', 'held'] as OccurrenceState[] },
      };
      if ((await model.exists(reached)) !== null) return;
      await model.updateMany({ organisationId, told: notice }, { $set: { told: '' } });
    },
    heldFor: async (chatId, eventId) => {
      const found = await heldIn(chatId);
      return found.filter(({ carriedBy }) => carriedBy === null || carriedBy === eventId).map(asLogged);
    },
    carry: async (ids, eventId) => {
      const among = { _id: { $in: [...ids] } };
      await model.updateMany({ ...among, carriedBy: null }, { $set: { carriedBy: eventId } });
      const taken = await model.find({ ...among, carriedBy: eventId }, { _id: 1 }).lean<Row[]>();
      return new Set(taken.map(({ _id }) => _id));
    },
    drop: async (eventId) => {
      await model.updateMany({ state: 'held', carriedBy: eventId }, { $set: { carriedBy: null } });
    },
    search: async (organisationId, search) => {
      const found = await model
        .find(filterOf(organisationId, search))
        .sort({ dueAt: -1, _id: 1 })
        .limit(search.limit)
        .lean<Row[]>();
      return found.map(asLogged);
    },
    sums: async (organisationId, search) => {
      const found = await model.aggregate<{ _id: OccurrenceState; count: number }>([
        { $match: filterOf(organisationId, search) },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      const none = { due: 0, delivered: 0, rejected: 0, expired: 0, suppressed: 0, held: 0 };
      return { ...none, ...Object.fromEntries(found.map(({ _id, count }) => [_id, count])) };
    },
  };
  return { store, slots, rows };
}

function filterOf(organisationId: string, { from, to, states, chatId }: Omit<OccurrenceSearch, 'limit'>) {
  const dueAt = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) };
  return {
    organisationId,
    ...(Object.keys(dueAt).length === 0 ? {} : { dueAt }),
    ...(states === undefined ? {} : { state: { $in: [...states] } }),
    ...(chatId === undefined ? {} : { 'target.chatId': chatId }),
  };
}
