import type { Connection, mongo } from 'mongoose';

/** The database of an open connection: what is copied goes past the models, which know only the fields of today. */
export function databaseOf({ db }: Connection): mongo.Db {
  if (db === undefined) throw new Error('the connection is not open');
  return db;
}
