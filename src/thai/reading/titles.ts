import type { Alignment } from './align.ts';
import { align } from './align.ts';
import { keyed } from './pattern.ts';
import type { Span, View } from './view.ts';
import { keyOf } from './view.ts';

/** The measures a part of a text may mean by words of their titles, and where those words stand. */
export interface TitleMatch extends Span {
  numbers: number[];
  /** Letters of the text that stand in the title. */
  matched: number;
  /** Share of the title that was said, 0–1. */
  said: number;
}

interface Title {
  number: number;
  /** Without spaces and the word for what it is (โครงการ, มาตรการ). */
  key: string;
}

/** Titles and the three-letter pieces they consist of. */
export interface TitleIndex {
  titles: readonly Title[];
  pieces: ReadonlyMap<string, readonly number[]>;
}

/** What title matching needs, made once for the measures of a text. */
export function indexTitles(measures: readonly { number: number; title: string }[]): TitleIndex {
  const titles = measures.map(({ number, title }) => ({ number, key: compact(titleKey(title)) }));
  const pieces = new Map<string, number[]>();
  for (const [index, { key }] of titles.entries()) {
    for (const piece of new Set(piecesOf(key))) {
      const known = pieces.get(piece);
      if (known === undefined) pieces.set(piece, [index]);
      else known.push(index);
    }
  }
  return { titles, pieces };
}

/** Titles that stand in a text word for word, the longest first: what is in them is no status, money or date. */
export function findWholeTitles(
  view: View,
  measures: readonly { number: number; title: string }[],
): (Span & { number: number })[] {
  const found: (Span & { number: number })[] = [];
  for (const { number, title } of measures) {
    const key = titleKey(title);
    if (key.length < SHORTEST_WHOLE) continue;
    for (let at = view.key.indexOf(key); at >= 0; at = view.key.indexOf(key, at + key.length)) {
      const lead = KIND_BEFORE.exec(view.key.slice(Math.max(0, at - 14), at));
      found.push({ start: at - (lead?.[0].length ?? 0), end: at + key.length, number });
    }
  }
  const longest = found.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  return longest.filter(
    (title, index) =>
      !longest
        .slice(0, index)
        .some(
          (other) =>
            title.start < other.end &&
            other.start < title.end &&
            !(title.start === other.start && title.end === other.end),
        ),
  );
}

/**
 * The measures that a part of a text names, best alike ones together; `null` when it names none well enough.
 * @param isWhole the words must be the title and nothing else, else the title may stand in a longer sentence
 * @param isStrict hardly a letter may differ
 */
export function matchTitle(
  view: View,
  span: Span,
  index: TitleIndex,
  isWhole: boolean,
  isStrict = false,
): TitleMatch | null {
  const lead = KIND.exec(view.key.slice(span.start, span.end));
  const start = span.start + (lead?.[0].length ?? 0);
  const places: number[] = [];
  let words = '';
  for (let place = start; place < Math.min(span.end, start + LONGEST_WORDS); place += 1) {
    if (!/[\p{L}\p{M}\p{N}]/u.test(view.key.charAt(place))) continue;
    words += view.key.charAt(place);
    places.push(place);
  }
  if (words.length < SHORTEST || isGeneric(words)) return null;
  const figures = words.match(/\d+/g) ?? [];
  // A typing error in the last letters ends the best stretch before them.
  const judged = ({ to, matched }: Alignment) =>
    words.length - (matched >= LEAST_SURE ? Math.min(words.length - to, LONGEST_TAIL) : 0);
  const fits = candidates(words, index, isWhole)
    .filter(({ key }) => !isWhole || figures.every((figure) => key.includes(figure)))
    .map((title) => ({ title, ...align(words, title.key) }))
    .map((fit) => ({ ...fit, said: fit.matched / Math.max(1, fit.title.key.length) }))
    .filter(({ matched, errors, said, from, to }) =>
      isWhole
        ? matched >=
            judged({ from, to, matched, errors }) * (isStrict || words.length < FEW_LETTERS ? COVERS_FEW : COVERS) &&
          matched >= SHORTEST &&
          !(isStrict && errors > 0 && said < MOST_OF_TITLE) &&
          errors * 3 <= matched &&
          from <= LONGEST_LEAD &&
          words.length - to <= LONGEST_TAIL
        : matched >= LONG_ENOUGH && said >= MOST_OF_TITLE && errors * 5 <= matched && to - from <= matched * STRETCHED,
    );
  const best = fits.toSorted((a, b) => b.matched - b.errors - (a.matched - a.errors))[0];
  if (best === undefined) return null;
  const level = best.matched - best.errors;
  const alike = fits.filter(({ matched, errors }) => matched - errors >= level - Math.max(0, level * TIE));
  const exact = alike.filter(({ title }) => title.key === words);
  const meant = exact.length > 0 ? exact : alike;
  return {
    start: isWhole ? span.start : (places[best.from] ?? span.start),
    end: isWhole ? span.end : (places[best.to - 1] ?? span.start) + 1,
    numbers: [...new Set(meant.map(({ title }) => title.number))].toSorted((a, b) => a - b).slice(0, MOST_MEANT),
    matched: best.matched,
    said: best.said,
  };
}

/** Whether words, without spaces, are in so many titles that they mean none. */
export const isGeneric = (words: string): boolean => GENERIC.test(words);

/** Titles that share enough three-letter pieces with the words, the most alike first. */
function candidates(words: string, { titles, pieces }: TitleIndex, isWhole: boolean): Title[] {
  const shared = new Map<number, number>();
  for (const piece of new Set(piecesOf(words))) {
    for (const index of pieces.get(piece) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
  }
  const least = isWhole ? words.length * LEAST_SHARED : LONG_ENOUGH / 2;
  return [...shared]
    .filter(([, count]) => count >= least)
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_CANDIDATES)
    .flatMap(([index]) => titles[index] ?? []);
}

const SHORTEST = 4;
const SHORTEST_WHOLE = 8;
const LONG_ENOUGH = 8;
const LONGEST_WORDS = 120;
const MOST_CANDIDATES = 16;
/** Pieces that must be shared, by the letters of the words. */
const LEAST_SHARED = 0.2;
const MOST_MEANT = 10;
const COVERS = 0.75;
const COVERS_FEW = 0.85;
const FEW_LETTERS = 10;
/** Letters that may stand before the title: จัด. */
const LONGEST_LEAD = 3;
const LONGEST_TAIL = 2;
const LEAST_SURE = 7;
const MOST_OF_TITLE = 0.55;
/** How much longer than what fits a stretch of a sentence may be. */
const STRETCHED = 1.4;
/** Titles whose likeness differs by less than this share are asked about. */
const TIE = 0.1;

function piecesOf(key: string): string[] {
  return Array.from({ length: Math.max(0, key.length - 2) }, (_, index) => key.slice(index, index + 3));
}

const KIND = keyed('^(?:(?:โครงการ|มาตรการ|กิจกรรม|เรื่อง|ส่วน|งาน|การ|ของ|project|measure)(?:ที่|เรื่อง)? ?){0,3}', 'u');
const KIND_BEFORE = keyed('(?:โครงการ|มาตรการ|กิจกรรม|เรื่อง)$', 'u');
const titleKey = (title: string): string => keyOf(title).replace(KIND, '');
const compact = (key: string): string => key.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
/** Words of so many titles that alone they mean none. */
const GENERIC = keyed(
  '^(?:จัด|การ|ทำ|ได้|มี|ดำเนินการ|แล้ว){0,2}(?:อบรม|ประชุม|โครงการ|ประชาชน|เจ้าหน้าที่|พนักงาน|จัดซื้อจัดจ้าง|จัดซื้อ|รายงาน|ตรวจสอบ|แผน|กิจกรรม|งบประมาณ|ประกาศ|ข้อมูล|เอกสาร|หมู่บ้าน|ตำบล|มาตรการ|สรุป|ทุกเดือน|เรียบร้อย|ไตรมาส|ออนไลน์|ทั้งหมด|สำหรับ|ติดต่อ|ภายใน|หัวหน้า)(?:แล้ว|การ)?$',
  'u',
);
