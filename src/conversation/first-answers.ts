import { KINDS } from './answers/kinds.ts';
import { writtenSteps } from './flow.ts';
import type { Flow } from './flow.ts';
import { sentence } from './outcomes/outcome.ts';
import { path } from './path.ts';
import type { Beginning } from './run.ts';
import type { Answers, Draft, Run } from './session.ts';
import type { Talk } from './turn.ts';
import { searchMeasures } from '../thai/measure-search.ts';

/** What begins a flow: words typed after its command, the value of a button with what goes with it, or a report in words. */
export interface Given {
  typed?: string;
  tapped?: string;
  given?: Answers;
  drafts?: { drafts: readonly Draft[]; count: number };
  series?: boolean;
}

/** The first answers of a run, from what begins it; what of it is good for nothing is said. */
export function beginningOf(talk: Talk, flow: Flow, given: Given): Beginning {
  const [draft, ...drafts] = given.drafts?.drafts ?? [];
  if (draft !== undefined) return drafted(talk, draft, { drafts, count: given.drafts?.count ?? 0 });
  return { ...asked(talk, flow, given), ...(given.series === true ? { series: true } : {}) };
}

/** A report in words; those that came with it wait for its end. */
function drafted(talk: Talk, { answers, argument, told, missing }: Draft, queue: NonNullable<Run['queue']>): Beginning {
  if (missing !== undefined) talk.notes.push(sentence('report.noSuchMeasure', { number: missing }));
  return {
    answers,
    ...(argument === undefined ? {} : { argument }),
    ...(told === undefined ? {} : { told }),
    ...(queue.count > 1 ? { queue } : {}),
  };
}

function asked(talk: Talk, flow: Flow, given: Given): Beginning {
  if (given.typed !== undefined)
    return { argument: given.typed, answers: { ...planOf(talk, flow, given.typed), ...given.given } };
  if (given.tapped === undefined || flow.argument === undefined) return { answers: given.given ?? {} };
  const plan = talk.facts.plans.find(({ rows }) => rows.some(({ id }) => id === given.tapped));
  const answers = {
    ...given.given,
    ...(plan === undefined ? {} : { plan: plan.id }),
    [flow.argument]: given.tapped,
  };
  // Only what a button of today could say: anything else may be made up, a code that was never typed for one.
  const placed = path(flow, answers, talk.facts).find(({ key }) => key === flow.argument);
  const taken = placed !== undefined && 'answer' in KINDS[placed.step.answer].tapped(given.tapped, placed, undefined);
  if (!taken) talk.notes.push(sentence('answers.gone'));
  return taken ? { answers } : {};
}

/** With several plans: the one that alone has a measure the words after the command mean. */
function planOf(talk: Talk, flow: Flow, typed: string): Answers {
  const asksForMeasure = writtenSteps(flow).some((step) => step.id === flow.argument && step.answer === 'measure');
  if (!asksForMeasure || talk.facts.plans.length < 2) return {};
  const fitting = talk.facts.plans.filter(
    ({ rows }) =>
      searchMeasures(
        rows.map(({ measure }) => measure),
        typed,
      ).length > 0,
  );
  return fitting.length === 1 && fitting[0] !== undefined ? { plan: fitting[0].id } : {};
}
