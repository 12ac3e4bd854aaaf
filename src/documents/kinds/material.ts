import type { Block, DocumentContent } from '../content.ts';
import type { NarrativePart, Snapshot } from '../snapshot.ts';
import type { Summary } from '../../reporting/summary.ts';
import type { Wording } from '../wording.ts';

/** What a kind of document is made from. */
export interface Material {
  snapshot: Snapshot;
  words: Wording;
  summary: Summary;
  /** Paragraphs by part, generated or written by a person; empty where there is nothing to say. */
  narrative: Readonly<Record<NarrativePart, string>>;
}

/** What a kind decides itself; the rest of a document is the same for all of them. */
export interface Made extends Pick<DocumentContent, 'title' | 'orientation'> {
  blocks: Block[];
}
