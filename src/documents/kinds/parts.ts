import type { Block, Cell, Column, HeadingCell, Table } from '../content.ts';

/** The paragraphs of a text: one for each line that says something. */
export const linesOf = (text: string | undefined): string[] =>
  (text ?? '').split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** Stands where nothing was stated. */
const NOTHING = '-';

/** A cell of texts, each line a paragraph; empty where there is none. */
export const textCell = (...texts: (string | undefined)[]): Cell => ({ lines: texts.flatMap(linesOf) });

/** A cell of texts with a dash where there is none. */
export const textOrDash = (...texts: (string | undefined)[]): Cell => {
  const lines = texts.flatMap(linesOf);
  return { lines: lines.length === 0 ? [NOTHING] : lines };
};

const figure =
  (as: 'whole' | 'money' | 'percent' | 'score') =>
  (number: number | undefined): Cell =>
    number === undefined ? { lines: [NOTHING] } : { number, as };

export const whole = figure('whole');
export const money = figure('money');
export const percentCell = figure('percent');
export const score = figure('score');
export const tick = (isTicked: boolean): Cell => ({ isTicked });

/** The cell over so many rows. */
export const over = (cell: Cell, rows: number): Cell => (rows === 1 ? cell : { ...cell, rows });

export const left = (width: number): Column => ({ width, align: 'left' });
export const center = (width: number): Column => ({ width, align: 'center' });
export const right = (width: number): Column => ({ width, align: 'right' });

/** One row of headings. */
export const headingRow = (...texts: string[]): HeadingCell[] => texts.map((text) => ({ text }));

export const tableBlock = (table: Table): Block => ({ kind: 'table', table });
export const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', level, text });
export const note = (text: string): Block => ({ kind: 'paragraph', text });

/** Running text, a paragraph for each line. */
export const prose = (text: string): Block[] =>
  linesOf(text).map((line) => ({ kind: 'paragraph', text: line, isIndented: true }));

/** A heading with its text; nothing when there is no text. */
export const section = (title: string, text: string): Block[] =>
  linesOf(text).length === 0 ? [] : [heading(title), ...prose(text)];
