import type { Dimension, Finding, Indicator, Measure, PlanKind, Reason, Round, Status } from '../reporting/model.ts';
import type { MeasureStep } from '../reporting/model.ts';

/** One row of a measure with several rows, and what the file reports of it. */
export interface ImportedStep extends MeasureStep {
  /** True when the row says ทุกส่วนราชการ. */
  allUnits?: boolean;
  result?: string;
  outcome?: string;
}

/** A measure as the file has it, with what the file reports of it. Money in baht. */
export interface ImportedMeasure extends Measure {
  steps?: ImportedStep[];
  status?: Status;
  /** Only with `cannotProceed`, when the words given are one of the known reasons. */
  reason?: Reason;
  reasonText?: string;
  disbursed?: number;
  result?: string;
  outcome?: string;
  obstacle?: string;
  /** What the file names as evidence. */
  evidence?: string;
  remark?: string;
  /** The responsible column as it was written. */
  responsibleText?: string;
  /** Line of the file on which the measure begins; in a file without lines the row or paragraph, numbered through. */
  sourceLine: number;
}

/** A unit by the spelling the plan uses most, and the other spellings found. */
export interface ImportedUnit {
  name: string;
  aliases: string[];
}

/** What a file says, and everything in it that does not add up: the contract of `sujarit import --json`, and more for storing. */
export interface ImportedPlan {
  /** Full name, e.g. องค์การบริหารส่วนจังหวัดพะเยา. */
  organisation: string;
  /** Amphoe and changwat, when the file names them. */
  district?: string;
  province?: string;
  /** Buddhist Era. */
  fiscalYear: number;
  kind: PlanKind;
  /** Absent when the file does not say for which round it reports. */
  round?: Round;
  documentTitle?: string;
  dimensions: Dimension[];
  units: ImportedUnit[];
  measures: ImportedMeasure[];
  indicators?: Indicator[];
  /** The printed ITA total. */
  statedTotal?: number;
  /** The printed ITA level. */
  statedLevel?: string;
  initialProjects?: number;
  /** Printed number of projects in the budget ordinance. */
  inOrdinanceStated?: number;
  /** Every distinct ข้อมูล ณ วันที่ …, as written, in the order found. */
  dataAsOf: string[];
  findings: Finding[];
}
