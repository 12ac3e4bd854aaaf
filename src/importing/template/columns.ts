import type { PlanKind } from '../../reporting/model.ts';
import { REASONS, STATUSES } from '../../reporting/model.ts';
import type { Field } from '../column-headings.ts';

/** A sentence of the template by its key. */
export type Say = (key: string, params?: Record<string, string>) => string;

/** A column to fill in. */
export interface TemplateColumn {
  field: Field;
  /** In characters. */
  width: number;
  /** What may be chosen. */
  list?: ListName;
  isMoney?: boolean;
}

/** The lists to choose from; one that is not closed only makes proposals. */
export const LISTS = {
  dimension: {
    isClosed: true,
    values: (say: Say) => ['1', '2', '3', '4'].map((number) => say('template.dimension', { number })),
  },
  inOrdinance: { isClosed: true, values: (say: Say) => [say('template.yes'), say('template.no')] },
  status: { isClosed: true, values: (say: Say) => STATUSES.map((status) => say(`status.${status}`)) },
  // Whoever has another reason writes it.
  reason: {
    isClosed: false,
    values: (say: Say) => REASONS.filter((reason) => reason !== 'other').map((reason) => say(`reason.${reason}`)),
  },
};
export type ListName = keyof typeof LISTS;

/** The columns of each kind of plan, in the order of the documents that offices write. */
export const TEMPLATE_COLUMNS: Record<PlanKind, readonly TemplateColumn[]> = {
  measures: [
    { field: 'number', width: 8 },
    { field: 'title', width: 40 },
    { field: 'method', width: 40 },
    { field: 'units', width: 24 },
    { field: 'period', width: 26 },
    { field: 'status', width: 24, list: 'status' },
    { field: 'reason', width: 28, list: 'reason' },
    { field: 'result', width: 40 },
    { field: 'outcome', width: 40 },
    { field: 'obstacle', width: 28 },
    { field: 'evidence', width: 28 },
    { field: 'remark', width: 24 },
  ],
  'action-plan': [
    { field: 'number', width: 8 },
    { field: 'title', width: 44 },
    { field: 'dimension', width: 12, list: 'dimension' },
    { field: 'plannedBudget', width: 18, isMoney: true },
    { field: 'inOrdinance', width: 18, list: 'inOrdinance' },
    { field: 'ordinanceBudget', width: 18, isMoney: true },
    { field: 'disbursed', width: 18, isMoney: true },
    { field: 'units', width: 24 },
    { field: 'period', width: 26 },
    { field: 'status', width: 24, list: 'status' },
    { field: 'reason', width: 28, list: 'reason' },
    { field: 'result', width: 40 },
    { field: 'obstacle', width: 28 },
    { field: 'evidence', width: 28 },
    { field: 'remark', width: 24 },
  ],
};
