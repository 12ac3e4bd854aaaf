import type { Digits, Table } from '../content.ts';
import { textWidth } from './letter-widths.ts';
import { numberText } from './number-text.ts';
import { placeCells, placeHeadings } from './table-grid.ts';
import { unbreakable } from './thai-lines.ts';
import { tick } from './tick.ts';

/** Widths of what stands in a column, at size 1. */
export interface Need {
  /** The widest of its figures, boxes and words of headings: what must never be broken. */
  fixed: number;
  /** The widest word of its texts. */
  word: number;
  /** The widest line as it would stand unbroken. */
  line: number;
}

/**
 * What each column of a table needs.
 * @throws RangeError when its cells do not fit it, or a figure is no number
 */
export function columnNeeds(table: Table, digits: Digits): Need[] {
  const needs = table.columns.map((): Need => ({ fixed: 0, word: 0, line: 0 }));
  const widen = (column: number, wanted: Partial<Need>) => {
    const need = needs[column];
    if (need === undefined) return;
    need.fixed = Math.max(need.fixed, wanted.fixed ?? 0);
    need.word = Math.max(need.word, wanted.word ?? 0);
    need.line = Math.max(need.line, wanted.line ?? 0, need.fixed, need.word);
  };
  for (const { cell, column } of placeCells(table).flat()) {
    if ('lines' in cell) {
      const lines = cell.lines.flatMap((line) => line.split('\n'));
      widen(column, { word: widest(lines.flatMap(unbreakable)), line: widest(lines) });
    } else widen(column, { fixed: textWidth('number' in cell ? numberText(cell, digits) : tick(cell.isTicked)) });
  }
  for (const { cell, column, columns } of placeHeadings(table).flat().toSorted(narrowFirst)) {
    const fixed = Math.min(LONGEST_WORD, widest(wordsOf(cell.text)));
    if (columns === 1) {
      widen(column, { fixed, line: textWidth(cell.text) / HEADING_LINES });
      continue;
    }
    // It has the width of all the columns below it.
    const below = needs.slice(column, column + columns).map((need) => Math.max(need.fixed, need.word));
    const missing = fixed - sum(below);
    if (missing > 0) below.forEach((width, at) => widen(column + at, { fixed: width + missing / columns }));
  }
  return needs;
}

const narrowFirst = (one: { columns: number }, other: { columns: number }): number => one.columns - other.columns;

/** Lines that a heading is to have at most, where there is room. */
const HEADING_LINES = 2;
/** What is longer is no word of a heading, and broken. */
const LONGEST_WORD = 12;
/** A heading that is shorter stays on one line, whatever words a dictionary finds in it. */
const SHORT_HEADING = 4.5;

/** What stays on one line of a heading. */
const wordsOf = (heading: string): string[] =>
  heading.split(/\s+|(?<=\/)/u).flatMap((part) => (textWidth(part) <= SHORT_HEADING ? [part] : unbreakable(part)));

const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text.trimEnd())), 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
