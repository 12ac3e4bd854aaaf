import type { Read, ReadReport } from '../read-report.ts';
import type { Facts } from './facts.ts';
import type { Marks } from './marks.ts';
import { trimmed } from './trim.ts';
import type { Span } from './view.ts';
import { original } from './view.ts';

/** A report while it is put together out of the facts of one part of a message. */
export interface Draft {
  marks: Marks;
  /** The part that belongs to it. */
  own: Span;
  facts: Facts;
  report: ReadReport;
}

/** A value with the place in the text of what says it. */
export function readAt<Value>({ view }: Marks, value: Value, span: Span): Read<Value> {
  return { value, ...original(view, span) };
}

/** The words of the text at a place, without what only joins them to others; `null` when none are left. */
export function wordsAt({ view, text }: Marks, span: Span): Read<string> | null {
  const { start, end } = trimmed(text, original(view, span));
  return end > start ? { value: text.slice(start, end), start, end } : null;
}
