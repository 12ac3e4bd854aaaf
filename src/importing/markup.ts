import { Parser } from 'htmlparser2';
import { AppError } from '../errors.ts';
import { brokenFile } from './unzip.ts';

/** What a reader does at a tag or a text; names in XML are without prefix (`tbl` for `w:tbl`), in HTML in lower case. */
export interface MarkupHandler {
  open(name: string, attributes: Attributes, parent: string | undefined): void;
  close(name: string): void;
  text(text: string): void;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * Walks through an XML part of an Office file. No entity but those of XML itself is known, and a part that could declare any is refused.
 * @throws AppError `import-unsafe-xml` for a document type declaration; `import-broken-file` for XML that is not sound
 */
export function walkXml(bytes: Uint8Array, handler: Partial<MarkupHandler>): void {
  const xml = decodeXml(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new AppError('import-unsafe-xml');
  // An element without content closes itself; one that holds something must be closed by its tag.
  let justOpened = false;
  let isEmpty = true;
  walk(xml, true, {
    open: (name, attributes, parent) => {
      justOpened = true;
      isEmpty = false;
      handler.open?.(localName(name), withoutPrefixes(attributes), parent === undefined ? parent : localName(parent));
    },
    close: (name, isImplied) => {
      if (isImplied && !justOpened) throw brokenFile();
      justOpened = false;
      handler.close?.(localName(name));
    },
    text: (text) => {
      justOpened = false;
      handler.text?.(text);
    },
  });
  if (isEmpty) throw brokenFile();
}

/** Walks through an HTML page, however it is written; the content of scripts and styles comes as text. */
export const walkHtml = (html: string, handler: MarkupHandler): void => walk(html, false, handler);

/** No document is nested deeper, and no element has more attributes; browsers stop at a depth of 512. */
const DEEPEST = 1_000;
const MOST_ATTRIBUTES = 1_000;

function walk(
  markup: string,
  xmlMode: boolean,
  handler: Pick<MarkupHandler, 'open' | 'text'> & { close(name: string, isImplied: boolean): void },
): void {
  const parents: string[] = [];
  let attributeCount = 0;
  const parser = new Parser(
    {
      onopentagname: () => {
        attributeCount = 0;
      },
      onattribute: () => {
        attributeCount += 1;
        if (attributeCount > MOST_ATTRIBUTES) throw brokenFile();
      },
      onopentag: (name, attributes) => {
        handler.open(name, attributes, parents.at(-1));
        parents.push(name);
        if (parents.length > DEEPEST) throw brokenFile();
      },
      onclosetag: (name, isImplied) => {
        parents.pop();
        handler.close(name, isImplied);
      },
      ontext: (text) => handler.text(text),
    },
    { xmlMode, decodeEntities: true },
  );
  parser.end(markup);
}

function decodeXml(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw brokenFile(cause);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const withoutPrefixes = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
