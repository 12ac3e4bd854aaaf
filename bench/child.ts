/** What a measured process needs to know; it comes as JSON in its first argument. */
export interface Setting {
  /** The engine, and the database that belongs to this process alone. */
  uri: string;
  database: string;
  /** Where LINE's API is played. */
  apiUrl: string;
  channelSecret: string;
  channelAccessToken: string;
  settleMs: number;
}

/** What a process has used so far. Bytes; milliseconds of CPU in all its threads. */
export interface Usage {
  rss: number;
  heap: number;
  cpuMs: number;
}

/** What a child is asked: `collected` collects garbage first, so that the heap is what is really held. */
export type Ask = 'usage' | 'collected' | 'stop';

/** The setting the parent gave. */
export const readSetting = (): Setting => JSON.parse(process.argv[2] ?? '') as Setting;

/** Tells the parent where this process listens, and answers it until it says stop or is gone. */
export function serveParent(url: string, stop: () => Promise<void>): void {
  process.on('message', (ask: Ask) => {
    if (ask === 'collected') globalThis.gc?.();
    if (ask === 'stop') void stop().finally(() => process.exit());
    else process.send?.(usage());
  });
  process.on('disconnect', () => process.exit());
  process.send?.(url);
}

/** What this process has used. */
export function usage(): Usage {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { rss, heap: heapUsed, cpuMs: (user + system) / 1000 };
}
