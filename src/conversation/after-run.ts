import { HELD } from './answers/evidence.ts';
import type { Facts, MeasureFacts } from './facts.ts';
import type { Flow } from './flow.ts';
import type { Message } from './message.ts';
import { finished, sentence } from './outcomes/outcome.ts';
import { OUTCOME } from './outcomes/outcomes.ts';
import type { Moved } from './run.ts';
import { nameOf } from './run-name.ts';
import { PIECE } from './sent.ts';
import { withEnded, withTop } from './session.ts';
import type { Run } from './session.ts';
import type { Talk } from './turn.ts';

/** A run that is over leaves the session: what it was for is done, or it is said that nothing was. */
export function endRun(talk: Talk, flow: Flow, { run, state }: Moved): void {
  const how = state === 'cancelled' ? 'cancelled' : 'saved';
  talk.session = withEnded(withTop(talk.session), run, how);
  if (state === 'cancelled') talk.notes.push(cancelled(talk, flow, run));
  else finish(talk, flow, run);
}

/** What was sent without a measure goes with the question of which it is; what is evidence of one stays. */
function cancelled(talk: Talk, flow: Flow, run: Run): Message {
  if (flow.outcome !== 'evidence') {
    const what = { text: nameOf(flow, run, talk.facts) };
    const more = run.queue?.drafts.length ?? 0;
    return more === 0
      ? sentence('control.cancelled', { what })
      : sentence('control.cancelledAll', { what, count: more });
  }
  const held = run.answers[PIECE] === HELD ? (talk.facts.evidence?.held ?? []).map(({ id }) => id) : [];
  if (held.length > 0) talk.owe({ type: 'dropEvidence', pieces: held });
  return held.length > 0 ? sentence('evidence.dropped', { count: held.length }) : sentence('evidence.closedNow');
}

/** Does what a finished run is for; what concerns the conversation alone is kept for what follows. */
function finish(talk: Talk, flow: Flow, run: Run): void {
  const locale = talk.session.locale ?? 'th';
  for (const effect of OUTCOME[flow.outcome](finished(flow, run, talk.facts, locale))) {
    if (effect.type === 'say') talk.notes.push(...effect.messages);
    else if (effect.type === 'begin') talk.next = effect.measureId;
    else if (effect.type === 'openEdit' || effect.type === 'openReview') talk.opening = effect;
    else if (effect.type === 'reported') talk.facts = withReported(talk.facts, effect.row);
    else talk.owe(effect);
    talk.isHandingOver ||=
      effect.type === 'handOver' && effect.giver === talk.facts.member?.id && effect.taker !== undefined;
    if (effect.type === 'setLocale') talk.session = { ...talk.session, locale: effect.locale };
  }
}

const withReported = (facts: Facts, saved: MeasureFacts): Facts => ({
  ...facts,
  plans: facts.plans.map((plan) => ({ ...plan, rows: plan.rows.map((row) => (row.id === saved.id ? saved : row)) })),
});
