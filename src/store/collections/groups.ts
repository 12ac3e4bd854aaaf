import type { Connection } from 'mongoose';
import type { Group, GroupStore } from '../../app/store-port.ts';
import { among, batched } from '../batch.ts';
import { collection, isDuplicate } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  /** LINE's groupId or roomId. */
  _id: string;
  organisationId: string;
  linkedBy: string;
  linkedAt: number;
  members?: number;
  countedAt?: number;
}

/** LINE groups that hear an organisation; a group hears one at most. */
export function groupCollection(connection: Connection): { store: GroupStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'groups',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      linkedBy: { type: String, required: true },
      linkedAt: { type: Number, required: true },
      members: Number,
      countedAt: Number,
    },
    [{ fields: { organisationId: 1 } }],
  );
  const { model } = rows;
  const asGroup = ({ _id, organisationId, members, countedAt }: Row): Group => ({
    lineGroupId: _id,
    // LINE's ids say what they are of.
    type: _id.startsWith('R') ? 'room' : 'group',
    organisationId,
    members: members ?? null,
    countedAt: countedAt ?? 0,
  });
  const organisationOf = batched(async (lineGroupIds: string[]) => {
    const found = await model.collection
      .find({ _id: among(lineGroupIds) as never })
      .batchSize(lineGroupIds.length + 1)
      .toArray();
    const known = new Map((found as unknown as Row[]).map((row) => [row._id, row.organisationId]));
    return lineGroupIds.map((lineGroupId) => known.get(lineGroupId) ?? null);
  });
  const store: GroupStore = {
    organisationOf,
    link: async (organisationId, lineGroupId, by, at) => {
      try {
        await model.collection.insertOne({ _id: lineGroupId as never, organisationId, linkedBy: by, linkedAt: at });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return (await model.exists({ _id: lineGroupId, organisationId })) !== null;
      }
    },
    list: async (organisationId) =>
      (await model.find({ organisationId }).sort({ linkedAt: 1 }).lean<Row[]>()).map(asGroup),
    all: async () => (await model.find().lean<Row[]>()).map(asGroup),
    count: async (lineGroupId, members, at) => {
      await model.updateOne({ _id: lineGroupId }, { $set: { members, countedAt: at } });
    },
    unlink: async (lineGroupId, organisationId, before) => {
      await model.deleteOne({
        _id: lineGroupId,
        ...(organisationId === undefined ? {} : { organisationId }),
        ...(before === undefined ? {} : { linkedAt: { $lte: before } }),
      });
    },
  };
  return { store, rows };
}
