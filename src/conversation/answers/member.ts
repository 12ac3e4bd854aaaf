import { fold } from '../../thai/normalise.ts';
import { bangkokDate } from '../../thai/calendar.ts';
import type { Facts, MemberFacts } from '../facts.ts';
import type { Text } from '../message.ts';
import type { AnswerKind } from './kind.ts';
import { amongOffers, UNKNOWN } from './kind.ts';

/** A member of the organisation other than oneself. The answer is the member's id. */
export const member: AnswerKind = {
  offers: ({ situation }) => others(situation.facts).map((one) => ({ value: one.id, label: memberText(one) })),
  read: (typed, { situation }) => {
    const wanted = fold(typed);
    const found = others(situation.facts).filter((one) => wanted !== '' && fold(one.name).includes(wanted));
    if (found.length === 1 && found[0] !== undefined) return { answer: found[0].id };
    if (found.length > 1)
      return { which: found.slice(0, 10).map((one) => ({ value: one.id, label: memberText(one) })) };
    return { problem: { key: 'answers.member.problem' } };
  },
  tapped: (value, placed) => amongOffers(member, value, placed),
  gone: (answer, { situation }) => !situation.facts.members.some(({ id }) => id === answer),
  show: (answer, { situation }) => {
    const found = situation.facts.members.find((one) => one.id === answer);
    return found === undefined ? { verbatim: UNKNOWN } : memberText(found);
  },
};

const others = (facts: Facts) => facts.members.filter((one) => one.id !== facts.member?.id);

/** A member as listed: name, role and units, and whether they can be reached. */
export function memberText(one: MemberFacts): Text {
  const member = { text: plainText(one) };
  if (one.unreachableSince !== undefined) {
    return {
      key: 'handover.member.unreachable',
      params: { member, since: { date: bangkokDate(one.unreachableSince) } },
    };
  }
  return one.leftGroupSince === undefined
    ? member.text
    : { key: 'handover.member.leftGroup', params: { member, since: { date: bangkokDate(one.leftGroupSince) } } };
}

const plainText = ({ name, role, units }: MemberFacts): Text =>
  units.length === 0
    ? { key: 'answers.member.plain', params: { name, role: { text: { key: `role.${role}` } } } }
    : {
        key: 'answers.member.shown',
        params: { name, role: { text: { key: `role.${role}` } }, units: units.join(', ') },
      };
