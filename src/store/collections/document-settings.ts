import type { Connection } from 'mongoose';
import type { DocumentSettings, DocumentSettingsStore } from '../../app/document-port.ts';
import { collection, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends DocumentSettings {
  _id: string;
}

/** How each organisation wants its documents: one document, whose settings are changed one by one. */
export function documentSettingsCollection(connection: Connection): {
  store: DocumentSettingsStore;
  rows: Collection<Row>;
} {
  const rows = collection<Row>(
    connection,
    'documentSettings',
    { _id: { type: String, required: true }, digits: mixed, headings: mixed },
    [],
  );
  const { model } = rows;
  /** One field at a time, so that two changes at once do not lose each other. */
  const set = async (organisationId: string, path: readonly string[], value: string | null): Promise<void> => {
    const field = path.join('.');
    const update = value === null ? { $unset: { [field]: 1 } } : { $set: { [field]: value } };
    await model.collection.updateOne({ _id: organisationId as never }, update, { upsert: value !== null });
  };
  const store: DocumentSettingsStore = {
    read: async (organisationId) => {
      const row = await model.findById(organisationId).lean<Partial<Row>>();
      return { digits: row?.digits ?? {}, headings: row?.headings ?? {} };
    },
    setDigits: (organisationId, kind, digits) => set(organisationId, ['digits', kind], digits),
    setHeading: (organisationId, field, wording) => set(organisationId, ['headings', field], wording),
  };
  return { store, rows };
}
