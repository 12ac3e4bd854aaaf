/** A Thai number in words as it stands in a key (without tone marks), or none. */
export interface Numeral {
  value: number;
  end: number;
}

/**
 * Reads a number written in words at a place of a key: หาหมืนสามพัน, ครึงแสน, แสนหา (150,000), สองลานครึง; `null` when none
 * stands there. Only what has a multiple (พัน, หมืน …) is read: bare digits in words are parts of other words too often.
 */
export function readNumeral(key: string, place: number): Numeral | null {
  let at = place;
  let value = 0;
  let last = Infinity;
  const half = wordAt(key, at, HALVES);
  if (half !== null) {
    const multiple = wordAt(key, half.end, MULTIPLES);
    return multiple === null ? null : { value: multiple.value / 2, end: multiple.end };
  }
  while (at < key.length) {
    const digit = wordAt(key, at, DIGITS);
    const multiple = wordAt(key, digit?.end ?? at, MULTIPLES);
    if (multiple === null || multiple.value >= last) {
      // แสนหา: the digit behind a multiple counts the next smaller one; beneath a thousand both readings are in use.
      if (digit !== null && last >= 1_000 && last < Infinity && multiple === null) {
        return { value: value + (digit.value * last) / 10, end: digit.end };
      }
      break;
    }
    value += (digit?.value ?? 1) * multiple.value;
    last = multiple.value;
    at = multiple.end;
    const and = wordAt(key, at, HALVES);
    if (and !== null) return { value: value + last / 2, end: and.end };
  }
  return last === Infinity || last < 100 ? null : { value, end: at };
}

/** The word of a table that stands at a place. */
function wordAt(key: string, place: number, words: Readonly<Record<string, number>>): Numeral | null {
  for (const [word, value] of Object.entries(words)) {
    if (key.startsWith(word, place)) return { value, end: place + word.length };
  }
  return null;
}

const HALVES = { ครึง: 0.5 };
/** Without tone marks, as the key has them. */
export const DIGITS = {
  หนึง: 1,
  สอง: 2,
  สาม: 3,
  สี: 4,
  หา: 5,
  หก: 6,
  เจด: 7,
  แปด: 8,
  เกา: 9,
};
const MULTIPLES = { ลาน: 1_000_000, แสน: 100_000, หมืน: 10_000, พัน: 1_000, รอย: 100 };

/** A digit written in words at a place of a key: หนึง … เกา; `null` when none stands there. */
export const readDigit = (key: string, place: number): Numeral | null => wordAt(key, place, DIGITS);
