import type { Connection } from 'mongoose';
import type { PlanRound, Publication, PublicationStore } from '../../app/document-port.ts';
import { collection } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends Publication {
  /** Plan and round: one of each is shown. */
  _id: string;
  organisationId: string;
}

/** What organisations show everyone. */
export function publicationCollection(connection: Connection): { store: PublicationStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'publications',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      planId: { type: String, required: true },
      round: { type: Number, required: true },
      fiscalYear: { type: Number, required: true },
      number: { type: Number, required: true },
      at: { type: Number, required: true },
    },
    [{ fields: { organisationId: 1, fiscalYear: 1 } }],
  );
  const { model } = rows;
  const idOf = ({ planId, round }: PlanRound): string => `${planId}:${round}`;
  const store: PublicationStore = {
    put: async (organisationId, publication) => {
      const _id = idOf(publication);
      await model.updateOne({ _id, organisationId }, { $set: { ...publication } }, { upsert: true });
    },
    remove: async (organisationId, target) => {
      await model.deleteOne({ _id: idOf(target), organisationId });
    },
    list: async (organisationId, fiscalYear) => {
      const found = await model.find({ organisationId, fiscalYear }).sort({ round: 1, _id: 1 }).lean<Row[]>();
      return found.map(({ _id, organisationId: _office, ...publication }) => publication);
    },
  };
  return { store, rows };
}
