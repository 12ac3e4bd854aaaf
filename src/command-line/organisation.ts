import type { Organisation, Store } from '../app/store-port.ts';
import { organisationKey } from '../thai/organisation-names.ts';
import { AppError } from '../errors.ts';

/**
 * The organisation of this name, or the only one there is.
 * @throws AppError when none is named and there is not exactly one
 */
export async function organisationOf(store: Store, name: string | undefined): Promise<Organisation> {
  const all = await store.organisations.all();
  const only = named(all, name);
  if (only.length === 1 && only[0] !== undefined) return only[0];
  if (all.length === 0) throw new AppError('no-organisation');
  throw new AppError('which-organisation', { params: { names: namesOf(all) } });
}

/**
 * Every organisation, or the one of this name.
 * @throws AppError when the one that is named is not there
 */
export async function organisationsOf(store: Store, name: string | undefined): Promise<Organisation[]> {
  return named(await store.organisations.all(), name);
}

function named(all: Organisation[], name: string | undefined): Organisation[] {
  if (name === undefined) return all;
  const exact = all.filter((one) => one.name === name);
  const found = exact.length > 0 ? exact : all.filter((one) => organisationKey(one.name) === organisationKey(name));
  if (found.length > 0) return found;
  throw all.length === 0
    ? new AppError('no-organisation')
    : new AppError('unknown-organisation', { params: { names: namesOf(all) } });
}

const namesOf = (all: readonly Organisation[]): string => all.map(({ name }) => name).join(', ');
