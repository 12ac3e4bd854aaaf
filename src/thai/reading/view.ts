import { toArabicDigits } from '../digits.ts';
import { mendMisreadings } from '../normalise.ts';

/** A part of a view or of a text, [start, end). */
export interface Span {
  start: number;
  end: number;
}

/**
 * A text as the reader looks at it: Arabic digits, lower case, no tone marks, no spaces inside Thai, one space elsewhere.
 * Every rule works on `key`; `original` leads back to the text as it was given.
 */
export interface View {
  key: string;
  /** For each character of the key, where it begins and ends in the text (marks that were dropped belong to the letter before). */
  from: readonly number[];
  to: readonly number[];
}

/** The view of a text. */
export function viewOf(text: string): View {
  let key = '';
  const from: number[] = [];
  const to: number[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    const last = key.charAt(key.length - 1);
    let end = index + 1;
    let letter = LOOKALIKE[character] ?? toArabicDigits(character).toLowerCase();
    if (letter.length !== 1) letter = character;
    const held = HELD.exec(text.slice(index, index + LONGEST_GAP));
    if (held !== null) end = index + held[0].length;
    if (character === NIKHAHIT) {
      const aa = /^[่-๋]?า/.exec(text.slice(index + 1, index + 3));
      if (aa !== null) {
        letter = 'ำ';
        end = index + 1 + aa[0].length;
      }
    }
    const isDropped =
      INVISIBLE.test(letter) ||
      (THAI.test(last) && (MARK.test(letter) || (VOWEL_MARK.test(letter) && letter === last)));
    if (isDropped && to.length > 0) to[to.length - 1] = end;
    else if (letter === 'เ' && last === 'เ' && to.at(-1) === index) {
      key = `${key.slice(0, -1)}แ`;
      to[to.length - 1] = end;
    } else if (SPACE.test(letter)) {
      end = index + (/^[^\S\n]+/.exec(text.slice(index, index + LONGEST_GAP))?.[0].length ?? 1);
      const next = text.charAt(end);
      if (!(THAI.test(last) && THAI.test(next)) && last !== ' ' && last !== '' && last !== '\n') {
        key += ' ';
        from.push(index);
        to.push(end);
      }
    } else if (!isDropped) {
      key += letter;
      from.push(index);
      to.push(end);
    }
    index = end;
  }
  return { key: mendMisreadings(key).replaceAll('แรว', 'แลว'), from, to };
}

/** The key of a name or title: the same ones come with every message, and are remembered. */
export function keyOf(name: string): string {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  if (KEYS.size >= MOST_KEYS) KEYS.clear();
  const key = viewOf(name.trim()).key.replaceAll('\n', ' ');
  KEYS.set(name, key);
  return key;
}

const KEYS = new Map<string, string>();
const MOST_KEYS = 5_000;

/** The part of the text that a part of the key stands for. */
export function original(view: View, { start, end }: Span): Span {
  if (end <= start) return { start: view.from[start] ?? 0, end: view.from[start] ?? 0 };
  return { start: view.from[start] ?? 0, end: view.to[end - 1] ?? 0 };
}

/** Whether something ends right before a place of the key: a space in the text, the edge, or what is no Thai letter. */
export function beginsWord(view: View, place: number): boolean {
  if (place <= 0 || place >= view.key.length) return true;
  if ((view.from[place] ?? 0) > (view.to[place - 1] ?? 0)) return true;
  return !(isLetter(view.key.charAt(place - 1)) && isLetter(view.key.charAt(place)));
}

/** Whether a character goes on with a word: Thai or Latin. */
export const isLetter = (character: string): boolean => LETTER.test(character);

const NIKHAHIT = 'ํ';
/** Tone marks, silencers, signs of abbreviation and repetition: they belong to the letter before. */
const MARK = /[็-๎ฯๆ]/;
/** A letter held down: three or more of it. */
const HELD = /^([ก-ฮา])\1{2,}/;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]|\ufe0f/;
const VOWEL_MARK = /[ัิ-ฺ]/;
const SPACE = /[^\S\n]/;
const THAI = /[ก-๎]/;
const LETTER = /[ก-๎a-z]/;
const LONGEST_GAP = 1_000;
/** What stands for another character: full-width digits and signs, dashes, line ends. */
const LOOKALIKE: Record<string, string> = {
  '–': '-',
  '—': '-',
  '−': '-',
  '％': '%',
  '：': ':',
  '，': ',',
  '\r': ' ',
  '\u2028': '\n',
};
