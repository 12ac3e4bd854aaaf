import { holds, measureStepCount, stepKey } from './conditions.ts';
import type { Situation } from './conditions.ts';
import { INDICATOR_NUMBERS } from './document-settings.ts';
import { isEach } from './flow.ts';
import type { Flow, FlowEach, FlowStep } from './flow.ts';
import type { Facts } from './facts.ts';
import type { Answers } from './session.ts';

/** A step as it is asked: repeated steps once per item. */
export interface PlacedStep {
  /** Key of its answer. */
  key: string;
  step: FlowStep;
  situation: Situation;
  /** Number of items when the step is repeated. */
  count?: number;
}

/**
 * The steps a conversation goes through, in order, as far as the answers tell. Where a conversation stands is never
 * stored twice: going on means the first step of the path without an answer, going back the one before.
 */
export function path(flow: Flow, answers: Answers, facts: Facts): PlacedStep[] {
  const outside: Situation = { answers, facts };
  // Answers of questions that are no longer asked: nothing depends on them.
  const gone = new Set<string>();
  const place = (step: FlowStep, situation: Situation, count?: number): PlacedStep[] => {
    const key = stepKey(step.id, situation.index);
    if (holds(step.when, situation, gone)) {
      return [{ key, step, situation, ...(count === undefined ? {} : { count }) }];
    }
    gone.add(key);
    return [];
  };
  return flow.steps.flatMap((entry) => {
    if (!isEach(entry)) return place(entry, outside);
    const count = COUNTS[entry.each](outside);
    return Array.from({ length: count }, (_, index) =>
      entry.steps.flatMap((step) => place(step, { answers, facts, index }, count)),
    ).flat();
  });
}

/** How many items each list has. */
const COUNTS: Record<FlowEach['each'], (situation: Situation) => number> = {
  measureSteps: measureStepCount,
  indicators: () => INDICATOR_NUMBERS.length,
};

/** The first step of the path that is asked and has no answer. */
export const firstOpen = (steps: readonly PlacedStep[], answers: Answers): PlacedStep | undefined =>
  steps.find((placed) => answers[placed.key] === undefined && isAsked(placed));

/** Whether a step is asked by itself, rather than filled from the confirmation card. */
export const isAsked = ({ step, situation }: PlacedStep): boolean =>
  step.asked !== false && holds(step.asked, situation);

/** The steps of the path that have an answer. */
export const answered = (steps: readonly PlacedStep[], answers: Answers): PlacedStep[] =>
  steps.filter((placed) => answers[placed.key] !== undefined);
