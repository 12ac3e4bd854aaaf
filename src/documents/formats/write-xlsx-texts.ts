import { cleanText } from './clean-text.ts';

/** Characters that Excel puts up with in a cell and in the name of a sheet. */
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;

/** A text as the value of a cell: Excel reads `_x0041_` as A, so that what looks like it is written as a code itself. */
export function cellValue(text: string): string {
  const clean = cleanText(text);
  const cut = clean.length > LONGEST_TEXT ? `${cleanText(clean.slice(0, LONGEST_TEXT - 1))}…` : clean;
  const value = cut.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  // The library looks texts up in an object, which knows `constructor` and its like already.
  return value in Object.prototype ? `${code(value)}${value.slice(1)}` : value;
}

const code = (text: string): string => `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Names of sheets as Excel allows them, in the same order and unlike each other: a name that is taken gets a number. */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = allowed(name);
    let unique = plain;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) {
      const end = ` (${count})`;
      unique = shortened(plain, LONGEST_NAME - end.length) + end;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** An apostrophe may not stand at either end; `History` is a sheet of Excel's own. */
function allowed(name: string): string {
  const plain = cleanText(name)
    .replace(/[[\]/\\:*?\s]+/g, ' ')
    .replace(/^[' ]+/, '');
  const short = shortened(plain, LONGEST_NAME);
  return short === '' || short.toLowerCase() === 'history' ? `${short}_` : short;
}

/** Cut to a length without half of a character, and without what may not stand last. */
const shortened = (text: string, length: number): string => cleanText(text.slice(0, length)).replace(/[' ]+$/, '');
