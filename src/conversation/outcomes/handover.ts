import { conversationsOf, giverOf, movedUnits, NEWCOMER } from '../handover.ts';
import type { Effect } from '../effects.ts';
import { commandTap } from '../tap.ts';
import { INVITATION_DAYS, waysIn } from './people.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The work of a member goes to another, or to whoever comes with a code. */
export const handOver: Outcome = ({ facts, answer }) => {
  const answers = { giver: answer('giver') ?? null, units: answer('units') ?? null, leave: answer('leave') ?? null };
  const situation = { answers, facts };
  const giver = giverOf(situation);
  const units = movedUnits(situation);
  const leaves = answers.leave === 'leave';
  if (giver === undefined) return [say(sentence('answers.gone'))];
  if (units.length === 0 && conversationsOf(situation) === 0 && !leaves) {
    return [say(sentence('handover.nothing', { name: giver.name }))];
  }
  const given: Effect = { type: 'handOver', giver: giver.id, units: [...units], leaves };
  const named = { giver: giver.name, units: units.length === 0 ? '–' : units.join(', ') };
  const taker = answer('taker');
  if (taker === NEWCOMER) {
    const expiresAt = facts.now + INVITATION_DAYS * DAY_MS;
    const code = facts.freshCode;
    return [
      { ...given, newcomer: { code, role: giver.role, expiresAt } },
      say(sentence('handover.invited', { ...named, code, until: { instant: expiresAt } }), ...waysIn(facts)),
    ];
  }
  const to = facts.members.find(({ id }) => id === taker);
  return [
    { ...given, taker: String(taker) },
    say({
      kind: 'text',
      text: { key: leaves ? 'handover.doneLeft' : 'handover.done', params: { ...named, taker: to?.name ?? '' } },
      choices: [{ label: { key: 'menu.pending' }, data: commandTap('pending') }],
    }),
  ];
};
