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
 * @returns a function that rejects with AppError `document-not-made` when a document takes too long or too much
 */
export function renderApart(thread: URL = THREAD): Render {
  let before: Promise<unknown> = Promise.resolve();
  return (order) => {
    const made = before.then(() => inThread(thread, order));
    // Whoever waits behind it does not fail with it.
    before = made.catch(() => undefined);
    return made;
  };
}

function inThread(thread: URL, order: RenderOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const failed = (cause?: unknown) => {
      clearTimeout(timer);
      reject(new AppError('document-not-made', { cause }));
    };
    const timer = setTimeout(() => {
      void worker.terminate();
    }, LONGEST_MS);
    worker.once('message', (bytes: Uint8Array) => {
      clearTimeout(timer);
      resolve(bytes);
    });
    worker.once('error', failed);
    // After its message this changes nothing any more.
    worker.once('exit', failed);
  });
}
