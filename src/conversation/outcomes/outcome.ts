import type { Locale } from '../locale.ts';
import { basisOf } from '../basis.ts';
import { BASIS } from '../conditions.ts';
import { path } from '../path.ts';
import type { PlacedStep } from '../path.ts';
import type { Effect } from '../effects.ts';
import type { Facts, MeasureFacts } from '../facts.ts';
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
  /** It is one of the series of those still open. */
  series: boolean;
  /** What the plans were when a file was shown. */
  basis: Answer | undefined;
  /** Revision of the report when the run opened it, 0 where there was none; `undefined`: it opened no report. */
  opened: number | undefined;
  run: Run;
}

/** A report that opens when a conversation has ended. */
export type Open = { type: 'openEdit'; measureId: string } | { type: 'openReview'; measureId: string };

/** What concerns the conversation alone, and is never stored. */
export type Turning =
  /** Another report begins at once, of the series of those still open. */
  | { type: 'begin'; measureId: string }
  /** A report opens at once: as it stands, to be changed, or to be looked at. */
  | Open
  /** A measure as it stands now: what follows in the same turn knows it. */
  | { type: 'reported'; row: MeasureFacts };

/** What a finished flow does: pure, the last effect says what happened. */
export type Outcome = (finished: Finished) => (Effect | Turning)[];

/** Reads a finished run. */
export function finished(flow: Flow, run: Run, facts: Facts, locale: Locale): Finished {
  const steps = path(flow, run.answers, facts);
  const asked = new Map<string, Answer | undefined>(steps.map(({ key }) => [key, run.answers[key]]));
  return {
    facts,
    locale,
    steps,
    series: run.series === true,
    basis: run.answers[BASIS],
    opened: basisOf(run.answers, facts),
    run,
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
