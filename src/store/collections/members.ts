import { Types } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Member, MemberStore } from '../../app/store-port.ts';
import type { Locale } from '../../i18n.ts';
import type { Role } from '../../reporting/model.ts';
import { among, batched } from '../batch.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
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
  /** Since when messages to them have not arrived: they blocked the bot or left LINE. */
  unreachableSince?: number;
  /** When LINE last told whether they can be reached: what comes late changes nothing. */
  reachToldAt?: number;
  leftGroupSince?: number;
  groupToldAt?: number;
  /** Which handovers took units from them, or gave them some: each once. */
  handovers?: { key: string; units: string[] }[];
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
      unreachableSince: Number,
      reachToldAt: Number,
      leftGroupSince: Number,
      groupToldAt: Number,
      handovers: { type: [mixed], default: undefined },
    },
    [
      { fields: { lineUserId: 1 }, unique: true, where: { lineUserId: { $exists: true } } },
      { fields: { organisationId: 1, name: 1 } },
    ],
  );
  const { model } = rows;
  const active = { lineUserId: { $exists: true } };
  /** A coordinator who cannot be reached is none: the set-up code lets another take over. */
  const coordinator = { role: 'coordinator' as const, ...active, unreachableSince: { $exists: false } };
  const asMember = (row: Row): Member => ({
    id: row._id,
    organisationId: row.organisationId,
    lineUserId: row.lineUserId ?? '',
    name: row.name,
    role: row.role,
    units: row.units,
    locale: row.locale,
    ...(row.unreachableSince === undefined ? {} : { unreachableSince: row.unreachableSince }),
    ...(row.leftGroupSince === undefined ? {} : { leftGroupSince: row.leftGroupSince }),
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
    byId: async (organisationId, memberId) => {
      const row = await model.findOne({ _id: memberId, organisationId }).lean<Row>();
      return row === null ? null : asMember(row);
    },
    former: async (organisationId) =>
      (
        await model
          .find({ organisationId, lineUserId: { $exists: false }, 'units.0': { $exists: true } })
          .sort({ name: 1 })
          .lean<Row[]>()
      ).map(asMember),
    giveUnits: async (organisationId, memberId, units, key) => {
      for (;;) {
        const row = await model.findOne({ _id: memberId, organisationId }).lean<Row>();
        if (row === null) return null;
        const given = row.handovers?.find((one) => one.key === key);
        if (given !== undefined) return given.units;
        const moved = row.units.filter((unit) => units.includes(unit));
        if (units.length > 0 && moved.length === 0) return null;
        // One write decides who gives them: of two that see the same units the second finds others.
        const { modifiedCount } = await model.updateOne(
          { _id: memberId, organisationId, units: row.units, 'handovers.key': { $ne: key } },
          {
            $set: { units: row.units.filter((unit) => !moved.includes(unit)) },
            $push: { handovers: { key, units: moved } },
          },
        );
        if (modifiedCount === 0) continue;
        await changed(organisationId);
        return moved;
      }
    },
    takeUnits: async (organisationId, memberId, units, key) => {
      await model.updateOne(
        { _id: memberId, organisationId, 'handovers.key': { $ne: key } },
        { $addToSet: { units: { $each: [...units] } }, $push: { handovers: { key, units: [...units] } } },
      );
      await changed(organisationId);
    },
    reach: async (lineUserId, at, isReachable) => {
      const row = await model
        .findOneAndUpdate(
          { lineUserId, $or: [{ reachToldAt: { $exists: false } }, { reachToldAt: { $lte: at } }] },
          isReachable
            ? { $set: { reachToldAt: at }, $unset: { unreachableSince: 1 } }
            : { $set: { reachToldAt: at, unreachableSince: at } },
          { returnDocument: 'after' },
        )
        .lean<Row>();
      if (row === null) return null;
      await changed(row.organisationId);
      return asMember(row);
    },
    seenInGroup: async (organisationId, lineUserIds, at, isThere) => {
      const { matchedCount } = await model.updateMany(
        {
          organisationId,
          lineUserId: { $in: [...lineUserIds] },
          $or: [{ groupToldAt: { $exists: false } }, { groupToldAt: { $lte: at } }],
        },
        isThere
          ? { $set: { groupToldAt: at }, $unset: { leftGroupSince: 1 } }
          : { $set: { groupToldAt: at, leftGroupSince: at } },
      );
      if (matchedCount > 0) await changed(organisationId);
    },
    setLocale: async (lineUserId, locale) => {
      const row = await model.findOneAndUpdate({ lineUserId }, { $set: { locale } }).lean<Row>();
      if (row !== null) await changed(row.organisationId);
    },
  };
  return { store, rows, coordinated: () => model.distinct('organisationId', coordinator) };
}
