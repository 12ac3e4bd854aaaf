import { AppError } from '../errors.ts';
import { checkPlan } from '../reporting/checks.ts';
import type { Finding, PlanKind, Round } from '../reporting/model.ts';
import type { StatedFigure } from '../reporting/stated-figures.ts';
import { buildMeasures } from './build-measures.ts';
import { findDimensions } from './dimensions.ts';
import type { SourceDocument, Table } from './document.ts';
import { placeOf, textsOf } from './document.ts';
import { findDataAsOf, findFiscalYear, findKind, findRound, findTitle } from './document-facts.ts';
import type { FoundMeasures } from './find-measures.ts';
import { anyField, anyTicks, findMeasures, MOST_ROWS } from './find-measures.ts';
import { findOrganisation } from './find-organisation.ts';
import type { ImportedMeasure, ImportedPlan } from './imported-plan.ts';
import { findIndicators } from './indicators.ts';
import { findIssues } from './issues.ts';
import { headingsOf } from './measure-headings.ts';
import { findNarrative } from './narrative.ts';
import { assumeOrdinance } from './ordinance.ts';
import { readDocument } from './read-document.ts';
import { findReporter } from './reporter.ts';
import { findStatedFigures } from './stated-figures.ts';
import { totalsOf } from './stated-totals.ts';
import { nameUnits } from './name-units.ts';
import { severalSheets } from './xlsx-notes.ts';

export type { ImportedMeasure, ImportedPlan, ImportedStep, ImportedUnit } from './imported-plan.ts';

export interface ImportFile {
  name: string;
  bytes: Uint8Array;
}

/** What a person knows better than the file; each overrides what the file says. */
export interface ImportOptions {
  organisation?: string;
  /** Buddhist Era. */
  fiscalYear?: number;
  kind?: PlanKind;
  round?: Round;
}

/**
 * Reads a plan and what was reported of it out of a file (xlsx, docx, html, csv or text, by its content), with everything in it that
 * does not add up: the one way in. Nothing is corrected and nothing is stored.
 * @throws AppError as `readDocument` does, and `import-no-table`, `import-too-many-rows`, `import-no-organisation`,
 *   `import-no-year`; nothing else, whatever the file holds
 */
export function importPlan(file: ImportFile, options: ImportOptions = {}): ImportedPlan {
  const { document, isRepaired } = readDocument(file.bytes);
  const found = findMeasures(document);
  if (found.rows.length === 0) throw new AppError('import-no-table', { params: { file: file.name } });
  if (found.rows.length > MOST_ROWS) {
    throw new AppError('import-too-many-rows', {
      params: { file: file.name, rows: found.rows.length, most: MOST_ROWS },
    });
  }
  const named = findOrganisation(document);
  const organisation = options.organisation ?? named?.organisation;
  if (organisation === undefined) throw new AppError('import-no-organisation', { params: { file: file.name } });
  const fiscalYear = options.fiscalYear ?? findFiscalYear(document, file.name);
  if (fiscalYear === null) throw new AppError('import-no-year', { params: { file: file.name } });
  const { organisation: _ofFile, ...place } = named ?? { organisation };
  const plan = readPlan(document, found, { ...place, organisation, fiscalYear }, options);
  return isRepaired ? { ...plan, findings: [TEXT_REPAIRED, ...plan.findings] } : plan;
}

const TEXT_REPAIRED: Finding = { code: 'text-repaired', severity: 'info', where: 'plan' };

function readPlan(
  document: SourceDocument,
  found: FoundMeasures,
  about: Pick<ImportedPlan, 'organisation' | 'district' | 'province' | 'fiscalYear'>,
  options: ImportOptions,
): ImportedPlan {
  const dimensions = findDimensions(document);
  const built = buildMeasures(found.rows, { fiscalYear: about.fiscalYear, dimensions });
  const isOfMeasures = (table: Table) => found.tables.has(table);
  const stated = [...findStatedFigures(document, isOfMeasures), ...totalsOf(found.totals)];
  const ordinance = assumeOrdinance(built.measures, stated);
  const { measures, units } = nameUnits(ordinance.measures);
  const ita = findIndicators(document);
  const round = options.round ?? findRound(document);
  const title = findTitle(document);
  const headings = headingsOf(found.layouts);
  const issues = findIssues(document);
  const reporter = findReporter(document);
  const narrative = findNarrative(document, isOfMeasures);
  const initialProjects = valueOf(stated, 'initialProjects');
  const inOrdinanceStated = valueOf(stated, 'inOrdinance');
  const plan = {
    ...about,
    kind: options.kind ?? findKind(document) ?? kindByColumns(found),
    ...(round === null ? {} : { round }),
    ...(title === null ? {} : { documentTitle: title }),
    dimensions,
    units,
    measures,
    ...(Object.keys(headings).length === 0 ? {} : { headings }),
    ...ita,
    ...(issues.length === 0 ? {} : { issues }),
    ...(reporter === null ? {} : { reporter }),
    ...(Object.keys(narrative).length === 0 ? {} : { narrative }),
    ...(initialProjects === undefined ? {} : { initialProjects }),
    ...(inOrdinanceStated === undefined ? {} : { inOrdinanceStated }),
    dataAsOf: findDataAsOf(document),
  };
  const checked = checkPlan({
    ...plan,
    stated,
    expectsResults: plan.kind === 'measures' && saysResults(built.measures),
    texts: textsOf(document).map(({ line, column, text }) => ({ where: placeOf(document, line, column), text })),
  });
  const findings = [...readingFindings(document, found), ...built.findings, ...ordinance.findings, ...checked];
  return { ...plan, findings };
}

const valueOf = (stated: readonly StatedFigure[], figure: StatedFigure['figure']): number | undefined =>
  stated.find((one) => one.figure === figure && one.dimension === undefined)?.value;

/** An action plan has dimensions, money or status ticks; a report of measures has none of them. */
function kindByColumns(found: FoundMeasures): PlanKind {
  const isAction =
    anyTicks(found) || (['dimension', 'plannedBudget', 'disbursed'] as const).some((field) => anyField(found, field));
  return isAction ? 'action-plan' : 'measures';
}

/** Whether results are reported at all: a form with columns for them that are still empty is a plan. */
const saysResults = (measures: readonly ImportedMeasure[]): boolean =>
  measures
    .flatMap((measure) => [measure, ...(measure.steps ?? [])])
    .some(({ result, outcome }) => result !== undefined || outcome !== undefined);

/** What the reading itself has to tell: what is hidden, rows put back into their columns, columns nobody asked for. */
function readingFindings(document: SourceDocument, found: FoundMeasures): Finding[] {
  const { notes = [], sheetOf } = document;
  const shifted = found.shifted.map((line): Finding => ({
    code: 'row-shifted',
    severity: 'info',
    where: placeOf(document, line),
  }));
  const sheets = sheetOf === undefined ? [] : severalSheets(found.rows.map(({ line }) => sheetOf(line)));
  const findings = [...notes, ...sheets, ...shifted];
  const unknown = new Set(
    found.layouts.flatMap(({ columns, headings }) =>
      headings.filter((heading, index) => columns[index] === null && heading !== ''),
    ),
  );
  if (unknown.size > 0) {
    const params = { columns: [...unknown].slice(0, 8).join(' · ') };
    findings.push({ code: 'columns-not-used', severity: 'info', where: 'plan', params, computed: unknown.size });
  }
  return findings;
}
