import { holds } from '../conditions.ts';
import type { PlacedStep } from '../path.ts';
import type { AnswerKind } from './kind.ts';

const LONGEST = 5000;

/** Free text, kept exactly as typed; suggestions are stored in the language of the documents. */
export const text: AnswerKind = {
  takesAnything: true,
  offers: (placed) => suggestions(placed).map(({ text: key, index }) => ({ value: `s${index}`, label: { key } })),
  read: (typed, placed) => {
    const longest = placed.step.max ?? LONGEST;
    const trimmed = typed.trim();
    if (trimmed === '') return { problem: { key: 'answers.text.empty' } };
    if (trimmed.length > longest) {
      return { problem: { key: 'answers.text.long', params: { longest, length: trimmed.length } } };
    }
    return { answer: trimmed };
  },
  tapped: (value, placed) => {
    const suggestion = suggestions(placed).find(({ index }) => value === `s${index}`);
    if (suggestion === undefined) return { problem: { key: 'answers.gone' } };
    return { answer: placed.situation.facts.official(suggestion.text) };
  },
  show: (answer) => ({ verbatim: String(answer) }),
};

const suggestions = (placed: PlacedStep) =>
  (placed.step.suggestions ?? [])
    .map((suggestion, index) => ({ ...suggestion, index }))
    .filter((suggestion) => holds(suggestion.when, placed.situation));
