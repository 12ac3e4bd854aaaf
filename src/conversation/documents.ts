import type { PlanKind } from '../reporting/model.ts';

/** Documents as flows name them: what each is called elsewhere, and the plans it is made of. */
export const DOCUMENTS = {
  actionPlanReport: { name: 'action-plan-report', of: ['action-plan'] },
  copySheet: { name: 'copy-sheet', of: ['action-plan'] },
  measuresReport: { name: 'measures-report', of: ['measures'] },
  measuresPlan: { name: 'measures-plan', of: ['measures'] },
  evidenceIndex: { name: 'evidence-index', of: ['action-plan', 'measures'] },
} as const satisfies Record<string, { name: string; of: readonly PlanKind[] }>;
export type DocumentName = (typeof DOCUMENTS)[keyof typeof DOCUMENTS]['name'];

/** `page`: the copy sheet to work with, its values to be copied and ticked off one by one. */
export type DocumentFormatName = 'docx' | 'pdf' | 'xlsx' | 'csv' | 'html' | 'page';
