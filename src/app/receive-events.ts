import type { Clock } from '../clock.ts';
import type { HandleEvent } from './handle-event.ts';
import type { Incoming } from './incoming.ts';
import { makeLanes } from './lanes.ts';
import type { Log, Meter } from './log-port.ts';
import type { Store } from './store-port.ts';

/** Takes events in: on record first, handled after. */
export interface Intake {
  /** Resolves once every event is on record: then, and only then, LINE may be answered 200. */
  take(events: readonly Incoming[]): Promise<void>;
  /** Brings back what a crash or a failure left: events on record for `olderThanMs` that have not taken effect. */
  sweep(olderThanMs?: number): Promise<void>;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  readonly waiting: number;
}

/** Attempts after which an event is given up: something in it cannot be handled. */
const MOST_ATTEMPTS = 5;
/** Events younger than this are in some lane already. */
const SWEEP_AFTER_MS = 5_000;
const SWEEP_LIMIT = 500;
/** A file that nobody names is no longer being filled then. */
const FILLED_MS = 60 * 60 * 1000;
/** How long ids are kept to recognise duplicates: LINE's redeliveries come much sooner. */
const REMEMBER_MS = 30 * 24 * 60 * 60 * 1000;

export function makeIntake(parts: {
  store: Store;
  handle: HandleEvent;
  clock: Clock;
  log: Log;
  meter: Meter;
  settleMs: number;
  /** Called when an event is given up after its last attempt. */
  apologise: (event: Incoming, receivedAt: number) => Promise<void>;
}): Intake {
  const { store, handle, clock, log, meter, settleMs, apologise } = parts;
  const receivedAt = new Map<string, number>();
  const inHand = new Set<Promise<void>>();
  const lanes = makeLanes({
    settleMs,
    now: () => clock.now(),
    handle: async (event) => {
      const earlier = await handle(event, receivedAt.get(event.id) ?? clock.now());
      for (const first of earlier) enter(first.event, first.receivedAt);
      if (earlier.length > 0) return 'later';
      receivedAt.delete(event.id);
      return 'done';
    },
    failed: (event, error) => {
      const at = receivedAt.get(event.id) ?? clock.now();
      receivedAt.delete(event.id);
      meter.count('failures', event.content.kind);
      log.error({ event: event.id, error: describe(error) }, 'an event could not be handled');
      const counted = countFailure(event, at).catch((cause: unknown) => {
        log.error({ event: event.id, error: describe(cause) }, 'a failed attempt was not counted');
      });
      inHand.add(counted);
      void counted.finally(() => inHand.delete(counted));
    },
  });
  const countFailure = async (event: Incoming, at: number): Promise<void> => {
    if (!(await store.inbox.failed(event.id, MOST_ATTEMPTS))) return;
    log.error({ event: event.id }, 'an event was given up');
    await apologise(event, at);
  };
  const enter = (event: Incoming, at: number) => {
    receivedAt.set(event.id, at);
    lanes.add(event);
  };
  return {
    take: async (events) => {
      const now = clock.now();
      for (const fresh of await store.inbox.record(events, now)) enter(fresh.event, fresh.receivedAt);
    },
    sweep: async (olderThanMs = SWEEP_AFTER_MS) => {
      const now = clock.now();
      for (const left of await store.inbox.open(now - olderThanMs, SWEEP_LIMIT)) enter(left.event, left.receivedAt);
      await store.inbox.forget(now - REMEMBER_MS);
      await store.uploads.forget(now - REMEMBER_MS);
      await store.documentLinks.forget(now - REMEMBER_MS);
      await store.evidence.tidy({ files: now - FILLED_MS, held: now - REMEMBER_MS });
      await store.evidenceLinks.forget(now - REMEMBER_MS);
    },
    idle: async () => {
      await lanes.idle();
      await Promise.all(inHand);
    },
    get waiting() {
      return lanes.size;
    },
  };
}

/** An error for the log: its name, code and place. Its message may quote what a person wrote and stays out. */
function describe(error: unknown): { name: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? { code: String(error.code) } : {};
  const at = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { name: error.name, ...code, at: at.map((line) => line.trim()).slice(0, 8) };
}
