import { tidy } from '../thai/normalise.ts';

/**
 * The plain text of a cell or paragraph: HTML becomes lines (one per paragraph, list item or break), check boxes become ☑ and ☐,
 * entities and Markdown marks their characters, spaces single. A `<` that opens no tag stays.
 */
export function cellText(raw: string): string {
  if (!/[<&*\\\n]/.test(raw)) return tidy(raw);
  const lines = raw
    .replace(CHECK_BOX, (box) => (/\schecked\b(?!\s*=\s*["']?false)/i.test(box) ? ' ☑ ' : ' ☐ '))
    .replace(BLOCK_TAG, '\n')
    .replace(TAG, ' ')
    .replace(ENTITY, (whole, name: string) => entity(name) ?? whole)
    .replace(/\*\*([^*\n]{1,2000})\*\*/g, '$1')
    .replace(/\\([*_#|])/g, '$1')
    .split('\n')
    .map(tidy);
  return lines.filter((line) => line.length > 0).join('\n');
}

/** Whether the text of a cell in a column of ticks is one; ü, þ, P and R are the ticks of the Wingdings fonts as letters. */
export function isTicked(text: string): boolean {
  return /^(?:[☑✓✔✅☒√×xX/●⬤■◉•]|[üþPR\uf0fc\uf0fe\uf050\uf052]|\[[xX✓✔]\]|\([xX/✓✔]\)|1|true|yes|ใช่|มี)$/i.test(
    text.trim(),
  );
}

/** Whether the text says nothing: empty, a dash, an empty box. */
export function isBlank(text: string): boolean {
  return /^[\s\-–—_.…☐□○]*(?:\[\s?\])?$/.test(text);
}

/** `(ต่อ)` behind a text that goes on from the row or page before. */
export const CONTINUED = /\s?[([]?\s?(?:\(\s?ต่อ\s?\)|-\s?ต่อ\s?-)\s?[)\]]?\s?$/;

const CHECK_BOX = /<input\b[^<>]{0,300}>?/gi;
const BLOCK_TAG = /<(?:\/?(?:p|div|li|ul|ol|tr|h[1-6])\b[^<>]{0,300}|br\s{0,5}\/?\s{0,5})>/gi;
const TAG = /<\/?[a-zA-Z][^<>]{0,300}>|<!--[^<>]{0,300}-->/g;
const ENTITY = /&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi;
const NAMED: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
};

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}
