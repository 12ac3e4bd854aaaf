import { isOutdated } from './basis.ts';
import { chosenMeasure } from './conditions.ts';
import { brought, reportsUnderWay } from './elsewhere.ts';
import { isBegun } from './handed-over.ts';
import type { Text } from './message.ts';
import { sentence } from './outcomes/outcome.ts';
import { endedWith, savedAlready } from './over.ts';
import { mayHear } from './refusal.ts';
import { nameOf } from './run-name.ts';
import { CONFLICT, topRun, withEnded } from './session.ts';
import type { Run, Session } from './session.ts';
import type { Talk } from './turn.ts';

/** What happened to the conversations of a chat since the last turn: told, before anything is answered. */
export function catchUp(talk: Talk): void {
  bring(talk);
  settle(talk);
}

/** Reports that were left in the middle in a group go on here. */
function bring(talk: Talk): void {
  const { left, ...rest } = talk.session;
  if (left === undefined || talk.facts.elsewhere === undefined) return;
  talk.session = rest;
  for (const { chatId, run } of talk.facts.elsewhere.filter((one) => one.left)) {
    talk.effects.push({ type: 'goOnHere', chatId, runs: [run.id] });
    const came = brought(talk.book, run, talk.facts);
    talk.notes.push(came.note);
    const isOpen = talk.session.runs.some(
      ({ flow, answers }) => flow === run.flow && answers['measure'] === run.answers['measure'],
    );
    if (came.run !== undefined && !isOpen) talk.session = { ...talk.session, runs: [came.run, ...talk.session.runs] };
  }
}

/** Stored runs meet today's flows: those nobody may hold any more end with what was answered, the top one is fitted. */
function settle(talk: Talk): void {
  const place = talk.facts.chat === 'user' ? 'user' : 'group';
  const isHeld = (run: Run) => {
    const flow = talk.book.flows.get(run.flow);
    return (
      flow?.standings.includes(talk.facts.standing) === true && flow.where.includes(place) && mayHear(talk.facts, flow)
    );
  };
  const over = talk.session.runs.filter((run) => !isHeld(run));
  talk.session = { ...talk.session, runs: talk.session.runs.filter(isHeld) };
  if (place === 'user') talk.notes.push(...over.map((run) => endedWith(talk, run)));
  else park(talk, over);
  endSaved(talk);
  tellHandedOver(talk);
  talk.settleTop();
}

/** What cannot go on in a group is not told there: it waits for the 1:1 chat. */
function park(talk: Talk, over: readonly Run[]): void {
  const reports = reportsUnderWay(talk.book, { runs: over });
  if (reports.length > 0) {
    talk.session = { ...talk.session, parked: [...(talk.session.parked ?? []), ...reports] };
    talk.effects.push({ type: 'leaveBehind' });
    talk.notes.push(sentence('manners.parked'));
  } else if (over.length > 0) talk.notes.push(sentence('resume.ended'));
}

/** A report that its person has saved meanwhile in another chat is over here. */
function endSaved(talk: Talk): void {
  for (const run of talk.session.runs) {
    const row = chosenMeasure({ answers: run.answers, facts: talk.facts });
    const isOver =
      row?.report?.memberId !== undefined &&
      row.report.memberId === talk.facts.member?.id &&
      row.report.at > run.touchedAt &&
      run.at !== CONFLICT &&
      talk.flow(run).outcome === 'saveReport' &&
      isOutdated(run, talk.facts);
    if (!isOver) continue;
    talk.displaced ||= topRun(talk.session)?.id === run.id;
    const runs = talk.session.runs.filter(({ id }) => id !== run.id);
    talk.session = withEnded({ ...talk.session, runs }, run, 'saved');
    talk.saidSaved.push(run.id);
    talk.notes.push(savedAlready(row));
    if (talk.facts.chat === 'user' && isBegun(run)) talk.notes.push(endedWith(talk, run));
  }
}

/** What went to somebody else meanwhile is said once; what was typed for it answers nothing. */
function tellHandedOver(talk: Talk): void {
  const { handedOver, ...rest } = talk.session;
  if (handedOver === undefined) return;
  const runs = handedOver.flatMap((one) => one.runs.map((run) => ({ run, to: one.to })));
  talk.displaced ||= runs.length > 0;
  const name = (run: Run): Text => {
    const flow = talk.book.flows.get(run.flow);
    return flow === undefined ? { key: 'resume.answer' } : nameOf(flow, run, talk.facts);
  };
  for (const { run, to } of runs) talk.notes.push(sentence('handover.gone', { what: { text: name(run) }, name: to }));
  const left = handedOver.filter(({ isTaken }) => isTaken !== true);
  const told: Session = { ...rest, ...(left.length === 0 ? {} : { handedOver: left }) };
  talk.session = runs.reduce((session, { run }) => withEnded(session, run, 'handedOver'), told);
}
