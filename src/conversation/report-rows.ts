import { fieldChanges } from '../reporting/history.ts';
import type { Change, Field, FieldChange } from '../reporting/history.ts';
import type { Report } from '../reporting/model.ts';
import { excerpt } from './excerpt.ts';
import { phraseParam } from './message.ts';
import type { Phrase, Row, Text } from './message.ts';

/** What is reported, and how it changed, as labelled values. */

/** The fields of a report that say something. */
export const reportRows = (report: Report): Row[] =>
  fieldChanges(null, report).map((change) => ({ label: labelOf(change), value: valueOf(change.field, change.after) }));

/** From what to what, field by field. */
export const changeRows = (before: Report | null, after: Report | null): Row[] =>
  fieldChanges(before, after).map((change) => ({ label: labelOf(change), value: movedText(change) }));

/** A change in one line, its texts cut where they are long. */
export function changeLine({ act, before, after, comment }: Change): Phrase {
  if (comment !== undefined) return { verbatim: excerpt(comment, LONGEST) };
  const parts = fieldChanges(before, after).map((change): Text => ({
    key: 'changes.field',
    params: { label: { text: labelOf(change) }, change: { text: movedText(change, LONGEST) } },
  }));
  return joined(parts) ?? { key: act === 'erased' ? 'changes.erased' : 'changes.same' };
}

/** Graphemes of a text within a line. */
const LONGEST = 60;

/** The name of a field; of a measure with several steps, with the number of the step. */
export function labelOf({ field, step }: Pick<FieldChange, 'field' | 'step'>): Text {
  const label: Text = { key: field === 'noEvidenceReason' ? 'evidence.reason.label' : `report.${field}.label` };
  return step === undefined ? label : { key: 'confirm.item', params: { item: step + 1, label: { text: label } } };
}

export function movedText({ field, before, after }: FieldChange, longest?: number): Text {
  const params = {
    before: phraseParam(valueOf(field, before, longest)),
    after: phraseParam(valueOf(field, after, longest)),
  };
  return { key: before === undefined ? 'changes.said' : 'changes.moved', params };
}

function valueOf(field: Field, value: string | number | undefined, longest?: number): Phrase {
  if (value === undefined) return { key: 'changes.nothing' };
  if (typeof value === 'number') return { key: 'answers.money.shown', params: { amount: { money: value } } };
  if (field === 'status' || field === 'reason') return { key: `${field}.${value}` };
  return { verbatim: longest === undefined ? value : excerpt(value, longest) };
}

const joined = (parts: readonly Text[]): Text | undefined =>
  parts.reduce<Text | undefined>(
    (before, text) =>
      before === undefined ? text : { key: 'changes.and', params: { before: { text: before }, text: { text } } },
    undefined,
  );
