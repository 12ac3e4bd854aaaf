import type { Cell, Digits, HeadingCell, Table } from '../content.ts';
import { numberText } from './number-text.ts';
import { placeCells, placeHeadings, type Placed } from './table-grid.ts';
import { tick } from './tick.ts';
import { escaped, lined } from './write-html-text.ts';

/** A table in a region of its own, which scrolls on a narrow screen and can be reached by keyboard. */
export function tableHtml(table: Table, number: number, digits: Digits): string {
  const id = `table-${number}`;
  const total = table.columns.reduce((sum, { width }) => sum + width, 0);
  return [
    `<div class="region" role="region" aria-labelledby="${id}" tabindex="0">`,
    `<table style="min-width:${table.columns.length * REM_PER_COLUMN}rem">`,
    table.caption === undefined
      ? `<caption id="${id}" class="unseen">${escaped(table.name)}</caption>`
      : `<caption id="${id}"><span>${lined(table.caption)}</span></caption>`,
    `<colgroup>${table.columns.map(({ width }) => `<col style="width:${((100 * width) / total).toFixed(2)}%">`).join('')}</colgroup>`,
    `<thead>${placeHeadings(table).map(headingRow).join('\n')}</thead>`,
    '<tbody>',
    ...placeCells(table).map((cells, at) => {
      const attributes = table.rows[at]?.isTotal === true ? ' class="total"' : '';
      return `<tr${attributes}>${cells.map((placed) => cellHtml(placed, table, digits)).join('')}</tr>`;
    }),
    '</tbody>',
    '</table>',
    '</div>',
  ].join('\n');
}

const headingRow = (cells: readonly Placed<HeadingCell>[]): string => `<tr>${cells.map(headingHtml).join('')}</tr>`;

const headingHtml = ({ cell, rows, columns }: Placed<HeadingCell>): string =>
  `<th scope="${columns > 1 ? 'colgroup' : 'col'}"${spans(rows, columns)}>${lined(cell.text)}</th>`;

function cellHtml({ cell, column, rows, columns }: Placed<Cell>, table: Table, digits: Digits): string {
  const classes = [table.columns[column]?.align ?? 'left', ...('number' in cell ? ['figure'] : [])].join(' ');
  return `<td class="${classes}"${spans(rows, columns)}>${contentHtml(cell, digits)}</td>`;
}

function contentHtml(cell: Cell, digits: Digits): string {
  if ('number' in cell) return escaped(numberText(cell, digits));
  if ('isTicked' in cell) return tick(cell.isTicked);
  return cell.lines.map((line) => `<p>${lined(line)}</p>`).join('');
}

const spans = (rows: number, columns: number): string =>
  `${rows > 1 ? ` rowspan="${rows}"` : ''}${columns > 1 ? ` colspan="${columns}"` : ''}`;

/** A table is at least so wide, however narrow the screen. */
const REM_PER_COLUMN = 7;
