/**
 * Text as it may be stored, compared and sent: line ends become `\n`, half characters (lone surrogates) become `�`,
 * control characters other than newline and tab go.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(LONE_SURROGATE, '\uFFFD').replace(CONTROL, '');
}

/** The same on one line: runs of white space become one space. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Whether a text shows nothing: LINE refuses such a message. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** With the `u` flag a pair is one character, so only halves without their partner match. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const CONTROL = /[^\P{Cc}\n\t]/gu;
/** Anything but white space, format characters (zero-width space and the like) and controls. */
const VISIBLE = /[^\s\p{Cf}\p{Cc}]/u;
