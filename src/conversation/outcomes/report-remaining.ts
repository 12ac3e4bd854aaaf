import { remaining } from '../own-measures.ts';
import { menu } from '../menu.ts';
import { say } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Begins the first of the measures a person is still to report; after each that is saved comes the next. */
export const reportRemaining: Outcome = ({ facts }) => {
  const next = remaining(facts.plans, facts.member)[0];
  if (next !== undefined) return [{ type: 'begin', measureId: next.id }];
  return [say({ kind: 'text', text: { key: 'report.noneLeft' }, choices: menu(facts) })];
};
