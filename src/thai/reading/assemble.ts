import type { ReadReport, ReaderContext } from '../read-report.ts';
import { addressed, datesBeside, isApart, percentsBeside, standsAlone, titlesOf } from './apart.ts';
import type { Draft } from './draft.ts';
import { readAt, wordsAt } from './draft.ts';
import type { Facts } from './facts.ts';
import { contentOf, factsIn, isEmptyClause, moneyOf, statusOf } from './facts.ts';
import { leftover } from './leftover.ts';
import type { Marks } from './marks.ts';
import type { MoneyMark } from './money.ts';
import { endAt, keyed } from './pattern.ts';
import type { PercentMark } from './percents.ts';
import type { Segment } from './segments.ts';
import type { StatusMark } from './statuses.ts';
import type { Span } from './view.ts';
import { original } from './view.ts';
import { addUnit } from './who.ts';
import { addReason, outsideClauses } from './why.ts';

/** The reports that one part of a message holds: one for each measure it is said of; `[]` when it only asks, or says nothing. */
export function reportsOf(marks: Marks, segment: Segment, context: ReaderContext): ReadReport[] {
  const { mention, own } = segment;
  const isAsked = marks.questions.some(({ start, end }) => start < own.end && own.start < end);
  const report = reportOf(marks, segment, context);
  const isTold = Object.keys(report).length > 2 || report.dates.length > 0;
  if (mention === null) return saysEnough(report) ? [report] : [];
  if (mention.isExcepted === true && !isTold) return [];
  if (isAsked && !isTold) return [];
  return eachMeasure(marks, segment, report, context);
}

/** Without a measure only what is typical of a report makes one. */
const saysEnough = (report: ReadReport): boolean =>
  [
    report.status,
    report.statusChoice,
    report.disbursed,
    report.disbursedChoice,
    report.percent,
    report.reason,
    report.outcome,
    report.obstacle,
  ].some((field) => field !== undefined);

function eachMeasure({ view }: Marks, { mention }: Segment, report: ReadReport, context: ReaderContext): ReadReport[] {
  if (mention === null) return [report];
  const span = original(view, mention);
  const exists = (number: number) => context.measures.some((measure) => measure.number === number);
  if (mention.isEither) {
    const numbers = mention.numbers.filter(exists);
    return [{ ...report, measure: numbers.length === 0 ? null : { numbers, ...span } }];
  }
  const isShared = mention.numbers.length > 1;
  return mention.numbers.map((number) => {
    const { disbursed, disbursedChoice, ...rest } = report;
    // An amount said of several measures is nobody's alone; none is everybody's.
    const money =
      isShared && disbursed?.value !== 0
        ? {}
        : { ...(disbursed && { disbursed }), ...(disbursedChoice && { disbursedChoice }) };
    return exists(number)
      ? { ...rest, ...money, measure: { numbers: [number], ...span } }
      : { ...rest, ...money, measure: null, unknownMeasure: { value: number, ...span } };
  });
}

function reportOf(marks: Marks, segment: Segment, context: ReaderContext): ReadReport {
  const { mention, own, shared } = segment;
  const facts = factsIn(marks, own);
  const lead = shared === null ? null : factsIn(marks, shared);
  const dates = facts.dates.map(({ from, to, ...span }) => readAt(marks, { from, to }, span));
  const draft: Draft = { marks, own, facts, report: { measure: null, dates } };
  const percents = facts.percents.filter((mark) => mark.isProgress || standsAlone(marks, mark, facts, mention));
  addStatus(draft, statusesOf(marks, segment, facts, lead), percents, context.today);
  addMoney(draft);
  addOutcome(draft);
  const hard = told(marks, segment, facts, percents);
  hard.push(...addReason(draft));
  hard.push(...addUnit(draft, lead, hard));
  const soft = [
    ...facts.dates,
    ...facts.percents,
    ...facts.statuses.filter(({ isPrefix }) => !isPrefix),
    ...facts.units.filter((unit) => unit.isApart),
  ];
  const rest = leftover(marks, own, { hard, soft });
  if (rest !== null) draft.report.result = rest;
  return draft.report;
}

/** What of a part is told by the report's fields, and so is not what was done. */
function told(marks: Marks, { mention, own }: Segment, facts: Facts, percents: readonly PercentMark[]): Span[] {
  const hard: Span[] = [
    ...(mention === null || mention.isInside ? [] : [mention]),
    ...addressed(marks, own),
    ...titlesOf(marks, mention),
    ...marks.questions,
    ...toldMoney(facts.money),
    ...facts.clauses.filter(({ kind }) => kind !== 'reason'),
  ];
  hard.push(...facts.statuses.filter((mark) => isApart(marks, mark, hard)));
  hard.push(...percentsBeside(marks, percents, hard), ...datesBeside(marks, facts.dates, hard));
  return hard;
}

function addStatus(
  { report, marks, facts }: Draft,
  said: readonly StatusMark[],
  percents: readonly PercentMark[],
  today: string,
): void {
  const percent = new Set(percents.map(({ value }) => value)).size === 1 ? percents[0] : undefined;
  if (percent !== undefined) report.percent = readAt(marks, percent.value, percent);
  const { status, choice } = statusOf(said, percent, facts.dates, today, marks.view.key);
  if (status !== undefined) report.status = readAt(marks, status.value, status);
  if (choice !== undefined) report.statusChoice = choice;
}

/** A part's own statuses, those of the measure before where it says ด้วย, or those that stand before all measures. */
function statusesOf(
  marks: Marks,
  { mention, own, sharesStatus }: Segment,
  facts: Facts,
  lead: Facts | null,
): StatusMark[] {
  if (facts.statuses.length > 0) return facts.statuses;
  const isAlike = mention !== null && own.start > 0 && endAt(marks.view, ALIKE, mention.end) !== null;
  if (!isAlike) return sharesStatus && lead !== null ? lead.statuses : [];
  const before = marks.mentions.findLast(({ end, isExcepted }) => end <= own.start && isExcepted !== true);
  return before === undefined ? [] : factsIn(marks, { start: before.start, end: own.start }).statuses;
}

const ALIKE = keyed(' ?(?:ก็)?(?:ด้วย|เหมือนกัน|เช่นกัน|เช่นเดียวกัน|too(?![a-z])|as well)', 'uy');

/** Money that what was done need not repeat: what is told as spent, and budgets beside it. */
function toldMoney(money: readonly MoneyMark[]): MoneyMark[] {
  const [first] = moneyOf(money);
  return first === undefined ? [] : money.filter(({ rank, isItem }) => rank === first.rank || !isItem);
}

function addMoney({ report, marks, facts }: Draft): void {
  const spent = moneyOf(facts.money).map((mark) => readAt(marks, mark.value, mark));
  const [only, ...more] = spent;
  if (more.length > 0) report.disbursedChoice = spent;
  else if (only !== undefined) report.disbursed = only;
  // เสร็จแล้ว ไม่มีงบ: nothing stood in the way, and nothing was spent.
  const none = outsideClauses(facts).find(({ reason, isEnough }) => reason === 'noBudget' && isEnough);
  if (only === undefined && none !== undefined && report.status?.value === 'completed')
    report.disbursed = readAt(marks, 0, none);
}

function addOutcome({ report, marks, facts }: Draft): void {
  const clause = facts.clauses.find(({ kind }) => kind === 'outcome');
  const outcome = clause === undefined ? null : wordsAt(marks, contentOf(clause));
  if (clause !== undefined && outcome !== null && !isEmptyClause(marks, clause)) report.outcome = outcome;
}
