import type { Marks } from './marks.ts';
import type { StatusMark } from './statuses.ts';
import type { Meant } from './title-mentions.ts';
import type { Span } from './view.ts';

/** What a message says of one mention. */
export interface Segment {
  mention: Meant | null;
  /** The words that belong to it. */
  own: Span;
  /** What stands before several mentions and is said of each (เสร็จแล้ว: ข้อ 1 … ข้อ 2 …). */
  shared: Span | null;
  /** Whether a status that stands there counts, or only the unit. */
  sharesStatus: boolean;
}

/**
 * The parts of a message, one for each mention. Usually what is said follows the mention; where a message begins with a status
 * and ends with a mention (เสร็จแล้ว: 1, 2 ยังไม่เริ่ม: 3) it stands before.
 */
export function segmentsOf(marks: Marks): Segment[] {
  const whole = { start: 0, end: marks.view.key.length };
  if (marks.mentions.length <= 1)
    return [{ mention: marks.mentions[0] ?? null, own: whole, shared: null, sharesStatus: false }];
  const said = marks.statuses.filter(({ statuses }) => statuses.length > 0);
  const anchored = anchors(marks, said);
  const [firstStart = 0, lastStart = 0] = [anchored[0]?.start, anchored.at(-1)?.mention.start];
  const isStatusFirst = said.some(({ end }) => end <= firstStart) && !said.some(({ start }) => start > lastStart);
  return isStatusFirst
    ? statusFirst(anchored, said, whole)
    : mentionFirst(anchored, whole, marks.lines[0]?.isForwarded ?? false);
}

interface Anchored {
  mention: Meant;
  /** Where what is said of it begins: with its line, when no other status stands before it there. */
  start: number;
}

function anchors({ lines, mentions, view }: Marks, said: readonly StatusMark[]): Anchored[] {
  const first = said[0];
  const isTickFirst = first !== undefined && first.isTick && first.end <= (mentions[0]?.start ?? 0);
  return mentions.map((mention, index) => {
    const line = lines.find(({ start, end }) => mention.start >= start && mention.start < end);
    const isFirst = line !== undefined && (mentions[index - 1]?.end ?? 0) <= line.start;
    const stands = said.filter(({ end }) => end <= mention.start && end > (line?.start ?? 0));
    if (isFirst && stands.every(({ isTick, isAhead }) => isTick || isAhead)) return { mention, start: line.start };
    const pointing = stands.find(
      ({ end, isTick, isAhead }) =>
        (isAhead || (isTick && isTickFirst)) && /^ ?$/.test(view.key.slice(end, mention.start)),
    );
    return { mention, start: pointing?.start ?? mention.start };
  });
}

function mentionFirst(anchored: readonly Anchored[], whole: Span, isRetold: boolean): Segment[] {
  const first = anchored[0]?.start ?? 0;
  const lead = first > 0 ? first : isRetold ? 0 : (anchored[0]?.mention.start ?? 0);
  return anchored.map(({ mention, start }, index) => ({
    mention,
    own: { start, end: anchored[index + 1]?.start ?? whole.end },
    shared: first > 0 || index > 0 ? { start: 0, end: lead } : null,
    sharesStatus: first > 0,
  }));
}

function statusFirst(anchored: readonly Anchored[], said: readonly StatusMark[], whole: Span): Segment[] {
  // A group begins with the first status behind a mention.
  const starts = [0];
  for (const [index, { mention }] of anchored.entries()) {
    const next = anchored[index + 1]?.mention;
    const status =
      next === undefined ? undefined : said.find(({ start, end }) => start >= mention.end && end <= next.start);
    if (status !== undefined) starts.push(status.start);
  }
  return starts.flatMap((start, index): Segment[] => {
    const end = starts[index + 1] ?? whole.end;
    const members = anchored.filter(({ mention }) => mention.start >= start && mention.start < end);
    const [only, ...more] = members;
    if (more.length === 0)
      return only === undefined
        ? []
        : [{ mention: only.mention, own: { start, end }, shared: null, sharesStatus: false }];
    const first = only?.mention.start ?? end;
    return members.map(({ mention }, place) => ({
      mention,
      own: { start: mention.start, end: members[place + 1]?.mention.start ?? end },
      shared: { start, end: first },
      sharesStatus: true,
    }));
  });
}
