import type { Connection, mongo } from 'mongoose';
import type { UploadStore } from '../../app/store-port.ts';
import { collection } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  _id: string;
  organisationId: string;
  name: string;
  /** At most a few megabytes: what is larger is no plan and is not fetched. */
  bytes: Buffer | mongo.Binary;
  at: number;
}

/** Plan files that coordinators sent. */
export function uploadCollection(connection: Connection): { store: UploadStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'uploads',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      name: { type: String, required: true },
      bytes: { type: Buffer, required: true },
      at: { type: Number, required: true },
    },
    [{ fields: { at: 1 } }],
  );
  const { model } = rows;
  const store: UploadStore = {
    keep: async (organisationId, { id, name, bytes }, at) => {
      const fresh = { organisationId, name, bytes: Buffer.from(bytes), at };
      await model.updateOne({ _id: id }, { $setOnInsert: fresh }, { upsert: true });
    },
    read: async (organisationId, id) => {
      const row = await model.findOne({ _id: id, organisationId }).lean<Row>();
      if (row === null) return null;
      // Read without mongoose's own types, it is the driver's.
      const bytes = 'buffer' in row.bytes && !(row.bytes instanceof Uint8Array) ? row.bytes.buffer : row.bytes;
      return { id, name: row.name, bytes: bytes as Uint8Array };
    },
    drop: async (id) => {
      await model.deleteOne({ _id: id });
    },
    forget: async (before) => {
      await model.deleteMany({ at: { $lt: before } });
    },
  };
  return { store, rows };
}
