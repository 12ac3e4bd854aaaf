import type { Mention } from './mentions.ts';
import { endAt, keyed } from './pattern.ts';
import type { TitleIndex, TitleMatch } from './titles.ts';
import { isGeneric, matchTitle } from './titles.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

/** The title of a measure behind its number, or words of another's; `null` when what follows is something else. */
export function titleBehind(
  view: View,
  number: Mention,
  understood: readonly Span[],
  index: TitleIndex,
): TitleMatch | null {
  const start = endAt(view, / ?[-:.)]? ?/uy, number.end) ?? number.end;
  const next = Math.min(
    ...understood.map((mark) => mark.start).filter((place) => place >= start),
    lineEnd(view, start),
  );
  const end = start + view.key.slice(start, next).trimEnd().length;
  const words = view.key.slice(start, end).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  const title = index.titles.find((one) => one.number === number.numbers[0])?.key;
  const isApart = end >= lineEnd(view, start) || beginsWord(view, end);
  if (isApart && words.length >= SHORTEST_PART && !isGeneric(words) && title?.includes(words) === true)
    return { start, end, numbers: number.numbers, matched: words.length, said: words.length / title.length };
  return next - start < SHORTEST_BEHIND ? null : titleAtHead(view, { start, end: next }, index, true);
}

/** A title that a part begins with: as much of it as stands before a space, the longest first. */
export function titleAtHead(view: View, part: Span, index: TitleIndex, isStrict = false): TitleMatch | null {
  const ends = [part.end];
  for (let place = part.end - 1; place > part.start + 3 && ends.length < MOST_ENDS; place -= 1) {
    const isGap = view.key.charAt(place) === ' ' || (view.from[place] ?? 0) > (view.to[place - 1] ?? 0);
    if (isGap && place - part.start <= LONGEST_HEAD) ends.push(place);
  }
  for (const end of ends) {
    const match = matchTitle(view, { start: part.start, end }, index, true, isStrict);
    if (match !== null && (end === part.end || match.matched >= ENOUGH_BEFORE_MORE)) return match;
  }
  const inside = matchTitle(view, part, index, false);
  return inside !== null && inside.start - part.start <= 1 && inside.said >= SURE_SHARE ? inside : null;
}

/** The parts of a line between what is understood in it, commas and ส่วน. */
export function partsOf(view: View, line: Span, understood: readonly Span[]): Span[] {
  const marks = understood
    .filter(({ start, end }) => start < line.end && end > line.start)
    .toSorted((a, b) => a.start - b.start);
  const parts: Span[] = [];
  let from = line.start;
  for (const mark of [...marks, { start: line.end, end: line.end }]) {
    if (mark.start > from) parts.push(...commaParts(view, { start: from, end: mark.start }));
    from = Math.max(from, mark.end);
  }
  return parts.flatMap((part) => {
    const start = endAt(view, LEAD, part.start) ?? part.start;
    const end = part.start + view.key.slice(part.start, part.end).trimEnd().length;
    return end - start >= 3 ? [{ start, end }] : [];
  });
}

function commaParts(view: View, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const piece of view.key.slice(start, end).split(/(?<=[,;])/)) {
    parts.push({ start: from, end: from + piece.replace(/[,;]$/, '').length });
    from += piece.length;
  }
  return parts;
}

function lineEnd(view: View, place: number): number {
  const end = view.key.indexOf('\n', place);
  return end < 0 ? view.key.length : end;
}

/** Share of a title that makes sure it is meant, whatever follows. */
export const SURE_SHARE = 0.5;
const MOST_ENDS = 8;
const LONGEST_HEAD = 90;
const SHORTEST_BEHIND = 4;
const SHORTEST_PART = 3;
/** Letters that must fit when other words go on behind them. */
const ENOUGH_BEFORE_MORE = 5;
const LEAD = keyed(
  '(?:[ :.,\\-()"“”]|ค่ะ|คะ|ครับ|คับ|จ้า|นะ|ส่วน(?!กลาง|ราชการ)|และ|แล้วก็|แต่(?!ง)|ขอรายงาน|รายงาน(?:ผล)?|ขอแจ้ง|แจ้ง|สำหรับ|ของ){0,8}',
  'uy',
);
