import type { ContentLimits } from './content-limits.ts';
import { WIDEST_ROW } from './document.ts';
import type { Attributes, MarkupHandler } from './markup.ts';
import { walkXml } from './markup.ts';
import { brokenFile } from './unzip.ts';
import type { ShowNumber } from './xlsx-numbers.ts';

/** The filled cells of a sheet by row (from 1, as a person sees it) and column (from 0); of merged cells the first. */
export interface Sheet {
  rows: ReadonlyMap<number, ReadonlyMap<number, string>>;
  lastRow: number;
  /** Filled rows and columns that are not shown. */
  hidden: { rows: number[]; columns: number[] };
}

/** What the cells of a sheet refer to. */
export interface SheetContext {
  strings: readonly string[];
  show: ShowNumber;
  limits: ContentLimits;
}

/** Texts that cells refer to by number. @throws AppError as `walkXml` does */
export function readSharedStrings(part: Uint8Array | null): string[] {
  const strings: string[] = [];
  if (part === null) return strings;
  const rich = new RichText();
  walkXml(part, {
    open: (name) => rich.open(name),
    close: (name) => {
      rich.close(name);
      if (name === 'si') strings.push(rich.take());
    },
    text: (text) => rich.text(text),
  });
  return strings;
}

/**
 * Reads the cells of a sheet; those beyond the widest table are left out.
 * @throws AppError `import-too-much-content`, and as `walkXml` does
 */
export function readSheet(part: Uint8Array, context: SheetContext): Sheet {
  const reader = new SheetReader(context);
  walkXml(part, reader);
  return reader.finish();
}

class SheetReader implements MarkupHandler {
  readonly #context: SheetContext;
  readonly #rows = new Map<number, Map<number, string>>();
  readonly #merges: string[] = [];
  readonly #inline = new RichText();
  readonly #hiddenRows = new Set<number>();
  readonly #hiddenColumns = new Set<number>();
  #row = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #isValue = false;
  #lastRow = 0;
  #mergedRows = 0;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: Attributes): void {
    const { r, t, s, ref, hidden } = attributes;
    this.#inline.open(name);
    if (name === 'row') {
      this.#row = r === undefined ? this.#row + 1 : rowNumber(r);
      this.#column = -1;
      if (isTrue(hidden)) this.#hiddenRows.add(this.#row);
    } else if (name === 'col') {
      if (isTrue(hidden)) this.#hideColumns(attributes);
    } else if (name === 'c') {
      // A cell without address stands right of the one before.
      this.#column = r === undefined ? this.#column + 1 : columnNumber(r);
      [this.#type, this.#style, this.#value] = [t ?? 'n', Number(s ?? 0), ''];
    } else if (name === 'v') this.#isValue = true;
    else if (name === 'mergeCell' && ref !== undefined) this.#merges.push(ref);
  }

  close(name: string): void {
    this.#inline.close(name);
    if (name === 'v') this.#isValue = false;
    else if (name === 'c') this.#keep(this.#shown(this.#inline.take()));
  }

  text(text: string): void {
    this.#inline.text(text);
    if (this.#isValue) this.#value += text;
  }

  finish(): Sheet {
    for (const merge of this.#merges) this.#clear(merge);
    const columns = new Set([...this.#rows.values()].flatMap((cells) => [...cells.keys()]));
    return {
      rows: this.#rows,
      lastRow: this.#lastRow,
      hidden: {
        rows: [...this.#hiddenRows].filter((row) => (this.#rows.get(row)?.size ?? 0) > 0),
        columns: [...this.#hiddenColumns].filter((column) => columns.has(column)),
      },
    };
  }

  #hideColumns({ min, max = min }: Attributes): void {
    for (let column = Number(min) - 1; column < Math.min(Number(max), WIDEST_ROW); column += 1) {
      this.#hiddenColumns.add(column);
    }
  }

  /** The text of the cell at hand as a person sees it. */
  #shown(inline: string): string {
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return this.#context.strings[Number(value)] ?? '';
      case 'inlineStr':
        return inline;
      case 'b':
        return value === '' ? '' : value === '1' ? '☑' : '☐';
      case 'n': {
        const number = Number(value);
        return value.trim() === '' || !Number.isFinite(number) ? value : this.#context.show(number, this.#style);
      }
      default:
        return unescape(value);
    }
  }

  #keep(text: string): void {
    if (text === '' || this.#column >= WIDEST_ROW) return;
    this.#context.limits.add(text);
    const row = this.#rows.get(this.#row) ?? new Map<number, string>();
    this.#rows.set(this.#row, row);
    this.#lastRow = Math.max(this.#lastRow, this.#row);
    row.set(this.#column, text);
  }

  /** Empties merged cells but the first: some programs keep what was in the others, unseen. */
  #clear(merge: string): void {
    const [from = '', to = from] = merge.split(':');
    const [top, left, bottom, right] = [rowNumber(from), columnNumber(from), rowNumber(to), columnNumber(to)];
    for (let row = top; row <= Math.min(bottom, this.#lastRow); row += 1) {
      this.#mergedRows += 1;
      if (this.#mergedRows > MOST_MERGED_ROWS) throw brokenFile();
      const cells = this.#rows.get(row);
      if (cells === undefined) continue;
      for (const column of cells.keys()) {
        if (column >= left && column <= right && (row !== top || column !== left)) cells.delete(column);
      }
    }
  }
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Merged cells do not lie over each other, so that their rows together are not many more than the cells of a sheet. */
const MOST_MERGED_ROWS = 500_000;

const LAST_ROW = 1_048_576;

/** The row in `C12` or `12`. */
function rowNumber(address: string): number {
  const number = Number(/\d+$/.exec(address)?.[0]);
  if (!(number >= 1 && number <= LAST_ROW)) throw brokenFile();
  return number;
}

/** The column in `C12`, counted from 0. */
function columnNumber(address: string): number {
  const letters = /^\$?([A-Z]{1,3})(?=\$?\d)/i.exec(address)?.[1]?.toUpperCase();
  if (letters === undefined) throw brokenFile();
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 0x40, 0) - 1;
}

/** The text of an element whose pieces may be formatted one by one; how it is pronounced is left out. */
class RichText {
  #text = '';
  #isText = false;
  #isPronunciation = false;

  open(name: string): void {
    if (name === 't') this.#isText = true;
    else if (name === 'rPh') this.#isPronunciation = true;
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isPronunciation = false;
  }

  text(text: string): void {
    if (this.#isText && !this.#isPronunciation) this.#text += text;
  }

  /** The text so far, which then begins anew. */
  take(): string {
    const text = unescape(this.#text);
    this.#text = '';
    return text;
  }
}

/** `_x000D_` stands for a character that XML cannot hold. */
const unescape = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
