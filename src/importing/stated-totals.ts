import type { FigureName, StatedFigure } from '../reporting/stated-figures.ts';
import { readAmount } from '../thai/amounts.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { isBlank } from './cell-text.ts';
import { dimensionHeading } from './dimensions.ts';
import type { FoundMeasures } from './find-measures.ts';

/** The figures of the rows of sums inside tables of measures (รวม, รวมมิติที่ 1, รวม 24 โครงการ). */
export function totalsOf(totals: FoundMeasures['totals']): StatedFigure[] {
  const isOnlyOne = totals.length === 1;
  return totals.flatMap((row, index) => {
    const isLast = index === totals.length - 1;
    const named = dimensionHeading(row.label.replace(/^.*?รวม\s?/, ''))?.number;
    // With a sum below each section, the last one of a page may be the section's or the plan's: only named ones count.
    const dimension = named ?? (isOnlyOne || isLast || saysAll(row.label) ? undefined : row.dimension);
    if (dimension === undefined && !isOnlyOne && !saysAll(row.label)) return [];
    const place = { ...(dimension === undefined ? {} : { dimension }), line: row.line };
    const sums = MONEY.flatMap((figure) => {
      const text = row.values[figure] ?? '';
      const value = isBlank(text) ? null : readAmount(text);
      return value === null ? [] : [{ figure, value, ...place }];
    });
    const count = /(\d{1,4})\s?(?:โครงการ|กิจกรรม|มาตรการ)/.exec(
      toArabicDigits(`${row.label} ${row.values.title ?? ''}`),
    )?.[1];
    return count === undefined ? sums : [...sums, { figure: 'total', value: Number(count), ...place }];
  });
}

const MONEY = ['plannedBudget', 'ordinanceBudget', 'disbursed'] as const satisfies readonly FigureName[];

const saysAll = (label: string): boolean => /ทั้งสิ้น|ทั้งหมด|ทุกมิติ|[0-9๐-๙]\s?มิติ/.test(label);
