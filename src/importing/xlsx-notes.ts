import type { Finding } from '../reporting/model.ts';
import type { Sheet } from './xlsx-sheet.ts';

/** Tells of the hidden sheets of a workbook, which are not read. */
export function sheetsNotRead(names: readonly string[]): Finding[] {
  if (names.length === 0) return [];
  const params = { sheets: shortened(names) };
  return [{ code: 'sheet-hidden', severity: 'info', where: 'plan', params, computed: names.length }];
}

/** Tells of the hidden rows and columns of a sheet, which are read: a filter may have hidden them. */
export function hiddenParts(sheet: string, { rows, columns }: Sheet['hidden']): Finding[] {
  const where = `sheet ${sheet}`;
  const findings: Finding[] = [];
  if (rows.length > 0) {
    const params = { rows: shortened(rows.map(String)) };
    findings.push({ code: 'rows-hidden', severity: 'info', where, params, computed: rows.length });
  }
  if (columns.length > 0) {
    const params = { columns: shortened(columns.map(columnLetters)) };
    findings.push({ code: 'columns-hidden', severity: 'info', where, params, computed: columns.length });
  }
  return findings;
}

/** Tells that the plan was put together from several sheets, given the sheet of each of its rows. */
export function severalSheets(sheetOfRows: readonly string[]): Finding[] {
  const names = [...new Set(sheetOfRows)];
  if (names.length < 2) return [];
  const params = { sheets: shortened(names) };
  return [{ code: 'sheets-several', severity: 'info', where: 'plan', params, computed: names.length }];
}

/** The letters over a column that is counted from 0. */
export function columnLetters(column: number): string {
  const letter = String.fromCodePoint(0x41 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

const MOST_NAMED = 12;

const shortened = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(' · ') + (names.length > MOST_NAMED ? ' …' : '');
