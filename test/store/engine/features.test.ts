import { once } from 'node:events';
import { Schema, mongo } from 'mongoose';
import { testDatabase } from '../../support/store.ts';
import type { TestDatabase } from '../../support/store.ts';

/** What the collections rely on, so that another engine or version that lacks it is noticed here. */
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

interface Row {
  _id?: number | string;
  key?: string;
  open?: boolean;
  revision?: number;
  history?: number[];
}
const rows = (name: string) => database.connection.collection<Row>(name);

test('an unordered insert stores what is new and names what was there', async () => {
  const events = rows('events');
  await events.createIndex({ key: 1 }, { unique: true });
  await events.insertOne({ key: 'b' });
  const batch = ['a', 'b', 'c', 'a'].map((key) => ({ key }));
  const refusal: unknown = await events.insertMany(batch, { ordered: false }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(mongo.MongoBulkWriteError);
  const { writeErrors, insertedCount } = refusal as mongo.MongoBulkWriteError;
  expect(insertedCount).toBe(2);
  expect([writeErrors].flat().map(({ index, code }) => [index, code])).toEqual([
    [1, 11000],
    [3, 11000],
  ]);
});

test('a partial unique index holds for the rows it covers only', async () => {
  const claims = rows('claims');
  await claims.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await claims.insertMany([
    { key: 'a', open: false },
    { key: 'a', open: false },
    { key: 'a', open: true },
  ]);
  await expect(claims.insertOne({ key: 'a', open: true })).rejects.toMatchObject({ code: 11000 });
  await expect(claims.updateOne({ open: false }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 });
});

test('an update can be computed from what stood there', async () => {
  const reports = rows('reports');
  await reports.insertOne({ _id: 1, revision: 3, history: [] });
  const changed = await reports.findOneAndUpdate(
    { _id: 1, $expr: { $gt: ['$revision', 2] } },
    [{ $set: { history: { $concatArrays: ['$history', ['$revision']] }, revision: { $add: ['$revision', 1] } } }],
    { returnDocument: 'after' },
  );
  expect(changed).toEqual({ _id: 1, revision: 4, history: [3] });
});

test('of many that compare and set at once, one wins', async () => {
  const sessions = rows('sessions');
  await sessions.insertOne({ _id: 1, revision: 0 });
  const attempts = Array.from({ length: 20 }, () =>
    sessions.findOneAndUpdate({ _id: 1, revision: 0 }, { $set: { revision: 1 } }),
  );
  expect((await Promise.all(attempts)).filter((found) => found !== null)).toHaveLength(1);
});

test('upserts of one key at once make one document and lose no count', async () => {
  const Counter = database.connection.model('Counter', new Schema({ key: { type: String, unique: true }, n: Number }));
  await Counter.createIndexes();
  const upsert = () => Counter.updateOne({ key: 'a' }, { $inc: { n: 1 } }, { upsert: true });
  await Promise.all(Array.from({ length: 20 }, upsert));
  expect(await Counter.find().lean()).toMatchObject([{ key: 'a', n: 20 }]);
});

test('bulk writes mix kinds and report each refusal', async () => {
  const units = rows('units');
  const { insertedCount, upsertedCount, modifiedCount, deletedCount } = await units.bulkWrite([
    { insertOne: { document: { _id: 1 } } },
    { updateOne: { filter: { _id: 2 }, update: { $set: { key: 'b' } }, upsert: true } },
    { updateMany: { filter: {}, update: { $set: { open: true } } } },
    { deleteOne: { filter: { _id: 1 } } },
  ]);
  expect([insertedCount, upsertedCount, modifiedCount, deletedCount]).toEqual([1, 1, 2, 1]);
});

test('files come back as they were stored', async () => {
  const { db } = database.connection;
  if (db === undefined) throw new Error('not connected');
  const files = new mongo.GridFSBucket(db);
  const bytes = Buffer.from('หลักฐาน '.repeat(40_000));
  const upload = files.openUploadStream('evidence.txt');
  upload.end(bytes);
  await once(upload, 'finish');
  const parts: Buffer[] = [];
  for await (const part of files.openDownloadStream(upload.id)) parts.push(part as Buffer);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
});
