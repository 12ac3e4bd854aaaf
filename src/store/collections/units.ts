import { Types } from 'mongoose';
import type { Connection } from 'mongoose';
import type { UnitStore } from '../../app/store-port.ts';
import { collection } from './collection.ts';
import type { Changed } from './organisations.ts';
import type { Collection } from './collection.ts';

interface Row {
  _id: string;
  organisationId: string;
  name: string;
  aliases: string[];
}

/** Units (ส่วนราชการ) of each organisation, with the spellings found for them. */
export function unitCollection(connection: Connection, changed: Changed): { store: UnitStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'units',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      name: { type: String, required: true },
      aliases: { type: [String] },
    },
    [{ fields: { organisationId: 1, name: 1 }, unique: true }],
  );
  const { model } = rows;
  const store: UnitStore = {
    list: async (organisationId) => {
      const found = await model.find({ organisationId }).sort({ _id: 1 }).lean<Row[]>();
      return found.map(({ _id, name, aliases }) => ({ id: _id, name, aliases }));
    },
    ensure: async (organisationId, units) => {
      for (const { name, aliases } of units) {
        await model.updateOne(
          { organisationId, name },
          {
            $setOnInsert: { _id: new Types.ObjectId().toHexString() },
            $addToSet: { aliases: { $each: [...aliases] } },
          },
          { upsert: true },
        );
      }
      await changed(organisationId);
    },
    keepOnly: async (organisationId, names) => {
      const { deletedCount } = await model.deleteMany({ organisationId, name: { $nin: [...names] } });
      if (deletedCount > 0) await changed(organisationId);
    },
  };
  return { store, rows };
}
