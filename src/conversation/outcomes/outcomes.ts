import type { Locale } from '../locale.ts';
import type { OutcomeName } from '../flow.ts';
import { menu } from '../menu.ts';
import { explain } from './explain.ts';
import { importPlan } from './import-plan.ts';
import { say } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { makeDocument, publish } from './make-document.ts';
import { createInvitation, linkGroup, register, removeMember } from './people.ts';
import { remind } from './remind.ts';
import { saveReport } from './save-report.ts';
import { showPending } from './show-pending.ts';
import { showSummary } from './show-summary.ts';

const setLanguage: Outcome = ({ answer, facts }) => [
  { type: 'setLocale', locale: String(answer('language')) as Locale },
  say({ kind: 'text', text: { key: 'language.done' }, choices: menu(facts) }),
];

const showHelp: Outcome = ({ facts }) => [
  say({ kind: 'text', text: { key: `help.${facts.standing}` }, choices: menu(facts) }),
];

/** Every outcome by the name flow files use. */
export const OUTCOME: Record<OutcomeName, Outcome> = {
  createInvitation,
  explain,
  importPlan,
  linkGroup,
  makeDocument,
  publish,
  register,
  remind,
  removeMember,
  saveReport,
  setLanguage,
  showHelp,
  showPending,
  showSummary,
};
