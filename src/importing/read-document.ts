import { AppError } from '../errors.ts';
import { repairText } from '../thai/repair.ts';
import { checkSize, formatOf, textOf } from './decode.ts';
import type { Block, SourceDocument } from './document.ts';
import { tablesOf } from './document.ts';
import { uprightTable } from './form-tables.ts';
import { openPackage } from './office-package.ts';
import { readCsv } from './read-csv.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readText } from './read-text.ts';
import { readXlsx } from './read-xlsx.ts';
import { readLayout } from './table-layout.ts';
import { openArchive } from './unzip.ts';

/** A document, and whether letters in it had to be repaired. */
export interface ReadDocument {
  document: SourceDocument;
  isRepaired: boolean;
}

/**
 * The document in a file, by its content and not by its name: a Word file, a workbook, a web page, running text with tables, or
 * separated values.
 * @param judge tells of a text that can be read in several ways how much each shows of what is looked for
 * @throws AppError `import-too-large`, `import-not-text`, `import-old-office` and `import-other-format` for what is not read,
 *   `import-unpacks-too-large`, `import-too-much-content`, `import-unsafe-xml` and `import-broken-file` for what cannot be
 */
export function readDocument(bytes: Uint8Array, judge: Judge = headingsOfMeasures): ReadDocument {
  checkSize(bytes);
  const format = formatOf(bytes);
  if (format === 'docx/xlsx') return repairDocument(readOffice(bytes));
  if (format === 'html') return repairDocument(readHtml(textOf(bytes)));
  if (format === 'doc/xls') throw new AppError('import-old-office');
  if (format !== 'text') throw new AppError('import-other-format', { params: { format } });
  const { text, isRepaired } = repairText(textOf(bytes));
  return { document: readPlainText(text, judge), isRepaired };
}

/** How much a document shows of what is looked for; 0 for nothing. */
export type Judge = (document: SourceDocument) => number;

function readOffice(bytes: Uint8Array): SourceDocument {
  const archive = openArchive(bytes);
  const file = openPackage(archive);
  if (file?.main.startsWith('word/') === true) return readDocx(file);
  if (file?.main.startsWith('xl/') === true && !file.main.endsWith('.bin')) return readXlsx(file);
  const format = file === null ? (archive.names.has('content.xml') ? 'odt/ods' : 'zip') : 'pptx/xlsb';
  throw new AppError('import-other-format', { params: { format } });
}

/** Whether letters are damaged shows in the document as a whole, so its texts are looked at together. */
function repairDocument(document: SourceDocument): ReadDocument {
  const texts = document.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flatMap(({ cells }) => cells),
  );
  const { text, isRepaired } = repairText(texts.map((one) => one.replaceAll(BETWEEN_TEXTS, '')).join(BETWEEN_TEXTS));
  const repaired = text.split(BETWEEN_TEXTS).values();
  const next = (): string => repaired.next().value ?? '';
  const blocks = document.blocks.map((block): Block =>
    block.kind === 'paragraph'
      ? { ...block, text: next() }
      : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(next) })) },
  );
  return { document: { ...document, blocks }, isRepaired };
}

/** No letter of any text. */
const BETWEEN_TEXTS = '\u0000';

/** Running text with tables, or separated values: whichever shows more. */
function readPlainText(text: string, judge: Judge): SourceDocument {
  const running = readText(text);
  let best = { document: running, score: judge(running) };
  if (best.score > 0) return running;
  for (const delimiter of [',', ';', '\t', '|']) {
    const document = text.includes(delimiter) ? readCsv(text, delimiter) : null;
    if (document !== null && judge(document) > best.score) best = { document, score: judge(document) };
  }
  return best.document;
}

/** Columns with a known meaning in the headings of measures of a document. */
function headingsOfMeasures(document: SourceDocument): number {
  const counts = tablesOf(document)
    .map(uprightTable)
    .flatMap(({ rows }) =>
      rows.slice(0, HEADING_WITHIN).map((_, index) => {
        const layout = readLayout(rows, index);
        return layout === null ? 0 : layout.columns.filter((column) => column !== null).length;
      }),
    );
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

/** Rows of a table among which its heading is looked for. */
const HEADING_WITHIN = 100;
