import { answeredRows } from './answer-rows.ts';
import type { Book } from './book.ts';
import { chosenMeasure } from './conditions.ts';
import type { Facts } from './facts.ts';
import { isBegun } from './handed-over.ts';
import type { Message, Row } from './message.ts';
import { withEnded } from './session.ts';
import type { Run, Session } from './session.ts';

/** A report under way in a group. `left`: it cannot go on there, since its person or the bot is no longer in it. */
export interface Elsewhere {
  chatId: string;
  run: Run;
  left: boolean;
}

/** The reports a person has begun in a chat, those that wait for the 1:1 chat among them. */
export const reportsUnderWay = (book: Book, { runs, parked = [] }: Pick<Session, 'runs' | 'parked'>): Run[] =>
  [...parked, ...runs].filter((run) => {
    const flow = book.flows.get(run.flow);
    return isBegun(run) && (flow === undefined || flow.outcome === 'saveReport');
  });

/** The session of a group once reports of it go on in the 1:1 chat: their buttons say so. */
export function withoutMoved(session: Session, ids: readonly string[]): Session {
  const { parked = [], ...rest } = session;
  const isMoved = ({ id }: Run) => ids.includes(id);
  const moved = [...parked, ...session.runs].filter(isMoved);
  const waiting = parked.filter((run) => !isMoved(run));
  const left: Session = { ...rest, runs: session.runs.filter((run) => !isMoved(run)) };
  return moved.reduce((after, run) => withEnded(after, run, 'moved'), {
    ...left,
    ...(waiting.length === 0 ? {} : { parked: waiting }),
  });
}

/** A report that was left in a group, in the 1:1 chat: what was answered there, and the run as far as it can go on. */
export function brought(book: Book, run: Run, facts: Facts): { note: Message; run?: Run } {
  const flow = book.flows.get(run.flow);
  const goesOn =
    flow !== undefined &&
    flow.standings.includes(facts.standing) &&
    chosenMeasure({ answers: run.answers, facts }) !== undefined;
  if (!goesOn) return { note: { kind: 'card', title: { key: 'resume.endedWith' }, rows: wordsOf(run) } };
  const rows = answeredRows(flow, run, facts);
  return { note: { kind: 'card', title: { key: 'manners.brought' }, rows }, run: { ...run, brought: true } };
}

/** Where a flow cannot say what answers mean, words of a person are told from names of choices by what those never hold. */
export const wordsOf = (run: Run): Row[] =>
  Object.values(run.answers)
    .filter((answer) => /[^\w:=-]/.test(String(answer ?? '')))
    .map((answer) => ({ label: { key: 'resume.answer' }, value: { verbatim: String(answer) } }));
