/** How many columns and rows a cell spreads over, itself included. */
export interface Spread {
  columns: number;
  rows: number;
}

/**
 * Lays the cells of one table onto its columns, row by row: a cell over several columns or rows fills the first of them and leaves
 * the others empty.
 */
export class MergedCells<Cell> {
  readonly #empty: () => Cell;
  readonly #widest: number;
  /** Rows that cells from above still cover, by column. */
  readonly #covered: number[] = [];

  /** @param empty makes a cell that is left empty; @param widest columns beyond which cells are dropped */
  constructor(empty: () => Cell, widest = Number.POSITIVE_INFINITY) {
    this.#empty = empty;
    this.#widest = widest;
  }

  /** Adds a cell to its row, behind the columns that cells from above cover. */
  add(row: Cell[], cell: Cell, { columns, rows }: Spread): void {
    this.skipCovered(row);
    for (let column = 0; column < columns && row.length < this.#widest; column += 1) {
      this.#covered[row.length] = rows - 1;
      row.push(column === 0 ? cell : this.#empty());
    }
  }

  /** Leaves the columns at hand that cells from above cover empty; the end of a row needs it too. */
  skipCovered(row: Cell[]): void {
    while ((this.#covered[row.length] ?? 0) > 0) {
      this.#covered[row.length] = (this.#covered[row.length] ?? 0) - 1;
      row.push(this.#empty());
    }
  }
}
