import { KINDS } from './answers/kinds.ts';
import type { Offer } from './answers/kind.ts';
import type { Choice } from './message.ts';
import { isSeriesStart } from './opening.ts';
import type { PlacedStep } from './path.ts';
import type { Run } from './session.ts';
import { answerTap, controlTap } from './tap.ts';
import type { Control } from './tap.ts';

/** Choices on one page: with more, skip, back and cancel they fit LINE's 13 quick replies. */
export const PAGE = 9;

/** The ready answers a person sees now: those of the step, or those found for what was typed. */
export function offersNow(run: Run, placed: PlacedStep): Offer[] {
  const kind = KINDS[placed.step.answer];
  if (run.held === undefined) return kind.offers(placed);
  const reading = kind.read(run.held, placed);
  return 'which' in reading ? reading.which : kind.offers(placed);
}

/** Where a typed number is an answer of its own, a numbered list would make another of it. */
export function offered(run: Run, placed: PlacedStep, offers: readonly Offer[]): Choice[] {
  const choices = numbered(run, run.at, offers);
  if (KINDS[placed.step.answer].readsNumbers !== true) return choices;
  return choices.map(({ label, data }) => ({ label, data }));
}

/** One page of ready answers as buttons, each with the number it may be typed by. */
export function numbered(run: Run, at: string, offers: readonly Offer[]): Choice[] {
  const start = pageStart(run, offers.length);
  return offers.slice(start, start + PAGE).map((offer, index) => ({
    label: offer.label,
    data: answerTap(run.id, at, offer.value),
    number: start + index + 1,
  }));
}

/** Pages go round: after the last comes the first. */
export const pageStart = (run: Run, length: number, page = PAGE): number =>
  (run.page % Math.max(1, Math.ceil(length / page))) * page;

/** The button that shows the next page, where there is more than one. */
export const morePages = (run: Run, length: number, page = PAGE): Choice[] =>
  length > page ? [control(run, 'more')] : [];

/** What may be done at a question besides answering it. */
export function controlsOf(run: Run, steps: readonly PlacedStep[], placed: PlacedStep): Choice[] {
  const answeredBefore = run.answers[placed.key] !== undefined;
  const first = steps[0]?.key === placed.key;
  return [
    ...(answeredBefore ? [control(run, 'continue', 'control.keep')] : []),
    ...(placed.step.optional || isSeriesStart(run, steps) ? [control(run, 'skip')] : []),
    ...(first ? [] : [control(run, 'back')]),
    control(run, 'cancel'),
  ];
}

/** A button for something that is no answer: going on, back, away. */
export const control = (run: Run, name: Control, key = `control.${name}`): Choice => ({
  label: { key },
  data: controlTap(run.id, name),
});

/** The same with the number it may be typed by. */
export const numberedControl = (run: Run, name: Control, number: number, key = `control.${name}`): Choice => ({
  ...control(run, name, key),
  number,
});
