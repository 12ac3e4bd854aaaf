import type { Cell, HeadingCell, Table } from '../content.ts';

/** A cell with its place in the table (rows and columns from 0) and how far it stretches. */
export interface Placed<T> {
  cell: T;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/**
 * The cells of the heading rows by row, each in the first column that is free.
 * @throws RangeError when they overlap or do not cover every column
 */
export function placeHeadings(table: Table): Placed<HeadingCell>[][] {
  const grid = new Grid(table, table.headings.length);
  const placed = table.headings.map((cells, row) =>
    cells.map((cell) =>
      grid.take({ cell, row, column: grid.firstFree(row), rows: cell.rows ?? 1, columns: cell.columns ?? 1 }),
    ),
  );
  grid.checkFull();
  return placed;
}

/**
 * The cells of the rows below the headings by row, without the places that a cell above stretches over.
 * @throws RangeError when a row has not one cell for each column, or a `null` nothing above it
 */
export function placeCells(table: Table): Placed<Cell>[][] {
  const grid = new Grid(table, table.rows.length);
  const placed = table.rows.map(({ cells }, row) =>
    cells.flatMap((cell, column) =>
      cell === null ? [] : [grid.take({ cell, row, column, rows: cell.rows ?? 1, columns: 1 })],
    ),
  );
  grid.checkFull();
  return placed;
}

/** The cells of a row of the table by column: one that stretches stands in each place it covers. */
export function spread<T>(placed: readonly Placed<T>[][], columnCount: number): T[][] {
  const rows = placed.map(() => Array.from<T>({ length: columnCount }));
  for (const { cell, row, column, rows: height, columns } of placed.flat()) {
    for (let at = row; at < row + height; at += 1) rows[at]?.fill(cell, column, column + columns);
  }
  return rows;
}

/** The places of a table that are taken. */
class Grid {
  readonly #name: string;
  readonly #taken: boolean[][];

  constructor({ name, columns }: Table, rowCount: number) {
    this.#name = name;
    this.#taken = Array.from({ length: rowCount }, () => columns.map(() => false));
  }

  /** Beyond the last column when all of the row are taken. */
  firstFree(row: number): number {
    const places = this.#taken[row] ?? [];
    return places.includes(false) ? places.indexOf(false) : places.length;
  }

  take<T>(placed: Placed<T>): Placed<T> {
    for (let row = placed.row; row < placed.row + placed.rows; row += 1) {
      for (let column = placed.column; column < placed.column + placed.columns; column += 1) {
        const places = this.#taken[row];
        if (places?.[column] !== false) throw this.#misfit(row, column);
        places[column] = true;
      }
    }
    return placed;
  }

  checkFull(): void {
    const row = this.#taken.findIndex((places) => places.includes(false));
    if (row >= 0) throw this.#misfit(row, this.firstFree(row));
  }

  #misfit(row: number, column: number): RangeError {
    return new RangeError(`table "${this.#name}": row ${row + 1}, column ${column + 1} has not exactly one cell`);
  }
}
