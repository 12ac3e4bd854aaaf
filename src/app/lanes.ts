import type { Incoming } from './incoming.ts';

/**
 * One lane per conversation: its events are handled one after the other, in the order they happened; lanes run side
 * by side. A fresh event waits until it is `settleMs` old, so that an earlier one still under way can overtake it;
 * a redelivered one, whose neighbours are redelivered beside it, waits as long from when it came.
 */
export interface Lanes {
  add(event: Incoming): void;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  /** Events waiting or in hand. */
  readonly size: number;
}

export interface LaneOptions {
  /**
   * Handles one event; a rejection leaves the rest of the lane to the sweep. `later`: not yet, earlier ones were added
   * to its lane.
   */
  handle: (event: Incoming) => Promise<'done' | 'later'>;
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

/** What the keys of everybody's conversations in a chat begin with. */
export const chatKey = ({ destination, chat }: Pick<Incoming, 'destination' | 'chat'>): string =>
  `${destination}|${chat.id}|`;

/** The order in which things happened: the same for everybody who compares. */
export const inOrder = (a: Pick<Incoming, 'timestamp' | 'id'>, b: Pick<Incoming, 'timestamp' | 'id'>): number =>
  a.timestamp - b.timestamp || (a.id < b.id ? -1 : Number(a.id !== b.id));

/** An event in a lane, and the instant its settling counts from. */
interface Waiting {
  event: Incoming;
  since: number;
}

type Lane = Map<string, Waiting>;

export function makeLanes({ handle, failed, now, settleMs }: LaneOptions): Lanes {
  const waiting = new Map<string, Lane>();
  const running = new Set<Promise<void>>();
  let size = 0;

  const run = async (key: string): Promise<void> => {
    // The others that came with the first are added before anything is taken.
    await Promise.resolve();
    for (;;) {
      const lane = waiting.get(key);
      const first = lane === undefined ? undefined : oldestOf(lane);
      if (lane === undefined || first === undefined) break;
      const wait = Math.min(settleMs, first.since + settleMs - now());
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      // Something older may have come while this one settled.
      const next = oldestOf(lane);
      if (next !== undefined) await take(lane, next.event);
    }
    waiting.delete(key);
  };

  const take = async (lane: Lane, event: Incoming): Promise<void> => {
    try {
      if ((await handle(event)) === 'later') return;
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
      const entry: Waiting = { event, since: event.redelivered ? now() : event.timestamp };
      if (lane !== undefined) {
        lane.set(event.id, entry);
        return;
      }
      waiting.set(key, new Map([[event.id, entry]]));
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

const oldestOf = (lane: Lane): Waiting | undefined =>
  [...lane.values()].toSorted((a, b) => inOrder(a.event, b.event))[0];
