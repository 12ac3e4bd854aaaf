import type { Locale } from '../locale.ts';
import { BASIS } from '../conditions.ts';
import { path } from '../path.ts';
import type { PlacedStep } from '../path.ts';
import type { Effect } from '../effects.ts';
import type { Facts } from '../facts.ts';
import type { Flow } from '../flow.ts';
import type { Message, Params } from '../message.ts';
import type { Answer, Run } from '../session.ts';

/** A finished run, as an outcome sees it. Only answers on the path count: those of questions no longer asked do not. */
export interface Finished {
  facts: Facts;
  locale: Locale;
  steps: PlacedStep[];
  /** The answer of a step; `undefined` when it was not asked or was skipped. */
  answer: (id: string, index?: number) => string | number | undefined;
  /** What the plans were when a file was shown. */
  basis: Answer | undefined;
}

/** What a finished flow does: pure, the last effect says what happened. */
export type Outcome = (finished: Finished) => Effect[];

/** Reads a finished run. */
export function finished(flow: Flow, run: Run, facts: Facts, locale: Locale): Finished {
  const steps = path(flow, run.answers, facts);
  const asked = new Map<string, Answer | undefined>(steps.map(({ key }) => [key, run.answers[key]]));
  return {
    facts,
    locale,
    steps,
    basis: run.answers[BASIS],
    answer: (id, index) => asked.get(index === undefined ? id : `${id}.${index}`) ?? undefined,
  };
}

/** A sentence as an effect. */
export const say = (...messages: Message[]): Effect => ({ type: 'say', messages });

/** A sentence as a message. */
export const sentence = (key: string, params?: Params): Message => ({
  kind: 'text',
  text: params === undefined ? { key } : { key, params },
});
