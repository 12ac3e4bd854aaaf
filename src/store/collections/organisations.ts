import { Types } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Organisation, OrganisationMarks, OrganisationStore } from '../../app/store-port.ts';
import { batched } from '../batch.ts';
import { collection } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  _id: string;
  name: string;
  version?: number;
  people?: number;
  held?: boolean;
}

/** Says that units, plans or reports of an organisation have changed: after the write, so that who reads then reads it. Returns the new version. */
export type Changed = (organisationId: string) => Promise<number>;

/** How other collections tell an organisation that something of it changes. */
export interface Marking {
  changed: Changed;
  /** Its members have changed: after the write. */
  peopleChanged: (organisationId: string) => Promise<void>;
  /** Something is going to be held back: before the write, so that it is not overlooked. */
  holds: (organisationId: string) => Promise<void>;
}

/** Local administrative organisations on this bot. `coordinated`: ids of those with an active coordinator. */
export function organisationCollection(
  connection: Connection,
  coordinated: () => Promise<string[]>,
): { store: OrganisationStore; rows: Collection<Row>; marking: Marking } {
  const rows = collection<Row>(
    connection,
    'organisations',
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      version: Number,
      people: Number,
      held: Boolean,
    },
    [{ fields: { name: 1 }, unique: true }],
  );
  const { model } = rows;
  const read = (row: Row | null): Organisation | null => (row === null ? null : { id: row._id, name: row.name });
  const list = (found: Row[]) => found.map(({ _id, name }) => ({ id: _id, name }));
  const marks = batched(async (ids: string[]) => {
    const found = await model.collection
      .find({ _id: { $in: [...new Set(ids)] as never[] } }, { projection: { version: 1, people: 1, held: 1 } })
      .toArray();
    const known = new Map((found as unknown as Row[]).map((row) => [row._id, asMarks(row)]));
    return ids.map((id) => known.get(id) ?? null);
  });
  /** Raises the version of an organisation by so many changes; returns it. */
  const raise = async (id: string, by: number): Promise<number> => {
    const row = await model.collection.findOneAndUpdate(
      { _id: id as never },
      { $inc: { version: by } },
      { returnDocument: 'after', projection: { version: 1 } },
    );
    return Number(row?.['version'] ?? 0);
  };
  const changed: Changed = batched(async (ids: string[]) => {
    const counts = new Map<string, number>();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    const raised = await Promise.all([...counts].map(async ([id, by]) => [id, (await raise(id, by)) - by] as const));
    // Each change has a version of its own.
    const next = new Map(raised);
    return ids.map((id) => {
      const version = (next.get(id) ?? 0) + 1;
      next.set(id, version);
      return version;
    });
  });
  const store: OrganisationStore = {
    marks,
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
  const peopleChanged = async (id: string): Promise<void> => {
    await model.updateOne({ _id: id }, { $inc: { people: 1 } });
  };
  const holds = async (id: string): Promise<void> => {
    await model.updateOne({ _id: id }, { $set: { held: true } });
  };
  return { store, rows, marking: { changed, peopleChanged, holds } };
}

const asMarks = ({ version = 0, people = 0, held = false }: Row): OrganisationMarks => ({ version, people, held });
