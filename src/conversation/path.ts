import { holds, measureStepCount, stepKey } from './conditions.ts';
import type { Situation } from './conditions.ts';
import { isEach } from './flow.ts';
import type { Flow, FlowStep } from './flow.ts';
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
  return flow.steps.flatMap((entry) => {
    if (!isEach(entry)) return place(entry, outside);
    const count = measureStepCount(outside);
    return Array.from({ length: count }, (_, index) =>
      entry.steps.flatMap((step) => place(step, { answers, facts, index }, count)),
    ).flat();
  });
}

function place(step: FlowStep, situation: Situation, count?: number): PlacedStep[] {
  if (!holds(step.when, situation)) return [];
  return [{ key: stepKey(step.id, situation.index), step, situation, ...(count === undefined ? {} : { count }) }];
}

/** The first step of the path without an answer. */
export const firstOpen = (steps: readonly PlacedStep[], answers: Answers): PlacedStep | undefined =>
  steps.find((placed) => answers[placed.key] === undefined);

/** The steps of the path that have an answer. */
export const answered = (steps: readonly PlacedStep[], answers: Answers): PlacedStep[] =>
  steps.filter((placed) => answers[placed.key] !== undefined);
