import { evidenceNamed } from './kinds/evidence-text.ts';
import type { DocumentFormat, DocumentKind, Snapshot, SnapshotRow } from './snapshot.ts';

/**
 * Seconds a million letters take to be laid out, on one core of a small server: every line of a PDF is broken by its words, a
 * Word or Excel file is one large text to be packed. CSV and HTML are written as they are read.
 */
const SECONDS_PER_MILLION: Record<DocumentFormat, number> = { pdf: 5, docx: 2, xlsx: 1.5, csv: 0, html: 0 };

/** Longer than this nobody looks at a browser that does nothing. Seconds. */
const LONGEST_WAIT = 4;

/**
 * Seconds a document is likely to take on an idle machine, if nobody should wait for it: the letters it prints, by what its
 * format takes for them. `null`: it is made as soon as it is fetched.
 */
export function secondsIfLarge(snapshot: Snapshot, kind: DocumentKind, format: DocumentFormat): number | null {
  const letters = snapshot.rows.reduce((sum, row) => sum + lettersOf(row, kind), 0);
  const seconds = (letters * SECONDS_PER_MILLION[format]) / 1_000_000;
  return seconds > LONGEST_WAIT ? seconds : null;
}

type Printed = 'result' | 'outcome' | 'obstacle' | 'reasonText';

/** What of a report stands in each kind of document; the index of evidence has the lines that name some. */
const PRINTED: Record<Exclude<DocumentKind, 'evidence-index'>, readonly Printed[]> = {
  'action-plan-report': ['obstacle', 'reasonText'],
  'measures-report': ['result', 'outcome', 'obstacle', 'reasonText'],
  'measures-plan': [],
  'copy-sheet': ['result', 'outcome', 'obstacle', 'reasonText'],
};

/** Letters of a row as a kind of document prints it. UTF-16 units. */
function lettersOf(row: SnapshotRow, kind: DocumentKind): number {
  const { measure, report } = row;
  const planned = JSON.stringify(measure).length;
  if (kind === 'evidence-index') return planned + evidenceNamed(row).join('').length;
  if (report === undefined) return planned;
  return [report, ...(report.steps ?? [])].reduce(
    (sum, said: Partial<Record<Printed, string>>) =>
      sum + PRINTED[kind].reduce((letters, field) => letters + (said[field]?.length ?? 0), 0),
    planned,
  );
}
