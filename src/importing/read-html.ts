import { BlockBuilder } from './block-builder.ts';
import type { Block, SourceDocument } from './document.ts';
import type { Attributes } from './markup.ts';
import { walkHtml } from './markup.ts';
import { blocksOf, isNotRead } from './records.ts';

/**
 * A document out of a web page, as Word, Excel and LibreOffice save it too. List items become lines, those of a numbered list with
 * their number; check boxes become ☑ and ☐; nothing that the page refers to is fetched.
 * @throws AppError `import-broken-file` for tags nested without end, `import-too-much-content`
 */
export function readHtml(html: string): SourceDocument {
  const builder = new BlockBuilder();
  const lists = new Lists();
  let unseen = 0;
  let preformatted = 0;
  // The number of an item stands before its first text, whatever tags come between.
  let marker = '';
  const write = (text: string) => {
    if (unseen > 0) return;
    builder.text(marker + text);
    marker = '';
  };
  walkHtml(html, {
    open: (name, attributes) => {
      if (OWN_LINE.has(name)) builder.endLine();
      if (UNSEEN.has(name)) unseen += 1;
      else if (name === 'pre') preformatted += 1;
      else if (name === 'table') builder.openTable();
      else if (name === 'tr') builder.openRow();
      else if (name === 'td' || name === 'th') builder.openCell(spanOf(attributes));
      else if (name === 'ul' || name === 'ol') lists.open(name === 'ol', attributes);
      else if (name === 'li') marker = lists.next(attributes);
      else if (name === 'br') builder.text('\n');
      else if (name === 'input') write(boxOf(attributes));
    },
    close: (name) => {
      if (name === 'li' && marker !== '') write('');
      if (OWN_LINE.has(name)) builder.endLine();
      if (UNSEEN.has(name)) unseen -= 1;
      else if (name === 'pre') preformatted -= 1;
      else if (name === 'td' || name === 'th') builder.closeCell();
      else if (name === 'tr') builder.closeRow();
      else if (name === 'table') builder.closeTable();
      else if (name === 'ul' || name === 'ol') lists.close();
    },
    text: (raw) => {
      // Line breaks of the source are spaces, a no-break space is a character.
      const text = preformatted > 0 ? raw : raw.replace(/[ \t\r\n\f]+/g, ' ');
      if (text !== ' ' || marker === '') write(text);
    },
  });
  const document = builder.finish();
  return IS_SHEETS.test(html.slice(0, LONGEST_HEAD))
    ? { ...document, blocks: document.blocks.flatMap(sheetOf) }
    : document;
}

/** What a spreadsheet writes before a page: there each sheet is one table, with the titles and gaps of the sheet in it. */
const IS_SHEETS = /urn:schemas-microsoft-com:office:excel|Excel\.Sheet|comment-indicator/i;
const LONGEST_HEAD = 10_000;

function sheetOf(block: Block): Block[] {
  if (block.kind === 'paragraph') return [block];
  return isNotRead(block.rows) ? [] : blocksOf(block.rows);
}

const UNSEEN = new Set(['script', 'style', 'template', 'title', 'noscript']);
const OWN_LINE = new Set(
  [
    'address article aside blockquote body caption center dd div dl dt fieldset figure footer form',
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul',
  ].flatMap((names) => names.split(' ')),
);

const spanOf = ({ colspan, rowspan }: Attributes) => ({ columns: numberOf(colspan, 1), rows: numberOf(rowspan, 1) });

const numberOf = (text: string | undefined, otherwise: number): number => {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) ? otherwise : number;
};

function boxOf({ type = '', checked }: Attributes): string {
  if (!/^(?:checkbox|radio)$/i.test(type)) return '';
  return checked === undefined || checked === 'false' ? ' ☐ ' : ' ☑ ';
}

/** The lists around a text with the number of their item at hand; `null` for one without numbers. */
class Lists {
  readonly #numbers: (number | null)[] = [];

  open(isNumbered: boolean, { start }: Attributes): void {
    this.#numbers.push(isNumbered ? numberOf(start, 1) - 1 : null);
  }

  close(): void {
    this.#numbers.pop();
  }

  /** What stands before the next item. */
  next({ value }: Attributes): string {
    const before = this.#numbers.pop();
    if (before === undefined) return '';
    const number = before === null ? null : numberOf(value, before + 1);
    this.#numbers.push(number);
    return number === null ? '' : `${number}. `;
  }
}
