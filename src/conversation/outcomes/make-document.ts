import { DOCUMENTS } from '../documents.ts';
import type { OfferedFormat } from '../documents.ts';
import type { Facts } from '../facts.ts';
import type { Message } from '../message.ts';
import { PLANS_OF } from '../../reporting/document-kinds.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** A document of the plan it is about, as it stands at this moment. What came of it is said when it is made. */
export const makeDocument: Outcome = ({ facts, answer }) => {
  const document = DOCUMENTS[String(answer('document')) as keyof typeof DOCUMENTS];
  const plans = facts.plans.filter(({ kind }) => PLANS_OF[document].includes(kind));
  const plan = plans.find(({ id }) => id === answer('plan')) ?? plans[0];
  if (plan === undefined) return [say(sentence('plan.none'))];
  const format = String(answer('format')) as OfferedFormat;
  const { id: planId, round } = plan;
  return [{ type: 'makeDocument', document, format, planId, round, token: facts.freshToken }];
};

/** What the documents of a plan say in words, while it can still be changed. */
const paragraphs = ({ documentSettings }: Facts, planId: string): Message => ({
  kind: 'card',
  title: { key: 'documentSettings.paragraphs' },
  rows: (documentSettings?.plans[planId]?.paragraphs ?? [])
    .filter(({ now }) => now !== '')
    .map(({ part, now }) => ({ label: { key: `documents.part.${part}` }, value: { verbatim: now } })),
  note: { key: 'documentSettings.paragraphsNote' },
});

/** The plan as it stands is shown to everyone, or no longer; before that the coordinator looks at it. */
export const publish: Outcome = ({ facts, answer }) => {
  const plan = facts.plans.find(({ id }) => id === answer('plan')) ?? facts.plans[0];
  if (plan === undefined) return [say(sentence('plan.none'))];
  const { id: planId, round, kind } = plan;
  if (answer('act') === 'preview') {
    const document = kind === 'action-plan' ? 'action-plan-report' : 'measures-report';
    return [
      say(paragraphs(facts, planId)),
      { type: 'makeDocument', document, format: 'html', planId, round, token: facts.freshToken },
    ];
  }
  return [{ type: 'publish', planId, round, isPublic: answer('act') === 'publish' }];
};
