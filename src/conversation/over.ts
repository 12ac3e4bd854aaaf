import { answeredRows } from './answer-rows.ts';
import { authorOf } from './author.ts';
import { wordsOf } from './elsewhere.ts';
import type { MeasureFacts } from './facts.ts';
import type { Message } from './message.ts';
import { sentence } from './outcomes/outcome.ts';
import { mayHear } from './refusal.ts';
import type { Run } from './session.ts';
import type { Talk } from './turn.ts';
import { statusOf } from '../reporting/summary.ts';

/** What is said of conversations that are over. */

/** A button of a run that is over says what became of it. */
export function staleButton(talk: Talk, id: string): Message {
  const ended = talk.session.ended?.find(({ run }) => run === id);
  if (ended === undefined) return sentence('bot.staleButton');
  const row = talk.facts.plans.flatMap(({ rows }) => rows).find((one) => one.id === ended.measure);
  if (ended.how === 'handedOver') return sentence('handover.button');
  if (ended.how === 'cancelled') return sentence('bot.buttonCancelled');
  const isSaved = row?.report !== undefined && statusOf(row) !== 'waitingReport';
  if (ended.how === 'moved' && (!isSaved || row.report?.memberId !== talk.facts.member?.id))
    return sentence('manners.moved');
  return isSaved ? savedAlready(row) : sentence('bot.buttonDone');
}

/** How a report that is saved stands, and who saved it when. */
export function savedAlready({ measure, report }: MeasureFacts): Message {
  if (report === undefined) return sentence('bot.buttonDone');
  return sentence('bot.buttonSaved', {
    number: measure.number,
    title: measure.title,
    status: { text: { key: `status.${report.status}` } },
    name: authorOf(report),
    when: { instant: report.at },
  });
}

/** A conversation that cannot go on ends with what was answered in it. */
export function endedWith(talk: Talk, run: Run): Message {
  const flow = talk.book.flows.get(run.flow);
  const known = flow !== undefined && mayHear(talk.facts, flow);
  const rows = known ? answeredRows(flow, run, talk.facts) : wordsOf(run);
  return rows.length === 0 ? sentence('resume.ended') : { kind: 'card', title: { key: 'resume.endedWith' }, rows };
}
