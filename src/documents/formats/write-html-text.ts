import { cleanText } from './clean-text.ts';

/** A text as it may stand between tags and in a quoted attribute. */
export const escaped = (text: string): string =>
  cleanText(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The same with its line breaks. */
export const lined = (text: string): string => escaped(text).replaceAll('\n', '<br>');
