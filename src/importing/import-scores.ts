import { AppError } from '../errors.ts';
import { findFiscalYear } from './document-facts.ts';
import { findMeasures } from './find-measures.ts';
import type { ImportFile } from './import-plan.ts';
import type { FoundIndicators } from './indicators.ts';
import { findIndicators } from './indicators.ts';
import { readDocument } from './read-document.ts';

/**
 * The scores of an ITA assessment out of a file of any format that plans come in. Its year is the one that the heading of the
 * scores or the sentence of their total names; a file with nothing but scores is about the year of its title.
 * @throws AppError as `readDocument` does, and `ita-no-table`
 */
export function importScores(file: ImportFile): FoundIndicators {
  const { document } = readDocument(file.bytes, (one) => findIndicators(one)?.indicators.length ?? 0);
  const found = findIndicators(document);
  if (found === null) throw new AppError('ita-no-table', { params: { file: file.name } });
  const isPlan = findMeasures(document).rows.length > 0;
  const year = found.assessedYear ?? (isPlan ? null : findFiscalYear(document, file.name));
  return year === null ? found : { ...found, assessedYear: year };
}
