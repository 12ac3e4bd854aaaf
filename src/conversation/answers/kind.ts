import type { Phrase, Row, Text } from '../message.ts';
import type { PlacedStep } from '../path.ts';
import type { Answer, Answers } from '../session.ts';
import type { Control } from '../tap.ts';

/** A ready answer: a button, and a number to type. */
export interface Offer {
  /** Goes into postback data: ASCII, short. */
  value: string;
  label: Phrase;
}

export type Reading =
  /** `also`: answers of other questions that were given with it. `note` is said before the next question. */
  | { answer: Answer; also?: Answers; note?: Text }
  /** Not an answer; the sentence says what is expected. */
  | { problem: Text }
  /** Several things are meant, or something new: the person chooses. `held` is what was typed. */
  | { which: Offer[]; held?: string };

/** A kind of answer. Adding one: a file here, a line in `kinds.ts`, a name in `flow.ts`, its sentences in locales/. */
export interface AnswerKind {
  /** Ready answers in the order they are shown; typing the number of one chooses it, unless the kind reads numbers itself. */
  offers(placed: PlacedStep): Offer[];
  /** True when a typed number is an answer of its own (an amount, a measure's number). */
  readsNumbers?: boolean;
  /** True when a number that chooses nothing is still an answer: free text. */
  takesAnything?: boolean;
  /** True when the offers are measures, and are shown as a list of them. */
  isMeasure?: boolean;
  /** Values of buttons that words which steer a conversation stand for here. */
  steered?: Partial<Record<Control, string>>;
  /** True when the answer is never shown again. */
  secret?: boolean;
  /** Names the item of a list on the card (`item`, `label`), where it is no step of a measure. */
  itemLabel?: string;
  /** Reads what was typed. */
  read(text: string, placed: PlacedStep): Reading;
  /** Reads the value of a button; `held` is what was typed before the choice was offered. */
  tapped(value: string, placed: PlacedStep, held: string | undefined): Reading;
  /** True when an answer given earlier names something that is no longer there. */
  gone?(answer: string | number, placed: PlacedStep): boolean;
  /** What the confirmation card says of the answer below it. */
  details?(answer: string | number, placed: PlacedStep): Row[];
  /** What the question is about, shown with it; `shown`: the offers of this page, the first of them numbered `from`. */
  card?(placed: PlacedStep, shown: readonly Offer[], from: number): { title: Text; rows: Row[]; note?: Text };
  /** The answer as a person reads it. */
  show(answer: string | number, placed: PlacedStep): Phrase;
}

/** How an answer is shown whose thing is no longer there. */
export const UNKNOWN = '–';

/** For kinds whose buttons are exactly their offers. */
export function amongOffers(kind: Pick<AnswerKind, 'offers'>, value: string, placed: PlacedStep): Reading {
  const offered = kind.offers(placed).some((offer) => offer.value === value);
  return offered ? { answer: value } : { problem: { key: 'answers.gone' } };
}
