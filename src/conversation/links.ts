/** Longest text with a link that is kept as evidence, in UTF-16 units. */
const LONGEST = 1_000;

const LINK = /https?:\/\/[^\s<>"']+/i;

/** The first web address in a text, without what ends a sentence behind it; `undefined`: there is none, or the text is too long. */
export function linkIn(text: string): string | undefined {
  const found = text.length > LONGEST ? undefined : LINK.exec(text)?.[0].replace(/[).,;:!?\]}]+$/, '');
  return found !== undefined && URL.canParse(found) ? found : undefined;
}

/** A text that is one web address and nothing else. */
export const isLink = (text: string): boolean => linkIn(text) === text.trim();

/** What comes before the first link, and the rest with it: `5 https://…`, `5 ภาพกิจกรรม https://…`. */
export function cutAtLink(text: string): { before: string; link: string } | null {
  const link = linkIn(text);
  if (link === undefined) return null;
  const number = /^\s*(?:ข้อ\s*|#)?[0-9๐-๙]+(?=\s)/.exec(text)?.[0];
  const end = number === undefined ? text.indexOf(link) : number.length;
  return { before: text.slice(0, end).trim(), link: text.slice(end).trim() };
}
