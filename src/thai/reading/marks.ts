import type { ReaderContext } from '../read-report.ts';
import { findAmounts } from './amounts.ts';
import type { ClauseHead } from './clauses.ts';
import { findClauseHeads } from './clauses.ts';
import type { DateMark } from './dates.ts';
import { findSpokenDates } from './dates.ts';
import type { Line } from './lines.ts';
import { linesOf } from './lines.ts';
import { findBareMentions, findInnerMentions, findNamedMentions } from './mentions.ts';
import type { MoneyMark } from './money.ts';
import { findMoney } from './money.ts';
import { keyed } from './pattern.ts';
import type { PercentMark } from './percents.ts';
import { findPercents } from './percents.ts';
import { findQuestions, sentencesOf } from './questions.ts';
import type { ReasonMark } from './reasons.ts';
import { findReasons } from './reasons.ts';
import type { StatusMark } from './statuses.ts';
import { findStatuses } from './statuses.ts';
import { findTitleMentions, withTitles } from './title-mentions.ts';
import type { Meant } from './title-mentions.ts';
import { findWholeTitles, indexTitles } from './titles.ts';
import type { UnitMark } from './units.ts';
import { findUnits } from './units.ts';
import type { Span, View } from './view.ts';
import { viewOf } from './view.ts';

/** Everything that is understood of a text before it is known what belongs together. Places are those of the key. */
export interface Marks {
  text: string;
  view: View;
  lines: Line[];
  mentions: Meant[];
  statuses: StatusMark[];
  dates: DateMark[];
  money: MoneyMark[];
  percents: PercentMark[];
  reasons: ReasonMark[];
  heads: ClauseHead[];
  units: UnitMark[];
  /** Titles that stand in the text word for word. */
  wholeTitles: (Span & { number: number })[];
  /** Where sentences end. */
  sentenceEnds: ReadonlySet<number>;
  /** Sentences that ask or order. */
  questions: Span[];
}

/** Reads the marks of a text: what is read first is not read as something else after. */
export function marksOf(text: string, context: ReaderContext): Marks {
  const view = viewOf(text);
  const lines = linesOf(view, text);
  const numbers = new Set(context.measures.map(({ number }) => number));
  const exists = (number: number) => numbers.has(number);
  const wholeTitles = findWholeTitles(view, context.measures);
  const isTitle = within(wholeTitles);
  const isOutside = (span: Span) =>
    isTitle(span) || !lines.some(({ start, end }) => span.start >= start && span.start < end);
  const spoken = findSpokenDates(view, context.today, context.fiscalYear).filter((date) => !isOutside(date));
  const spelled = findUnits(view, context.units, isOutside);
  // กค. is กองคลัง before it is July, and so is it in ข้อ 2 กค.
  const isUnit = (date: DateMark) =>
    meets(spelled)(date) &&
    (date.isBareMonth === true || BEHIND_MEASURE.test(view.key.slice(Math.max(0, date.start - 10), date.start)));
  const dates = spoken.filter((date) => !isUnit(date));
  const units = spelled.filter((unit) => !meets(dates)(unit));
  const statuses = findStatuses(view, isOutside);
  const named = findNamedMentions(view, text, exists, (span) => isOutside(span) || meets(dates)(span));
  const bare = findBareMentions(view, lines, statuses, units, exists, meets([...dates, ...wholeTitles, ...named]));
  const isNumber = meets([...named, ...bare]);
  const percents = findPercents(
    view,
    (span) => isOutside(span) || meets([...dates, ...wholeTitles])(span) || isNumber(span),
  );
  const isKnown = meets([...dates, ...percents]);
  const amounts = findAmounts(view, (span) => isOutside(span) || isKnown(span) || isNumber(span));
  const money = findMoney(
    { view, understood: [...statuses, ...named, ...bare], years: yearsAround(context.fiscalYear) },
    amounts,
    isOutside,
  );
  const heads = findClauseHeads(view, isOutside);
  const reasons = findReasons(view, (span) => isOutside(span) || meets(money)(span));
  const inner = findInnerMentions(
    view,
    statuses,
    [...statuses, ...money, ...percents],
    exists,
    meets([...dates, ...named, ...bare, ...money, ...percents]),
  );
  const said = statuses.filter(({ statuses: meant }) => meant.length > 0);
  const understood: Span[] = [...said, ...money, ...percents, ...heads, ...units, ...reasons, ...dates];
  const index = indexTitles(context.measures);
  const titled = findTitleMentions({
    view,
    lines,
    numbers: [...named, ...bare, ...inner],
    wholeTitles,
    understood,
    statuses: said,
    index,
  });
  const listed = withoutListItems(bare, named, [...statuses, ...money, ...percents], lines);
  const mentions = withTitles({
    view,
    numbers: [...named, ...listed, ...inner],
    titled,
    wholeTitles,
    understood,
    index,
    exists,
  }).slice(0, MOST_MENTIONS);
  const sentences = sentencesOf(view, lines, mentions, said);
  return {
    text,
    view,
    lines,
    mentions,
    statuses,
    dates,
    money,
    percents,
    reasons,
    heads,
    units,
    wholeTitles,
    sentenceEnds: new Set(sentences.map(({ end }) => end)),
    questions: findQuestions(view, text, sentences, [...said, ...money]),
  };
}

/** More than any message names in earnest. */
const MOST_MENTIONS = 300;
const BEHIND_MEASURE = keyed('(?:ข้อ(?:ที่)?|#|มาตรการที่|ลำดับ(?:ที่)?) ?$', 'u');

/** Numbered lines under a measure that say no more than what was done are a list of its results, not measures. */
function withoutListItems(
  bare: ReturnType<typeof findBareMentions>,
  named: readonly Span[],
  said: readonly Span[],
  lines: readonly Line[],
): ReturnType<typeof findBareMentions> {
  const style = bare[0]?.style;
  const first = Math.min(...named.map(({ start }) => start), bare[0]?.start ?? Infinity);
  return bare.filter((mention) => {
    if (mention.start <= first || (named.length === 0 && mention.style === style)) return true;
    const line = lines.find(({ start, end }) => mention.start >= start && mention.start < end);
    return said.some(({ start }) => start >= mention.end && start < (line?.end ?? 0));
  });
}

function within(spans: readonly Span[]): (span: Span) => boolean {
  return ({ start, end }) => spans.some((other) => start >= other.start && end <= other.end);
}

/** Whether a span has any part in common with one of these. */
export function meets(spans: readonly Span[]): (span: Span) => boolean {
  return ({ start, end }) => spans.some((other) => start < other.end && other.start < end);
}

/** Years as they are written beside งบ (งบ 70, งบ 2570): not amounts. */
const yearsAround = (fiscalYear: number): number[] =>
  [-2, -1, 0, 1, 2].flatMap((more) => [fiscalYear + more, (fiscalYear + more) % 100]);
