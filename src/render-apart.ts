import { Worker } from 'node:worker_threads';
import type { Render, RenderOrder } from './documents/render.ts';
import { AppError } from './errors.ts';

/** A document that takes longer, or more memory, is none that anybody prints. */
const LONGEST_MS = 120_000;
const MOST_MEMORY_MB = 1_536;

/** The thread's file beside this one, as it is compiled, or as it is written where that is run. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './document-thread.ts' : './document-thread.js',
  import.meta.url,
);

/**
 * Makes documents in a thread of their own, one at a time: five hundred long measures take half a minute as a PDF, and the
 * bot answers meanwhile.
 * @param thread the file of the thread
 * @returns a function that rejects with AppError `document-not-made` when a document takes too long or too much, or is stopped
 */
export function renderApart(thread: URL = THREAD): Render {
  let before: Promise<unknown> = Promise.resolve();
  return (order, stop) => {
    const made = before.then(() => inThread(thread, order, stop));
    // Whoever waits behind it does not fail with it.
    before = made.catch(() => undefined);
    return made;
  };
}

function inThread(thread: URL, order: RenderOrder, stop?: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (stop?.aborted === true) return reject(new AppError('document-not-made'));
    const worker = new Worker(thread, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const end = () => void worker.terminate();
    const timer = setTimeout(end, LONGEST_MS);
    stop?.addEventListener('abort', end, { once: true });
    const ended = () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', end);
    };
    const failed = (cause?: unknown) => {
      ended();
      reject(new AppError('document-not-made', { cause }));
    };
    worker.once('message', (bytes: Uint8Array) => {
      ended();
      resolve(bytes);
    });
    worker.once('error', failed);
    // After its message this changes nothing any more.
    worker.once('exit', failed);
  });
}
