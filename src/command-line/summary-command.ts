import { readRound } from '../app/read-plans.ts';
import type { Store } from '../app/store-port.ts';
import { summaryOf } from '../conversation/outcomes/show-summary.ts';
import { plainText } from '../line/plain-text.ts';
import { reportingRound } from '../reporting/rounds.ts';
import type { Summary } from '../reporting/summary.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { readLevelScale } from '../level-scale.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import type { PlanOptions } from './options.ts';
import { organisationOf } from './organisation.ts';
import { planOf } from './plan-of.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** `summary`: the same figures as in the chat. */
export const summaryCommand: Command = async (args, { config, speaker, now, out }) => {
  const { files, json, plan } = readOptions(args, ['organisation', 'year', 'kind', 'round', 'json']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const summary = await withStore(config, (store) => summaryOfPlan(store, plan, now));
  out(json ? `${JSON.stringify(summary)}\n` : `${plainText({ kind: 'summary', summary }, speaker)}\n`);
  return EXIT.done;
};

async function summaryOfPlan(store: Store, options: PlanOptions, now: number): Promise<Summary> {
  const organisation = await organisationOf(store, options.organisation);
  const { round: stored, ...found } = await planOf(store, organisation.id, options, now);
  const round = options.round ?? reportingRound(found.fiscalYear, stored, bangkokDate(now));
  const plan = await readRound(store, organisation.id, found, round);
  const units = await store.units.list(organisation.id);
  return summaryOf({ organisation, units, plans: [plan], scale: readLevelScale(), now }, plan);
}
