import { cleanText } from './clean-text.ts';

/** The lines of a text as they can stand on a page: every blank is a space, and what cannot be seen is left out but for a place that allows a break (U+200B). */
export const printableLines = (text: string): string[] =>
  cleanText(text)
    .split(/[\n\u2028\u2029]/u)
    .map((line) => line.replace(BLANK, ' ').replace(UNSEEN, ''));

const BLANK = /(?!\u00a0)[\t\p{Zs}]/gu;
const UNSEEN = /(?!\u200b)\p{Default_Ignorable_Code_Point}/gu;
