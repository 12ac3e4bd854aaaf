import type { SourceDocument } from './document.ts';
import { tablesOf } from './document.ts';
import { readCsv } from './read-csv.ts';
import { readText } from './read-text.ts';
import { readLayout } from './table-layout.ts';

/**
 * The document in a text, by its content and not by the name of the file: running text with tables, or separated values —
 * whichever shows more headings of measures.
 */
export function readDocument(text: string): SourceDocument {
  const running = readText(text);
  let best = { document: running, score: score(running) };
  if (best.score > 0) return running;
  for (const delimiter of [',', ';', '\t', '|']) {
    const document = text.includes(delimiter) ? readCsv(text, delimiter) : null;
    if (document !== null && score(document) > best.score) best = { document, score: score(document) };
  }
  return best.document;
}

/** Columns with a known meaning in the headings of measures of a document. */
function score(document: SourceDocument): number {
  const counts = tablesOf(document).flatMap(({ rows }) =>
    rows.slice(0, HEADING_WITHIN).map((_, index) => {
      const layout = readLayout(rows, index);
      return layout === null ? 0 : layout.columns.filter((column) => column !== null).length;
    }),
  );
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

/** Rows of a table among which its heading is looked for. */
const HEADING_WITHIN = 100;
