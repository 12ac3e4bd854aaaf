import { resolve } from 'node:path';
import { Mongoose } from 'mongoose';
import type { Connection, ConnectOptions } from 'mongoose';
import { AppError } from '../errors.ts';
import { openEngine } from './engine/open.ts';

/** The part of a logger the store uses (pino's fits). */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface StoreOptions {
  /** A MongoDB server, replica set or Atlas; absent: the embedded engine in `dataDir/store`. */
  mongodbUri?: string;
  dataDir: string;
  log?: StoreLog;
}

export type StoreKind = 'server' | 'embedded';

export interface OpenStore {
  readonly connection: Connection;
  readonly kind: StoreKind;
  /** Whether the store answers right now; never throws. */
  ping(): Promise<boolean>;
  /**
   * Closes the connection, then the engine; calling it again waits for the same closing.
   * Finish what uses the store first: a command still under way is rejected, and may or may not have been stored.
   */
  close(): Promise<void>;
}

const DATABASE = 'nong-sujarit';
const SELECTION_TIMEOUT_MS = 5_000;
const PING_TIMEOUT_MS = 2_000;

const COMMON: ConnectOptions = {
  appName: DATABASE,
  // A store that is away is an error now, not a promise that waits.
  bufferCommands: false,
  // Indexes and collections are made where the store is prepared, and their failures seen.
  autoIndex: false,
  autoCreate: false,
  serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
  connectTimeoutMS: SELECTION_TIMEOUT_MS,
  // Sessions are compared and set: a read from a secondary would compare with the past.
  readPreference: 'primary',
};

/**
 * An acknowledged write must survive the death of the process or of a minority of the servers.
 * Each option stands by itself because the same one in a URI would win over an object that holds it.
 */
const BY_KIND: Record<StoreKind, ConnectOptions> = {
  server: {
    w: 'majority',
    journal: true,
    wtimeoutMS: 10_000,
    readConcernLevel: 'majority',
    socketTimeoutMS: 30_000,
  },
  embedded: { w: 1, journal: true, retryWrites: false },
};

/**
 * Opens the store the configuration names.
 * @throws AppError `store-unreachable`, `store-address-invalid`, `store-engine-unavailable`, `store-engine-missing`,
 * `store-folder-busy` or `store-folder-unusable`; none of them carries what stands in the URI
 */
export async function openStore({ mongodbUri, dataDir, log }: StoreOptions): Promise<OpenStore> {
  const options = log === undefined ? {} : { log };
  if (mongodbUri !== undefined) return connectStore('server', mongodbUri, options);
  const engine = await openEngine({ folder: resolve(dataDir, 'store'), cacheFolder: resolve(dataDir, 'engine') });
  try {
    const store = await connectStore('embedded', engine.uri, options);
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await store.close();
      await engine.close();
    };
    return { ...store, close: () => (closing ??= close()) };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Connects to a server, or to an engine this or another process has open. */
export async function connectStore(
  kind: StoreKind,
  uri: string,
  options: { database?: string; log?: StoreLog } = {},
): Promise<OpenStore> {
  const { database, log } = options;
  // An own instance keeps the setting off the global one; a filter with an unknown field must not match everything.
  const connection = new Mongoose({ strictQuery: 'throw' }).createConnection();
  let closing: Promise<void> | undefined;
  connection.on('error', (error: Error) => log?.warn({ reason: error.name }, 'store: connection error'));
  connection.on('disconnected', () => {
    if (closing === undefined) log?.warn({}, 'store: disconnected');
  });
  connection.on('reconnected', () => log?.info({}, 'store: connected again'));
  try {
    await connection.openUri(uri, { ...COMMON, ...BY_KIND[kind], dbName: database ?? databaseIn(uri) ?? DATABASE });
  } catch (error) {
    await connection.destroy().catch(() => undefined);
    throw connectionFailure(error, uri);
  }
  log?.info({ kind }, 'store: connected');
  return {
    connection,
    kind,
    ping: () => ping(connection),
    close: () => (closing ??= connection.destroy()),
  };
}

async function ping(connection: Connection): Promise<boolean> {
  if (connection.db === undefined) return false;
  try {
    await connection.db.command({ ping: 1 }, { timeoutMS: PING_TIMEOUT_MS });
    return true;
  } catch {
    return false;
  }
}

/** The database a URI names: the part between the hosts and the options. */
function databaseIn(uri: string): string | undefined {
  return /^mongodb(?:\+srv)?:\/\/[^/?]+\/(?<database>[^/?]+)/.exec(uri)?.groups?.['database'];
}

/** What went wrong without what the URI holds: drivers and URL parsers quote their input. */
function connectionFailure(error: unknown, uri: string): AppError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const isAddress = /Parse|InvalidArgument|TypeError|URIError|MissingCredentials|MongooseError/.test(name);
  if (isAddress) return new AppError('store-address-invalid', { cause: new Error(name) });
  return new AppError('store-unreachable', { cause: new Error(`${name}: ${withoutSecrets(message, uri)}`) });
}

function withoutSecrets(message: string, uri: string): string {
  const credentials = /^mongodb(?:\+srv)?:\/\/(?<credentials>.+)@/.exec(uri)?.groups?.['credentials'];
  if (credentials === undefined) return message;
  const written = [credentials, ...credentials.split(':')];
  const secrets = [...written, ...written.map(decoded)].filter((secret) => secret !== '');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), message);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
