import type { Connection, mongo } from 'mongoose';
import type { DocumentFileStore } from '../../app/document-port.ts';
import type { Index } from './collection.ts';

interface Row {
  /** Link and number of the piece. */
  _id: string;
  link: string;
  number: number;
  organisationId: string;
  at: number;
  expiresAt: number;
  bytes: Buffer | mongo.Binary;
}

/** Well below what a document of the store may be. */
const PIECE = 4 * 1024 * 1024;
/** Files of one organisation; an older one is made again when somebody still wants it. */
const MOST_FILES = 10;

const idOf = (link: string, number: number): string => `${link}:${number}`;

/** Bytes of large documents, in pieces. No model, and not in a backup: whatever is missing is made again. */
export function documentFileCollection(connection: Connection): {
  store: DocumentFileStore;
  rows: { model: { collection: mongo.Collection<Row> }; indexes: readonly Index[]; retired: readonly string[] };
} {
  const files = connection.collection<Row>('documentFiles') as unknown as mongo.Collection<Row>;
  const indexes = [{ fields: { expiresAt: 1 } }, { fields: { organisationId: 1, number: 1, at: -1 } }] as const;
  const store: DocumentFileStore = {
    keep: async (link, { bytes, ...rest }) => {
      const pieces = Math.max(1, Math.ceil(bytes.length / PIECE));
      for (let number = 0; number < pieces; number += 1) {
        const piece = Buffer.from(bytes.subarray(number * PIECE, (number + 1) * PIECE));
        const row: Omit<Row, '_id'> = { link, number, ...rest, bytes: piece };
        await files.replaceOne({ _id: idOf(link, number) }, row, { upsert: true });
      }
      const older = await files
        .find({ organisationId: rest.organisationId, number: 0 }, { projection: { link: 1 } })
        .sort({ at: -1, _id: 1 })
        .skip(MOST_FILES)
        .toArray();
      for (const one of older) await files.deleteMany({ organisationId: rest.organisationId, link: one.link });
      return pieces;
    },
    read: async (link, pieces) => {
      const ids = Array.from({ length: pieces }, (_, number) => idOf(link, number));
      const found = await files
        .find({ _id: { $in: ids } })
        .sort({ number: 1 })
        .toArray();
      if (found.length < pieces) return null;
      return Buffer.concat(found.map(({ bytes }) => (bytes instanceof Uint8Array ? bytes : bytes.buffer)));
    },
    forget: async (expiredBefore) => {
      await files.deleteMany({ expiresAt: { $lt: expiredBefore } });
    },
  };
  return { store, rows: { model: { collection: files }, indexes, retired: [] } };
}
