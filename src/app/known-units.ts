import type { UnitFacts } from '../conversation/facts.ts';
import type { ImportedPlan } from '../importing/imported-plan.ts';
import { sameUnit } from '../thai/units.ts';
import type { Store } from './store-port.ts';

/** Names of units that members belong to or other plans name. */
export async function unitsInUse(
  store: Pick<Store, 'plans' | 'members'>,
  organisationId: string,
  { kind, fiscalYear }: Pick<ImportedPlan, 'kind' | 'fiscalYear'>,
): Promise<string[]> {
  const [plans, members] = await Promise.all([store.plans.all(organisationId), store.members.list(organisationId)]);
  const others = plans.filter((plan) => plan.kind !== kind || plan.fiscalYear !== fiscalYear);
  const planned = others.flatMap(({ measures }) =>
    measures.flatMap(({ measure: { responsibleUnits, steps = [] } }) => [
      ...responsibleUnits,
      ...steps.flatMap((step) => step.responsibleUnits),
    ]),
  );
  return [...new Set([...members.flatMap(({ units }) => units), ...planned])];
}

/** The plan with the office's own spelling of the units it knows already; the file's becomes another name of each. */
export function inKnownUnits(
  imported: ImportedPlan,
  inUse: readonly string[],
  units: readonly UnitFacts[],
): ImportedPlan {
  const known = units.filter(({ name }) => inUse.includes(name));
  const names = new Map(
    imported.units.flatMap(({ name, aliases }) => {
      const same = known.find((unit) => [unit.name, ...unit.aliases].some((spelling) => sameUnit(spelling, name)));
      return same === undefined || same.name === name ? [] : [[name, { own: same.name, aliases: [name, ...aliases] }]];
    }),
  );
  if (names.size === 0) return imported;
  const renamed = (spellings: readonly string[]) => [...new Set(spellings.map((name) => names.get(name)?.own ?? name))];
  return {
    ...imported,
    units: imported.units.map(({ name, aliases }) => {
      const known = names.get(name);
      return known === undefined ? { name, aliases } : { name: known.own, aliases: known.aliases };
    }),
    measures: imported.measures.map((measure) => ({
      ...measure,
      responsibleUnits: renamed(measure.responsibleUnits),
      ...(measure.steps === undefined
        ? {}
        : { steps: measure.steps.map((step) => ({ ...step, responsibleUnits: renamed(step.responsibleUnits) })) }),
    })),
  };
}
