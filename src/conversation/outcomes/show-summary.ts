import { isResponsible, summarise } from '../../reporting/summary.ts';
import type { Summary } from '../../reporting/summary.ts';
import { bangkokIso } from '../../thai/calendar.ts';
import { readScope, scopeText } from '../answers/scope.ts';
import type { Scope } from '../answers/scope.ts';
import type { Facts, MeasureFacts, PlanFacts } from '../facts.ts';
import type { Message, Since } from '../message.ts';
import { nextSteps } from '../menu.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** The progress of each plan, whole or of one unit or dimension. */
export const showSummary: Outcome = ({ facts, answer }) => {
  if (facts.plans.length === 0) return [say(sentence('plan.none'))];
  const asked = answer('scope');
  const scope = asked === undefined ? null : readScope(String(asked), facts);
  const shown = facts.plans.map((plan) => ({ plan, rows: scope === null ? plan.rows : within(scope, plan) }));
  const messages = shown
    .filter(({ rows }) => scope === null || rows.length > 0)
    .map(({ plan, rows }): Message => ({
      kind: 'summary',
      // Of the others a unit shares measures with, only a part would be seen.
      summary: summaryOf(scope?.kind === 'unit' ? only([scope.name], facts) : facts, { ...plan, rows }),
      ...(scope === null ? {} : { scope: scopeText(scope, facts) }),
      ...sinceBefore(rows),
      choices: nextSteps(facts, ['pending', 'report']),
    }));
  return [say(...(messages.length === 0 ? [sentence('summaryFlow.empty')] : messages))];
};

/** What the round before had of the same measures. */
function sinceBefore(rows: readonly MeasureFacts[]): { since?: Since } {
  const earlier = rows.flatMap(({ before }) => (before?.isSamePlan === true ? [before] : []));
  const [first] = earlier;
  if (first === undefined) return {};
  const spent = earlier.flatMap(({ report }) => report.disbursed ?? []);
  const completed = earlier.filter(({ report }) => report.status === 'completed').length;
  const disbursed = spent.length === 0 ? {} : { disbursed: spent.reduce((sum, one) => sum + one, 0) };
  return { since: { round: first.round, completed, ...disbursed } };
}

/** The facts a summary needs. */
export type SummaryFacts = Pick<Facts, 'organisation' | 'units' | 'plans' | 'scale' | 'now'>;

/** The summary of a plan, or of the part of it that `plan.rows` holds: the one way to it for chat and command line. */
export function summaryOf(facts: SummaryFacts, plan: PlanFacts): Summary {
  const whole = facts.plans.find((one) => one.id === plan.id)?.rows.length === plan.rows.length;
  return summarise({
    organisation: facts.organisation?.name ?? '',
    fiscalYear: plan.fiscalYear,
    kind: plan.kind,
    round: plan.round,
    dimensions: plan.dimensions,
    units: facts.units.map(({ name }) => name),
    rows: plan.rows,
    // A part of the plan is measured against its own size: the projects the plan began with are not known per part.
    ...(whole && plan.initialProjects !== undefined ? { initialProjects: plan.initialProjects } : {}),
    scale: facts.scale,
    dataAsOf: bangkokIso(facts.now),
  });
}

/** The same with some of the units alone. */
export const only = (units: readonly string[], facts: SummaryFacts): SummaryFacts => ({
  ...facts,
  units: facts.units.filter(({ name }) => units.includes(name)),
});

const within = (scope: Scope, plan: PlanFacts) =>
  plan.rows.filter(({ measure }) =>
    scope.kind === 'unit' ? isResponsible(measure, scope.name) : measure.dimension === scope.number,
  );
