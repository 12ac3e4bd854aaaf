import type { Connection } from 'mongoose';
import type { InvitationStore } from '../../app/store-port.ts';
import type { Role } from '../../reporting/model.ts';
import { collection, isDuplicate } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row {
  /** The event that made it: the same event makes one invitation. */
  _id: string;
  organisationId: string;
  codeHash: string;
  role: Role;
  unit?: string;
  handover?: string;
  uses: number;
  expiresAt: number;
  by: string;
  redeemedBy: string[];
}

/** Codes that make members: only their hashes are kept. */
export function invitationCollection(
  connection: Connection,
  nameOf: (organisationId: string) => Promise<string>,
): { store: InvitationStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'invitations',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      codeHash: { type: String, required: true },
      role: { type: String, required: true },
      unit: String,
      handover: String,
      uses: { type: Number, required: true },
      expiresAt: { type: Number, required: true },
      by: { type: String, required: true },
      redeemedBy: { type: [String] },
    },
    [{ fields: { codeHash: 1 }, unique: true }, { fields: { organisationId: 1 } }],
  );
  const { model } = rows;
  const opens = ({ organisationId, role, unit, handover }: Row) => ({
    organisationId,
    role,
    ...(unit === undefined ? {} : { unit }),
    ...(handover === undefined ? {} : { handover }),
  });
  const store: InvitationStore = {
    lookUp: async (codeHash, now) => {
      const row = await model.findOne({ codeHash }).lean<Row>();
      if (row === null) return { state: 'unknown' };
      if (row.expiresAt <= now) return { state: 'expired' };
      if (row.redeemedBy.length >= row.uses) return { state: 'used' };
      const { organisationId, handover: _handover, ...rest } = opens(row);
      return {
        state: 'valid',
        id: row._id,
        organisation: { id: organisationId, name: await nameOf(organisationId) },
        ...rest,
      };
    },
    create: async (organisationId, { eventId, ...invitation }) => {
      try {
        await model.collection.insertOne({ _id: eventId as never, organisationId, ...invitation, redeemedBy: [] });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    redeem: async (invitationId, lineUserId, now) => {
      // One write decides who gets the last use; the filter contains the field it changes.
      const row = await model
        .findOneAndUpdate(
          {
            _id: invitationId,
            expiresAt: { $gt: now },
            redeemedBy: { $ne: lineUserId },
            $expr: { $lt: [{ $size: '$redeemedBy' }, '$uses'] },
          },
          { $push: { redeemedBy: lineUserId } },
        )
        .lean<Row>();
      const redeemed = row ?? (await model.findOne({ _id: invitationId, redeemedBy: lineUserId }).lean<Row>());
      return redeemed === null ? null : opens(redeemed);
    },
  };
  return { store, rows };
}
