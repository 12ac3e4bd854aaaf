import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { folders } from './folders.ts';
import { OIT_DOCUMENTS } from './reporting/model.ts';
import type { OitDocument } from './reporting/model.ts';

/** By year of the assessment (Buddhist Era) the item that asks for each document; what is not known is absent. */
export type OitItems = Readonly<Partial<Record<number, Readonly<Partial<Record<OitDocument, string>>>>>>;

const item = z.string().regex(/^(?:o[1-9]\d{0,2})?$/);
const schema = z.record(
  z.string().regex(/^25\d\d$/),
  z.strictObject(Object.fromEntries(OIT_DOCUMENTS.map((one) => [one, item]))),
);

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
