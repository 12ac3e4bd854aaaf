import type { Connection } from 'mongoose';
import type { GroupStore } from '../../app/store-port.ts';
import { collection, isDuplicate } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  /** LINE's groupId or roomId. */
  _id: string;
  organisationId: string;
  linkedBy: string;
  linkedAt: number;
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
    },
    [{ fields: { organisationId: 1 } }],
  );
  const { model } = rows;
  const store: GroupStore = {
    organisationOf: async (lineGroupId) => (await model.findById(lineGroupId).lean<Row>())?.organisationId ?? null,
    link: async (organisationId, lineGroupId, by, at) => {
      try {
        await model.collection.insertOne({ _id: lineGroupId as never, organisationId, linkedBy: by, linkedAt: at });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return (await model.exists({ _id: lineGroupId, organisationId })) !== null;
      }
    },
    unlink: async (lineGroupId, organisationId) => {
      await model.deleteOne({ _id: lineGroupId, ...(organisationId === undefined ? {} : { organisationId }) });
    },
  };
  return { store, rows };
}
