import type { Line } from './lines.ts';
import type { Mention } from './mentions.ts';
import { endAt, keyed } from './pattern.ts';
import { SURE_SHARE, partsOf, titleAtHead, titleBehind } from './title-parts.ts';
import type { TitleIndex, TitleMatch } from './titles.ts';
import { matchTitle } from './titles.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

/** Words that say which measures are meant, by number or title. */
export interface Meant extends Span {
  /** Numbers of measures; with `isEither` one of them is meant, else all. */
  numbers: number[];
  isEither: boolean;
  /** Also part of a sentence about what was done: its words stay there. */
  isInside: boolean;
  isTitle: boolean;
  /** Taken back from what was said of several: ยกเว้นข้อ 3. */
  isExcepted?: boolean;
}

interface TitleScene {
  view: View;
  lines: readonly Line[];
  numbers: readonly Mention[];
  wholeTitles: readonly (Span & { number: number })[];
  understood: readonly Span[];
  statuses: readonly Span[];
  index: TitleIndex;
}

/** Measures named by words: whole titles anywhere, else what begins a line or a part of it. */
export function findTitleMentions(scene: TitleScene): Meant[] {
  const { view, lines, numbers, wholeTitles, understood, statuses, index } = scene;
  const mentions: Meant[] = [];
  const whole = wholeNumbers(wholeTitles).filter((title) => !numbers.some((number) => sameLine(lines, number, title)));
  let searches = 0;
  for (const line of lines) {
    const inLine = whole.filter(({ start }) => start >= line.start && start < line.end);
    if (inLine.length > 0) {
      mentions.push(...inLine.map((title) => ({ ...title, isInside: !standsApart(view, title, understood, line) })));
    }
    if (numbers.some(({ start }) => start >= line.start && start < line.end)) continue;
    for (const part of partsOf(view, line, [...understood, ...inLine])) {
      searches += 1;
      const isAlone = numbers.length === 0 && mentions.length === 0;
      const match = searches > MOST_SEARCHES ? null : titleAtHead(view, part, index);
      if (match === null) continue;
      const isSaid = statuses.some(
        ({ start }) => start >= match.end && start < line.end && !/[,;]/.test(view.key.slice(match.end, start)),
      );
      const isSure = match.matched >= SURE_LETTERS && match.said >= SURE_SHARE;
      if (isAlone || isSaid || isSure) mentions.push(meant(match, !endsApart(view, match.end)));
    }
  }
  if (mentions.length === 0 && numbers.length === 0) {
    for (const line of lines.slice(0, MOST_SEARCHES)) {
      const match = matchTitle(view, line, index, false);
      if (match !== null && match.numbers.length === 1) return [meant(match, true)];
    }
  }
  return mentions;
}

/**
 * Every mention of a message in order. The title behind a number belongs to it; when it is another measure's, either may be
 * meant. Numbers that nothing but joining words sets apart are said of all together.
 */
export function withTitles(scene: {
  view: View;
  numbers: readonly Mention[];
  titled: readonly Meant[];
  wholeTitles: readonly (Span & { number: number })[];
  understood: readonly Span[];
  index: TitleIndex;
  exists: (number: number) => boolean;
}): Meant[] {
  const { view, numbers, titled, understood, index } = scene;
  const numbered = numbers.map((number, searches): Meant => {
    const plain: Meant = { ...number, isInside: false, isTitle: false };
    const whole = scene.wholeTitles.find(
      ({ start }) =>
        start >= number.end && start - number.end <= FARTHEST && NOTHING.test(view.key.slice(number.end, start)),
    );
    const match = whole ?? (searches < MOST_SEARCHES ? titleBehind(view, number, understood, index) : null);
    if (match === null || number.numbers.length !== 1) return plain;
    const [only = 0] = number.numbers;
    const named = 'number' in match ? [match.number] : match.numbers;
    if (named.includes(only) || !scene.exists(only)) return { ...plain, end: match.end };
    const isSure = 'number' in match || (match.matched >= SURE_LETTERS && match.said >= SURE_SHARE);
    return isSure
      ? { ...plain, end: match.end, numbers: [only, ...named].toSorted((a, b) => a - b), isEither: true }
      : plain;
  });
  const sorted = [...numbered, ...titled].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const joined: Meant[] = [];
  for (const mention of sorted) {
    const before = joined.at(-1);
    if (before === undefined) joined.push(mention);
    else if (mention.start < before.end) continue;
    else if (isTitleOf(view, before, mention)) before.end = mention.end;
    else if (!before.isEither && isExcepted(view, before, mention)) {
      before.numbers = before.numbers.filter((number) => !mention.numbers.includes(number));
      joined.push({ ...mention, isExcepted: true });
    } else if (
      !before.isEither &&
      !mention.isEither &&
      !before.isInside &&
      TOGETHER.test(view.key.slice(before.end, mention.start))
    ) {
      before.numbers = [...new Set([...before.numbers, ...mention.numbers])];
      before.end = mention.end;
    } else joined.push({ ...mention });
  }
  return joined;
}

/** ข้อ 1-5 เสร็จแล้ว ยกเว้นข้อ 3: right behind the exception, and one of those before. */
const isExcepted = (view: View, before: Meant, mention: Meant): boolean =>
  EXCEPT.test(view.key.slice(before.end, mention.start)) &&
  mention.numbers.some((number) => before.numbers.includes(number));

/** Whether the sentence does not go on in the same word: อบรมธรรมะ เสร็จแล้ว. */
const endsApart = (view: View, end: number): boolean =>
  beginsWord(view, end) || endAt(view, STATUS_AHEAD, end) !== null;

/** A title right behind the number of the same measure, also on the next line. */
function isTitleOf(view: View, before: Meant, title: Meant): boolean {
  const [only, ...more] = before.numbers;
  return (
    title.isTitle &&
    more.length === 0 &&
    only !== undefined &&
    title.numbers.includes(only) &&
    /^[\s:.-]*$/.test(view.key.slice(before.end, title.start))
  );
}

const wholeNumbers = (titles: readonly (Span & { number: number })[]): Meant[] => {
  const byPlace = new Map<number, Meant>();
  for (const { start, end, number } of titles) {
    const known = byPlace.get(start);
    if (known === undefined)
      byPlace.set(start, { start, end, numbers: [number], isEither: false, isInside: false, isTitle: true });
    else byPlace.set(start, { ...known, numbers: [...known.numbers, number], isEither: true });
  }
  return [...byPlace.values()];
};

/** Whether nothing but understood words stands around a title in its line. */
function standsApart(view: View, title: Span, understood: readonly Span[], line: Line): boolean {
  const before = view.key.slice(line.start, title.start);
  const isFirst =
    NOTHING.test(before) ||
    understood.some(
      ({ start, end }) => start >= line.start && end <= title.start && NOTHING.test(view.key.slice(end, title.start)),
    );
  return isFirst || /[ ,]$/.test(before);
}

const meant = ({ start, end, numbers }: TitleMatch, isInside: boolean): Meant => ({
  start,
  end,
  numbers,
  isEither: numbers.length > 1,
  isInside,
  isTitle: true,
});

const sameLine = (lines: readonly Line[], a: Span, b: Span): boolean =>
  lines.some(({ start, end }) => a.start >= start && a.start < end && b.start >= start && b.start < end);

/** Titles are looked for so often in one message; who writes more names them by number. */
const MOST_SEARCHES = 80;
const STATUS_AHEAD = keyed('(?:ค่ะ|คะ|ครับ|คับ|เสร็จ|เรียบร้อย|ยัง|กำลัง|ไม่|ใกล้|เกือบ|อยู่|ดำเนิน|ทำ|จัด|ยกเลิก|ครบ|สำเร็จ)', 'uy');
const FARTHEST = 6;
const SURE_LETTERS = 8;
const NOTHING = keyed(
  '^(?:[\\s:.,\\-()"“”]|โครงการ|มาตรการ|กิจกรรม|เรื่อง|ที่|ส่วน|ค่ะ|คะ|ครับ|คับ|รายงาน|ขอ|แจ้ง|และ){0,6}$',
  'u',
);
const EXCEPT = keyed('(?:ยกเว้น|เว้น|ไม่รวม|นอกจาก|except) ?$', 'u');
/** What may stand between numbers that are said of together. */
const TOGETHER = keyed('^ ?(?:,|และ|กับ|&|\\+|/|รวมถึง|ด้วย|and)? ?$', 'u');
