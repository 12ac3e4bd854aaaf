/** The words of the field (integrity reporting in Thai local government) as types. Pure data, no behaviour. */

/** A plain calendar date in Asia/Bangkok, Common Era, as `YYYY-MM-DD`. */
export type PlainDate = string;

/** Half-yearly reporting rounds: 6 covers Oct–Mar (reported in April), 12 covers Oct–Sep (reported in October). */
export type Round = 6 | 12;
export const ROUNDS: readonly Round[] = [6, 12];

/** `measures`: the office's integrity measures (an OIT item). `action-plan`: the anti-corruption plan followed up in E-PlanNACC. */
export type PlanKind = 'measures' | 'action-plan';
export const PLAN_KINDS: readonly PlanKind[] = ['measures', 'action-plan'];

export const STATUSES = ['waitingReport', 'inProgress', 'completed', 'cannotProceed'] as const;
export type Status = (typeof STATUSES)[number];

/** Why a measure cannot proceed; `other` carries a text of its own. */
export const REASONS = ['noBudget', 'policyChanged', 'insufficientStaff', 'other'] as const;
export type Reason = (typeof REASONS)[number];

export const ROLES = ['coordinator', 'supervisor', 'officer', 'observer'] as const;
export type Role = (typeof ROLES)[number];

/** A period as it was written, and what it means; `null` where the text leaves an end open or is not understood. */
export interface Period {
  text: string;
  from: PlainDate | null;
  to: PlainDate | null;
}

/** One row of a measure whose table has several rows, each with its own method, units and period. */
export interface MeasureStep {
  method: string;
  /** Names of units as the organisation writes them; empty when the row names none. */
  responsibleUnits: string[];
  period: Period;
}

export interface Dimension {
  number: number;
  name: string;
}

/** A measure, project or activity of a plan, without what was reported about it. Money in baht. */
export interface Measure {
  number: number;
  title: string;
  /** The heading that groups this row with others (แผน ITA: หัวข้อ/ประเด็น). */
  topic?: string;
  /** Number of a dimension of the action plan (1–4). */
  dimension?: number;
  method?: string;
  /** Names of units; empty when none is named. */
  responsibleUnits: string[];
  /** True when the plan says ทุกส่วนราชการ: every unit of the organisation is responsible. */
  allUnits?: boolean;
  period: Period;
  plannedBudget?: number;
  ordinanceBudget?: number;
  /** An independent tick (บรรจุในข้อบัญญัติ), not a status. */
  inOrdinance?: boolean;
  steps?: MeasureStep[];
}

/** What was reported of one row of a measure. */
export interface StepReport {
  status: Status;
  reason?: Reason;
  reasonText?: string;
  result?: string;
  outcome?: string;
}

/** What was reported of one measure in one round. Money in baht. */
export interface Report extends StepReport {
  disbursed?: number;
  obstacle?: string;
  /** Why nothing shows that it is completed. */
  noEvidenceReason?: string;
  /** One entry per step of the measure, in its order; then `status` follows from them (see `statusOfSteps`). */
  steps?: StepReport[];
}

/** Stands for a person where a report came out of a file. */
export const IMPORTED = 'import';

/** A score of the ITA assessment: indicators 1–5 IIT, 6–8 EIT, 9–10 OIT; 0–100. */
export interface Indicator {
  number: number;
  name: string;
  score: number;
  previousScore?: number;
}

/** The three tools of the assessment: inside, outside, open data. */
export const ITA_TOOLS = ['IIT', 'EIT', 'OIT'] as const;
export type ItaTool = (typeof ITA_TOOLS)[number];

/** One issue of the ITA assessment with the questions that were scored. */
export interface ItaIssue {
  number: number;
  topic: string;
  blocks: readonly {
    tool: ItaTool;
    /** What is to be improved or kept; empty where the file says nothing. */
    advice: string;
    /** `code` as `i1`, `e15` or `o43`; only the digits where no letter is printed. */
    questions: readonly { code: string; score: number }[];
  }[];
  /** Paragraphs about the issue, a line each. */
  analysis?: string;
}

/** Columns whose headings an organisation may word itself. */
export const HEADING_FIELDS = ['title', 'topic', 'method', 'units', 'period', 'result', 'outcome', 'remark'] as const;
export type HeadingField = (typeof HEADING_FIELDS)[number];

/** Paragraphs that are generated from rules and may be edited before a snapshot is frozen. */
export const NARRATIVE_PARTS = [
  'introduction',
  'progress',
  'dimensions',
  'change',
  'overdue',
  'obstacles',
  'suggestions',
] as const;
export type NarrativePart = (typeof NARRATIVE_PARTS)[number];

/** What the open data tool (OIT) asks an office to publish of a plan. */
export const OIT_DOCUMENTS = ['plan', 'sixMonth', 'yearly', 'measures', 'measuresReport'] as const;
export type OitDocument = (typeof OIT_DOCUMENTS)[number];

/** Something that does not add up. The sentence for people is `findings.<code>` in locales/. */
export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  /** A place a person can find again: `line 283`, `measure 5`, `dimension 2`, `plan`. */
  where: string;
  /** Fills the placeholders of the sentence. */
  params?: Record<string, string | number>;
  stated?: string | number;
  computed?: string | number;
}
