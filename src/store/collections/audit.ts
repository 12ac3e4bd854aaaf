import type { Connection } from 'mongoose';
import type { AuditStore, SettingStore, Source } from '../../app/store-port.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface AuditRow extends Source {
  /** event and act: noted once. */
  _id: string;
  organisationId: string;
  act: string;
  about: Record<string, string | number>;
}

interface SettingRow {
  _id: string;
  value: string;
}

/** Who did what to people, groups and plans. */
export function auditCollection(connection: Connection): { store: AuditStore; rows: Collection<AuditRow> } {
  const rows = collection<AuditRow>(
    connection,
    'audit',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      act: { type: String, required: true },
      eventId: { type: String, required: true },
      by: { type: String, required: true },
      memberId: String,
      at: { type: Number, required: true },
      about: mixed,
    },
    [{ fields: { organisationId: 1, at: -1 } }],
  );
  const store: AuditStore = {
    note: async (organisationId, act, source, about) => {
      try {
        const row = { _id: `${source.eventId}:${act}` as never, organisationId, act, ...source, about };
        await rows.model.collection.insertOne(row);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
  };
  return { store, rows };
}

/** Settings of the installation that outlive the process: the hash of the set-up code. */
export function settingCollection(connection: Connection): { store: SettingStore; rows: Collection<SettingRow> } {
  const rows = collection<SettingRow>(
    connection,
    'settings',
    { _id: { type: String, required: true }, value: { type: String, required: true } },
    [],
  );
  const store: SettingStore = {
    once: async (key, initial) => {
      try {
        await rows.model.collection.insertOne({ _id: key as never, value: initial });
        return initial;
      } catch (error) {
        const row = isDuplicate(error) ? await rows.model.findById(key).lean<SettingRow>() : null;
        if (row === null) throw error;
        return row.value;
      }
    },
    read: async (key) => (await rows.model.findById(key).lean<SettingRow>())?.value ?? null,
    write: async (key, value) => {
      await rows.model.updateOne({ _id: key }, { $set: { value } }, { upsert: true });
    },
  };
  return { store, rows };
}
