import { Types } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Organisation, OrganisationStore } from '../../app/store-port.ts';
import { collection } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  _id: string;
  name: string;
}

/** Local administrative organisations on this bot. `coordinated`: ids of those with an active coordinator. */
export function organisationCollection(
  connection: Connection,
  coordinated: () => Promise<string[]>,
): { store: OrganisationStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'organisations',
    { _id: { type: String, required: true }, name: { type: String, required: true } },
    [{ fields: { name: 1 }, unique: true }],
  );
  const { model } = rows;
  const read = (row: Row | null): Organisation | null => (row === null ? null : { id: row._id, name: row.name });
  const list = (found: Row[]) => found.map(({ _id, name }) => ({ id: _id, name }));
  const store: OrganisationStore = {
    byId: async (id) => read(await model.findById(id).lean<Row>()),
    all: async () => list(await model.find().sort({ name: 1 }).lean<Row[]>()),
    withoutCoordinator: async () =>
      list(
        await model
          .find({ _id: { $nin: await coordinated() } })
          .sort({ name: 1 })
          .lean<Row[]>(),
      ),
    ensure: async (name) => {
      const row = await model
        .findOneAndUpdate(
          { name },
          { $setOnInsert: { _id: new Types.ObjectId().toHexString(), name } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean<Row>();
      if (row === null) throw new Error('an upsert returned nothing');
      return { id: row._id, name: row.name };
    },
  };
  return { store, rows };
}
