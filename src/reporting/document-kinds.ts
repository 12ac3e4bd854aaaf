import type { PlanKind } from './model.ts';

/** The kinds of documents, as they are named on the command line. */
export const DOCUMENT_KINDS = [
  'measures-report',
  'measures-plan',
  'action-plan-report',
  'copy-sheet',
  'evidence-index',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** How the figures of a document are written. */
export const DIGITS = ['thai', 'arabic'] as const;
export type Digits = (typeof DIGITS)[number];

/** The kinds of plans a document can be made of. */
export const PLANS_OF: Readonly<Record<DocumentKind, readonly PlanKind[]>> = {
  'measures-report': ['measures'],
  'measures-plan': ['measures'],
  'action-plan-report': ['action-plan'],
  'copy-sheet': ['action-plan'],
  'evidence-index': ['action-plan', 'measures'],
};

export const DOCUMENT_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'html'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];
