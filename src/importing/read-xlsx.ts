import { cellText } from './cell-text.ts';
import { ContentLimits } from './content-limits.ts';
import type { Block, Row, SourceDocument } from './document.ts';
import type { OfficePackage } from './office-package.ts';
import { blocksOf, isNotRead } from './records.ts';
import type { Sheet } from './xlsx-sheet.ts';
import { readSheet, readSharedStrings } from './xlsx-sheet.ts';
import { readNumberStyles } from './xlsx-numbers.ts';
import { walkXml } from './markup.ts';
import { columnLetters, hiddenParts, sheetsNotRead } from './xlsx-notes.ts';

/**
 * A document out of a workbook: its sheets in order, hidden ones and those that say so in their first cell left out. Formulas come
 * with the value they had when the file was saved and are never computed; links to other workbooks are not followed.
 * @throws AppError `import-broken-file`, `import-unsafe-xml`, `import-too-much-content`
 */
export function readXlsx(file: OfficePackage): SourceDocument {
  const workbook = readWorkbook(file.part(file.main));
  const show = readNumberStyles(file.ofKind('styles'), workbook.is1904);
  const strings = readSharedStrings(file.ofKind('sharedStrings'));
  const limits = new ContentLimits();
  const blocks: Block[] = [];
  const notes = sheetsNotRead(workbook.hidden);
  const sheets: { name: string; before: number }[] = [];
  const read = new Set<string>();
  let before = 0;
  for (const { name, id } of workbook.sheets) {
    const part = file.byId.get(id);
    if (part === undefined || read.has(part)) continue;
    read.add(part);
    const sheet = readSheet(file.part(part), { strings, show, limits });
    const rows = [...rowsOf(sheet, before, limits)];
    if (isNotRead(rows)) continue;
    for (const block of blocksOf(rows)) blocks.push(block);
    notes.push(...hiddenParts(name, sheet.hidden));
    sheets.push({ name, before });
    before += sheet.lastRow + 1;
  }
  const sheetOn = (line: number) => sheets.findLast((one) => one.before < line);
  return {
    blocks,
    notes,
    sheetOf: (line) => sheetOn(line)?.name ?? '',
    placeOf: (line, column) => {
      const sheet = sheetOn(line);
      const place = `sheet ${sheet?.name ?? ''} row ${line - (sheet?.before ?? 0)}`;
      return column === undefined ? place : `${place} column ${columnLetters(column)}`;
    },
  };
}

interface Workbook {
  is1904: boolean;
  sheets: { name: string; id: string }[];
  /** Names of the sheets that nobody sees. */
  hidden: string[];
}

function readWorkbook(part: Uint8Array): Workbook {
  const workbook: Workbook = { is1904: false, sheets: [], hidden: [] };
  walkXml(part, {
    open: (element, { name = '', id = '', state = 'visible', date1904 }) => {
      if (element === 'workbookPr') workbook.is1904 = date1904 === '1' || date1904 === 'true';
      else if (element !== 'sheet') return;
      else if (state === 'visible') workbook.sheets.push({ name, id });
      else workbook.hidden.push(name);
    },
  });
  return workbook;
}

/** The rows of a sheet as they stand below each other, one empty row for each gap. */
function* rowsOf({ rows }: Sheet, before: number, limits: ContentLimits): Generator<Row> {
  let last = 0;
  for (const [number, cells] of [...rows].toSorted(([one], [other]) => one - other)) {
    if (number > last + 1) yield { line: before + number - 1, cells: [] };
    last = number;
    const width = Math.max(-1, ...cells.keys()) + 1;
    const filled = Array.from({ length: width }, (_, column) => {
      limits.add('');
      return cellText(cells.get(column) ?? '');
    });
    yield { line: before + number, cells: filled };
  }
}
