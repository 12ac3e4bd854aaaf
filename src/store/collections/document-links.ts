import type { Connection } from 'mongoose';
import type { ClaimedDocument, DocumentAsker, DocumentLink, DocumentLinkStore } from '../../app/document-port.ts';
import type { Snapshot } from '../../documents/snapshot.ts';
import type { Round } from '../../reporting/model.ts';
import type { DatabaseNow } from '../database-now.ts';
import { pack, unpack } from '../packed.ts';
import type { Packed } from '../packed.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends Omit<DocumentLink, 'snapshot' | 'asker'> {
  /** The hash of its first token: the tokens themselves are not kept. */
  _id: string;
  /** Hashes of further tokens. */
  tokens: string[];
  /** The snapshot. */
  packed: Packed;
  fiscalYear: number;
  round: Round;
  dataAsOf: number;
  making?: Making;
}

/** Of a large document. */
interface Making {
  asker: DocumentAsker;
  state: ClaimedDocument['state'];
  /** To be made, or to be told of. */
  owed: boolean;
  attempts: number;
  pieces: number;
  /** Milliseconds since the epoch by the database's clock; in the past when nobody has it in hand. */
  claimedUntil: number;
  fence: number;
}

/** A claim that has come to no end by then is anybody's again: longer than a document may take to be made. */
const CLAIM_MS = 150_000;

/**
 * Addresses under which documents are fetched.
 * @param databaseNow what claims are measured by
 */
export function documentLinkCollection(
  connection: Connection,
  databaseNow: DatabaseNow,
): { store: DocumentLinkStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'documentLinks',
    {
      _id: { type: String, required: true },
      tokens: { type: [String] },
      organisationId: { type: String, required: true },
      eventId: { type: String, required: true },
      format: { type: String, required: true },
      kind: { type: String, required: true },
      planId: { type: String, required: true },
      packed: { type: Buffer, required: true },
      fiscalYear: { type: Number, required: true },
      round: { type: Number, required: true },
      dataAsOf: { type: Number, required: true },
      expiresAt: { type: Number, required: true },
      making: mixed,
    },
    [
      { fields: { expiresAt: 1 } },
      { fields: { tokens: 1 } },
      { fields: { 'making.owed': 1, organisationId: 1 }, where: { 'making.owed': true } },
    ],
  );
  const { model } = rows;
  const byToken = (tokenHash: string) => ({ $or: [{ _id: tokenHash }, { tokens: tokenHash }] });
  const held = ({ id, fence }: ClaimedDocument) => ({ _id: id, 'making.fence': fence });

  /** The link a token opens already, or that it is to open now because the same is being made for the same person. */
  const known = async (tokenHash: string, link: DocumentLink): Promise<Row | null> => {
    const own = await model.findOne(byToken(tokenHash), { packed: 0 }).lean<Row>();
    if (own !== null || link.asker === undefined) return own;
    const { organisationId, planId, kind, format, snapshot, asker } = link;
    return model
      .findOneAndUpdate(
        {
          'making.owed': true,
          organisationId,
          planId,
          kind,
          format,
          round: snapshot.round,
          'making.state': 'waiting',
          'making.asker.memberId': asker.memberId,
        },
        { $addToSet: { tokens: tokenHash } },
        { projection: { packed: 0 } },
      )
      .lean<Row>();
  };

  const store: DocumentLinkStore = {
    keep: async (tokenHash, link) => {
      const before = await known(tokenHash, link);
      if (before !== null) return before;
      const { snapshot, asker, ...rest } = link;
      const { fiscalYear, round, dataAsOf } = snapshot;
      const fresh: Row = {
        _id: tokenHash,
        ...rest,
        tokens: [],
        packed: await pack(snapshot),
        fiscalYear,
        round,
        dataAsOf,
        ...(asker === undefined ? {} : { making: { asker, ...UNMADE } }),
      };
      try {
        await model.collection.insertOne(fresh as never);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      return fresh;
    },
    read: async (tokenHash, now) => {
      const row = await model.findOne(byToken(tokenHash), { packed: 0 }).lean<Row>();
      if (row === null) return null;
      const { _id: id, kind, fiscalYear, round, making, format } = row;
      if (row.expiresAt <= now) return { state: 'expired' };
      if (making === undefined || format === 'page') {
        const whole = await model.findById(id).lean<Row>();
        return whole === null ? null : { state: 'open', link: await linkOf(whole) };
      }
      if (making.state !== 'ready') return { state: making.state };
      return { state: 'ready', id, pieces: making.pieces, kind, format, fiscalYear, round };
    },
    addToken: async (id, tokenHash, now) => {
      const filter = { _id: id, expiresAt: { $gt: now } };
      return (await model.updateOne(filter, { $addToSet: { tokens: tokenHash } })).matchedCount === 1;
    },
    claim: async () => {
      const row = await model
        .findOneAndUpdate(
          { 'making.owed': true, $expr: { $lt: ['$making.claimedUntil', databaseNow()] } },
          [
            {
              $set: {
                'making.claimedUntil': { $add: [databaseNow(), CLAIM_MS] },
                'making.fence': { $add: ['$making.fence', 1] },
                'making.attempts': { $add: ['$making.attempts', 1] },
              },
            },
          ],
          { sort: { dataAsOf: 1, _id: 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean<Row>();
      if (row?.making === undefined || row.format === 'page') return null;
      const { fence, state, attempts, asker } = row.making;
      return { id: row._id, fence, state, attempts, link: { ...(await linkOf(row)), asker, format: row.format } };
    },
    settle: async (claimed, end) => {
      const pieces = end.state === 'ready' ? end.pieces : 0;
      const { modifiedCount } = await model.updateOne(
        { ...held(claimed), 'making.state': 'waiting' },
        { $set: { 'making.state': end.state, 'making.pieces': pieces } },
      );
      return modifiedCount === 1;
    },
    told: async (claimed) => {
      await model.updateOne(held(claimed), { $set: { 'making.owed': false } });
    },
    release: async (claimed) => {
      await model.updateOne(held(claimed), { $set: { 'making.claimedUntil': 0 }, $inc: { 'making.attempts': -1 } });
    },
    makeAgain: async (id) => {
      await model.updateOne(
        { _id: id, 'making.state': 'ready' },
        {
          $set: {
            'making.state': 'waiting',
            'making.owed': true,
            'making.attempts': 0,
            'making.claimedUntil': 0,
          },
        },
      );
    },
    forget: async (expiredBefore) => {
      await model.deleteMany({ expiresAt: { $lt: expiredBefore } });
    },
  };
  return { store, rows };
}

const UNMADE = { state: 'waiting', owed: true, attempts: 0, pieces: 0, claimedUntil: 0, fence: 0 } as const;

async function linkOf(row: Row): Promise<DocumentLink> {
  const { organisationId, eventId, format, kind, planId, expiresAt } = row;
  const snapshot = await unpack<Snapshot>(row.packed);
  return { organisationId, eventId, format, kind, planId, expiresAt, snapshot };
}
