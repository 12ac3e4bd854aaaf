import { changeName, changeNamed } from '../answers/change.ts';
import { chosenMeasure } from '../conditions.ts';
import { nextSteps } from '../menu.ts';
import { changeRows } from '../report-rows.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** One change of a report in full: from what to what, nothing left out. */
export const showChange: Outcome = ({ facts, answer }) => {
  const situation = { answers: { measure: answer('measure') ?? null }, facts };
  const row = chosenMeasure(situation);
  if (row === undefined) return [say(sentence('report.gone'))];
  const change = changeNamed(String(answer('change') ?? ''), situation);
  const { number, title } = row.measure;
  if (change === undefined) return [say(sentence('changes.none', { number, title }))];
  const { before, after, comment } = change;
  return [
    say({
      kind: 'card',
      title: { key: 'changes.title', params: { number, title } },
      rows: [
        { label: { key: 'changes.who' }, value: changeName(change) },
        ...(comment === undefined ? [] : [{ label: { key: 'review.comment.label' }, value: { verbatim: comment } }]),
        ...changeRows(before, after),
      ],
      choices: [
        { label: { key: 'changes.all' }, data: commandTap('history', row.id) },
        ...nextSteps(facts, ['report']),
      ],
    }),
  ];
};
