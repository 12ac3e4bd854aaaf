import type { Clock } from '../clock.ts';
import type { Render } from '../documents/render.ts';
import { AppError } from '../errors.ts';
import type { ClaimedDocument } from './document-port.ts';
import { noticeOf } from './document-notice.ts';
import type { Log, Meter } from './log-port.ts';
import type { Store } from './store-port.ts';

/** Large documents, made while nobody waits for them. */
export interface DocumentMaker {
  /**
   * Makes what waits, one after the other, and puts the notices on record: any instance, at any time, as often as one likes.
   * What a crash left is gone on with once its claim has ended; each document is told of once.
   * @param stop what is being made is let go of, for another instance or the next start
   */
  sweep(stop?: AbortSignal): Promise<void>;
}

/** Beginnings of one document: one that takes its process along each time is not begun for ever. */
const MOST_ATTEMPTS = 3;

export function makeDocumentMaker({
  store,
  render,
  clock,
  log,
  meter,
}: {
  store: Store;
  render: Render;
  clock: Clock;
  log: Log;
  meter: Meter;
}): DocumentMaker {
  const { documentLinks, documentFiles, occurrences } = store;

  /** What becomes of one that waits; `stopped`: nothing. */
  const make = async (
    claimed: ClaimedDocument,
    stop?: AbortSignal,
  ): Promise<'ready' | 'failed' | 'stopped' | 'lost'> => {
    const { id, attempts, link } = claimed;
    const { kind, format, snapshot, organisationId, expiresAt } = link;
    const settled = async (end: Parameters<typeof documentLinks.settle>[1]) =>
      (await documentLinks.settle(claimed, end)) ? end.state : 'lost';
    if (attempts > MOST_ATTEMPTS) return settled({ state: 'failed' });
    try {
      const bytes = await render({ kind, snapshot, format }, stop);
      const pieces = await documentFiles.keep(id, { organisationId, bytes, at: clock.now(), expiresAt });
      return await settled({ state: 'ready', pieces });
    } catch (error) {
      if (stop?.aborted === true) return 'stopped';
      if (!(error instanceof AppError)) throw error;
      return settled({ state: 'failed' });
    }
  };

  const finish = async (claimed: ClaimedDocument, stop?: AbortSignal): Promise<void> => {
    const state = claimed.state === 'waiting' ? await make(claimed, stop) : claimed.state;
    // Somebody else has taken it on meanwhile.
    if (state === 'lost') return;
    if (state === 'stopped') return documentLinks.release(claimed);
    if (claimed.state === 'waiting') {
      const { kind, format } = claimed.link;
      if (state === 'failed') meter.count('failures', 'document');
      log.info({ document: claimed.id.slice(0, 16), kind, format, state }, 'a large document came to an end');
    }
    await occurrences.open(noticeOf(claimed, state === 'ready', clock.now()));
    await documentLinks.told(claimed);
  };

  return {
    sweep: async (stop) => {
      await documentFiles.forget(clock.now());
      for (;;) {
        if (stop?.aborted === true) return;
        const claimed = await documentLinks.claim();
        if (claimed === null) return;
        try {
          await finish(claimed, stop);
        } catch (error) {
          // The claim ends by itself; then it is anybody's again.
          meter.count('failures', 'document');
          const name = error instanceof Error ? error.name : 'unknown';
          log.error({ document: claimed.id.slice(0, 16), error: name }, 'a large document could not be made');
        }
      }
    },
  };
}
