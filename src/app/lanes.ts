import type { Incoming } from './incoming.ts';

/**
 * One lane per conversation: its events are handled one after the other, in the order they happened; lanes run side
 * by side. A fresh event waits until it is `settleMs` old, so that an earlier one still under way can overtake it.
 */
export interface Lanes {
  add(event: Incoming): void;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  /** Events waiting or in hand. */
  readonly size: number;
}

export interface LaneOptions {
  /** Handles one event; a rejection leaves the rest of the lane to the sweep. */
  handle: (event: Incoming) => Promise<void>;
  /** Called when an event could not be handled. */
  failed: (event: Incoming, error: unknown) => void;
  now: () => number;
  settleMs: number;
}

/** Key of the conversation an event belongs to: never shared by two people, even where LINE does not say who it was. */
export const laneKey = ({
  destination,
  chat,
  userId,
  id,
}: Pick<Incoming, 'destination' | 'chat' | 'userId' | 'id'>): string =>
  `${destination}|${chat.id}|${userId ?? `?${id}`}`;

export function makeLanes({ handle, failed, now, settleMs }: LaneOptions): Lanes {
  const waiting = new Map<string, Map<string, Incoming>>();
  const running = new Set<Promise<void>>();
  let size = 0;

  const run = async (key: string): Promise<void> => {
    for (;;) {
      const lane = waiting.get(key);
      const first = lane === undefined ? undefined : oldestOf(lane);
      if (lane === undefined || first === undefined) break;
      const wait = Math.min(settleMs, first.timestamp + settleMs - now());
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      // Something older may have come while this one settled.
      const event = oldestOf(lane);
      if (event !== undefined) await take(lane, event);
    }
    waiting.delete(key);
  };

  const take = async (lane: Map<string, Incoming>, event: Incoming): Promise<void> => {
    try {
      await handle(event);
    } catch (error) {
      failed(event, error);
      // What comes after it must not overtake it: the sweep brings the whole lane back in order.
      size -= lane.size;
      lane.clear();
      return;
    }
    if (lane.delete(event.id)) size -= 1;
  };

  return {
    add: (event) => {
      const key = laneKey(event);
      const lane = waiting.get(key);
      if (lane?.has(event.id) === true) return;
      size += 1;
      if (lane !== undefined) {
        lane.set(event.id, event);
        return;
      }
      waiting.set(key, new Map([[event.id, event]]));
      const lived = run(key).finally(() => running.delete(lived));
      running.add(lived);
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    get size() {
      return size;
    },
  };
}

const oldestOf = (lane: ReadonlyMap<string, Incoming>): Incoming | undefined =>
  [...lane.values()].reduce<Incoming | undefined>(
    (oldest, event) =>
      oldest === undefined ||
      event.timestamp < oldest.timestamp ||
      (event.timestamp === oldest.timestamp && event.id < oldest.id)
        ? event
        : oldest,
    undefined,
  );
