import type {
  Dimension,
  HeadingField,
  Indicator,
  ItaIssue,
  Measure,
  NarrativePart,
  PlanKind,
  Report,
  Round,
} from '../reporting/model.ts';
import type { DocumentKind } from '../reporting/document-kinds.ts';
import type { EvidenceKind } from '../reporting/evidence.ts';
import type { LevelScale, Summary } from '../reporting/summary.ts';
import type { Digits } from './content.ts';

export { HEADING_FIELDS, NARRATIVE_PARTS } from '../reporting/model.ts';
export type { HeadingField, ItaIssue, NarrativePart } from '../reporting/model.ts';
export { DOCUMENT_FORMATS, DOCUMENT_KINDS, PLANS_OF } from '../reporting/document-kinds.ts';
export type { DocumentFormat, DocumentKind } from '../reporting/document-kinds.ts';

/**
 * A plan with what was reported of it in one round, at one instant: everything a document is made from, and nothing else, so
 * that a frozen one gives the same document years later. Plain JSON; money in baht; years in Buddhist Era.
 */
export interface Snapshot {
  schema: typeof SNAPSHOT_SCHEMA;
  organisation: string;
  kind: PlanKind;
  fiscalYear: number;
  round: Round;
  /** Title of the plan as its file has it. */
  planTitle?: string;
  /** Instant, milliseconds since the epoch. */
  dataAsOf: number;
  dimensions: readonly Dimension[];
  /** Names of all units of the organisation. */
  units: readonly string[];
  rows: readonly SnapshotRow[];
  /** Projects the plan began with; absent: as many as are listed. */
  initialProjects?: number;
  /** The printed number of projects in the budget ordinance, where the file of the plan states one. */
  inOrdinanceStated?: number;
  /** Scores of the ITA assessment, of the year of the plan or of `assessedYear`. */
  indicators: readonly Indicator[];
  /** The printed total of that assessment. */
  statedTotal?: number;
  assessedYear?: number;
  /** What the assessment asked and what is to be improved, issue by issue; absent when nobody entered it. */
  issues?: readonly ItaIssue[];
  scale: LevelScale;
  /** How this organisation words the headings of its tables, by field; what is absent has the usual wording. */
  headings: Readonly<Partial<Record<HeadingField, string>>>;
  /** Digits of each kind of document where the organisation wants others than the usual ones. */
  digits: Readonly<Partial<Record<DocumentKind, Digits>>>;
  /** Who answers for the report; absent until entered. */
  reporter?: { name: string; position: string };
  /** Paragraphs that a person wrote in place of the generated ones. */
  narrative: Readonly<Partial<Record<NarrativePart, string>>>;
  /** Findings that stay, each explained by name; the document carries the notes. */
  explanations: readonly Explanation[];
  /** The summary of the round before, when there was one. */
  previous?: Summary;
  /** Set when it is frozen: counted per organisation, plan and round. */
  frozen?: { number: number; at: number; by: string };
}

export const SNAPSHOT_SCHEMA = 1;

export interface SnapshotRow {
  /** Id of the measure: the same through renumbering and rewording. */
  id: string;
  measure: Measure;
  /** What was sent to show it, in the order it came; without who sent it. */
  evidence?: readonly SnapshotEvidence[];
  /** `by`: name used in the office. */
  report?: Report & { by: string; at: number };
}

export interface SnapshotEvidence {
  kind: EvidenceKind;
  /** Of a file; the text with a link; the words for a place; '' where it has none. */
  name: string;
  /** In hex, of the bytes. */
  sha256: string;
  at: number;
}

/** A finding that is right as it is. */
export interface Explanation {
  /** Code and place of the finding. */
  code: string;
  where: string;
  text: string;
  by: string;
  at: number;
}
