import { toArabicDigits } from '../thai/digits.ts';

/** A number as documents print it before a title or in its own column, and what follows it. */
export interface Numbered {
  /** As printed, in Arabic digits: `5`, `1.2`. */
  number: string;
  rest: string;
}

/**
 * Cuts the number a text begins with: `๑. …`, `1) …`, `(1) …`, `1.2 …`, `ข้อ ๕ …`, `มาตรการที่ 5 : …`.
 * `null` when it begins with none; a bare number before a word (`5 ส`) is part of the title.
 */
export function cutNumber(text: string): Numbered | null {
  const found = PREFIX.exec(text);
  if (found === null) return null;
  const number = found[1] ?? found[2] ?? found[3] ?? found[4] ?? '';
  const rest = text.slice(found[0].length).trim();
  return rest === '' ? null : { number: toArabicDigits(number), rest };
}

/** The number in a column of numbers: `5`, `๕.`, `(5)`, `1.2`, `ข้อ 5`; `null` for anything else. */
export function columnNumber(text: string): string | null {
  const found = ALONE.exec(text.trim());
  return found === null ? null : toArabicDigits(found[1] ?? '');
}

const DIGITS = '[0-9๐-๙]{1,3}';
const PREFIX = new RegExp(
  `^\\s*(?:\\((${DIGITS})\\)` +
    `|(?:ข้อ|มาตรการ|โครงการ|กิจกรรม)\\s?ที่\\s?(${DIGITS})(?![0-9๐-๙])\\s?[.):-]?` +
    `|ข้อ\\s?(${DIGITS})(?![0-9๐-๙])\\s?[.):-]?` +
    `|(${DIGITS}(?:\\.${DIGITS}){0,3})(?:[.)](?![0-9๐-๙])|(?<=\\.${DIGITS})(?=[\\s\\p{L}])))\\s*`,
  'u',
);
const ALONE = new RegExp(`^(?:ข้อ|ที่|มาตรการที่|โครงการที่|กิจกรรมที่)?\\s?\\(?(${DIGITS}(?:\\.${DIGITS}){0,3})\\)?[.)]?$`);
