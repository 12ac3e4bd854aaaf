import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { folders } from './folders.ts';
import type { DocumentKind } from './reporting/document-kinds.ts';
import { OIT_DOCUMENTS } from './reporting/model.ts';
import type { OitDocument, Round } from './reporting/model.ts';

/** By year of the assessment (Buddhist Era) the item that asks for each document; what is not known is absent. */
export type OitItems = Readonly<Partial<Record<number, Readonly<Partial<Record<OitDocument, string>>>>>>;

const item = z.string().regex(/^(?:o[1-9]\d{0,2})?$/);
const schema = z.record(
  z.string().regex(/^25\d\d$/),
  z.strictObject(Object.fromEntries(OIT_DOCUMENTS.map((one) => [one, item]))),
);

/** An item of the open data tool, and the assessment that asks it; Buddhist Era. */
export interface OitAnswer {
  item: string;
  assessedYear: number;
}

/**
 * The item that a document answers; `null`: none, or none that is known.
 *
 * The rule follows from the calendar of the field: an assessment of fiscal year Y is over before Y is. It asks for what is there by
 * then: the measures and the action plan of Y, the follow-up of the plan after the first six months of Y, and for the second round that
 * of the year before. The report of measures it asked of Y itself until 2566; from 2567 on of the whole year before. The action plan as
 * such is none of the documents made here. An item left empty in the table is not asked, or not known, and answered by nothing.
 */
export function oitAnswer(
  kind: DocumentKind,
  { fiscalYear, round }: { fiscalYear: number; round: Round },
  table: OitItems = knownItems(),
): OitAnswer | null {
  const asked = askedBy(kind, fiscalYear, round);
  const item = asked === null ? undefined : table[asked.assessedYear]?.[asked.document];
  return asked === null || item === undefined ? null : { item, assessedYear: asked.assessedYear };
}

/** From this assessment on the report of measures is of the year before. */
const FIRST_OF_THE_YEAR_BEFORE = 2567;

/** What an assessment asks a document for, and the year of that assessment. */
function askedBy(
  kind: DocumentKind,
  fiscalYear: number,
  round: Round,
): { document: OitDocument; assessedYear: number } | null {
  switch (kind) {
    case 'action-plan-report':
    case 'copy-sheet':
      return round === 6
        ? { document: 'sixMonth', assessedYear: fiscalYear }
        : { document: 'yearly', assessedYear: fiscalYear + 1 };
    case 'measures-plan':
      return { document: 'measures', assessedYear: fiscalYear };
    case 'measures-report': {
      const isWholeYear = round === 12 && fiscalYear + 1 >= FIRST_OF_THE_YEAR_BEFORE;
      if (isWholeYear) return { document: 'measuresReport', assessedYear: fiscalYear + 1 };
      return fiscalYear < FIRST_OF_THE_YEAR_BEFORE ? { document: 'measuresReport', assessedYear: fiscalYear } : null;
    }
    case 'evidence-index':
      return null;
  }
}

/** The items of the open data tool: editable data, since the commission numbers them anew in most years. */
export function readOitItems(): OitItems {
  const years = schema.parse(JSON.parse(readFileSync(join(folders.data, 'oit-items.json'), 'utf8')));
  return Object.fromEntries(
    Object.entries(years).map(([year, items]) => [
      year,
      Object.fromEntries(Object.entries(items).filter(([, name]) => name !== '')),
    ]),
  );
}

/** The table as it was when it was first asked for. */
function knownItems(): OitItems {
  known ??= readOitItems();
  return known;
}

let known: OitItems | undefined;
