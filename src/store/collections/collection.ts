import { Schema } from 'mongoose';
import type { Connection, Model, SchemaDefinition } from 'mongoose';

/** Index of a collection: fields, and MongoDB's own options. Made at start by `prepareStore`, never while running. */
export interface Index {
  fields: Record<string, 1 | -1>;
  unique?: boolean;
  /** Only documents of this shape are in the index. */
  where?: Record<string, unknown>;
}

export interface Collection<Row> {
  model: Model<Row>;
  indexes: readonly Index[];
  /** Names of indexes that earlier versions made and that must go. */
  retired: readonly string[];
}

/** A mongoose model that keeps exactly the fields of its definition: an unknown one is a mistake, not data. */
export function collection<Row>(
  connection: Connection,
  name: string,
  definition: SchemaDefinition,
  indexes: readonly Index[],
  retired: readonly string[] = [],
): Collection<Row> {
  const schema = new Schema(definition, {
    collection: name,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
  });
  return { model: connection.model<Row>(name, schema as never), indexes, retired };
}

/** A field that holds whatever the application's types say: they are the schema. */
export const mixed = Schema.Types.Mixed;

/** MongoDB's "duplicate key": somebody else made it first. */
export const isDuplicate = (error: unknown): boolean => hasCode(error, 11000);

/** MongoDB's "index not found" and "namespace not found": there is nothing to drop. */
export const isNothingThere = (error: unknown): boolean => hasCode(error, 27) || hasCode(error, 26);

const hasCode = (error: unknown, code: number): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
