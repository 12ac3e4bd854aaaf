import { HELD, LINK } from './answers/evidence.ts';
import { start } from './begin.ts';
import { flowOf } from './book.ts';
import { chosenMeasure, chosenPlan } from './conditions.ts';
import { attach, incomplete, lateMeasure, measureOf, receipt, remember, take } from './evidence.ts';
import type { EvidenceOf } from './evidence.ts';
import { isLink, linkIn } from './links.ts';
import type { AboutReport } from './message.ts';
import { awaitsEvidence, mayReport, PIECE, runAbout, takesLinks } from './sent.ts';
import type { Sent } from './sent.ts';
import { topRun } from './session.ts';
import type { Run } from './session.ts';
import type { Talk, Turn } from './turn.ts';
import { readCommand } from './words.ts';

/** Photos of which some have not come are told of before anything else is answered. `setId`: those that this event is one of. */
export function endSet(talk: Talk, setId?: string): void {
  const { set, ...rest } = talk.memory;
  if (set === undefined || set.id === setId) return;
  talk.memory = set.measure === undefined ? rest : remember(rest, set.kept, false);
  talk.notes.push(...incomplete(set, talk.facts));
}

/** Something that was sent as evidence: of the measure that is talked about, else of the one reported last, else it is asked. */
export function evidenceSent(talk: Talk, set?: Sent['set']): Turn {
  const of = evidenceOf(talk, set);
  const { memory, effects, complete } = take(talk.memory, talk.facts, set, of);
  talk.memory = memory;
  for (const effect of effects) talk.owe(effect);
  if (complete === undefined) return talk.done();
  const found = measureOf(talk.facts, of?.row.id);
  const isAlone = complete.total === 1 && complete.problem !== undefined;
  if (of !== undefined && found !== undefined && !isAlone) {
    const isMoving = topRun(talk.session)?.flow === flowOf(talk.book, 'moveEvidence')?.flow;
    talk.memory = remember(talk.memory, complete.kept, isMoving);
    return talk.note(receipt(complete, found, of.why)).reask();
  }
  if (complete.problem !== undefined) talk.note({ kind: 'text', text: complete.problem });
  if ((talk.facts.evidence?.held ?? []).length === 0) return talk.reask();
  const waiting = talk.session.runs.find(({ answers }) => answers[PIECE] === HELD);
  return waiting === undefined ? start(talk, 'evidence', { given: { [PIECE]: HELD } }) : talk.goBackTo(waiting);
}

/** The measure that something sent now is of. */
function evidenceOf(talk: Talk, set?: Sent['set']): EvidenceOf | undefined {
  const coming = talk.memory.set;
  if (coming !== undefined && coming.id === set?.id) {
    const found = measureOf(talk.facts, coming.measure);
    const { why = 'open', step } = coming;
    return found === undefined ? undefined : { ...found, why, ...(step === undefined ? {} : { step }) };
  }
  const isOpen = talk.facts.chat === 'user' || awaitsEvidence(talk.book, talk.session);
  const run = isOpen ? runAbout(talk.book, talk.session) : undefined;
  const of = run === undefined ? undefined : measureOfRun(talk, run);
  return of ?? lateMeasure(talk.memory, talk.facts);
}

function measureOfRun(talk: Talk, run: Run): EvidenceOf | undefined {
  const situation = { answers: run.answers, facts: talk.facts };
  const [plan, row] = [chosenPlan(situation), chosenMeasure(situation)];
  if (plan === undefined || row === undefined) return undefined;
  const step = /^step[A-Za-z]+\.(\d+)$/.exec(run.at)?.[1];
  return { plan, row, why: 'open', ...(step === undefined ? {} : { step: Number(step) }) };
}

/** A text with a link that is evidence rather than words; `null`: it is none. */
export function linkTyped(talk: Talk, typed: string, elsewhere: boolean, about?: AboutReport): Turn | null {
  if (linkIn(typed) === undefined || !mayReport(talk.facts.standing)) return null;
  if (readCommand(typed, talk.book.words) !== null) return null;
  const run = topRun(talk.session);
  if (about !== undefined) {
    const found = measureOf(talk.facts, about.measureId);
    return found === undefined || found.plan.round !== about.round
      ? null
      : addLink(talk, { ...found, why: 'open' }, typed);
  }
  if (elsewhere) return null;
  if (run !== undefined) {
    const of = takesLinks(talk.book, talk.session) ? measureOfRun(talk, run) : undefined;
    return of === undefined || (!isLink(typed) && !awaitsEvidence(talk.book, talk.session))
      ? null
      : addLink(talk, of, typed);
  }
  if (talk.facts.chat !== 'user' || !isLink(typed)) return null;
  const late = lateMeasure(talk.memory, talk.facts);
  return late === undefined
    ? start(talk, 'evidence', { given: { [PIECE]: `${LINK}${typed.trim()}` } })
    : addLink(talk, late, typed);
}

function addLink(talk: Talk, of: EvidenceOf, typed: string): Turn {
  const { planId, measureId, round, step } = attach([], of);
  const before = (of.row.evidence ?? []).length;
  const target = { planId, measureId, round, ...(step === undefined ? {} : { step }) };
  talk.owe({ type: 'attachLink', ...target, text: typed.trim() });
  const found = measureOf(talk.facts, measureId) ?? of;
  const isNew = (found.row.evidence ?? []).length > before;
  const set = { id: '', total: 1, kept: isNew ? [measureId] : [], same: isNew ? 0 : 1, refused: 0 };
  return talk.note(receipt(set, found, 'open')).reask();
}
