import { organisationKey } from '../thai/organisation-names.ts';
import type { Organisation, Store } from './store-port.ts';

/** The organisation of a full name, however its type is abbreviated; `null`: there is none. */
export async function organisationNamed(
  store: Pick<Store, 'organisations'>,
  name: string,
): Promise<Organisation | null> {
  const all = await store.organisations.all();
  const key = organisationKey(name);
  return all.find((one) => one.name === name) ?? all.find((one) => organisationKey(one.name) === key) ?? null;
}

/** The same, made when there is none: one office must not become two by its abbreviation. */
export const ensureOrganisation = async (store: Pick<Store, 'organisations'>, name: string): Promise<Organisation> =>
  (await organisationNamed(store, name)) ?? store.organisations.ensure(name);
