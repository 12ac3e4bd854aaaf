/**
 * A text as every format can hold it: line breaks are `\n`, and control characters, halves of a character, non-characters and
 * the sign for a lost character (U+FFFD) are left out, since one format or another refuses or drops them.
 */
export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '');

const UNWRITABLE = /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]/gu;

/** The lines of a cell as one text. */
export const joinLines = (lines: readonly string[]): string => lines.map(cleanText).join('\n');
