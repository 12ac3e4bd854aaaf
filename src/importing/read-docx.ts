import type { CellSpan } from './block-builder.ts';
import { BlockBuilder } from './block-builder.ts';
import type { SourceDocument } from './document.ts';
import type { ListNumbers } from './docx-numbering.ts';
import { readNumbering } from './docx-numbering.ts';
import type { Attributes } from './markup.ts';
import { walkXml } from './markup.ts';
import type { OfficePackage } from './office-package.ts';

/**
 * A document out of a Word file: paragraphs with the numbers of their lists, tables with merged cells, check boxes.
 * Deleted text, comments, headers and footers are left out; fields keep the text they showed last.
 * @throws AppError `import-broken-file`, `import-unsafe-xml`, `import-too-much-content`
 */
export function readDocx(file: OfficePackage): SourceDocument {
  const lists = readNumbering(file.ofKind('numbering'));
  const reader = new DocxReader(lists, readStyles(file.ofKind('styles')));
  walkXml(file.part(file.main), reader);
  return reader.builder.finish();
}

/** The list and level of a paragraph, from itself or its style. */
interface ListPlace {
  list?: string;
  level?: number;
}

class DocxReader {
  readonly builder = new BlockBuilder();
  readonly #lists: ListNumbers;
  readonly #styles: ReadonlyMap<string, ListPlace>;
  readonly #spans: CellSpan[] = [];
  #place: ListPlace = {};
  #isText = false;
  /** Depth of elements whose content nobody sees. */
  #unseen = 0;
  #box: boolean | null = null;

  constructor(lists: ListNumbers, styles: ReadonlyMap<string, ListPlace>) {
    this.#lists = lists;
    this.#styles = styles;
  }

  readonly open = (name: string, attributes: Attributes, parent: string | undefined): void => {
    if (UNSEEN.has(name)) this.#unseen += 1;
    if (this.#unseen > 0) return;
    const { val } = attributes;
    switch (name) {
      case 'tbl':
        return this.builder.openTable();
      case 'tr':
        return this.builder.openRow();
      case 'gridBefore':
        return this.builder.skipColumns(Number(val));
      case 'tc':
        this.#spans.push({});
        return this.builder.openCell(this.#spans.at(-1) ?? {});
      case 'gridSpan':
        return this.#spread({ columns: Number(val) });
      case 'vMerge':
      case 'hMerge':
        return val === 'restart' ? undefined : this.#spread({ isCovered: true });
      case 'p':
        this.#place = {};
        return;
      case 'pStyle':
        this.#place = { ...this.#styles.get(val ?? ''), ...this.#place };
        return;
      case 'ilvl':
        this.#place.level = Number(val);
        return;
      case 'numId':
        this.#place.list = val ?? '';
        return;
      case 't':
        this.#isText = true;
        return;
      case 'br':
      case 'cr':
        return this.builder.text('\n');
      case 'tab':
        // The same name sets a tab stop in the properties of a paragraph.
        return parent === 'r' ? this.builder.text(' ') : undefined;
      case 'noBreakHyphen':
        return this.builder.text('-');
      case 'sym':
        return this.builder.text(symbol(attributes));
      case 'checkBox':
        this.#box = false;
        return;
      case 'default':
      case 'checked':
        if (this.#box !== null) this.#box = val === undefined || /^(?:1|true|on)$/.test(val);
    }
  };

  readonly close = (name: string): void => {
    const isSeen = this.#unseen === 0;
    if (UNSEEN.has(name)) this.#unseen -= 1;
    if (!isSeen) return;
    if (name === 't') this.#isText = false;
    else if (name === 'pPr') this.#number();
    else if (name === 'p') this.builder.endParagraph();
    else if (name === 'tc') {
      this.#spans.pop();
      this.builder.closeCell();
    } else if (name === 'tr') this.builder.closeRow();
    else if (name === 'tbl') this.builder.closeTable();
    else if (name === 'checkBox') {
      this.builder.text(this.#box === true ? ' ☑ ' : ' ☐ ');
      this.#box = null;
    }
  };

  readonly text = (text: string): void => {
    if (this.#isText && this.#unseen === 0) this.builder.text(text);
  };

  #spread(span: CellSpan): void {
    Object.assign(this.#spans.at(-1) ?? {}, span);
  }

  #number(): void {
    const { list, level = 0 } = this.#place;
    const number = list === undefined ? '' : this.#lists.next(list, level);
    if (number !== '') this.builder.text(`${number} `);
  }
}

/** Deleted and moved text, the older twin of a drawing, and how a paragraph was before a change. */
const UNSEEN = new Set(['del', 'moveFrom', 'Fallback', 'pPrChange', 'rPrChange', 'tcPrChange', 'trPrChange']);

/** Ticks and boxes of the Wingdings fonts; what else they draw is decoration. */
function symbol({ font = '', char = '' }: Attributes): string {
  const code = Number.parseInt(char, 16) & 0xff;
  if (/^wingdings$/i.test(font)) return WINGDINGS[code] ?? ' ';
  if (/^wingdings 2$/i.test(font)) return WINGDINGS_2[code] ?? ' ';
  return ' ';
}

const WINGDINGS: Record<number, string> = {
  0x6f: '☐',
  0x71: '☐',
  0x72: '☐',
  0xa8: '☐',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};
const WINGDINGS_2: Record<number, string> = {
  0x2a: '☐',
  0x30: '☐',
  0xa3: '☐',
  0x4f: '✗',
  0x50: '✓',
  0x51: '☒',
  0x52: '☑',
  0x53: '☒',
  0x54: '☒',
};

/** The lists that styles of paragraphs bring, by style; a style stands on another. */
function readStyles(part: Uint8Array | null): ReadonlyMap<string, ListPlace> {
  const styles = new Map<string, ListPlace>();
  if (part === null) return styles;
  let place: ListPlace = {};
  walkXml(part, {
    open: (name, { styleId, val }) => {
      if (name === 'style') styles.set(styleId ?? '', (place = {}));
      else if (name === 'numId') place.list = val ?? '';
      else if (name === 'ilvl') place.level = Number(val);
      // The style it stands on comes first in every known file.
      else if (name === 'basedOn') Object.assign(place, styles.get(val ?? ''));
    },
  });
  return styles;
}
