import { MergedCells } from './merged-cells.ts';

/** A line of the file as the reader of running text sees it: a row of an HTML table is one line with tabs. */
export interface SourceLine {
  line: number;
  text: string;
}

/**
 * The rows of an HTML table that begins on a line, and the line on which it ends; `null` when none begins there.
 * A cell over several columns or rows fills the first of them and leaves the others empty, as a word processor copies it.
 */
export function htmlRows(lines: readonly string[], start: number): { rows: SourceLine[]; end: number } | null {
  if (!/<table\b/i.test(lines[start] ?? '')) return null;
  const limit = Math.min(lines.length, start + LONGEST_TABLE_LINES);
  let end = start;
  while (end < limit - 1 && !/<\/table\s*>/i.test(lines[end] ?? '')) end += 1;
  const rows: SourceLine[] = [{ line: start + 1, text: '' }];
  const merged = new MergedCells(() => '');
  for (const { line, html } of rowsIn(lines.slice(start, end + 1), start + 1)) {
    rows.push({ line, text: cellsOf(html, merged).join('\t') });
  }
  rows.push({ line: end + 1, text: '' });
  return rows.length === 2 ? null : { rows, end };
}

const LONGEST_TABLE_LINES = 20_000;
const WIDEST_SPAN = 50;

/** The HTML of each row, with the line it begins on. */
function rowsIn(lines: readonly string[], first: number): { line: number; html: string }[] {
  const rows: { line: number; html: string[] }[] = [];
  for (const [index, text] of lines.entries()) {
    const [before = '', ...begun] = text.split(/<tr\b[^<>]{0,300}>/i);
    rows.at(-1)?.html.push(before);
    for (const html of begun) rows.push({ line: first + index, html: [html] });
  }
  return rows.map(({ line, html }) => ({ line, html: html.join('<br>') }));
}

function cellsOf(html: string, merged: MergedCells<string>): string[] {
  const cells: string[] = [];
  for (const piece of html.split(/<(?=t[dh]\b)/i).slice(1)) {
    const [, attributes = '', content = ''] = /^t[dh]\b([^<>]{0,300})>([^]*)$/i.exec(piece) ?? [];
    const text = content.replace(/\s*<\/t[dhr][^]*$/i, '').replaceAll('\t', ' ');
    merged.add(cells, text, { columns: spanOf(attributes, 'colspan'), rows: spanOf(attributes, 'rowspan') });
  }
  merged.skipCovered(cells);
  return cells;
}

function spanOf(attributes: string, name: string): number {
  const span = Number(new RegExp(`${name}\\s*=\\s*["']?(\\d{1,3})`, 'i').exec(attributes)?.[1] ?? 1);
  return Math.max(1, Math.min(span, WIDEST_SPAN));
}
