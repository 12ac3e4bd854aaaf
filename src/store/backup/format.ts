import { mongo } from 'mongoose';
import { z } from 'zod';

/**
 * Every collection of the store, in the order a backup reads them: what owes or refers to something before that something.
 * The bot may be at work meanwhile. It puts down what it is going to do before doing it, so an event that was open when it was
 * read may have taken effect in what is read after it, but never the other way round; doing it again after a restore changes
 * nothing. Likewise a large document before the slot of its notice, a slot before its occurrences, a report before its measure, and the organisation, to which all belong, late.
 */
export const COLLECTIONS = [
  'inbox',
  'sessions',
  'documentLinks',
  'slots',
  'occurrences',
  'deliveries',
  'publications',
  'uploads',
  'evidenceLinks',
  'evidence',
  'looseFiles',
  'evidenceFiles.files',
  'evidenceFiles.chunks',
  'unsentMessages',
  'snapshots',
  'roundNotes',
  'documentSettings',
  'audit',
  'reports',
  'measures',
  'plans',
  'invitations',
  'handovers',
  'groups',
  'schedules',
  'members',
  'units',
  'organisations',
  'settings',
] as const;
export type CollectionName = (typeof COLLECTIONS)[number];
export type Counts = Record<CollectionName, number>;

export const isCollection = (name: unknown): name is CollectionName => COLLECTIONS.some((one) => one === name);
export const noCounts = (): Counts => Object.fromEntries(COLLECTIONS.map((name) => [name, 0])) as Counts;
export const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

export const FORMAT = 'nong-sujarit-backup';
export const VERSION = 1;

/** The first line. */
export interface Header {
  format: typeof FORMAT;
  version: number;
  /** Version of the program that wrote it. */
  program: string;
  /** Instant the reading began, ISO 8601 in UTC. */
  createdAt: string;
  store: 'server' | 'embedded';
}

export const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  program: z.string().max(100),
  createdAt: z.iso.datetime(),
  store: z.enum(['server', 'embedded']),
});

/** The last line begins with this; the hash is over every byte before the line. */
export const END = '{"end":';
export const endSchema = z.strictObject({
  end: z.strictObject({
    // One that was written before a collection came has none of it.
    counts: z.strictObject(
      Object.fromEntries(COLLECTIONS.map((name) => [name, z.int().min(0).default(0)])) as CountShape,
    ),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});
type CountShape = Record<CollectionName, z.ZodDefault<z.ZodInt>>;

/** Bytes of one line, and of all of them, once inflated. */
export interface Limits {
  line: number;
  total: number;
}

/** MongoDB's own limit of a document. */
const MOST_OF_DOCUMENT = 16 * 1024 * 1024;
/** A line has room for the largest document in base64. */
export const LIMITS: Limits = { line: 24 * 1024 * 1024, total: 16 * 1024 ** 3 };

export type StoredDocument = mongo.Document;
const { EJSON, calculateObjectSize, deserialize, serialize } = mongo.BSON;
/**
 * Numbers and expressions stay what they are in the store instead of becoming JavaScript's own. What the driver always does
 * remains: fields named by whole numbers come first, those of an object with `$ref` and `$id` stand in the order of a DBRef, and what is
 * in a field named `__proto__` may be lost; the program stores neither of the two.
 */
export const AS_STORED = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const;

/** A document as a line; in base64 where EJSON cannot tell it (a field named `$oid`, say) or would make it too long. */
export function lineOf(collection: CollectionName, document: StoredDocument, limits: Limits): string {
  const text = `{"collection":"${collection}","document":${EJSON.stringify(document, { relaxed: false })}}\n`;
  const bson = serialize(document);
  if (Buffer.byteLength(text) <= limits.line && isFaithful(text, bson)) return text;
  return `{"collection":"${collection}","bson":"${Buffer.from(bson).toString('base64')}"}\n`;
}

function isFaithful(text: string, bson: Uint8Array): boolean {
  try {
    return Buffer.compare(serialize(parse(text)['document'] as StoredDocument), bson) === 0;
  } catch {
    return false;
  }
}

const parse = (text: string) => EJSON.parse(text, { relaxed: false }) as Record<string, unknown>;

/**
 * The collection, known or not, and the document of a line.
 * @throws Error of any kind when there is none, or one that MongoDB would not take
 */
export function readLine(line: string): { collection: unknown; document: StoredDocument } {
  const { collection, document, bson } = parse(line);
  const read = typeof bson === 'string' ? deserialize(Buffer.from(bson, 'base64'), AS_STORED) : document;
  if (typeof read !== 'object' || read === null || !('_id' in read)) throw new Error('a line without a document');
  if (calculateObjectSize(read) > MOST_OF_DOCUMENT) throw new Error('a document that is too large');
  return { collection, document: read };
}
