import type { Reason, Status } from '../../reporting/model.ts';
import { STATUSES } from '../../reporting/model.ts';
import type { ClauseHead } from './clauses.ts';
import { saysNone } from './clauses.ts';
import type { DateMark } from './dates.ts';
import type { Marks } from './marks.ts';
import type { MoneyMark } from './money.ts';
import { isWhole, keyed } from './pattern.ts';
import type { PercentMark } from './percents.ts';
import type { ReasonMark } from './reasons.ts';
import type { StatusMark } from './statuses.ts';
import type { UnitMark } from './units.ts';
import type { Span } from './view.ts';

/** A part of a report that says what it is. */
export interface Clause extends Span {
  kind: ClauseHead['kind'];
  isLabel: boolean;
  head: ClauseHead;
}

/** What is said inside one stretch of a text. */
export interface Facts {
  statuses: StatusMark[];
  money: MoneyMark[];
  percents: PercentMark[];
  reasons: ReasonMark[];
  dates: DateMark[];
  units: UnitMark[];
  clauses: Clause[];
}

/** The marks that lie in a stretch, without those of its questions and without statuses that a clause only tells about. */
export function factsIn(marks: Marks, stretch: Span): Facts {
  const isIn = (span: Span) => span.start >= stretch.start && span.start < stretch.end && !isAsked(marks, span);
  const clauses = clausesIn(marks, stretch).filter(({ head }) => isIn(head));
  const isTold = (span: Span) =>
    clauses.some(({ kind, start, end }) => TELLING.has(kind) && span.start >= start && span.end <= end);
  return {
    statuses: marks.statuses.filter((mark) => mark.statuses.length > 0 && isIn(mark) && !isTold(mark)),
    money: marks.money.filter((mark) => isIn(mark) && !isTold(mark)),
    percents: marks.percents.filter((mark) => isIn(mark) && !isTold(mark)),
    reasons: marks.reasons.filter(isIn),
    dates: marks.dates.filter(isIn),
    units: marks.units.filter((mark) => isIn(mark) && !isTold(mark)),
    clauses,
  };
}

const isAsked = ({ questions }: Marks, span: Span): boolean =>
  questions.some(({ start, end }) => span.start >= start && span.start < end);

/** Clauses whose words are not the report's own status or money. */
const TELLING: ReadonlySet<string> = new Set(['outcome', 'obstacle', 'reason']);

/** Each clause goes on to the next one, to money, a measure, a status that stands by itself, or the end of its line. */
function clausesIn(marks: Marks, stretch: Span): Clause[] {
  const { view, heads, money, mentions, statuses, lines } = marks;
  const within = heads.filter(({ start }) => start >= stretch.start && start < stretch.end);
  // เนื่องจากติดฝน is one clause.
  const inside = within.filter(
    (head, index) =>
      head.isLabel || within[index - 1]?.kind !== 'reason' || head.start - (within[index - 1]?.content ?? 0) > 1,
  );
  return inside.map((head, index): Clause => {
    const begin = head.content > head.start ? head.content : head.start;
    const first = begin + (/^[ \n]*/.exec(view.key.slice(begin, begin + 3))?.[0].length ?? 0);
    if (
      head.kind === 'outcome' &&
      !head.isLabel &&
      statuses.some(({ start, statuses: meant }) => meant.length > 0 && start >= head.start && start <= head.end)
    ) {
      return { kind: 'none', isLabel: false, head, start: head.start, end: head.end };
    }
    if (head.kind === 'none' || head.kind === 'result')
      return { kind: head.kind, isLabel: head.isLabel, head, start: head.start, end: head.end };
    const line = lines.find(({ end }) => end >= first);
    const stops = [
      stretch.end,
      head.isLabel ? labelEnd(marks, first, stretch) : (line?.end ?? stretch.end),
      ...inside.slice(index + 1).map(({ start }) => start),
      ...money.map(({ start }) => start),
      ...mentions.filter(({ isInside }) => !isInside).map(({ start }) => start),
      ...statuses
        .filter((mark) => mark.statuses.length > 0 && mark.start > first && endsClause(marks, mark))
        .map(({ start }) => start),
      ...wordsAt(view.key, THEREFORE, first),
    ].filter((stop) => stop >= first);
    return { kind: head.kind, isLabel: head.isLabel, head, start: head.start, end: Math.min(...stops) };
  });
}

/** A label holds until the next line that begins with something understood. */
function labelEnd({ lines, money, statuses, mentions, heads }: Marks, first: number, stretch: Span): number {
  const next = lines.find(
    ({ start, end }) =>
      start > first &&
      [...money, ...statuses, ...mentions, ...heads].some(
        (mark) => mark.start >= start && mark.start <= start + 1 && mark.start < end,
      ),
  );
  return Math.min(stretch.end, next?.start ?? stretch.end);
}

/** A status behind a gap that nothing goes on with: it is said of the measure again. */
function endsClause({ view }: Marks, mark: StatusMark): boolean {
  const hasGap =
    (view.from[mark.start] ?? 0) > (view.to[mark.start - 1] ?? 0) || /[\s,]/.test(view.key.charAt(mark.start - 1));
  return hasGap && (mark.isPrefix || isWhole(view, mark.end));
}

const THEREFORE = /(?<=[\p{L}\p{M}\d ])(?:จึง|กเลย|เลย(?=ยกเลิก|ยัง|เลือน|ทำไม|งด|ไม))/gu;

function wordsAt(key: string, pattern: RegExp, from: number): number[] {
  pattern.lastIndex = from;
  const found = pattern.exec(key);
  return found === null ? [] : [found.index];
}

/** What statuses together say: one, several that must be asked about, or nothing. */
export function statusOf(
  statuses: readonly StatusMark[],
  percent: PercentMark | undefined,
  dates: readonly DateMark[],
  today: string,
  key: string,
): { status?: { value: Status } & Span; choice?: Status[] } {
  const isDone = (mark: StatusMark) => mark.statuses.length === 1 && mark.statuses[0] === 'completed';
  const soon = (mark: StatusMark) =>
    dates.find(
      (date) =>
        date.from > today &&
        ((date.start >= mark.end && SOON.test(key.slice(mark.end, date.start))) ||
          (date.end <= mark.start &&
            SOON.test(key.slice(date.end, mark.start)) &&
            !THEN.test(key.slice(mark.start, mark.end)))),
    );
  const words = statuses.filter(({ isTick }) => !isTick);
  const counted = (
    words.length > 0 ? statuses.filter((mark) => !mark.isTick || isContrary(mark, words)) : statuses
  ).map((mark): StatusMark => {
    const date = isDone(mark) && !mark.isTick ? soon(mark) : undefined;
    return date === undefined
      ? mark
      : {
          ...mark,
          statuses: ['inProgress'],
          start: Math.min(mark.start, date.start),
          end: Math.max(mark.end, date.end),
        };
  });
  const isPart = percent !== undefined && percent.value < 100 && percent.value > 0;
  const isAll = percent?.value === 100;
  const strong = counted.filter((mark) => !mark.isWeak);
  let used = strong.length > 0 ? strong : counted;
  if (isPart || used.some(({ isRest }) => isRest)) used = used.filter((mark) => mark.isTick || !isDone(mark));
  const meant = new Set(used.flatMap((mark) => mark.statuses));
  if (isPart && (meant.size === 0 || used.every(({ isTick }) => isTick))) meant.add('inProgress');
  if (isAll && used.every(({ isWeak }) => isWeak)) {
    meant.clear();
    meant.add('completed');
  }
  if (meant.has('completed') && meant.has('waitingReport')) meant.add('inProgress');
  const [only, ...more] = STATUSES.filter((status) => meant.has(status));
  if (only === undefined) return {};
  if (more.length > 0) return { choice: [only, ...more] };
  const spans: Span[] = used.length > 0 ? used.slice(0, 1) : percent === undefined ? [] : [percent];
  const [span] = spans;
  return span === undefined ? {} : { status: { value: only, start: span.start, end: span.end } };
}

/** Between a status and the day it is expected for. */
const SOON = keyed('^ ?(?:ภายใน|ใน|ประมาณ|ราวๆ?|ไม่เกิน|ก็|คง)? ?$', 'u');
const THEN = keyed('แล้ว', 'u');

/** A tick beside words that say something else. */
const isContrary = (tick: StatusMark, words: readonly StatusMark[]): boolean =>
  !words.some((word) => word.statuses.some((status) => tick.statuses.includes(status))) && tick.statuses.length === 1;

/** The money that was spent: what counts highest, several when it says several; single things that were paid make no sum. */
export function moneyOf(money: readonly MoneyMark[]): MoneyMark[] {
  const highest = Math.max(0, ...money.map(({ rank }) => rank));
  const counted = money.filter(({ rank }) => rank === highest);
  const distinct = counted.filter((mark, index) => counted.findIndex(({ value }) => value === mark.value) === index);
  return distinct.length > 1 && distinct.every(({ isItem }) => isItem) ? [] : distinct;
}

/** The known reason that a stretch gives; `other` when it gives none of them, or several. */
export function reasonIn(reasons: readonly ReasonMark[], { start, end }: Span): Reason {
  const inside = new Set(reasons.filter((mark) => mark.start >= start && mark.end <= end).map(({ reason }) => reason));
  const [only, ...more] = inside;
  return only === undefined || more.length > 0 ? 'other' : only;
}

/** The words of a clause without its head. */
export const contentOf = ({ head, end }: Clause): Span => ({ start: head.content, end });

/** Whether a labelled clause says that there is nothing: ปัญหา: ไม่มี. */
export const isEmptyClause = ({ view }: Marks, clause: Clause): boolean =>
  saysNone(view, { start: clause.head.content, end: clause.end });
