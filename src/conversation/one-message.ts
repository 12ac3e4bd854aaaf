import { readInteger } from '../thai/digits.ts';
import { readReports } from '../thai/read-report.ts';
import type { ReadReport } from '../thai/read-report.ts';
import type { Facts, MeasureFacts, PlanFacts } from './facts.ts';
import type { Answers, Draft } from './session.ts';
import { numberNamed, readingContext, saysSomething, understood } from './understood.ts';

/** Reports one message may hold; who writes more sends them in two. */
const MOST_DRAFTS = 30;

/**
 * The reports a message in people's own words holds, in its order. Which measure, plan or status is meant is asked wherever
 * more than one may be.
 * @param named whether the person said that it is a report; else only what names its measure counts
 * @returns `[]` when it tells of none
 */
export function readDrafts(text: string, facts: Facts, named: boolean): Draft[] {
  // A number alone names a measure, and says nothing of it.
  if (readInteger(text) !== null) return [];
  const readings = facts.plans.map((plan) => ({ plan, reports: readReports(text, readingContext(plan, facts)) }));
  const fitting = readings.filter(({ reports }) => reports.some(({ measure }) => measure !== null));
  const [first] = fitting.length > 0 ? fitting : named ? readings : [];
  if (first === undefined) return [];
  return first.reports
    .filter((report) => saysSomething(report) || (!named && isNumbered(text, report)))
    .filter((report) => named || report.measure !== null)
    .slice(0, MOST_DRAFTS)
    .map((report) => draft(text, report, fitting.length === 1 ? first.plan : undefined));
}

const isNumbered = (text: string, report: ReadReport): boolean => numberNamed(text, report) !== undefined;

function draft(text: string, report: ReadReport, plan: PlanFacts | undefined): Draft {
  const { measure } = report;
  const row = plan === undefined ? undefined : rowOf(plan, report);
  const chosen: Answers = plan === undefined ? {} : { plan: plan.id };
  if (row !== undefined) return { answers: { ...chosen, measure: row.id, ...understood(text, report, row) } };
  const argument = measure === null ? {} : { argument: text.slice(measure.start, measure.end) };
  const { unknownMeasure } = report;
  return {
    answers: chosen,
    ...argument,
    told: { text, report },
    ...(unknownMeasure === undefined ? {} : { missing: unknownMeasure.value }),
  };
}

/** The measure, when only one can be meant. */
function rowOf({ rows }: PlanFacts, { measure }: ReadReport): MeasureFacts | undefined {
  const [only, ...more] = measure?.numbers ?? [];
  return more.length > 0 ? undefined : rows.find((row) => row.measure.number === only);
}
