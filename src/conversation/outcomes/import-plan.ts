import { nextSteps } from '../menu.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** The plan of the file becomes the plan of the office. */
export const importPlan: Outcome = ({ facts, answer }) => {
  if (answer('other') === 'no') return [say(sentence('planFile.kept'))];
  const year = answer('year');
  return [
    {
      type: 'importPlan',
      uploadId: String(answer('file')),
      ...(typeof year === 'number' ? { fiscalYear: year } : {}),
    },
    say({
      kind: 'text',
      text: { key: 'planFile.done' },
      choices: nextSteps(facts, ['invite', 'report', 'summary']),
    }),
  ];
};
