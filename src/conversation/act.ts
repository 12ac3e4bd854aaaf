import { follow, start } from './begin.ts';
import { asksForCode } from './book.ts';
import type { Flow } from './flow.ts';
import { isSeriesStart } from './opening.ts';
import { nextAfter } from './own-measures.ts';
import { path } from './path.ts';
import { moveRun } from './run.ts';
import type { Action } from './run.ts';
import { topRun, withTop } from './session.ts';
import type { Run } from './session.ts';
import type { Talk, Turn } from './turn.ts';

/** What the person did about the open question. */
export function act(talk: Talk, action: Action): Turn {
  const run = topRun(talk.session);
  if (run === undefined) return talk.done();
  // What was meant for a question that is no longer open must not answer the one that took its place.
  const cancels = action.type === 'control' && action.control === 'cancel';
  if (talk.displaced && !cancels) return talk.reask();
  const flow = talk.flow(run);
  const passed = action.type === 'control' && action.control === 'skip' ? passedOver(talk, flow, run) : undefined;
  if (passed !== undefined) {
    talk.session = withTop(talk.session);
    return start(talk, 'report', { tapped: passed, series: true });
  }
  if (action.type === 'typed' && asksForCode(flow, run)) talk.countWrongCode();
  return follow(talk, flow, moveRun(flow, run, action, talk.facts));
}

/** In a series a measure may be left for later: the one that comes after it. */
function passedOver(talk: Talk, flow: Flow, run: Run): string | undefined {
  if (!isSeriesStart(run, path(flow, run.answers, talk.facts))) return undefined;
  return nextAfter(String(run.answers['measure']), talk.facts.plans, talk.facts.member)?.id;
}
