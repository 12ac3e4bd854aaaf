import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { OpenStore, StoreKind } from './connect.ts';

/** How a store stands, as it was tried out. */
export interface StoreHealth {
  kind: StoreKind;
  /** How the servers stand together; the embedded engine stands alone. */
  servers: 'single' | 'replicaSet' | 'sharded';
  /**
   * A write with the promise every answer rests on (journaled, by the majority of the servers): kept, taken without the
   * promise, or refused.
   */
  write: 'kept' | 'unconfirmed' | 'refused';
  /** The database's name for why it was not kept. */
  reason?: string;
}

/** Where the settings are: a document more for a moment harms nobody. */
const COLLECTION = 'settings';

/** Writes a document, as the program writes, and removes it. Throws nothing. */
export async function examineHealth({
  connection,
  kind,
}: Pick<OpenStore, 'connection' | 'kind'>): Promise<StoreHealth> {
  try {
    const { setName, msg } = (await connection.db?.command({ hello: 1 })) ?? {};
    const servers = setName !== undefined ? 'replicaSet' : msg === 'isdbgrid' ? 'sharded' : 'single';
    return { kind, servers, ...(await tryWriting(connection)) };
  } catch (error) {
    return { kind, servers: 'single', write: 'refused', reason: nameOf(error) };
  }
}

async function tryWriting(connection: Connection): Promise<Pick<StoreHealth, 'write' | 'reason'>> {
  const trial = { _id: `trial-${randomUUID()}` as never, value: '' };
  const collection = connection.collection(COLLECTION);
  try {
    await collection.insertOne(trial);
    return { write: 'kept' };
  } catch (error) {
    const isTaken = error instanceof Error && error.name === 'MongoWriteConcernError';
    return { write: isTaken ? 'unconfirmed' : 'refused', reason: nameOf(error) };
  } finally {
    await collection.deleteOne({ _id: trial._id }).catch(() => undefined);
  }
}

/** A name and nothing else: what drivers write beside it quotes addresses. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'codeName' in error && typeof error.codeName === 'string' ? error.codeName : error.name;
}
