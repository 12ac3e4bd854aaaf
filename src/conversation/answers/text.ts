import { fold } from '../../thai/normalise.ts';
import { chosenMeasure, holds } from '../conditions.ts';
import type { PlacedStep } from '../path.ts';
import type { AnswerKind } from './kind.ts';

const LONGEST = 5000;

/** Free text, kept exactly as typed; suggestions are stored in the language of the documents. */
export const text: AnswerKind = {
  takesAnything: true,
  offers: (placed) => [
    ...(recalled(placed) === undefined ? [] : [{ value: RECALLED, label: { key: 'report.recalled' } }]),
    ...suggestions(placed).map(({ text: key, index }) => ({ value: `s${index}`, label: { key } })),
  ],
  read: (typed, placed) => {
    const before = recalled(placed);
    const { facts } = placed.situation;
    if (
      before !== undefined &&
      ['report.recalled', 'report.same'].some((key) => facts.wordings(key).some((name) => fold(name) === fold(typed)))
    ) {
      return { answer: before };
    }
    const longest = placed.step.max ?? LONGEST;
    const trimmed = typed.trim();
    if (trimmed === '') return { problem: { key: 'answers.text.empty' } };
    if (trimmed.length > longest) {
      return { problem: { key: 'answers.text.long', params: { longest, length: trimmed.length } } };
    }
    return { answer: trimmed };
  },
  tapped: (value, placed) => {
    const before = value === RECALLED ? recalled(placed) : undefined;
    if (before !== undefined) return { answer: before };
    const suggestion = suggestions(placed).find(({ index }) => value === `s${index}`);
    if (suggestion === undefined) return { problem: { key: 'answers.gone' } };
    return { answer: placed.situation.facts.official(suggestion.text) };
  },
  show: (answer) => ({ verbatim: String(answer) }),
};

const RECALLED = 'before';

/** What was written here in the round before. */
function recalled({ step, situation }: PlacedStep): string | undefined {
  const before = chosenMeasure(situation)?.before?.report;
  if (step.recall === undefined || before === undefined) return undefined;
  const { index } = situation;
  return (index === undefined ? before : before.steps?.[index])?.[step.recall];
}

const suggestions = (placed: PlacedStep) =>
  (placed.step.suggestions ?? [])
    .map((suggestion, index) => ({ ...suggestion, index }))
    .filter((suggestion) => holds(suggestion.when, placed.situation));
