import { fold } from '../../thai/normalise.ts';
import { holds } from '../conditions.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** One of the options of the step: tapped, typed by its number, or typed by its words (in Thai as documents write it). */
export const choice: AnswerKind = {
  offers: (placed) => options(placed).map((option) => ({ value: option.value, label: { key: option.label } })),
  read: (text, placed) => {
    const typed = fold(text);
    const { facts } = placed.situation;
    const named = options(placed).filter(
      (option) => fold(facts.official(option.label)) === typed || option.value === text,
    );
    const only = named.length === 1 ? named[0] : undefined;
    return only === undefined ? { problem: { key: 'answers.choice.problem' } } : { answer: only.value };
  },
  tapped: (value, placed) => amongOffers(choice, value, placed),
  gone: (answer, placed) => !options(placed).some(({ value }) => value === answer),
  show: (answer, placed) => {
    const option = placed.step.options?.find(({ value }) => value === answer);
    return option === undefined ? { verbatim: String(answer) } : { key: option.label };
  },
};

const options = (placed: PlacedStep) =>
  (placed.step.options ?? []).filter((option) => holds(option.when, placed.situation));
