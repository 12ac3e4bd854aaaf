import { parse } from 'csv-parse/sync';
import { cellText } from './cell-text.ts';
import type { Row, SourceDocument } from './document.ts';
import { WIDEST_ROW } from './document.ts';
import { blocksOf } from './records.ts';

/**
 * A document out of comma-, semicolon- or otherwise separated values; quoted cells may hold line breaks.
 * `null` when the text is not such a file.
 */
export function readCsv(text: string, delimiter: string): SourceDocument | null {
  const records = parseRecords(text, delimiter);
  return records === null ? null : { blocks: blocksOf(records) };
}

interface Info {
  record: string[];
  info: { lines: number };
}

function parseRecords(text: string, delimiter: string): Row[] | null {
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
