import type { HeadingField } from '../reporting/model.ts';
import { HEADING_FIELDS } from '../reporting/model.ts';
import { fold, tidy } from '../thai/normalise.ts';
import { CONTINUED } from './cell-text.ts';
import { matchHeading } from './match-heading.ts';
import type { Layout } from './table-layout.ts';
import { columnOf } from './table-layout.ts';

/**
 * How a file words the headings of its tables of measures, by field. The heading comes again on every page, at times with a
 * scanner's spaces or `(ต่อ)`: the wording that most pages have counts, of equal ones the first.
 */
export function headingsOf(layouts: readonly Layout[]): Partial<Record<HeadingField, string>> {
  const headings: Partial<Record<HeadingField, string>> = {};
  for (const field of HEADING_FIELDS) {
    const wordings = layouts.slice(0, MOST_PAGES).flatMap((layout) => {
      const at = columnOf(layout, field);
      const own = layout.own[at] ?? '';
      // Words that say nothing alone are the end of those above: `ผู้` / `รับผิดชอบ`.
      const isCut = matchHeading(own) === null;
      const wording = wordingOf(isCut ? (layout.headings[at] ?? '').replaceAll(' ', '\n') : own);
      return wording === '' ? [] : [wording];
    });
    const [first] = wordings;
    if (first === undefined) continue;
    const times = new Map<string, number>();
    for (const wording of wordings) times.set(wording, (times.get(wording) ?? 0) + 1);
    // A later table may have a column of this field that is another one.
    const same = [...times].filter(([wording]) => fold(wording) === fold(first));
    headings[field] = same.reduce((best, one) => (one[1] > best[1] ? one : best), [first, times.get(first) ?? 0])[0];
  }
  return headings;
}

/** The words of a heading without `(ต่อ)` and without the breaks of a narrow column. */
const wordingOf = (heading: string): string =>
  tidy(heading.replace(/(?<=[ก-๎/])\n(?=[ก-๎])/g, ''))
    .replace(CONTINUED, '')
    .trim();

/** Far more than any plan has; it bounds the work on a file that is none. */
const MOST_PAGES = 300;
