import type { Locale } from '../locale.ts';
import type { OutcomeName } from '../flow.ts';
import { toPrivate, wordsFor } from '../in-private.ts';
import { menu } from '../menu.ts';
import { changeDocuments } from './change-documents.ts';
import { evidence, moveEvidence } from './evidence.ts';
import { editReport } from './edit.ts';
import { explain } from './explain.ts';
import { handOver } from './handover.ts';
import { importPlan } from './import-plan.ts';
import { say } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { makeDocument, publish } from './make-document.ts';
import { createInvitation, linkGroup, register, removeMember } from './people.ts';
import { remind } from './remind.ts';
import { reportRemaining } from './report-remaining.ts';
import { review } from './review.ts';
import { saveReport } from './save-report.ts';
import { showChange } from './show-history.ts';
import { showPending } from './show-pending.ts';
import { showSummary } from './show-summary.ts';
import { showWhy } from './show-why.ts';

const setLanguage: Outcome = ({ answer, facts }) => [
  { type: 'setLocale', locale: String(answer('language')) as Locale },
  say({ kind: 'text', text: { key: 'language.done' }, choices: menu(facts) }),
];

/** In a group what can be done there, and the way to the rest. */
const showHelp: Outcome = ({ facts }) => {
  const isHere = facts.chat === 'user' || facts.standing === 'guest' || facts.standing === 'stranger';
  const word = facts.standing === 'guest' ? 'register' : 'help';
  return [
    say({
      kind: 'text',
      text: { key: isHere ? `help.${facts.standing}` : 'manners.help' },
      choices: [...menu(facts), ...toPrivate(facts, wordsFor(facts, word, {}))],
    }),
  ];
};

/** Every outcome by the name flow files use. */
export const OUTCOME: Record<OutcomeName, Outcome> = {
  changeDocuments,
  createInvitation,
  evidence,
  editReport,
  explain,
  handOver,
  importPlan,
  linkGroup,
  makeDocument,
  moveEvidence,
  publish,
  register,
  remind,
  removeMember,
  reportRemaining,
  review,
  saveReport,
  setLanguage,
  showChange,
  showHelp,
  showPending,
  showSummary,
  showWhy,
};
