import { editDistance } from '../distance.ts';
import { sameUnit } from '../units.ts';
import { anyOf, endAt, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord, keyOf } from './view.ts';

export interface UnitMark extends Span {
  /** Full names: one, or several where the spelling fits several units alike. */
  names: string[];
  /** Written as a label or in brackets (หน่วยงาน: กองคลัง): it can only mean who reports. */
  isLabelled: boolean;
  /** Stands as a word of its own. */
  isApart: boolean;
}

interface Unit {
  name: string;
  aliases: readonly string[];
}

/** The units of an office that a text names: by full name, alias, abbreviation (สป., กค.) or with a typing error. */
export function findUnits(view: View, units: readonly Unit[], isTaken: (span: Span) => boolean): UnitMark[] {
  const marks = [...spelled(view, units), ...misspelled(view, units), ...abbreviated(view, units)];
  const kept: UnitMark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start >= (kept.at(-1)?.end ?? 0) && !isTaken(mark)) kept.push(mark);
  }
  return kept;
}

function unitMark(view: View, { start, end }: Span, names: string[]): UnitMark {
  const label = LABEL.exec(view.key.slice(Math.max(0, start - LONGEST_LABEL), start));
  return {
    start: label === null ? start : start - label[0].length,
    end,
    names,
    isLabelled: label !== null,
    isApart: beginsWord(view, start) && (beginsWord(view, end) || endAt(view, SPEAKING, end) !== null),
  };
}

/** Names and aliases as they are, tone marks and OCR spaces aside. */
function spelled(view: View, units: readonly Unit[]): UnitMark[] {
  const spellings = new Map<string, Set<string>>();
  for (const { name, aliases } of units) {
    for (const spelling of [name, ...aliases]) {
      const key = keyOf(spelling).replace(/[ .]+$/, '');
      if (key.length >= 2) spellings.set(key, (spellings.get(key) ?? new Set()).add(name));
    }
  }
  return [...spellings].flatMap(([key, names]) => {
    const marks: UnitMark[] = [];
    for (let at = view.key.indexOf(key); at >= 0; at = view.key.indexOf(key, at + key.length)) {
      const dot = view.key.charAt(at + key.length) === '.' ? 1 : 0;
      const span = { start: at, end: Math.max(at + key.length + dot, furtherIn(view, at + key.length, key, names)) };
      // A short alias (คลัง, กค) is part of other words unless it stands by itself.
      const isWord = beginsWord(view, at) && beginsWord(view, at + key.length);
      if (isWord || key.length >= SURE_LENGTH) marks.push(unitMark(view, span, [...names]));
    }
    return marks;
  });
}

/** Where a name that was begun ends: กองการศึกษา ศาสนาฯ. */
function furtherIn(view: View, end: number, key: string, names: ReadonlySet<string>): number {
  const rests = [...names].map((name) => keyOf(name)).filter((name) => name.startsWith(key));
  const lengths = rests.map((name) => {
    const rest = name.slice(key.length);
    let length = 0;
    while (length < rest.length && view.key.charAt(end + length) === rest.charAt(length)) length += 1;
    return length >= LEAST_MORE ? end + length : end;
  });
  return Math.max(end, ...lengths);
}

const LEAST_MORE = 3;

/** `สป.`, `กค`: abbreviations that every office uses, for the units this one has. */
function abbreviated(view: View, units: readonly Unit[]): UnitMark[] {
  const known = new Map<string, string[]>();
  return [...places(view, ABBREVIATION)].flatMap(({ start, end, found: [short] }) => {
    if (!beginsWord(view, start)) return [];
    const names = known.get(short) ?? units.filter((unit) => isShortFor(short, unit)).map(({ name }) => name);
    known.set(short, names);
    return names.length === 0 ? [] : [unitMark(view, { start, end }, names)];
  });
}

const isShortFor = (short: string, { name, aliases }: Unit): boolean =>
  [name, ...aliases].some((spelling) => sameUnit(short, spelling));

/** A word that begins like a unit and is one but for a typing error or two. */
function misspelled(view: View, units: readonly Unit[]): UnitMark[] {
  const keys = units.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((spelling) => ({ name, key: keyOf(spelling) })),
  );
  return [...places(view, UNIT_WORD)].flatMap(({ start }) => {
    const near = keys.flatMap(({ name, key }) => {
      const limit = key.length >= LONG_NAME ? 2 : key.length >= SURE_LENGTH ? 1 : 0;
      const ends = [0, -1, 1, -2, 2].map((more) => start + key.length + more);
      const best = ends
        .filter((end) => Math.abs(end - start - key.length) <= limit && end <= view.key.length && endsUnit(view, end))
        .map((end) => ({ end, errors: errorsBetween(view.key.slice(start, end), key, limit) }))
        .toSorted((a, b) => a.errors - b.errors)[0];
      return best !== undefined && best.errors > 0 && best.errors <= limit ? [{ name, ...best }] : [];
    });
    const least = Math.min(...near.map(({ errors }) => errors));
    const best = near.filter(({ errors }) => errors === least).toSorted((a, b) => b.end - a.end);
    const [first] = best;
    if (first === undefined) return [];
    return [unitMark(view, { start, end: first.end }, [...new Set(best.map(({ name }) => name))])];
  });
}

/** Whether a name may end here: no letter goes on. */
const endsUnit = (view: View, end: number): boolean => beginsWord(view, end) || endAt(view, SPEAKING, end) !== null;

/** Typing errors between two spellings; two letters that changed places are one. */
function errorsBetween(typed: string, key: string, limit: number): number {
  if (typed.length === key.length) {
    let at = 0;
    while (at < key.length && typed.charAt(at) === key.charAt(at)) at += 1;
    const isSwap = typed.charAt(at) === key.charAt(at + 1) && typed.charAt(at + 1) === key.charAt(at);
    if (isSwap && typed.slice(at + 2) === key.slice(at + 2)) return 1;
  }
  return editDistance(typed, key, limit);
}

const SURE_LENGTH = 6;
const LONG_NAME = 12;
const LONGEST_LABEL = 30;
const LABEL = keyed(
  `(?:(?:หน่วยงาน|ผู้รับผิดชอบ|ส่วนราชการ|กอง|สังกัด|ผู้รายงาน|ชื่อหน่วยงาน|unit|from|department) ?[:=] ?|\\( ?|(?<![\\p{L}\\p{M}])(?:รายงาน)?(?:จาก|โดย|ของ))$`,
  'u',
);
/** What a unit that speaks says next, written together with its name. */
const SPEAKING = keyed('(?:ค่ะ|คะ|ครับ|คับ|จ้า|ขอรายงาน|รายงาน|ขอแจ้ง|แจ้ง)', 'uy');
const UNIT_WORD = keyed(anyOf('กอง สำนัก หน่วย ส่วน ฝ่าย'));
const ABBREVIATION = keyed(`${anyOf('สป กค กช กศ ตสน สน\\.ปลัด')}(?:\\.|(?![\\p{L}\\p{M}]))`);
