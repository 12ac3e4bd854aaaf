/** The text with Thai digits (๐–๙) written as 0–9; everything else is left alone. */
export function toArabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO));
}

/** The text with 0–9 written as Thai digits. */
export function toThaiDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(THAI_ZERO + Number(digit)));
}

/** The whole text as an integer in Thai or Arabic digits; `null` when it is anything else (a sign, a unit, a fraction). */
export function readInteger(text: string): number | null {
  const digits = toArabicDigits(text.trim());
  return /^[0-9]{1,15}$/.test(digits) ? Number(digits) : null;
}

const THAI_ZERO = '๐'.charCodeAt(0);

/** The number of a choice as people type it: `2`, `๒`, `2)`, `2.`, `ข้อ 2`; anything more is no number. */
export function readChoiceNumber(text: string): number | null {
  const found = CHOICE.exec(toArabicDigits(text));
  return found === null ? null : Number(found[1]);
}

const CHOICE = /^\s*(?:ข้อ(?:ที่)?\s*)?(\d{1,3})\s*[).]?\s*$/u;
