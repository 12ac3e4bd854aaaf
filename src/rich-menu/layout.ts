/** LINE's rich menus in pixels: the picture is shown as wide as the phone, and every part of it belongs to one area. */

export interface Size {
  width: number;
  height: number;
}

export interface Bounds extends Size {
  x: number;
  y: number;
}

export const WIDTH = 2500;
/** One row of areas, or two. */
const HEIGHTS = { 1: 843, 2: 1686 } as const;
/** More would be too small for a thumb. */
export const MOST_AREAS = 6;

/**
 * Areas for so many things, the first above all others: up to three stand in one row, of five the first is as wide as two.
 * @param count 1–6
 */
export function layoutOf(count: number): { size: Size; bounds: Bounds[] } {
  const rows = count <= 3 ? 1 : 2;
  const columns = count <= 3 ? count : count === 4 ? 2 : 3;
  const size = { width: WIDTH, height: HEIGHTS[rows] };
  // Where a cell begins is rounded, so that cells meet and the last ends at the edge.
  const edge = (cell: number, cells: number, length: number) => Math.round((cell * length) / cells);
  const bounds: Bounds[] = [];
  for (let cell = 0; bounds.length < count;) {
    const span = cell === 0 && count === 5 ? 2 : 1;
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const x = edge(column, columns, size.width);
    const y = edge(row, rows, size.height);
    const right = edge(column + span, columns, size.width);
    bounds.push({ x, y, width: right - x, height: edge(row + 1, rows, size.height) - y });
    cell += span;
  }
  return { size, bounds };
}
