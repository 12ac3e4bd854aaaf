import type { Dimension, Indicator, Measure, MeasureStep, PlanKind, Reason, Round, Status } from '../model.ts';
import type { StatedFigure } from '../stated-figures.ts';

/** A measure with what is reported of it, as far as the checks look at it. Money in baht. */
export interface CheckedMeasure extends Measure {
  steps?: (MeasureStep & { result?: string; outcome?: string })[];
  status?: Status;
  reason?: Reason;
  reasonText?: string;
  disbursed?: number;
  result?: string;
  outcome?: string;
  obstacle?: string;
  remark?: string;
  evidence?: string;
}

/** A plan with its reports, and what the document about it states. */
export interface CheckedPlan {
  organisation: string;
  /** Buddhist Era. */
  fiscalYear: number;
  kind: PlanKind;
  round?: Round;
  measures: readonly CheckedMeasure[];
  dimensions: readonly Dimension[];
  units: readonly { name: string; aliases: readonly string[] }[];
  /** Whether result and outcome are due: the document has columns for them, or the round is being closed. */
  expectsResults: boolean;
  stated: readonly StatedFigure[];
  indicators?: readonly (Indicator & { statedChange?: number })[];
  statedTotal?: number;
  statedLevel?: string;
  dataAsOf: readonly string[];
  /** Every text of the document, with a place a person can find again. */
  texts: readonly { where: string; text: string }[];
}
