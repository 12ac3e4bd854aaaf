import type { Answer, Run, Session } from './session.ts';

/**
 * Which message an answer came from: a message that is taken back takes its answers with it, and nothing else. Under the
 * names of the engine's own: `=held` for words that wait to be understood, `=told` and `=queue` for reports in words.
 */
export type Sources = Readonly<Record<string, string>>;

const HELD = '=held';
const ARGUMENT_TEXT = '=argumentText';
const TOLD = '=told';
const QUEUE = '=queue';

/** A message of a person. */
interface Said {
  messageId: string;
  text: string;
}

/** The session after a message, with what this message gave noted as its. */
export function withSources(before: Session, after: Session, said: Said): Session {
  const known = new Map(before.runs.map((run) => [run.id, run]));
  return { ...after, runs: after.runs.map((run) => sourced(known.get(run.id), run, said)) };
}

function sourced(before: Run | undefined, run: Run, { messageId, text }: Said): Run {
  const isNew = (key: string) => !key.startsWith('=') && run.answers[key] !== before?.answers[key];
  const names = [
    // What was taken over from an earlier report is nobody's of this message.
    ...Object.keys(run.answers).filter((key) => isNew(key) && mayBeOf(run.answers[key], text)),
    ...(run.held !== undefined && run.held !== before?.held ? [HELD] : []),
    ...(run.argument !== undefined && run.argument !== before?.argument ? [ARGUMENT_TEXT] : []),
    ...(run.told !== undefined && before?.told === undefined ? [TOLD] : []),
    ...(run.queue !== undefined && before?.queue === undefined ? [QUEUE] : []),
  ];
  if (names.length === 0) return run;
  return { ...run, sources: { ...run.sources, ...Object.fromEntries(names.map((name) => [name, messageId])) } };
}

/** Names of choices and numbers are read out of words; words are the person's own. */
const mayBeOf = (answer: Answer | undefined, text: string): boolean =>
  typeof answer !== 'string' || /^[\w:.-]+$/.test(answer) || answer.split(/\s+/).every((word) => text.includes(word));

/** The answers of a run that a message gave. */
export const answersFrom = ({ sources = {} }: Run, messageId: string): string[] =>
  Object.keys(sources).filter((name) => sources[name] === messageId && !name.startsWith('='));

/** Whether anything of a run came from a message. */
export const isFrom = ({ sources = {} }: Run, messageId: string): boolean => Object.values(sources).includes(messageId);

/** A run without what a message gave. */
export function withoutMessage(run: Run, messageId: string): Run {
  const { sources = {}, held, argument, told, queue, answers, ...rest } = run;
  const isGone = (name: string) => sources[name] === messageId;
  const kept = <Value>(name: string, key: string, value: Value | undefined) =>
    value === undefined || isGone(name) ? {} : { [key]: value };
  return {
    ...rest,
    answers: without(answers, isGone),
    sources: without(sources, isGone),
    ...kept(HELD, 'held', held),
    ...kept(ARGUMENT_TEXT, 'argument', argument),
    ...kept(TOLD, 'told', told),
    ...kept(QUEUE, 'queue', queue),
  };
}

const without = <Value>(record: Readonly<Record<string, Value>>, isGone: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !isGone(name)));
