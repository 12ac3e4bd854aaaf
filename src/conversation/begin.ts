import { endRun } from './after-run.ts';
import { flowOf } from './book.ts';
import { ARGUMENT } from './conditions.ts';
import { editOf } from './edit.ts';
import type { Edit } from './edit.ts';
import { beginningOf } from './first-answers.ts';
import type { Given } from './first-answers.ts';
import type { Command, Flow, OutcomeName } from './flow.ts';
import { sentence } from './outcomes/outcome.ts';
import type { Open } from './outcomes/outcome.ts';
import { question } from './questions.ts';
import { refusalOf, refused } from './refusal.ts';
import { answeredRun, beginRun } from './run.ts';
import type { Moved } from './run.ts';
import { awaitsEvidence } from './sent.ts';
import { topRun, withTop } from './session.ts';
import type { Run } from './session.ts';
import type { Talk, Turn } from './turn.ts';

/** Conversations that only show something, and make room for any other. */
const LOOKING: readonly OutcomeName[] = ['showChange'];

/** Those that say something at once and change nothing that is asked. */
const SHOWING: readonly OutcomeName[] = ['showSummary', 'showPending', 'showHelp'];

/** Conversations that may wait below the one that is answered. */
const MOST_RUNS = 3;

/** The first contact: an unknown person begins to register. */
export function hello(talk: Talk): Turn {
  const unknown = talk.facts.standing === 'stranger' && talk.facts.chat === 'user';
  if (unknown && topRun(talk.session) === undefined) return start(talk, 'register');
  return talk.note(sentence('bot.hello')).reask();
}

/** Begins the flow of a command, if this person may and here. */
export function start(talk: Talk, command: Command, given: Given = {}): Turn {
  const flow = flowOf(talk.book, command);
  if (flow === undefined) return talk.note(sentence('bot.notUnderstood')).reask();
  const refusal = refusalOf(talk, flow, command, given);
  if (refusal !== null) return refused(talk, refusal);
  if (command === 'register' && given.typed !== undefined) talk.countWrongCode();
  const before = topRun(talk.session);
  const moved = goneOn(talk, flow, beginRun(flow, talk.facts, talk.runId, beginningOf(talk, flow, given)));
  const same = moved.state === 'open' ? alreadyOpen(talk, flow, moved.run) : undefined;
  if (same !== undefined)
    return talk.goBackTo(given.drafts === undefined ? same : toldMore(talk, flow, same, moved.run));
  // A conversation in which nothing was answered yet makes room, except for a word about the conversation itself.
  const bare =
    before !== undefined &&
    (Object.keys(before.answers).every((key) => key === ARGUMENT) ||
      LOOKING.includes(talk.flow(before).outcome) ||
      awaitsEvidence(talk.book, talk.session));
  const replaces = bare && flow.outcome !== 'setLanguage';
  if (moved.state === 'open' && !replaces && talk.session.runs.length >= MOST_RUNS) {
    return talk.note(sentence('bot.tooMany', { count: MOST_RUNS })).reask();
  }
  if (moved.state === 'open' && flow.intro !== undefined && talk.facts.member === undefined)
    talk.notes.push(sentence(flow.intro));
  talk.session =
    replaces && moved.state === 'open'
      ? withTop(talk.session, moved.run)
      : { ...talk.session, runs: [...talk.session.runs, moved.run] };
  return follow(talk, flow, moved);
}

/** A waiting run that is about the same: a button pressed twice, a measure asked for again. */
function alreadyOpen(talk: Talk, flow: Flow, fresh: Run): Run | undefined {
  const { argument } = flow;
  const given = argument === undefined ? undefined : fresh.answers[argument];
  if (argument === undefined || given === undefined) return undefined;
  return talk.session.runs.find((run) => run.flow === fresh.flow && run.answers[argument] === given);
}

/** A report that is under way in a group goes on here with what was answered there; what is said now comes on top. */
function goneOn(talk: Talk, flow: Flow, moved: Moved): Moved {
  const { measure } = moved.run.answers;
  const there = talk.facts.elsewhere?.find(
    ({ run, left }) => !left && run.flow === flow.flow && measure !== undefined && run.answers['measure'] === measure,
  );
  const isOpen = talk.session.runs.some((run) => run.flow === flow.flow && run.answers['measure'] === measure);
  if (there === undefined || moved.state !== 'open' || isOpen) return moved;
  talk.effects.push({ type: 'goOnHere', chatId: there.chatId, runs: [there.run.id] });
  return {
    ...moved,
    run: toldMore(talk, flow, there.run, moved.run),
    notes: [...moved.notes, sentence('manners.goneOn')],
  };
}

/** A run that is under way, with what a fresh one about the same was begun with. */
function toldMore(talk: Talk, flow: Flow, run: Run, { answers, queue, touchedAt }: Run): Run {
  const said = Object.fromEntries(Object.entries(answers).filter(([key]) => key === ARGUMENT || !key.startsWith('=')));
  const whole = { ...run, touchedAt, ...(queue === undefined ? {} : { queue }) };
  return answeredRun(flow, whole, said, talk.facts);
}

/** Opens reports as they stand, with what was said of them; one that is open already takes that in. */
export function openEdit(talk: Talk, { drafts, unread }: Edit): Turn {
  if (unread !== undefined) talk.notes.push(sentence('edit.unread', { words: unread }));
  const [draft] = drafts;
  const open = talk.session.runs.find(
    (run) => run.flow === flowOf(talk.book, 'report')?.flow && run.answers['measure'] === draft?.answers['measure'],
  );
  if (open === undefined || draft === undefined || drafts.length > 1)
    return start(talk, 'report', { drafts: { drafts, count: drafts.length } });
  return talk.goBackTo(answeredRun(talk.flow(open), open, draft.said ?? {}, talk.facts));
}

/** Takes the run where it moved to; a finished one does its outcome and gives way to the one below. */
export function follow(talk: Talk, flow: Flow, moved: Moved): Turn {
  talk.notes.push(...moved.notes);
  if (moved.state === 'open') {
    talk.session = withTop(talk.session, moved.run);
    return talk.answerWith(question(flow, moved.run, talk.facts));
  }
  endRun(talk, flow, moved);
  const { queue } = moved.run;
  // Who cancels one of several that came in one message cancels them all, and is told so.
  const waits = moved.state === 'finished' && queue !== undefined && queue.drafts.length > 0;
  if (waits) return start(talk, 'report', { drafts: queue });
  if (talk.next !== undefined) return start(talk, 'report', { tapped: talk.next, series: true });
  if (talk.opening !== undefined) return opened(talk, talk.opening);
  if (talk.isHandingOver) return talk.answerWith();
  // In a group the card of the open question still stands there, with its buttons.
  const isShown = talk.facts.chat !== 'user' && SHOWING.includes(flow.outcome) && !talk.displaced;
  if (isShown && topRun(talk.session) !== undefined) return talk.answerWith();
  const over = topRun(talk.session) === undefined && moved.state === 'cancelled';
  return talk.reask(over ? undefined : moved.state);
}

/** A report opens that the conversation just ended asked for. */
function opened(talk: Talk, { type, measureId }: Open): Turn {
  delete talk.opening;
  if (type === 'openReview') return start(talk, 'review', { tapped: measureId });
  const edit = editOf(talk.facts, measureId, '');
  return edit === null ? talk.note(sentence('report.gone')).reask() : openEdit(talk, edit);
}
