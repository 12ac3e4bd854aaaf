import { fold } from '../../thai/normalise.ts';
import {
  ALL_UNITS,
  conversationsOf,
  giverOf,
  givers,
  movedUnits,
  NEWCOMER,
  rowsOfUnits,
  standingOf,
  takers,
} from '../handover.ts';
import type { Facts, MemberFacts } from '../facts.ts';
import type { Row } from '../message.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers, UNKNOWN } from './kind.ts';
import type { AnswerKind, Offer, Reading } from './kind.ts';
import { memberText } from './member.ts';

/** Whose work is handed over: a member, or somebody who has left. The answer is the member's id. */
export const giver: AnswerKind = {
  offers: ({ situation }) => givers(situation.facts).map((one) => offer(one, situation.facts)),
  read: (typed, placed) => {
    const { facts } = placed.situation;
    const isSelf = facts.wordings('handover.giver.self').some((wording) => fold(wording) === fold(typed));
    return isSelf && facts.member !== undefined ? { answer: facts.member.id } : named(typed, givers(facts), placed);
  },
  tapped: (value, placed) => amongOffers(giver, value, placed),
  gone: (answer, { situation }) => !givers(situation.facts).some(({ id }) => id === answer),
  show: (answer, { situation }) => {
    const found = givers(situation.facts).find(({ id }) => id === answer);
    return found === undefined ? { verbatim: UNKNOWN } : offer(found, situation.facts).label;
  },
};

/** Who takes over: another member of the organisation, or whoever comes with a code. The answer is the member's id. */
export const taker: AnswerKind = {
  offers: ({ situation }) => [
    { value: NEWCOMER, label: { key: 'handover.taker.newcomer' } },
    ...takers(situation).map((one) => ({ value: one.id, label: memberText(one) })),
  ],
  read: (typed, placed) => {
    const isNew = placed.situation.facts
      .wordings('handover.taker.newcomer')
      .some((wording) => fold(wording) === fold(typed));
    return isNew ? { answer: NEWCOMER } : named(typed, takers(placed.situation), placed);
  },
  tapped: (value, placed) => amongOffers(taker, value, placed),
  gone: (answer, { situation }) => answer !== NEWCOMER && !takers(situation).some(({ id }) => id === answer),
  show: (answer, { situation }) => {
    if (answer === NEWCOMER) return { key: 'handover.taker.newcomer' };
    const found = takers(situation).find(({ id }) => id === answer);
    return found === undefined ? { verbatim: UNKNOWN } : memberText(found);
  },
  details: (_answer, placed) => counts(placed),
};

/** All units of the giver, or one of them. The answer is its name. */
export const givenUnits: AnswerKind = {
  offers: ({ situation }) => [
    { value: ALL_UNITS, label: { key: 'handover.units.all' } },
    ...(giverOf(situation)?.units ?? []).map((unit, index) => ({ value: String(index), label: { verbatim: unit } })),
  ],
  read: (typed, { situation }) => {
    if (situation.facts.wordings('handover.units.all').some((wording) => fold(wording) === fold(typed))) {
      return { answer: ALL_UNITS };
    }
    const found = (giverOf(situation)?.units ?? []).filter(
      (unit) => fold(typed) !== '' && fold(unit).includes(fold(typed)),
    );
    return found.length === 1 && found[0] !== undefined
      ? { answer: found[0] }
      : { problem: { key: 'answers.choice.problem' } };
  },
  tapped: (value, { situation }) => {
    const unit = value === ALL_UNITS ? ALL_UNITS : giverOf(situation)?.units[Number(value)];
    return unit === undefined ? { problem: { key: 'answers.gone' } } : { answer: unit };
  },
  gone: (answer, { situation }) => answer !== ALL_UNITS && !(giverOf(situation)?.units ?? []).includes(String(answer)),
  show: (answer) => (answer === ALL_UNITS ? { key: 'handover.units.all' } : { verbatim: String(answer) }),
};

function offer(one: MemberFacts, { members, member }: Facts): Offer {
  if (one.id === member?.id) return { value: one.id, label: { key: 'handover.giver.self' } };
  const label = memberText(one);
  const hasLeft = !members.some(({ id }) => id === one.id);
  return {
    value: one.id,
    label: hasLeft ? { key: 'handover.giver.left', params: { member: { text: label } } } : label,
  };
}

/** A person by name, or part of it. */
function named(typed: string, people: readonly MemberFacts[], { situation }: PlacedStep): Reading {
  const wanted = fold(typed);
  const found = people.filter(({ name }) => wanted !== '' && fold(name).includes(wanted));
  const exact = found.filter(({ name }) => fold(name) === wanted);
  const only = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
  if (only !== undefined) return { answer: only.id };
  if (found.length > 1) return { which: found.slice(0, 10).map((one) => offer(one, situation.facts)) };
  return { problem: { key: 'answers.member.problem' } };
}

/** What goes over, in numbers. */
function counts({ situation }: PlacedStep): Row[] {
  const units = movedUnits(situation);
  const rows = rowsOfUnits(
    situation.facts.plans.flatMap((plan) => plan.rows),
    units,
  );
  const conversations = conversationsOf(situation);
  return [
    { label: { key: 'handover.units.label' }, value: { verbatim: units.length === 0 ? '–' : units.join(', ') } },
    {
      label: { key: 'handover.measures.label' },
      value: { key: 'handover.measures.shown', params: { ...standingOf(rows) } },
    },
    {
      label: { key: 'handover.conversations.label' },
      value: { key: 'handover.conversations.shown', params: { count: conversations } },
    },
  ];
}
