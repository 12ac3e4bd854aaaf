import type { Store } from '../../app/store-port.ts';
import { openStore } from '../connect.ts';
import type { OpenStore, StoreOptions } from '../connect.ts';
import { makeStore } from '../make-store.ts';
import { finishRestore } from './restore-backup.ts';

export interface WholeStore {
  opened: OpenStore;
  store: Store;
  /** A restore had been interrupted, and is finished now. */
  finished: boolean;
}

/**
 * Opens the store to read or replace all of it, and closes it whatever happens.
 * @throws AppError as `openStore`, and what `act` throws
 */
export async function withOpenStore<Result>(
  options: StoreOptions,
  act: (whole: WholeStore) => Promise<Result>,
): Promise<Result> {
  const opened = await openStore(options);
  try {
    const finished = await finishRestore(opened.connection);
    return await act({ opened, finished, store: await makeStore(opened.connection) });
  } finally {
    await opened.close();
  }
}
