import { Types } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Member, MemberStore } from '../../app/store-port.ts';
import type { Locale } from '../../i18n.ts';
import type { Role } from '../../reporting/model.ts';
import { among, batched } from '../batch.ts';
import { collection, isDuplicate } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  _id: string;
  organisationId: string;
  /** Absent once the person was unlinked: the name stays as author of reports. */
  lineUserId?: string;
  name: string;
  role: Role;
  units: string[];
  locale: Locale;
}

/** People: the LINE identity is kept apart from the name, and goes when they leave. `changed` is told after each write. */
export function memberCollection(
  connection: Connection,
  changed: (organisationId: string) => Promise<void>,
): { store: MemberStore; rows: Collection<Row>; coordinated: () => Promise<string[]> } {
  const rows = collection<Row>(
    connection,
    'members',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      lineUserId: String,
      name: { type: String, required: true },
      role: { type: String, required: true },
      units: { type: [String] },
      locale: { type: String, required: true },
    },
    [
      { fields: { lineUserId: 1 }, unique: true, where: { lineUserId: { $exists: true } } },
      { fields: { organisationId: 1, name: 1 } },
    ],
  );
  const { model } = rows;
  const active = { lineUserId: { $exists: true } };
  const asMember = (row: Row): Member => ({
    id: row._id,
    organisationId: row.organisationId,
    lineUserId: row.lineUserId ?? '',
    name: row.name,
    role: row.role,
    units: row.units,
    locale: row.locale,
  });
  const byLineUser = batched(async (lineUserIds: string[]) => {
    const found = await model.collection
      .find({ lineUserId: among(lineUserIds) })
      .batchSize(lineUserIds.length + 1)
      .toArray();
    const known = new Map((found as unknown as Row[]).map((row) => [row.lineUserId, row]));
    return lineUserIds.map((lineUserId) => known.get(lineUserId) ?? null);
  });
  const store: MemberStore = {
    byLineUser: async (lineUserId) => {
      const row = await byLineUser(lineUserId);
      return row === null ? null : asMember(row);
    },
    list: async (organisationId) =>
      (
        await model
          .find({ organisationId, ...active })
          .sort({ name: 1 })
          .lean<Row[]>()
      ).map(asMember),
    join: async (organisationId, { lineUserId, name, role, unit, locale }) => {
      const units = unit === undefined ? [] : [unit];
      try {
        await model.collection.insertOne({
          _id: new Types.ObjectId().toHexString() as never,
          organisationId,
          lineUserId,
          name,
          role,
          units,
          locale,
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // Already a member: another code adds its unit, and its role.
        await model.updateOne(
          { organisationId, lineUserId },
          { $set: { role }, $addToSet: { units: { $each: units } } },
        );
      }
      await changed(organisationId);
      const row = await model.findOne({ organisationId, lineUserId }).lean<Row>();
      return row === null ? null : asMember(row);
    },
    remove: async (organisationId, memberId) => {
      const row = await model
        .findOneAndUpdate({ _id: memberId, organisationId, ...active }, { $unset: { lineUserId: 1 } })
        .lean<Row>();
      // Also when it was removed before: a crash may have come before this was said.
      await changed(organisationId);
      return row?.lineUserId ?? null;
    },
    setLocale: async (lineUserId, locale) => {
      const row = await model.findOneAndUpdate({ lineUserId }, { $set: { locale } }).lean<Row>();
      if (row !== null) await changed(row.organisationId);
    },
  };
  return { store, rows, coordinated: () => model.distinct('organisationId', { role: 'coordinator', ...active }) };
}
