/** The sums, counts and percentages that reports print about a plan. */
export type FigureName =
  | 'total'
  | 'completed'
  | 'inProgress'
  | 'waitingReport'
  | 'cannotProceed'
  | 'plannedBudget'
  | 'ordinanceBudget'
  | 'disbursed'
  | 'completedPercent'
  | 'disbursedPercent'
  | 'initialProjects'
  | 'inOrdinance'
  | 'implementationPercent';

/** A figure as a document prints it: of one dimension, or of the whole plan. Money in baht. */
export interface StatedFigure {
  figure: FigureName;
  dimension?: number;
  value: number;
  /** Line of the document. */
  line: number;
}
