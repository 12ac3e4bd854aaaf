import type { Dimension } from '../reporting/model.ts';
import { readInteger, toArabicDigits } from '../thai/digits.ts';
import { fold, tidy } from '../thai/normalise.ts';
import type { SourceDocument } from './document.ts';

/** A line that names a dimension of the action plan: `มิติที่ ๒ การบริหารราชการ…`; `null` for any other text. */
export function dimensionHeading(text: string): Dimension | null {
  const found = HEADING.exec(toArabicDigits(text.slice(0, LONGEST)));
  if (found === null) return null;
  const name = tidy(text.slice((found[0] ?? '').length))
    .replace(/\s(?:จำนวน|งบประมาณ|รวม)\s?[0-9๐-๙].*$/, '')
    .replace(/\s?\(ต่อ\)\s?$/, '');
  return { number: Number(found[1]), name };
}

/** The number in a column of dimensions: `2`, `๒`, `มิติที่ 2`, that of a mission (`2.1`), or the name of one of the dimensions; `null` when not understood. */
export function readDimension(text: string, dimensions: readonly Dimension[]): number | null {
  const mission = /^([1-9])\.[1-9][0-9.]*$/.exec(toArabicDigits(text.trim()));
  if (mission !== null) return Number(mission[1]);
  const plain = readInteger(text.replace(/[.)(]/g, ''));
  if (plain !== null) return plain >= 1 && plain <= 9 ? plain : null;
  const heading = dimensionHeading(text);
  if (heading !== null) return heading.number;
  const numbered = /^([1-9])\s?[.):-]/.exec(toArabicDigits(text));
  if (numbered !== null) return Number(numbered[1]);
  const key = fold(text);
  const named = dimensions.find(({ name }) => name !== '' && (fold(name).startsWith(key) || key.includes(fold(name))));
  return key.length >= 6 && named !== undefined ? named.number : null;
}

/** The dimensions a document names, by number, each with the wording it uses most. */
export function findDimensions(document: SourceDocument): Dimension[] {
  const names = new Map<number, Map<string, { name: string; count: number }>>();
  for (const text of linesOf(document)) {
    const heading = dimensionHeading(text);
    if (heading === null || heading.name.length < 6 || heading.name.length > 200) continue;
    const wordings = names.get(heading.number) ?? new Map<string, { name: string; count: number }>();
    const key = fold(heading.name);
    const known = wordings.get(key);
    wordings.set(key, { name: known?.name ?? heading.name, count: (known?.count ?? 0) + 1 });
    names.set(heading.number, wordings);
  }
  return [...names]
    .map(([number, wordings]) => {
      const [best] = [...wordings.values()].toSorted((a, b) => b.count - a.count);
      return { number, name: best?.name ?? '' };
    })
    .toSorted((a, b) => a.number - b.number);
}

const LONGEST = 300;
/** มิตินี้ is what scanners make of มิติที่. */
const HEADING = /^\s*(?:[-–•*#(]+\s*)?มิติ\s?(?:ที่?|นี้?)?\s?([1-9])(?![0-9.])\)?\s*[:.–-]?\s*/;

function linesOf(document: SourceDocument): string[] {
  return document.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [block.text];
    return block.rows.flatMap(({ cells }) => {
      const filled = [...new Set(cells.filter((cell) => cell !== ''))];
      // A row of its own, or a cell that spells number and name out.
      return filled.length <= 2 ? [filled.join(' ')] : filled.filter((cell) => cell.startsWith('มิติ'));
    });
  });
}
