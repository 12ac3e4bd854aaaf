import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { AppError } from '../../errors.ts';
import { isDuplicate } from '../collections/collection.ts';
import type { OpenStore } from '../connect.ts';
import { databaseOf } from './database.ts';
import { COLLECTIONS, noCounts, totalOf } from './format.ts';
import type { CollectionName, Counts, StoredDocument } from './format.ts';
import { readBackup } from './read-backup.ts';
import type { Backup } from './read-backup.ts';

/** The one restore that is under way or was interrupted. */
interface Mark {
  _id: 'restore';
  /** Names its collections: two at once cannot mix. */
  token: string;
  /** `filling`: the store is as it was. `swapping`: decided; whoever comes next finishes it. */
  state: 'filling' | 'swapping';
}

const MARKS = 'restoring';
const MARK = 'restore';
/** MongoDB's "namespace not found". */
const NO_SUCH_COLLECTION = 26;
/** Of one insertion: documents, and bytes of their lines. */
const BATCH = { documents: 1_000, bytes: 8 * 1024 * 1024 };

const nameOf = (token: string, collection: CollectionName): string => `${MARKS}.${token}.${collection}`;
const marksOf = (db: mongo.Db) => db.collection<Mark>(MARKS);

/** How many documents each collection of the store has. */
export async function contentsOf(connection: Connection): Promise<Counts> {
  const db = databaseOf(connection);
  const counts = noCounts();
  for (const name of COLLECTIONS) counts[name] = await db.collection(name).countDocuments();
  return counts;
}

/**
 * Finishes a restore that was interrupted after it was decided; everything it needs is in the store. Any process may, and
 * several at once. `makeStore` does, first: until then the store may be partly the old and partly the new one.
 * @returns whether there was one
 */
export async function finishRestore(connection: Connection): Promise<boolean> {
  const db = databaseOf(connection);
  const mark = await marksOf(db).findOne({ _id: MARK, state: 'swapping' });
  if (mark === null) return false;
  await swap(db, mark.token);
  return true;
}

/**
 * Puts what is in a file, which `readBackup` has found whole and finds so again, in the place of what is in the store, whose indexes `makeStore` has made. The documents go to
 * collections of their own, get the indexes, and are counted; then one write decides, and each collection is swapped by a
 * rename, which is one step. Killed before the decision the store is as it was, and the next restore throws the leftovers
 * away; killed after it `finishRestore` does the rest.
 *
 * With a server, stop the bot first: it remembers what it has read, and what it writes meanwhile is lost.
 * @param force replaces what is there, and takes over from a restore that another process has begun
 * @throws AppError `restore-not-empty`, `restore-under-way`, `restore-not-stored` (the store is as it was in these three),
 * `restore-unfinished` (see `finishRestore`), and what `readBackup` throws (as it was)
 */
export async function restoreBackup(store: OpenStore, file: string, { force }: { force: boolean }): Promise<Backup> {
  const db = databaseOf(store.connection);
  await refuseContents(store.connection, force);
  // The embedded engine has one process: whoever left a mark there is dead.
  const token = await begin(db, force || store.kind === 'embedded');
  let backup: Backup;
  try {
    backup = await stage(db, token, file);
    await refuseContents(store.connection, force);
    const decided = await marksOf(db).updateOne(
      { _id: MARK, token, state: 'filling' },
      { $set: { state: 'swapping' } },
    );
    if (decided.matchedCount === 0) throw new AppError('restore-under-way');
  } catch (error) {
    // The decision may have been taken though its answer was lost: then nothing may be thrown away.
    const undone = await abandon(db, token).catch(() => false);
    if (error instanceof AppError) throw error;
    throw storeFailure(error, undone ? 'restore-not-stored' : 'restore-unfinished');
  }
  try {
    await swap(db, token);
  } catch (error) {
    throw storeFailure(error, 'restore-unfinished');
  }
  return backup;
}

async function refuseContents(connection: Connection, force: boolean): Promise<void> {
  if (force) return;
  const contents = await contentsOf(connection);
  const documents = totalOf(contents);
  if (documents === 0) return;
  throw new AppError('restore-not-empty', { params: { documents, organisations: contents.organisations } });
}

/** Marks the store as being restored, and throws away what restores before this one left; returns the token. */
async function begin(db: mongo.Db, takeOver: boolean): Promise<string> {
  const token = randomUUID();
  const fresh = { token, state: 'filling' } as const;
  try {
    await marksOf(db).insertOne({ _id: MARK, ...fresh });
  } catch (error) {
    if (!isDuplicate(error)) throw storeFailure(error, 'restore-not-stored');
    // Who loses the mark can no longer decide, and throws away its own.
    const taken = takeOver && (await marksOf(db).replaceOne({ _id: MARK, state: 'filling' }, fresh)).matchedCount === 1;
    if (!taken) throw new AppError('restore-under-way');
  }
  const left = await db.listCollections({ name: { $regex: `^${MARKS}\\.` } }, { nameOnly: true }).toArray();
  for (const { name } of left) await db.collection(name).drop().catch(unlessMissing(false));
  return token;
}

/** Fills the collections of a restore; everything is there when it returns. */
async function stage(db: mongo.Db, token: string, file: string): Promise<Backup> {
  for (const name of COLLECTIONS) {
    // Collections without documents replace those that have some.
    await db.createCollection(nameOf(token, name));
    const indexes = await db.collection(name).indexes().catch(unlessMissing([]));
    const wanted = indexes.flatMap(({ v: _version, ns: _namespace, ...index }) =>
      index.name === '_id_' ? [] : [index],
    );
    if (wanted.length > 0) await db.collection(nameOf(token, name)).createIndexes(wanted);
  }
  let batch: StoredDocument[] = [];
  let bytes = 0;
  let current: CollectionName | undefined;
  const flush = async (): Promise<void> => {
    if (current !== undefined && batch.length > 0) await db.collection(nameOf(token, current)).insertMany(batch);
    batch = [];
    bytes = 0;
  };
  const backup = await readBackup(file, async (collection, document, length) => {
    const full = batch.length >= BATCH.documents || bytes + length > BATCH.bytes;
    if (collection !== current || full) await flush();
    current = collection;
    batch.push(document);
    bytes += length;
  });
  await flush();
  for (const name of COLLECTIONS) {
    const stored = await db.collection(nameOf(token, name)).countDocuments();
    if (stored !== backup.counts[name]) throw new AppError('restore-not-stored', { params: { file: basename(file) } });
  }
  return backup;
}

/** Idempotent: what has been renamed is no longer there to be renamed. */
async function swap(db: mongo.Db, token: string): Promise<void> {
  for (const name of COLLECTIONS) {
    await db.collection(nameOf(token, name)).rename(name, { dropTarget: true }).catch(unlessMissing(null));
  }
  await marksOf(db).deleteOne({ _id: MARK, token });
}

/** Gives up a restore unless it has been decided; whether it was given up. */
async function abandon(db: mongo.Db, token: string): Promise<boolean> {
  if ((await marksOf(db).findOne({ _id: MARK, token, state: 'swapping' })) !== null) return false;
  await discard(db, token);
  await marksOf(db).deleteOne({ _id: MARK, token, state: 'filling' });
  return true;
}

async function discard(db: mongo.Db, token: string): Promise<void> {
  for (const name of COLLECTIONS) await db.collection(nameOf(token, name)).drop().catch(unlessMissing(false));
}

const unlessMissing =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (error instanceof mongo.MongoServerError && error.code === NO_SUCH_COLLECTION) return value;
    throw error;
  };

const storeFailure = (error: unknown, code: string): unknown =>
  error instanceof mongo.MongoError ? new AppError(code, { cause: error }) : error;
