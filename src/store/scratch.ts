import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Store } from '../app/store-port.ts';
import { makeStore } from './make-store.ts';

/**
 * Makes stores that are empty at first and gone when they are closed, in databases of their own beside an open one.
 * What is claimed in one ages by the clock it is given.
 */
export function scratchBeside(connection: Connection) {
  return async (now: () => number): Promise<{ store: Store; close(): Promise<void> }> => {
    // MongoDB takes names of 63 bytes at most.
    const own = connection.useDb(`${connection.name.slice(0, 44)}-scratch-${randomUUID().slice(0, 8)}`);
    const drop = async (): Promise<void> => {
      await own.dropDatabase();
    };
    try {
      return { store: await makeStore(own, now), close: drop };
    } catch (error) {
      await drop();
      throw error;
    }
  };
}
