import { act } from './act.ts';
import { start } from './begin.ts';
import { sentence } from './outcomes/outcome.ts';
import { staleButton } from './over.ts';
import { topRun } from './session.ts';
import { readTap } from './tap.ts';
import type { Talk, Turn } from './turn.ts';

/** Conversations of others whose buttons a person was told about, that are remembered. */
const MOST_FOREIGN = 30;

/** What a button means: the beginning of a flow, an answer to the open question, or something that is over. */
export function tapped(talk: Talk, data: string): Turn {
  const tap = readTap(data);
  if (tap === null) return talk.note(sentence('bot.unknownButton')).reask();
  if (tap.kind === 'command')
    return start(talk, tap.command, tap.argument === undefined ? {} : { tapped: tap.argument });
  const run = topRun(talk.session);
  if (run === undefined || run.id !== tap.run) return pressed(talk, tap.run);
  if (tap.kind === 'control') return act(talk, { type: 'control', control: tap.control });
  if (run.at !== tap.at) return talk.note(sentence('bot.staleButton')).reask();
  return act(talk, { type: 'tapped', at: tap.at, value: tap.value });
}

/** A button of a run that is not answered now. In a group somebody else's is spoken of once, and never again. */
function pressed(talk: Talk, id: string): Turn {
  const { runs, ended = [], toldForeign = [] } = talk.session;
  if (talk.saidSaved.includes(id)) return talk.reask();
  if (talk.session.parked?.some((run) => run.id === id) === true) return talk.note(sentence('manners.parked')).reask();
  const isOwn = runs.some((run) => run.id === id) || ended.some(({ run }) => run === id);
  if (talk.facts.chat === 'user' || isOwn) return talk.note(staleButton(talk, id)).reask();
  if (toldForeign.includes(id)) return talk.notes.length === 0 ? talk.done() : talk.reask();
  talk.session = { ...talk.session, toldForeign: [id, ...toldForeign].slice(0, MOST_FOREIGN) };
  const { owner } = talk.facts;
  if (owner !== undefined) return talk.answerWith(sentence('manners.owner', { name: owner }));
  talk.note(sentence('bot.staleButton'));
  return topRun(talk.session) === undefined ? talk.answerWith() : talk.reask();
}
