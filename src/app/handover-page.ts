import type { MeasureFacts } from '../conversation/facts.ts';
import { excerpt } from '../conversation/excerpt.ts';
import { standingOf } from '../conversation/handover.ts';
import type { Speaker } from '../i18n.ts';
import type { PlainDate, PlanKind, Round } from '../reporting/model.ts';
import { returnOf } from '../reporting/review.ts';
import { statusOf } from '../reporting/summary.ts';
import type { Block, DocumentContent, TableRow } from '../documents/content.ts';
import { center, heading, headingRow, left, note, tableBlock, textCell, textOrDash } from '../documents/kinds/parts.ts';
import { makeWording } from '../documents/wording.ts';
import type { Wording } from '../documents/wording.ts';

/** How it stands with the work that somebody takes over. Names are those used in the office. */
export interface Brief {
  organisation: string;
  giver: string;
  taker: string;
  units: readonly string[];
  plans: readonly BriefPlan[];
  reviewers: readonly string[];
  /** Instant it is of, milliseconds since the epoch. */
  at: number;
}

/** The measures of a plan that go over. */
export interface BriefPlan {
  kind: PlanKind;
  /** Buddhist Era. */
  fiscalYear: number;
  round: Round;
  rows: readonly MeasureFacts[];
  /** `until`: the last working day up to the deadline. */
  due: { closes: PlainDate; until: PlainDate; isOverdue: boolean };
}

/** What fits one A4 page: lines of the table of the only plan, of each of two plans; graphemes of a title on one line. */
const MOST_LINES = [11, 3] as const;
const LONGEST_TITLE = 22;
const LONGEST_LIST = 70;

/** The words to know. */
const WORDS = ['report', 'pending', 'remaining', 'history', 'help'] as const;

/** The page of whoever takes over: what is open stands first, the rest is counted. */
export function briefContent(brief: Brief, speaker: Speaker): DocumentContent {
  const words = makeWording(speaker, 'arabic');
  const lines = MOST_LINES[brief.plans.length > 1 ? 1 : 0];
  const blocks: Block[] = [
    { kind: 'title', lines: [words.say('handover.page.title'), brief.organisation] },
    note(words.say('handover.page.people', { giver: brief.giver, taker: brief.taker })),
    note(words.say('handover.page.units', { units: listed(brief.units) })),
    ...brief.plans.flatMap((plan) => planBlocks(plan, words, lines)),
    note(words.say('handover.page.reviewers', { names: listed(brief.reviewers) })),
    note(words.say('handover.page.words', { words: WORDS.map((word) => words.say(`menu.${word}`)).join(' · ') })),
    note(words.say('documents.dataAsOf', { date: words.day(brief.at) })),
  ];
  return {
    title: words.say('handover.page.title'),
    author: brief.organisation,
    orientation: 'portrait',
    digits: 'arabic',
    dataAsOf: brief.at,
    continued: words.say('documents.continued'),
    blocks,
  };
}

/** Names, as far as they fit. */
const listed = (names: readonly string[]): string =>
  names.length === 0 ? '-' : excerpt(names.join(', '), LONGEST_LIST);

function planBlocks({ kind, fiscalYear, round, rows, due }: BriefPlan, words: Wording, most: number): Block[] {
  const urgent = rows.toSorted((a, b) => rank(a) - rank(b) || a.measure.number - b.measure.number);
  const shown = urgent.filter((_, index) => linesOf(urgent.slice(0, index + 1)) <= most);
  const standing = standingOf(rows);
  const plan = words.say(`documents.planName.${kind}`);
  const dates = { until: words.date(due.until), closes: words.date(due.closes) };
  return [
    heading(words.say('handover.page.plan', { plan, year: words.number(fiscalYear), round: words.number(round) }), 2),
    note(words.say(due.isOverdue ? 'handover.page.overdue' : 'handover.page.due', dates)),
    note(words.say('handover.measures.shown', { ...standing })),
    tableBlock({
      name: kind,
      columns: [center(1), left(10), left(4), left(4)],
      headings: [
        headingRow(
          words.say('handover.page.number'),
          words.say('handover.page.measure'),
          words.say('handover.page.before'),
          words.say('handover.page.now'),
        ),
      ],
      rows: shown.map((row) => rowOf(row, words)),
    }),
  ];
}

/** What was returned, then what is open, then the rest. */
const rank = (row: MeasureFacts): number =>
  returnOf(row.report) !== undefined ? 0 : statusOf(row) === 'waitingReport' ? 1 : 2;

/** How many lines rows take: one status takes two. */
const linesOf = (rows: readonly MeasureFacts[]): number =>
  rows.reduce((sum, row) => sum + ([row.before?.report.status, statusOf(row)].includes('cannotProceed') ? 2 : 1), 0);

const rowOf = (row: MeasureFacts, words: Wording): TableRow => ({
  cells: [
    textCell(words.number(row.measure.number)),
    textCell(excerpt(row.measure.title, LONGEST_TITLE)),
    textOrDash(row.before === undefined ? undefined : words.say(`status.${row.before.report.status}`)),
    textCell(
      returnOf(row.report) === undefined ? words.say(`status.${statusOf(row)}`) : words.say('handover.page.returned'),
    ),
  ],
});
