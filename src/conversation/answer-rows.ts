import { UNKNOWN } from './answers/kind.ts';
import { KINDS } from './answers/kinds.ts';
import { chosenMeasure } from './conditions.ts';
import type { Facts } from './facts.ts';
import { writtenSteps } from './flow.ts';
import type { Flow } from './flow.ts';
import type { Phrase, Row, Text } from './message.ts';
import { isAsked, path } from './path.ts';
import type { PlacedStep } from './path.ts';
import type { Answer, Run } from './session.ts';

/** The answers of a run as labelled values. */
export const rowsOf = (run: Run, steps: readonly PlacedStep[]): Row[] =>
  shownSteps(run, steps).flatMap((placed) => [
    { label: labelOf(placed), value: shown(run, placed) },
    ...detailsOf(run.answers[placed.key], placed),
  ]);

function detailsOf(answer: Answer | undefined, placed: PlacedStep): Row[] {
  return answer === undefined || answer === null ? [] : (KINDS[placed.step.answer].details?.(answer, placed) ?? []);
}

/**
 * The answers of a run that cannot go on, as far as they still mean something: read by the flow alone, since the facts
 * its path depends on may be gone with the right to know them.
 */
export function answeredRows(flow: Flow, run: Run, facts: Facts): Row[] {
  const steps = new Map(writtenSteps(flow).map((step) => [step.id, step]));
  return Object.entries(run.answers).flatMap(([key, answer]): Row[] => {
    const [id = '', item] = key.split('.');
    const step = steps.get(id);
    if (step === undefined || answer === null || KINDS[step.answer].secret === true) return [];
    const index = item === undefined ? {} : { index: Number(item) };
    const placed: PlacedStep = { key, step, situation: { answers: run.answers, facts, ...index } };
    const value = KINDS[step.answer].show(answer, placed);
    return 'verbatim' in value && value.verbatim === UNKNOWN ? [] : [{ label: labelOf(placed), value }];
  });
}

/** The fields the confirmation card lets a person change or add, in its order. */
export const fields = (flow: Flow, run: Run, facts: Facts): PlacedStep[] =>
  changeable(run, path(flow, run.answers, facts));

/** What was answered, and what may be added though nobody is asked for it. */
export const changeable = (run: Run, steps: readonly PlacedStep[]): PlacedStep[] =>
  steps.filter(
    (placed) =>
      KINDS[placed.step.answer].secret !== true && (run.answers[placed.key] !== undefined || !isAsked(placed)),
  );

const shownSteps = (run: Run, steps: readonly PlacedStep[]): PlacedStep[] =>
  changeable(run, steps).filter((placed) => isAsked(placed) || (run.answers[placed.key] ?? null) !== null);

/** What an answer is called; one of several steps by its number. */
export function labelOf(placed: PlacedStep): Text {
  const label: Text = { key: placed.step.label };
  const { index } = placed.situation;
  const key = KINDS[placed.step.answer].itemLabel ?? 'confirm.item';
  return index === undefined ? label : { key, params: { item: index + 1, label: { text: label } } };
}

function shown(run: Run, placed: PlacedStep): Phrase {
  const answer = run.answers[placed.key];
  if (answer !== undefined && answer !== null) return KINDS[placed.step.answer].show(answer, placed);
  // Money that nothing is said about stays as it was reported.
  const kept = placed.step.answer === 'money' ? chosenMeasure(placed.situation)?.report?.disbursed : undefined;
  return kept === undefined ? { key: 'confirm.skipped' } : { key: 'confirm.kept', params: { amount: { money: kept } } };
}
