import { columnNumber, cutNumber } from './numbering.ts';
import type { Row, Table } from './document.ts';
import { isBlank } from './cell-text.ts';
import { matchHeading } from './match-heading.ts';

/**
 * A form with its headings below each other (`มาตรการ | …`, `วิธีการ | …`, `ผู้รับผิดชอบ | …`) turned into a table with one row
 * per measure; any other table as it is. A heading that comes again begins the next measure.
 */
export function uprightTable(table: Table): Table {
  const [top] = table.rows;
  if (top === undefined || table.rows.length > LONGEST_FORM || pairOf(top)?.key !== 'title') return table;
  const pairs = table.rows.flatMap((row) => pairOf(row) ?? []);
  const known = pairs.filter(({ key }) => key !== null);
  const [title] = pairs;
  const isForm = title?.key === 'title' && new Set(known.map(({ key }) => key)).size >= 3;
  if (!isForm || pairs.length < table.rows.length || known.length * 3 < pairs.length * 2) return table;
  const headings = [...new Map(pairs.map(({ key, heading }) => [key ?? heading, heading])).values()];
  const keys = [...new Set(pairs.map(({ key, heading }) => key ?? heading))];
  const rows: Row[] = [];
  for (const { key, heading, number, value, line } of pairs) {
    if (key === 'title') rows.push({ line, cells: [number, ...keys.map(() => '')] });
    const cells = rows.at(-1)?.cells ?? [];
    const at = keys.indexOf(key ?? heading) + 1;
    cells[at] = [cells[at] ?? '', value].filter((text) => text !== '').join('\n');
  }
  return { kind: 'table', rows: [{ line: title.line, cells: ['ลำดับ', ...headings] }, ...rows] };
}

interface Pair {
  /** The field that the heading names; `null` when it is not known. */
  key: string | null;
  heading: string;
  /** Behind the heading, as in `มาตรการที่ ๑`. */
  number: string;
  value: string;
  line: number;
}

/** Heading and value of a row with nothing else in it. */
function pairOf({ cells, line }: Row): Pair | null {
  const filled = cells.filter((cell) => !isBlank(cell));
  const [first = '', value = ''] = filled;
  if (filled.length < 1 || filled.length > 2 || isBlank(cells[0] ?? '') || first.length > LONGEST_HEADING) return null;
  const bare = cutNumber(first)?.rest ?? first;
  const heading = bare.replace(/\s?:\s?$/, '').replace(/\s?(?:ที่\s?)?[0-9๐-๙]{1,3}$/, '');
  const number = columnNumber(bare.slice(heading.length).trim()) ?? '';
  const meaning = matchHeading(heading);
  return { key: meaning !== null && 'field' in meaning ? meaning.field : null, heading, number, value, line };
}

const LONGEST_HEADING = 60;
const LONGEST_FORM = 1_000;
