import type { DocumentFormat, DocumentKind } from '../reporting/document-kinds.ts';

/** Documents by the names of options in flows, which hold no hyphens. */
export const DOCUMENTS = {
  actionPlanReport: 'action-plan-report',
  copySheet: 'copy-sheet',
  measuresReport: 'measures-report',
  measuresPlan: 'measures-plan',
  evidenceIndex: 'evidence-index',
} as const satisfies Record<string, DocumentKind>;

/** `page`: the copy sheet to work with, its values to be copied and ticked off one by one. */
export type OfferedFormat = DocumentFormat | 'page';
