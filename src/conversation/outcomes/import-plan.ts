import { nextSteps } from '../menu.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** The plan of the file becomes the plan of the office. */
export const importPlan: Outcome = ({ facts, answer, basis }) => {
  if (answer('other') === 'no') return [say(sentence('planFile.kept'))];
  const upload = facts.uploads.find(({ id }) => id === answer('file'));
  if (upload === undefined || upload.basis !== basis) return [say(sentence('planFile.outdated'))];
  const year = answer('year');
  const reading = upload.read(typeof year === 'number' ? year : undefined);
  const isNew = 'problem' in reading || reading.difference === undefined;
  return [
    {
      type: 'importPlan',
      uploadId: String(answer('file')),
      ...(typeof year === 'number' ? { fiscalYear: year } : {}),
    },
    say({
      kind: 'text',
      text: { key: isNew ? 'planFile.done' : 'planFile.updated' },
      choices: nextSteps(facts, ['invite', 'report', 'summary']),
    }),
  ];
};
