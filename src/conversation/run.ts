import { fields } from './answer-rows.ts';
import { KINDS } from './answers/kinds.ts';
import type { Reading } from './answers/kind.ts';
import { decided, isUnseen, withBasis, withSeen } from './basis.ts';
import { offersNow } from './buttons.ts';
import { ARGUMENT, chosenMeasure, GIVEN } from './conditions.ts';
import type { Facts } from './facts.ts';
import type { Flow } from './flow.ts';
import type { Message, Text } from './message.ts';
import { firstOpen, isAsked, path } from './path.ts';
import type { PlacedStep } from './path.ts';
import { readChoiceNumber } from '../thai/digits.ts';
import { fold } from '../thai/normalise.ts';
import { CONFIRM, CONFLICT, EDIT, RESUME } from './session.ts';
import type { Answer, Answers, Run } from './session.ts';
import type { Control } from './tap.ts';
import { understood } from './understood.ts';

/** What a person did about the open question of a run. */
export type Action =
  | { type: 'typed'; text: string }
  | { type: 'tapped'; at: string; value: string }
  | { type: 'control'; control: Control };

/** Where a run stands after an action. `notes` are said before its question. */
export interface Moved {
  run: Run;
  state: 'open' | 'finished' | 'cancelled';
  notes: Message[];
}

/** After this long, free text may be a greeting rather than the answer: the person is asked. */
export const RESUME_AFTER_MS = 12 * 60 * 60 * 1000;

/** What a run begins with. */
export type Beginning = { answers?: Answers; argument?: string } & Pick<Run, 'told' | 'queue' | 'series'>;

/** A run of a flow from its beginning, with what the command already said. It may be finished at once. */
export function beginRun(flow: Flow, facts: Facts, id: string, given: Beginning): Moved {
  const argument = given.argument === undefined || given.argument === '' ? null : given.argument;
  const run: Run = {
    id,
    flow: flow.flow,
    version: flow.version,
    answers: { ...given.answers, ...(argument === null ? {} : { [ARGUMENT]: GIVEN }) },
    at: CONFIRM,
    page: 0,
    touchedAt: facts.now,
    ...(argument === null ? {} : { argument }),
    ...(given.told === undefined ? {} : { told: given.told }),
    ...(given.queue === undefined ? {} : { queue: given.queue }),
    ...(given.series === true ? { series: true } : {}),
  };
  const settled = settleRun(flow, run, facts).run;
  const gone = Object.keys(settled.answers).length < Object.keys(run.answers).length;
  return goOn(flow, settled, facts, gone ? [say({ key: 'answers.gone' })] : []);
}

/** One step of a run: pure, never loses an answer given earlier. */
export function moveRun(flow: Flow, before: Run, action: Action, facts: Facts): Moved {
  const moved = moveNow(flow, before, { ...before, touchedAt: facts.now }, action, facts);
  // Until the person says what the held text means, the conversation still rests since then.
  return moved.run.at === RESUME ? { ...moved, run: { ...moved.run, touchedAt: before.touchedAt } } : moved;
}

function moveNow(flow: Flow, before: Run, run: Run, action: Action, facts: Facts): Moved {
  if (action.type === 'control') return steer(flow, run, action.control, facts);
  if (run.at === RESUME) return byNumber(flow, run, action, facts, ['useHeld', 'continue', 'cancel']);
  if (run.at === CONFIRM) return byNumber(flow, run, action, facts, ['save', 'edit', 'cancel']);
  if (run.at === CONFLICT) return byNumber(flow, run, action, facts, ['save', 'cancel', 'edit']);
  if (run.at === EDIT) return chooseField(flow, run, action, facts);
  const placed = path(flow, run.answers, facts).find((one) => one.key === run.at);
  if (placed === undefined) return goOn(flow, run, facts, [say({ key: 'resume.changed' })]);
  if (action.type === 'tapped') {
    return accept(flow, run, placed, KINDS[placed.step.answer].tapped(action.value, placed, run.held), facts);
  }
  const idle = facts.now - before.touchedAt > RESUME_AFTER_MS;
  if (idle && placed.step.answer === 'text') {
    return { run: { ...run, at: RESUME, resumeAt: run.at, held: action.text }, state: 'open', notes: [] };
  }
  return accept(flow, run, placed, readTyped(run, placed, action.text), facts, action.text);
}

/**
 * Fits a stored run to the flow and the facts of today: answers that name something no longer there are asked again,
 * a question that no longer exists gives way to the next open one.
 */
export function settleRun(flow: Flow, run: Run, facts: Facts): { run: Run; changed: boolean } {
  const steps = path(flow, run.answers, facts);
  const answers = stillThere(flow, run.answers, facts);
  const gone = Object.keys(answers).length < Object.keys(run.answers).length;
  const standing =
    (!gone && ([EDIT, RESUME, CONFLICT].includes(run.at) || steps.some(({ key }) => key === run.at))) ||
    (run.at === CONFIRM && firstOpen(steps, answers) === undefined);
  if (standing) return { run: { ...run, version: flow.version }, changed: false };
  const open = firstOpen(path(flow, answers, facts), answers);
  return {
    run: { ...withoutHeld(run), version: flow.version, answers, at: open?.key ?? CONFIRM, page: 0 },
    changed: true,
  };
}

function readTyped(run: Run, placed: PlacedStep, text: string): Reading {
  const kind = KINDS[placed.step.answer];
  const offers = offersNow(run, placed);
  const number = kind.readsNumbers === true || offers.length === 0 ? null : readChoiceNumber(text);
  if (number === null) return kind.read(text, placed);
  const offer = offers[number - 1];
  if (offer !== undefined) return kind.tapped(offer.value, placed, run.held);
  const key = kind.takesAnything === true ? 'answers.text.number' : 'answers.number';
  return { problem: { key, params: { count: offers.length } } };
}

/** @param typed what is held while the person chooses among several readings of it */
function accept(flow: Flow, run: Run, placed: PlacedStep, reading: Reading, facts: Facts, typed?: string): Moved {
  if ('problem' in reading) return { run, state: 'open', notes: [say(reading.problem)] };
  if ('which' in reading) {
    const held = reading.held ?? typed ?? run.held;
    return { run: { ...run, page: 0, ...(held === undefined ? {} : { held }) }, state: 'open', notes: [] };
  }
  const notes = reading.note === undefined ? [] : [say(reading.note)];
  const given = answer(run, placed.key, reading.answer);
  const after = withTold({ ...given, answers: { ...given.answers, ...reading.also } }, facts);
  // A measure of the plan chosen before is none of this one's.
  return goOn(flow, { ...after, answers: stillThere(flow, after.answers, facts) }, facts, notes);
}

/** What was said of a measure becomes answers once it is known which one it is. */
function withTold(run: Run, facts: Facts): Run {
  const row = chosenMeasure({ answers: run.answers, facts });
  if (run.told === undefined || row === undefined) return run;
  const { told, ...rest } = run;
  return { ...rest, answers: { ...understood(told.text, told.report, row), ...rest.answers } };
}

/** The answers without those that name something that is not, or no longer, there. */
function stillThere(flow: Flow, answers: Answers, facts: Facts): Answers {
  const gone = path(flow, answers, facts).filter((placed) => {
    const given = answers[placed.key] ?? null;
    return given !== null && (KINDS[placed.step.answer].gone?.(given, placed) ?? false);
  });
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !gone.some((placed) => placed.key === key)));
}

const answer = (run: Run, key: string, value: Answer): Run => ({
  ...withoutHeld(run),
  answers: { ...run.answers, [key]: value },
  page: 0,
});

/** To the first question without an answer; past the last one to the confirmation, or to the end. */
function goOn(flow: Flow, before: Run, facts: Facts, notes: Message[]): Moved {
  const run = withBasis(flow, before, facts);
  const open = firstOpen(path(flow, run.answers, facts), run.answers);
  if (open === undefined) {
    return { run: { ...run, at: CONFIRM }, state: flow.confirm === undefined ? 'finished' : 'open', notes };
  }
  const at: Run = { ...run, at: open.key };
  if (open.step.id !== flow.argument || run.argument === undefined) return { run: at, state: 'open', notes };
  const { argument, ...rest } = at;
  const reading = KINDS[open.step.answer].read(argument ?? '', open);
  const moved = accept(flow, rest, open, reading, facts, argument);
  return { ...moved, notes: [...notes, ...moved.notes] };
}

function steer(flow: Flow, run: Run, control: Control, facts: Facts): Moved {
  const steps = path(flow, run.answers, facts);
  const index = steps.findIndex((one) => one.key === run.at);
  const placed = steps[index];
  const open = (changed: Run, notes: Message[] = []): Moved => ({ run: changed, state: 'open', notes });
  const kind = placed === undefined ? undefined : KINDS[placed.step.answer];
  const meant = kind?.steered?.[control];
  if (placed !== undefined && kind !== undefined && meant !== undefined)
    return accept(flow, run, placed, kind.tapped(meant, placed, run.held), facts);
  switch (control) {
    case 'cancel':
      return { run, state: 'cancelled', notes: run.at === CONFLICT ? [say({ key: 'edit.keptTheirs' })] : [] };
    case 'back': {
      if (run.at === EDIT) return goOn(flow, run, facts, []);
      if (run.at === RESUME) return reopened(flow, run, facts);
      const isOnTheWay = (one: PlacedStep) => isAsked(one) || (run.answers[one.key] ?? null) !== null;
      const before = (run.at === CONFIRM ? steps : steps.slice(0, index)).findLast(isOnTheWay);
      if (run.held !== undefined) return open({ ...withoutHeld(run), page: 0 });
      if (before === undefined || index === 0) return open(run, [say({ key: 'control.noBack' })]);
      return open({ ...run, at: before.key, page: 0 });
    }
    case 'skip':
      if (placed === undefined || !placed.step.optional) return open(run, [say({ key: 'control.noSkip' })]);
      return goOn(flow, answer(run, placed.key, null), facts, []);
    case 'more':
      return open({ ...run, page: run.page + 1 });
    case 'continue':
      if (run.at === RESUME) return reopened(flow, run, facts);
      if (placed !== undefined && run.answers[placed.key] === undefined) return open(run);
      return goOn(flow, withoutHeld(run), facts, []);
    case 'useHeld': {
      if (run.at !== RESUME || run.held === undefined) return open(run);
      const back = reopened(flow, run, facts);
      const asked = path(flow, back.run.answers, facts).find((one) => one.key === back.run.at);
      return asked === undefined
        ? back
        : accept(flow, back.run, asked, readTyped(back.run, asked, run.held), facts, run.held);
    }
    case 'save':
      if (run.at !== CONFIRM && run.at !== CONFLICT) return open(run, [say({ key: 'control.notYet' })]);
      if (isUnseen(run, facts)) return open({ ...withSeen(run, facts), at: CONFLICT });
      return { run: decided(run, facts), state: 'finished', notes: [] };
    case 'edit':
      if (run.at !== CONFIRM && run.at !== CONFLICT) return open(run, [say({ key: 'control.notYet' })]);
      return open({ ...decided(run, facts), at: EDIT, page: 0 });
  }
}

function byNumber(
  flow: Flow,
  run: Run,
  action: Exclude<Action, { type: 'control' }>,
  facts: Facts,
  list: Control[],
): Moved {
  const number = action.type === 'typed' ? readChoiceNumber(action.text) : null;
  const control = number === null ? undefined : list[number - 1];
  if (control === undefined) {
    return { run, state: 'open', notes: [say({ key: 'answers.number', params: { count: list.length } })] };
  }
  return steer(flow, run, control, facts);
}

function chooseField(flow: Flow, run: Run, action: Exclude<Action, { type: 'control' }>, facts: Facts): Moved {
  const offered = fields(flow, run, facts);
  const number = action.type === 'typed' ? readChoiceNumber(action.text) : null;
  const chosen =
    action.type === 'tapped'
      ? offered.find(({ key }) => key === action.value)
      : number === null
        ? fieldNamed(offered, action.text, facts)
        : offered[number - 1];
  if (chosen === undefined) {
    return { run, state: 'open', notes: [say({ key: 'answers.number', params: { count: offered.length } })] };
  }
  return { run: { ...run, at: chosen.key, page: 0 }, state: 'open', notes: [] };
}

/** A field by its name, in any language, when no other has it. */
function fieldNamed(offered: readonly PlacedStep[], typed: string, facts: Facts): PlacedStep | undefined {
  const named = offered.filter(({ step }) => facts.wordings(step.label).some((name) => fold(name) === fold(typed)));
  return named.length === 1 ? named[0] : undefined;
}

/** A run with answers to questions that were not asked: it goes on where one is open. */
export const answeredRun = (flow: Flow, run: Run, said: Answers, facts: Facts): Run =>
  Object.keys(said).length === 0
    ? run
    : goOn(flow, { ...withoutHeld(run), answers: { ...run.answers, ...said }, touchedAt: facts.now }, facts, []).run;

const say = (text: Text): Message => ({ kind: 'text', text });

function withoutHeld(run: Run): Run {
  const { held: _held, resumeAt: _resumeAt, ...rest } = run;
  return rest;
}

/** Back to the question that was open before the held text came, as far as it is still asked. */
function reopened(flow: Flow, run: Run, facts: Facts): Moved {
  const rest = withoutHeld(run);
  const { resumeAt } = run;
  const asked = resumeAt !== undefined && path(flow, run.answers, facts).some(({ key }) => key === resumeAt);
  return asked ? { run: { ...rest, at: resumeAt }, state: 'open', notes: [] } : goOn(flow, rest, facts, []);
}
