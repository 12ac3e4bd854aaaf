import { KINDS } from './answers/kinds.ts';
import { chosenMeasure } from './conditions.ts';
import type { Flow } from './flow.ts';
import { toPrivate, wordsFor } from './in-private.ts';
import type { Choice } from './message.ts';
import type { PlacedStep } from './path.ts';

/** Typing, and looking through lists, is done better in the 1:1 chat: there it goes on with what was said of it here. */
export function questionInPrivate(flow: Flow, placed: PlacedStep): Choice[] {
  const { facts, answers } = placed.situation;
  const row = chosenMeasure(placed.situation);
  const isTyped = ['text', 'money', 'evidence'].includes(placed.step.answer);
  if (flow.command === undefined || (isTyped && row === undefined)) return [];
  if (!isTyped && KINDS[placed.step.answer].isMeasure !== true) return [];
  const { status } = answers;
  const words = [
    wordsFor(facts, flow.command, isTyped && row !== undefined ? { measure: row.id } : {}),
    ...(isTyped && flow.outcome === 'saveReport' && typeof status === 'string'
      ? [facts.official(`status.${status}`)]
      : []),
  ];
  return toPrivate(facts, words.join(' '), isTyped ? 'question.inPrivate' : undefined);
}
