import { parse } from 'csv-parse/sync';
import { cellText } from './cell-text.ts';
import type { Block, Row, SourceDocument } from './document.ts';
import { WIDEST_ROW } from './document.ts';

/**
 * A document out of comma-, semicolon- or otherwise separated values; quoted cells may hold line breaks.
 * A record with a single filled cell that stands outside a table is a paragraph: the titles above a sheet's table.
 * `null` when the text is not such a file.
 */
export function readCsv(text: string, delimiter: string): SourceDocument | null {
  const records = parseRecords(text, delimiter);
  if (records === null) return null;
  const blocks: Block[] = [];
  let rows: Row[] | null = null;
  for (const { line, cells } of records) {
    const filled = cells.filter((cell) => cell !== '');
    // An empty line ends a table here as in running text; one that goes on has the same columns.
    if (filled.length === 0) {
      rows = null;
      continue;
    }
    if (rows === null && filled.length === 1) {
      blocks.push({ kind: 'paragraph', line, text: filled[0] ?? '' });
      continue;
    }
    if (rows === null) {
      rows = [];
      blocks.push({ kind: 'table', rows });
    }
    rows.push({ line, cells });
  }
  return { blocks };
}

interface Info {
  record: string[];
  info: { lines: number };
}

function parseRecords(text: string, delimiter: string): { line: number; cells: string[] }[] | null {
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
    }) as unknown as Info[];
    const narrow = records.filter(({ record }) => record.length <= WIDEST_ROW);
    return narrow.map(({ record, info }) => {
      const breaks = record.join('').split('\n').length - 1;
      return { line: Math.max(1, info.lines - breaks), cells: record.map(cellText) };
    });
  } catch {
    return null;
  }
}
