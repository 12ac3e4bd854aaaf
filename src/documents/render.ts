import type { Speaker } from '../i18n.ts';
import { makeDocument } from './make-document.ts';
import type { DocumentFormat, DocumentKind, Snapshot } from './snapshot.ts';
import { writeDocument } from './write-document.ts';

/** What a file of a document is made of. */
export interface RenderOrder {
  kind: DocumentKind;
  snapshot: Snapshot;
  format: DocumentFormat;
}

/** Makes the file of a document; rejects once it is told to stop, where it can be stopped. */
export type Render = (order: RenderOrder, stop?: AbortSignal) => Promise<Uint8Array>;

/** Makes it here and now: a large one keeps everything else waiting for seconds. */
export const renderHere =
  (speaker: Speaker): Render =>
  ({ kind, snapshot, format }) =>
    writeDocument(makeDocument(kind, snapshot, speaker), format);
