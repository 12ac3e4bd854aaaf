import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { mongo } from 'mongoose';

/** JSON as the store keeps what may be long: what hundreds of people wrote is more than a document of the store may be. */
export type Packed = Buffer | mongo.Binary;

/** Fast is better than small: it is read once or twice. */
const LEVEL = 1;
const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A value as compressed JSON. */
export const pack = (value: unknown): Promise<Buffer> => zip(JSON.stringify(value), { level: LEVEL });

/** The value that was packed; the caller knows what it was. */
export async function unpack<Value>(packed: Packed): Promise<Value> {
  // Read without mongoose's own types, it is the driver's.
  const bytes = packed instanceof Uint8Array ? packed : packed.buffer;
  return JSON.parse((await unzip(bytes)).toString('utf8')) as Value;
}
