import { LRUCache } from 'lru-cache';
import type { Choice } from '../conversation/message.ts';
import type { Speaker } from '../i18n.ts';
import { cleanText, isBlank, oneLine } from './clean-text.ts';
import { LIMITS, shorten, utf16 } from './limits.ts';

/** A choice in the reader's language, with its full label on one line. */
export interface SaidChoice {
  label: string;
  data: string;
  link?: string;
  number?: number;
}

/** Says the labels of choices. */
export function sayChoices(choices: readonly Choice[] | undefined, speaker: Speaker): SaidChoice[] {
  return (choices ?? []).map(({ label, data, link, number }) => {
    const said = oneLine(speaker.say(label));
    return {
      label: isBlank(said) ? '–' : said,
      data,
      ...(link === undefined ? {} : { link }),
      ...(number === undefined ? {} : { number }),
    };
  });
}

/** The label with the number that may be typed instead of a tap. */
export const numbered = ({ label, number }: SaidChoice): string =>
  number === undefined ? label : `${number}) ${label}`;

/** The choices as lines, so that they can be typed where nothing can be tapped: numbers one per line, words on one line. */
export function choiceLines(choices: readonly SaidChoice[], speaker: Speaker): string[] {
  // What opens an address cannot be typed.
  const words = choices
    .filter(({ number, link }) => number === undefined && link === undefined)
    .map(({ label }) => label);
  return [
    ...choices.filter((choice) => choice.number !== undefined).map(numbered),
    ...(words.length === 0 ? [] : [speaker.say({ key: 'render.words', params: { words: words.join(' · ') } })]),
  ];
}

/**
 * The choices that get something to tap, at most `max`, in their order. When there are more, those with a word
 * (skip, back, cancel) come before the last numbers: a way out must always be in reach.
 */
export function tappable(choices: readonly SaidChoice[], max: number): SaidChoice[] {
  const valid = choices.filter(({ data, link }) =>
    link === undefined
      ? data !== '' && utf16(data) <= LIMITS.postbackData && data === cleanText(data)
      : utf16(link) <= LIMITS.uri,
  );
  const words = valid.filter((choice) => choice.number === undefined).slice(0, max - 1);
  const numbers = valid.filter((choice) => choice.number !== undefined).slice(0, max - words.length);
  return valid.filter((choice) => words.includes(choice) || numbers.includes(choice)).slice(0, max);
}

/** Action of a tap. What the person is seen to say is the full label; a button needs a `label` of its own, a box shows none. */
export function tapAction(choice: SaidChoice, label?: string): Record<string, unknown> {
  if (choice.link !== undefined) return { type: 'uri', ...(label === undefined ? {} : { label }), uri: choice.link };
  return {
    type: 'postback',
    ...(label === undefined ? {} : { label }),
    data: choice.data,
    displayText: shorten(choice.label, LIMITS.displayText, 'utf16'),
  };
}

/** LINE's quick replies of the choices, at most 13; `undefined` when there is none. */
export function quickReply(choices: readonly SaidChoice[]): { items: Record<string, unknown>[] } | undefined {
  const items = tappable(choices, LIMITS.quickReplies).map((choice) => {
    const fits = fit(choice.label, LIMITS.quickReplyLabel) === choice.label;
    // Long labels often begin alike: the number tells them apart.
    const label = fit(fits ? choice.label : numbered(choice), LIMITS.quickReplyLabel);
    return { type: 'action', action: tapAction(choice, label) };
  });
  return items.length === 0 ? undefined : { items };
}

/** A label of at most `max` graphemes, and of few UTF-16 units when a grapheme is made of very many. */
export function fit(label: string, max: number): string {
  if (label.length <= max) return label;
  const key = `${max} ${label}`;
  const known = FITTED.get(key);
  if (known !== undefined) return known;
  const fitted = shorten(shorten(label, max, 'graphemes'), max * UNITS_PER_GRAPHEME, 'utf16');
  FITTED.set(key, fitted);
  return fitted;
}

/** Labels are said again and again, and counting graphemes costs more than all the rest of a button. */
const FITTED = new LRUCache<string, string>({ max: 1000 });

/** Enough for Thai (3) and for nearly every emoji. */
const UNITS_PER_GRAPHEME = 8;
