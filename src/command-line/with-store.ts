import type { Store } from '../app/store-port.ts';
import type { Config } from '../config.ts';
import { openStore } from '../store/connect.ts';
import { makeStore } from '../store/make-store.ts';

/** Opens the store of the configuration for one command, and closes it whatever happens. */
export async function withStore<Result>(config: Config, act: (store: Store) => Promise<Result>): Promise<Result> {
  const { mongodbUri, dataDir } = config;
  const opened = await openStore({ dataDir, ...(mongodbUri === undefined ? {} : { mongodbUri }) });
  try {
    return await act(await makeStore(opened.connection));
  } finally {
    await opened.close();
  }
}
