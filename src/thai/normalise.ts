import { toArabicDigits } from './digits.ts';

/**
 * A text for loose comparing, never for showing: Arabic digits, sara am in one form, lower case,
 * without spaces, invisible characters and punctuation. Spaces inside Thai words come from scanners and mean nothing.
 */
export function fold(text: string): string {
  return toArabicDigits(composeSaraAm(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** `fold` without tone marks, silencers and signs of abbreviation: the marks that typists and scanners miss. */
export function skeleton(text: string): string {
  return mendMisreadings(fold(text).replace(/[็-๎ฯๆ]/g, ''));
}

/** A text without tone marks with the words that scanners misread put right; its length stays. */
export function mendMisreadings(key: string): string {
  return MISREAD.reduce((mended, [wrong, right]) => mended.replaceAll(wrong, right), key);
}

/** Frequent words as scanners misread them, into what is no word at all; without tone marks. */
const MISREAD: readonly (readonly [string, string])[] = [
  ['ตำเนิน', 'ดำเนิน'],
  ['คำเนิน', 'ดำเนิน'],
  ['รับผิดขอบ', 'รับผิดชอบ'],
  ['งบประมาน', 'งบประมาณ'],
  ['ปฎิบัติ', 'ปฏิบัติ'],
];

/** The text as it is kept: no invisible characters, single spaces, sara am and tone marks in their usual form. */
export function tidy(text: string): string {
  return composeSaraAm(text)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** One form for what looks the same: nikhahit + aa is sara am, two sara e are sara ae, a mark typed twice is one mark. */
export function composeSaraAm(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/ํ([่-๋]?)า/g, '$1ำ')
    .replace(/([่-๋])ํา/g, '$1ำ')
    .replace(/เเ/g, 'แ')
    .replace(/([ัิ-ฺ็-๎])\1+/g, '$1');
}
