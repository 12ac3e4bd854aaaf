import type { Connection } from 'mongoose';
import type { DocumentLink, DocumentLinkStore } from '../../app/document-port.ts';
import { collection, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends DocumentLink {
  /** The hash of the token: the token itself is not kept. */
  _id: string;
}

/** Addresses under which documents are fetched. */
export function documentLinkCollection(connection: Connection): { store: DocumentLinkStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'documentLinks',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      eventId: { type: String, required: true },
      format: { type: String, required: true },
      kind: { type: String, required: true },
      planId: { type: String, required: true },
      snapshot: mixed,
      expiresAt: { type: Number, required: true },
    },
    [{ fields: { expiresAt: 1 } }],
  );
  const { model } = rows;
  const store: DocumentLinkStore = {
    keep: async (tokenHash, link) => {
      await model.updateOne({ _id: tokenHash }, { $setOnInsert: { ...link } }, { upsert: true });
    },
    read: async (tokenHash, now) => {
      const row = await model.findById(tokenHash).lean<Row>();
      if (row === null) return null;
      const { _id, ...link } = row;
      return link.expiresAt <= now ? 'expired' : link;
    },
    forget: async (expiredBefore) => {
      await model.deleteMany({ expiresAt: { $lt: expiredBefore } });
    },
  };
  return { store, rows };
}
