import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connectStore } from '../../src/store/connect.ts';

export interface TestDatabase {
  readonly connection: Connection;
  readonly name: string;
  /** Deletes the database and closes the connection: call it in `afterAll`. */
  drop(): Promise<void>;
}

/** A database of its own on the engine of the run, opened with the options the program itself uses. */
export async function testDatabase(): Promise<TestDatabase> {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('no engine: jest.config.json must name test/support/global-store.ts');
  const name = `test-${randomUUID()}`;
  const store = await connectStore('embedded', uri, { database: name });
  return {
    connection: store.connection,
    name,
    drop: async () => {
      await store.connection.dropDatabase();
      await store.close();
    },
  };
}

/** The address of a database of its own on the engine of the run, for what connects by itself. */
export function addressOf(name: string): string {
  const [address = '', options = ''] = (process.env['TEST_MONGODB_URI'] ?? '').split('?');
  return `${address.replace(/\/$/, '')}/${name}?${options}`;
}
