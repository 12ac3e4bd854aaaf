import { readAmount } from '../amounts.ts';
import { COUNTED } from './counters.ts';
import { readDigit, readNumeral } from './numerals.ts';
import { endAt, keyed } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord, isLetter } from './view.ts';

/** A number that may be money. */
export interface Amount extends Span {
  /** Baht. */
  value: number;
  /** บาท or its like stands behind it. */
  hasBaht: boolean;
  /** Written as money is: with thousands commas or a multiple (5 หมื่น). */
  looksLikeMoney: boolean;
  /** Counts something (120 คน), or is said to be about so much (5 หมื่นกว่า): no amount. */
  isOther: boolean;
}

/** Every number of a text that may be an amount, in order. */
export function findAmounts(view: View, isTaken: (span: Span) => boolean): Amount[] {
  const amounts: Amount[] = [];
  for (let place = 0; place < view.key.length; place += 1) {
    const found = figureAt(view, place) ?? wordedAt(view, place);
    if (found === null) continue;
    if (!isTaken(found)) amounts.push(found);
    place = found.end - 1;
  }
  return amounts;
}

function figureAt(view: View, place: number): Amount | null {
  if (!isDigit(view.key.charAt(place)) || GOES_BEFORE.test(view.key.slice(Math.max(0, place - 2), place))) return null;
  const end = endAt(view, FIGURES, place);
  if (end === null) return null;
  const words = view.key.slice(place, end);
  const thousands = /^([\d,.]+) ?k$/.exec(words)?.[1];
  const half = HALF_MORE.exec(words);
  const value =
    thousands !== undefined
      ? scaled(readAmount(thousands), 1_000)
      : half === null
        ? readAmount(restored(words))
        : plus(readAmount(restored(half[1] ?? '')), readAmount(restored(`0.5 ${half[2] ?? ''}`)));
  if (value === null) return null;
  const looksLikeMoney = thousands !== undefined || /,|[ก-ฮ]/.test(words);
  const more = wordsAfter(view, words, end);
  const amount = { start: place, end: more?.end ?? end, value: value + (more?.value ?? 0), looksLikeMoney };
  // Less than nothing is no amount that anybody spends.
  const isBelowZero = /(?:^| )-$/.test(view.key.slice(Math.max(0, place - 2), place));
  return isBelowZero ? { ...finished(view, amount), isOther: true } : finished(view, amount);
}

/** What words add to figures: `3 พันห้า` is 3,500 (a digit alone counts tenths of the multiple), `3 พันห้าร้อย` too. */
function wordsAfter(view: View, words: string, end: number): { value: number; end: number } | null {
  const [, multiple = ''] = LAST_MULTIPLE.exec(words) ?? [];
  const one = multiple === '' ? null : readAmount(restored(`1 ${multiple}`));
  if (one === null) return null;
  const numeral = readNumeral(view.key, end);
  if (numeral !== null) return numeral.value < one ? numeral : null;
  const digit = readDigit(view.key, end);
  // Not the beginning of another word.
  const isWord = digit !== null && AT_AN_END.test(view.key.slice(digit.end, digit.end + 3));
  return isWord ? { value: (one / 10) * digit.value, end: digit.end } : null;
}

const LAST_MULTIPLE = /(ลาน|แสน|หมืน|พัน|รอย)$/;
const AT_AN_END = /^(?:$|บาท|[^\p{L}\p{M}])/u;

function wordedAt(view: View, place: number): Amount | null {
  const numeral = FIRST_OF_NUMERAL.test(view.key.charAt(place)) ? readNumeral(view.key, place) : null;
  if (numeral === null || isDigit(view.key.charAt(place - 1)) || /\d $/.test(view.key.slice(0, place).slice(-2)))
    return null;
  const amount = finished(view, { start: place, end: numeral.end, value: numeral.value, looksLikeMoney: true });
  // พัน, แสน and ล้าน are parts of other words: a name goes on behind them.
  return amount.hasBaht || beginsWord(view, numeral.end) || endAt(view, BEHIND_NUMERAL, numeral.end) !== null
    ? amount
    : { ...amount, isOther: true };
}

function finished(view: View, amount: Pick<Amount, 'start' | 'end' | 'value' | 'looksLikeMoney'>): Amount {
  const baht = endAt(view, BAHT, amount.end);
  const end = baht ?? amount.end;
  const isOther =
    endAt(view, MORE_OR_EACH, end) !== null ||
    (baht === null && endAt(view, COUNTED, end) !== null) ||
    EACH.test(view.key.slice(Math.max(0, amount.start - 6), amount.start)) ||
    (baht === null && isLetter(view.key.charAt(end)) && /[a-z]/.test(view.key.charAt(end)));
  return { ...amount, end, hasBaht: baht !== null, isOther };
}

const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const scaled = (amount: number | null, by: number): number | null => (amount === null ? null : amount * by);
const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

/** The multiples as `readAmount` knows them, with their tone marks. */
const restored = (words: string): string =>
  words.replaceAll('หมืน', 'หมื่น').replaceAll('ลาน', 'ล้าน').replaceAll('รอย', 'ร้อย');

const MULTIPLE = '(?:สิบล้าน|ร้อยล้าน|พันล้าน|ล้าน(?!นา)|แสน|หมื่น|พัน(?!ธ)|ร้อย(?!ละ))';
const NUMBER = '(?:\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12})(?:\\.\\d{1,2})?';
const FIGURES = keyed(
  `${NUMBER}(?: ?k(?![a-z])| ?${MULTIPLE}(?: ?${NUMBER} ?${MULTIPLE}){0,4}(?: ?ครึ่ง)?)?(?![\\d]|,\\d|\\.\\d)`,
  'uy',
);
const HALF_MORE = keyed(`^(.*?(${MULTIPLE})) ?ครึ่ง$`, 'u');
const GOES_BEFORE = /\d[.,:/-]?$|[:/#]$/;
const BAHT = keyed(' ?(?:บาทถ้วน|บาท|บ\\.|฿|thb|baht|\\.-|\\.=)', 'uy');
const MORE_OR_EACH = keyed(' ?(?:กว่า|ต่อ(?:คน|ครั้ง|รุ่น|หัว|วัน|เดือน|ปี|แห่ง|ราย)|/ ?(?:คน|ครั้ง|รุ่น|ราย|เดือน))', 'uy');
const EACH = keyed('(?:คน|ครั้ง|รุ่น|ราย|วัน|เดือน|แห่ง|ข้อ|ชุด|อัน)ละ ?$', 'u');
const FIRST_OF_NUMERAL = /[หสจแปกครลพ]/;
const BEHIND_NUMERAL = keyed('(?:ค่ะ|คะ|ครับ|คับ|จ้า|นะ|จัด|แล้ว|ทั้ง|เพื่อ|จาก|ใน|ถ้วน|ไม่|ค่า|เสร็จ)', 'uy');
