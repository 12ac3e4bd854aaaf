import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { databaseOf } from '../backup/database.ts';
import { collection, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

/** Files of evidence (GridFS). What is on the list of loose files belongs to nobody: filled not yet, or no longer wanted. */
export interface EvidenceFiles {
  fill: (fileId: string, bytes: AsyncIterable<Uint8Array>, at: number) => Promise<void>;
  /** A piece names it now: it is nobody's no more. */
  claim: (fileId: string) => Promise<void>;
  /** Before its piece is erased: whoever dies in between, the file is found again. */
  loosen: (fileId: string, at: number) => Promise<void>;
  remove: (fileId: string) => Promise<void>;
  open: (fileId: string) => Promise<AsyncIterable<Uint8Array> | null>;
  /** Those that are loose since before an instant. */
  loose: (before: number) => Promise<string[]>;
}

interface LooseRow {
  _id: string;
  at: number;
}

const BUCKET = 'evidenceFiles';

export function evidenceFileCollections(connection: Connection): {
  files: EvidenceFiles;
  rows: { files: Collection<object>; chunks: Collection<object>; loose: Collection<LooseRow> };
} {
  // The driver writes these two; they are named here so that they have their indexes and are in a backup.
  const files = collection<object>(connection, `${BUCKET}.files`, { _id: mixed }, [
    { fields: { filename: 1, uploadDate: 1 } },
  ]);
  const chunks = collection<object>(connection, `${BUCKET}.chunks`, { _id: mixed }, [
    { fields: { files_id: 1, n: 1 }, unique: true },
  ]);
  const loose = collection<LooseRow>(
    connection,
    'looseFiles',
    { _id: { type: String, required: true }, at: { type: Number, required: true } },
    [{ fields: { at: 1 } }],
  );
  // One for all: each looks for its indexes before it writes for the first time.
  const bucket = new mongo.GridFSBucket(databaseOf(connection), { bucketName: BUCKET });
  const idOf = (fileId: string) => fileId as unknown as mongo.ObjectId;

  const claim = async (fileId: string): Promise<void> => {
    await loose.model.deleteOne({ _id: fileId });
  };
  const remove = async (fileId: string): Promise<void> => {
    try {
      await bucket.delete(idOf(fileId));
    } catch (error) {
      // Its parts are gone all the same.
      if (!(error instanceof mongo.MongoRuntimeError)) throw error;
    }
    await claim(fileId);
  };
  return {
    rows: { files, chunks, loose },
    files: {
      fill: async (fileId, bytes, at) => {
        await loose.model.updateOne({ _id: fileId }, { $setOnInsert: { at } }, { upsert: true });
        try {
          await pipeline(Readable.from(bytes), bucket.openUploadStreamWithId(idOf(fileId), fileId));
        } catch (error) {
          await remove(fileId);
          throw error;
        }
      },
      claim,
      loosen: async (fileId, at) => {
        await loose.model.updateOne({ _id: fileId }, { $set: { at } }, { upsert: true });
      },
      remove,
      open: async (fileId) => {
        const found = await files.model.collection.findOne({ _id: fileId as never }, { projection: { _id: 1 } });
        return found === null ? null : bucket.openDownloadStream(idOf(fileId));
      },
      loose: async (before) =>
        (await loose.model.find({ at: { $lt: before } }).lean<LooseRow[]>()).map(({ _id }) => _id),
    },
  };
}
