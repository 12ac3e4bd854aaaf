import { toThaiDigits } from '../thai/digits.ts';
import { walkXml } from './markup.ts';

/** Counts the numbered paragraphs of a Word file, whose numbers are not in their text. */
export interface ListNumbers {
  /** What stands before the next paragraph of a list at a level, e.g. `๑.` or `1.2)`; empty for a bullet. */
  next(list: string, level: number): string;
}

interface Level {
  start: number;
  format: string;
  /** With `%1` for the number of the first level. */
  text: string;
}

interface List {
  /** Several lists may count on in one definition. */
  definition: string;
  starts: Map<number, number>;
}

/**
 * Reads the definitions of lists of a Word file (`numbering.xml`), or none.
 * @throws AppError as `walkXml` does
 */
export function readNumbering(part: Uint8Array | null): ListNumbers {
  const { definitions, lists } = part === null ? { definitions: new Map(), lists: new Map() } : readLists(part);
  return countLists(definitions, lists);
}

type Definitions = ReadonlyMap<string, ReadonlyMap<number, Level>>;

function readLists(part: Uint8Array): { definitions: Definitions; lists: ReadonlyMap<string, List> } {
  const definitions = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  let definition: Map<number, Level> | null = null;
  let level: Level | null = null;
  let list: List | null = null;
  let overridden = 0;
  walkXml(part, {
    open: (name, { abstractNumId = '', numId = '', ilvl, val = '' }) => {
      if (name === 'abstractNum') definitions.set(abstractNumId, (definition = new Map<number, Level>()));
      else if (name === 'num') lists.set(numId, (list = { definition: '', starts: new Map<number, number>() }));
      else if (name === 'abstractNumId' && list !== null) list.definition = val;
      else if (name === 'lvlOverride') overridden = Number(ilvl);
      else if (name === 'startOverride') list?.starts.set(overridden, Number(val));
      else if (name === 'lvl' && list === null) {
        level = { start: 1, format: 'decimal', text: '' };
        definition?.set(Number(ilvl), level);
      } else if (level !== null && name === 'start') level.start = Number(val);
      else if (level !== null && name === 'numFmt') level.format = val;
      else if (level !== null && name === 'lvlText') level.text = val;
    },
    close: (name) => {
      if (name === 'abstractNum') definition = null;
      else if (name === 'num') list = null;
      else if (name === 'lvl') level = null;
    },
  });
  return { definitions, lists };
}

function countLists(definitions: Definitions, lists: ReadonlyMap<string, List>): ListNumbers {
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    next: (id, at) => {
      const list = lists.get(id);
      const levels = definitions.get(list?.definition ?? '');
      const level = levels?.get(at);
      if (list === undefined || levels === undefined || level === undefined) return '';
      const count = counts.get(list.definition) ?? [];
      counts.set(list.definition, count);
      if (!begun.has(id)) for (const [restarted, start] of list.starts) count[restarted] = start - 1;
      begun.add(id);
      count.length = Math.min(count.length, at + 1);
      count[at] = (count[at] ?? level.start - 1) + 1;
      if (level.format === 'bullet' || level.format === 'none') return '';
      return level.text.replace(/%([1-9])/g, (_, digit: string) => {
        const { start = 1, format = 'decimal' } = levels.get(Number(digit) - 1) ?? {};
        return written(count[Number(digit) - 1] ?? start, format);
      });
    },
  };
}

const THAI_LETTERS = Array.from('กขคงจฉชซญฐณดตถทธนบปผฝพฟภมยรลวศสหฬอฮ');

/** A number in the digits or letters of a list; formats that plans do not use come as Arabic digits. */
function written(number: number, format: string): string {
  const letter = (letters: readonly string[]) => letters[(number - 1) % letters.length] ?? String(number);
  const latin = Array.from('abcdefghijklmnopqrstuvwxyz');
  switch (format) {
    case 'thaiNumbers':
      return toThaiDigits(String(number));
    case 'thaiLetters':
      return letter(THAI_LETTERS);
    case 'lowerLetter':
      return letter(latin);
    case 'upperLetter':
      return letter(latin).toUpperCase();
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'upperRoman':
      return roman(number);
    default:
      return String(number);
  }
}

const ROMAN: readonly (readonly [number, string])[] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(number: number): string {
  if (!(number > 0 && number < 90)) return String(number);
  let rest = number;
  let text = '';
  for (const [value, letters] of ROMAN) {
    for (; rest >= value; rest -= value) text += letters;
  }
  return text;
}
