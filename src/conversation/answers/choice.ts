import { fold } from '../../thai/normalise.ts';
import { readStatus } from '../../thai/statuses.ts';
import { holds } from '../conditions.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** One of the options of the step: tapped, typed by its number, or typed by its words in any language. */
export const choice: AnswerKind = {
  offers: (placed) => options(placed).map((option) => ({ value: option.value, label: { key: option.label } })),
  read: (text, placed) => {
    const typed = fold(text);
    const { facts } = placed.situation;
    const named = options(placed).filter(
      ({ value, label }) => value === text || facts.wordings(label).some((wording) => fold(wording) === typed),
    );
    const only = named.length === 1 ? named[0] : statusNamed(text, placed);
    return only === undefined ? { problem: { key: 'answers.choice.problem' } } : { answer: only.value };
  },
  tapped: (value, placed) => amongOffers(choice, value, placed),
  gone: (answer, placed) => !options(placed).some(({ value }) => value === answer),
  show: (answer, placed) => {
    const option = placed.step.options?.find(({ value }) => value === answer);
    return option === undefined ? { verbatim: String(answer) } : { key: option.label };
  },
};

/** A status in other words than the button's (เสร็จแล้ว); an explanation behind it must not get lost, so it is asked for. */
function statusNamed(text: string, placed: PlacedStep) {
  const read = readStatus(text);
  return read?.rest === '' ? options(placed).find(({ value }) => value === read.status) : undefined;
}

const options = (placed: PlacedStep) =>
  (placed.step.options ?? []).filter((option) => holds(option.when, placed.situation));
