import type { Speaker } from '../i18n.ts';
import { bangkokDate, dateParts, toBuddhistYear } from '../thai/calendar.ts';
import { toThaiDigits } from '../thai/digits.ts';
import type { PlainDate } from '../reporting/model.ts';
import type { Digits } from './content.ts';
import { numberText } from './formats/number-text.ts';

/** Says the sentences of a document in its language and its digits. */
export interface Wording {
  readonly digits: Digits;
  readonly speaker: Speaker;
  /** A sentence of locales/; a number is written as a count, a text keeps the digits it has. */
  readonly say: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  readonly count: (value: number) => string;
  /** Baht with two decimals, without the word. */
  readonly money: (value: number) => string;
  /** Two decimals, without the word. */
  readonly percent: (value: number) => string;
  /** A number that is a name: a year, an ordinal. */
  readonly number: (value: number) => string;
  /** A code of the assessment: `i1`, `o35`. */
  readonly code: (code: string) => string;
  /** Day, month in full and Buddhist year. */
  readonly date: (date: PlainDate) => string;
  /** The date of an instant in Bangkok. */
  readonly day: (instant: number) => string;
  /** Month in full and Buddhist year. */
  readonly month: (date: PlainDate) => string;
}

/** What is written by other hands stands in a sentence as one of these until its own digits are set. */
const FIRST_HELD = 0xe000;

/** The wording of a document in the language of a speaker. */
export function makeWording(speaker: Speaker, digits: Digits): Wording {
  const written = (text: string): string => (digits === 'thai' ? toThaiDigits(text) : text);
  const number = (value: number): string => written(String(value));
  const count = (value: number): string => numberText({ number: value, as: 'whole' }, digits);
  const decimal = (value: number): string => numberText({ number: value, as: 'score' }, digits);
  const say: Wording['say'] = (key, params = {}) => {
    const held: string[] = [];
    const places = Object.entries(params).map(([name, value]) => {
      held.push(typeof value === 'number' ? count(value) : value);
      return [name, String.fromCharCode(FIRST_HELD + held.length - 1)] as const;
    });
    const sentence = written(speaker.say({ key, params: Object.fromEntries(places) }));
    return sentence.replace(/[\uE000-\uE0FF]/g, (place) => held[place.charCodeAt(0) - FIRST_HELD] ?? '');
  };
  const parts = (date: PlainDate) => {
    const { year, month, day } = dateParts(date);
    return {
      day: number(day),
      month: speaker.say({ key: `documents.month.${month}` }),
      year: number(toBuddhistYear(year)),
    };
  };
  const date = (plain: PlainDate): string => say('documents.date', parts(plain));
  return {
    digits,
    speaker,
    say,
    count,
    money: decimal,
    percent: decimal,
    number,
    code: written,
    date,
    day: (instant) => date(bangkokDate(instant)),
    month: (plain) => {
      const { month, year } = parts(plain);
      return say('documents.monthOfYear', { month, year });
    },
  };
}
