import { createHash } from 'node:crypto';
import { ensureOrganisation } from '../app/organisation-named.ts';
import { storePlan } from '../app/store-plan.ts';
import type { Store } from '../app/store-port.ts';
import type { Clock } from '../clock.ts';
import { importPlan } from '../importing/import-plan.ts';

/** An organisation to make: of a name, of a plan's file, or of both (the name then goes before the file's). */
export interface WantedOrganisation {
  name?: string;
  file?: { name: string; bytes: Uint8Array };
}

/** Makes an organisation, or gives one that is there a plan; returns its name and the number of measures in the file. */
export type MakeOrganisation = (wanted: WantedOrganisation) => Promise<{ name: string; measures: number }>;

/** Organisations for the simulator's page, so that nobody has to stop it for an import. */
export function makeOrganisations(store: Store, clock: Clock): MakeOrganisation {
  return async ({ name, file }) => {
    if (file === undefined) {
      if (name === undefined) throw new Error('neither a name nor a file');
      return { name: (await ensureOrganisation(store, name)).name, measures: 0 };
    }
    const imported = importPlan(file, name === undefined ? {} : { organisation: name });
    const id = createHash('sha256').update(file.bytes).digest('hex');
    const { organisation } = await storePlan(store, imported, id, clock.now());
    return { name: organisation.name, measures: imported.measures.length };
  };
}
