import { cellText } from './cell-text.ts';
import type { Block, Row, SourceDocument } from './document.ts';
import { WIDEST_ROW } from './document.ts';
import type { SourceLine } from './html-tables.ts';
import { htmlRows } from './html-tables.ts';

/**
 * A document out of running text with tables in it: a line with tabs is a row, lines with `|` at both ends are rows too,
 * rows without an empty line between them are one table, any other line is a paragraph.
 * A line without tabs right below a row goes on with that row's last cell; a page's catchword (`/การติดตาม...`) is left out.
 */
export function readText(text: string): SourceDocument {
  const blocks: Block[] = [];
  let rows: Row[] | null = null;
  for (const { line, text: source } of logicalLines(text)) {
    const cells = cellsOf(source);
    if (cells === 'rule' || isCatchword(source)) continue;
    if (cells === null) {
      const paragraph = cellText(source);
      const last = rows?.at(-1);
      if (paragraph === '') rows = null;
      else if (last !== undefined && !OWN_LINE.test(paragraph)) appendToLast(last, paragraph);
      else {
        rows = null;
        blocks.push({ kind: 'paragraph', line, text: paragraph });
      }
      continue;
    }
    if (rows === null) {
      rows = [];
      blocks.push({ kind: 'table', rows });
    }
    rows.push({ line, cells: cells.map(cellText) });
  }
  return { blocks };
}

/** Lines that stand for themselves even right below a table. */
const OWN_LINE =
  /^(?:มิติ|องค์การ|เทศบาล|ตาราง|ปัญหา|ข้อเสนอแนะ|ประจำปี|ชื่อ|ยุทธศาสตร์|แผนงาน|ส่วนที่|บทที่|หมายเหตุ|ข้อมูล|\*|รายงาน|ประเด็น|ด้านที่|สรุป|ผู้รายงาน|ลงชื่อ|\(ลงชื่อ|#)/;

/** `/การติดตาม...` at the foot of a page, `- ๓ -` or `หน้า ๓` at its head, a rule between pages. */
const isCatchword = (line: string): boolean =>
  /^\s*\/\s?[^\t|]{1,60}(?:\.{2,}|…)?\s*$/.test(line) ||
  /^\s*(?:[-–—]\s?[0-9๐-๙]{1,3}\s?[-–—]|(?:\[\s?)?(?:หน้า|page)\s?(?:ที่)?\s?[0-9๐-๙]{1,3}(?:\s?\])?|[-=_*]{3,})\s*$/i.test(
    line,
  );

/** Lines of the text; a row of an HTML table makes one line; a cell in quotation marks that spreads over lines, as a spreadsheet copies it, makes one line of them. */
function logicalLines(text: string): SourceLine[] {
  const lines = text.split('\n');
  const logical: SourceLine[] = [];
  let hopeless = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const html = htmlRows(lines, index);
    if (html !== null) {
      for (const row of html.rows) logical.push(row);
      index = html.end;
      continue;
    }
    const quoted = index < hopeless ? { isClosed: false, line: index } : endOfQuoted(lines, index);
    if (!quoted.isClosed) hopeless = quoted.line;
    const end = quoted.isClosed ? quoted.line : index;
    const joined = lines.slice(index, end + 1).join('<br>');
    logical.push({ line: index + 1, text: end === index ? joined : unquote(joined) });
    index = end;
  }
  return logical;
}

const LONGEST_CELL_LINES = 40;

/**
 * The line on which the quotations end that are opened at the start of cells from a line on, one behind the other: the line itself
 * when there are none. When one is left open, the line on which it begins; no row that begins before it ends either.
 */
function endOfQuoted(lines: readonly string[], start: number): { isClosed: boolean; line: number } {
  const first = lines[start] ?? '';
  if (!first.includes('\t') || !OPENS.test(first)) return { isClosed: true, line: start };
  let opened = start;
  for (let index = start + 1; index < Math.min(lines.length, opened + LONGEST_CELL_LINES); index += 1) {
    const line = lines[index] ?? '';
    const closing = CLOSES.exec(line)?.[0];
    if (closing === undefined && line.includes('\t')) break;
    if (closing === undefined) continue;
    if (!OPENS.test(line.slice(closing.length))) return { isClosed: true, line: index };
    opened = index;
  }
  return { isClosed: false, line: opened };
}

const OPENS = /(?:^|\t)"[^"\t]*(?:""[^"\t]*)*$/;
const CLOSES = /^[^"\t]*(?:""[^"\t]*)*"(?=\t|$)/;

const unquote = (line: string): string =>
  line
    .split('\t')
    .map((cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    .join('\t');

/** The cells of a row, `rule` for the line that Markdown draws below a heading, `null` for a line that is no row. */
function cellsOf(line: string): string[] | 'rule' | null {
  if (line.includes('\t')) return line.trim() === '' ? null : bounded(line.split('\t'));
  const piped = /^\s*(?:- )?\|(.*)\|\s*$/.exec(line)?.[1];
  if (piped === undefined) return null;
  return /^[\s|:-]*$/.test(piped) ? 'rule' : bounded(piped.split(/(?<!\\)\|/));
}

const bounded = (cells: string[]): string[] | null => (cells.length > WIDEST_ROW ? null : cells);

function appendToLast(row: Row, text: string): void {
  const last = row.cells.length - 1;
  const before = row.cells[last] ?? '';
  row.cells[last] = before === '' ? text : `${before}\n${text}`;
}
