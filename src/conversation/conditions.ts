import type { FactCondition, FlowCondition } from './flow.ts';
import { carried, carriedStep } from './carry.ts';
import { claimsCompleted, isEvidenced } from './claims.ts';
import { isScoreAsked, paragraphOf } from './document-settings.ts';
import type { Facts, MeasureFacts, PlanFacts } from './facts.ts';
import { giverOf, mayLeave } from './handover.ts';
import type { Answers } from './session.ts';
import { uploadedPlan } from './upload.ts';

/** What a condition looks at: the answers so far, the facts, and the item of a list the step is repeated for. */
export interface Situation {
  answers: Answers;
  facts: Facts;
  /** Index into the list of an `each`, absent outside one. */
  index?: number;
}

/**
 * Whether every part of a condition holds. An answer not given yet holds for nothing, nor does one that is `gone`: given to a
 * question that is not asked any more.
 */
export function holds(
  condition: FlowCondition | undefined,
  situation: Situation,
  gone: ReadonlySet<string> = NONE,
): boolean {
  if (condition === undefined) return true;
  return Object.entries(condition).every(([name, wanted]) =>
    typeof wanted === 'boolean'
      ? FACTS[name as FactCondition](situation) === wanted
      : !gone.has(keyOf(name, situation)) && wanted.includes(String(answerOf(name, situation) ?? '')),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Where the answer of a step stands. */
const keyOf = (id: string, { answers, index }: Situation): string =>
  index !== undefined && answers[stepKey(id, index)] !== undefined ? stepKey(id, index) : id;

/** The answer of a step; inside an `each` the one of the same item comes first. */
export function answerOf(id: string, { answers, index }: Situation): Answers[string] | undefined {
  const own = index === undefined ? undefined : answers[stepKey(id, index)];
  return own === undefined ? answers[id] : own;
}

/** The key under which the answer of a step is kept: its id, with the index of the item inside an `each`. */
export const stepKey = (id: string, index?: number): string => (index === undefined ? id : `${id}.${index}`);

/** The plan that is talked about: the one chosen, else that of the measure chosen, else the only one. */
export function chosenPlan({ answers, facts }: Situation): PlanFacts | undefined {
  return (
    facts.plans.find((plan) => plan.id === answers['plan']) ??
    facts.plans.find((plan) => rowsOf(plan).has(String(answers['measure']))) ??
    (facts.plans.length === 1 ? facts.plans[0] : undefined)
  );
}

/** The measure that is reported. */
export function chosenMeasure(situation: Situation): MeasureFacts | undefined {
  const plan = chosenPlan(situation);
  return plan === undefined ? undefined : rowsOf(plan).get(String(situation.answers['measure']));
}

/** The measures of a plan by id, gathered once: a path asks for the chosen one at nearly every step. */
function rowsOf(plan: PlanFacts): ReadonlyMap<string, MeasureFacts> {
  const known = ROWS.get(plan);
  if (known !== undefined) return known;
  const rows = new Map(plan.rows.map((row) => [row.id, row]));
  ROWS.set(plan, rows);
  return rows;
}

const ROWS = new WeakMap<PlanFacts, ReadonlyMap<string, MeasureFacts>>();

/** The number of items of the list `measureSteps`: 0 unless the measure has several rows. */
export function measureStepCount(situation: Situation): number {
  const count = chosenMeasure(situation)?.measure.steps?.length ?? 0;
  return count > 1 ? count : 0;
}

const FACTS: Record<FactCondition, (situation: Situation) => boolean> = {
  severalPlans: ({ facts }) => facts.plans.length > 1,
  hasBudget: (situation) => {
    const measure = chosenMeasure(situation)?.measure;
    return (measure?.plannedBudget ?? 0) > 0 || (measure?.ordinanceBudget ?? 0) > 0;
  },
  hasSteps: (situation) => measureStepCount(situation) > 0,
  stepReported: (situation) => {
    const reported = chosenMeasure(situation)?.report?.steps?.[situation.index ?? 0];
    return reported !== undefined && reported.status !== 'waitingReport';
  },
  // Not read yet, it may have one.
  hasHistory: ({ answers, facts }) => {
    const [row, plan] = [chosenMeasure({ answers, facts }), chosenPlan({ answers, facts })];
    const changes = row === undefined || plan === undefined ? [] : facts.history?.(row.id, plan.round);
    return changes === undefined || changes.length > 0;
  },
  carries: (situation) => carried(chosenMeasure(situation)) !== undefined,
  stepCarries: (situation) => carriedStep(chosenMeasure(situation), situation.index) !== undefined,
  unevidenced: (situation) => {
    const row = chosenMeasure(situation);
    return claimsCompleted(situation.answers, row) && !isEvidenced(row);
  },
  removing: ({ answers }) => String(answers['piece'] ?? '').startsWith('remove-'),
  setup: ({ answers }) => answers['code'] === SETUP_ANSWER,
  registered: ({ facts }) => facts.member !== undefined,
  scoped: ({ answers }) => answers[ARGUMENT] !== undefined || answers['scope'] !== undefined,
  severalUnits: (situation) => (giverOf(situation)?.units.length ?? 0) > 1,
  mayLeave,
  groupLinked: ({ facts }) => facts.group === 'linked',
  coordinator: ({ facts }) => facts.standing === 'coordinator',
  resting: ({ facts }) => facts.reminders?.resting === true,
  yearUnknown: (situation) => uploadedPlan(situation)?.isYearAssumed === true,
  hasActionPlan: ({ facts }) => facts.plans.some(({ kind }) => kind === 'action-plan'),
  paragraphGenerated: (situation) => paragraphOf(situation, chosenPlan(situation)?.id)?.from === 'generated',
  // One that stands there already need not be offered.
  fileHasParagraph: (situation) => {
    const found = paragraphOf(situation, chosenPlan(situation)?.id);
    return found?.file !== undefined && found.from !== 'file';
  },
  scoreAsked: (situation) => isScoreAsked(situation, situation.index),
  hasMeasuresPlan: ({ facts }) => facts.plans.some(({ kind }) => kind === 'measures'),
  otherOffice: (situation) => uploadedPlan(situation)?.isOther === true,
  stageOn: ({ answers, facts }) => facts.reminders?.stages.find(({ id }) => id === answers['stage'])?.off !== true,
};

/** Marks that words were typed after the command; no step has this name. The words may be a code and are not kept. */
export const ARGUMENT = '=argument';
export const GIVEN = 'given';

/** What the plans were when a file was shown (`UploadFacts.basis`); no step has this name. */
export const BASIS = '=basis';

/** The answer kept for a set-up code: the code itself is never stored. */
export const SETUP_ANSWER = 'setup';
