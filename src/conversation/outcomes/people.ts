import { KNOWN } from '../answers/organisation.ts';
import { memberText } from '../answers/member.ts';
import { SETUP_ANSWER } from '../conditions.ts';
import type { Effect } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { INVITATION_PICTURES, chatLink } from '../chat-link.ts';
import type { Message } from '../message.ts';
import type { Role } from '../../reporting/model.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Finished, Outcome } from './outcome.ts';

/** How long an invitation can be used. */
export const INVITATION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A person becomes a member: by an invitation, or, with the set-up code, the first coordinator of an organisation. */
export const register: Outcome = (finished) => {
  const { facts, answer, locale } = finished;
  const name = String(answer('name') ?? facts.member?.name ?? '');
  const setup = answer('code') === SETUP_ANSWER;
  const effect: Effect = setup
    ? { type: 'registerCoordinator', ...organisationOf(finished), name, locale }
    : { type: 'redeemInvitation', invitationId: String(answer('code')), name, locale };
  return [
    effect,
    say({
      kind: 'text',
      text: { key: setup ? 'register.doneSetup' : 'register.done', params: { name } },
      choices: [
        { label: { key: 'menu.help' }, data: commandTap('help') },
        ...(setup
          ? [
              { label: { key: 'menu.plan' }, data: commandTap('plan') },
              { label: { key: 'menu.invite' }, data: commandTap('invite') },
            ]
          : [{ label: { key: 'menu.report' }, data: commandTap('report') }]),
      ],
    }),
  ];
};

function organisationOf({ answer }: Finished): { organisationId: string } | { organisationName: string } {
  const chosen = String(answer('organisation') ?? '');
  return chosen.startsWith(KNOWN) ? { organisationId: chosen.slice(KNOWN.length) } : { organisationName: chosen };
}

/** A code for new members, to be forwarded to them. */
export const createInvitation: Outcome = ({ facts, answer }) => {
  const role = String(answer('role')) as Role;
  const unit = answer('unit');
  const uses = Number(String(answer('uses')).replace(/\D/g, ''));
  const expiresAt = facts.now + INVITATION_DAYS * DAY_MS;
  return [
    {
      type: 'createInvitation',
      code: facts.freshCode,
      role,
      uses,
      expiresAt,
      ...(unit === undefined ? {} : { unit: String(unit) }),
    },
    say(
      sentence(unit === undefined ? 'invite.done' : 'invite.doneUnit', {
        code: facts.freshCode,
        organisation: facts.organisation?.name ?? '',
        role: { text: { key: `role.${role}` } },
        unit: String(unit ?? ''),
        uses,
        until: { instant: expiresAt },
      }),
      ...waysIn(facts),
    ),
  ];
};

/** The same code to tap and to scan, as far as it is known how the bot is reached. */
export function waysIn(facts: Facts): Message[] {
  const { bot, freshCode } = facts;
  if (bot === undefined) return [];
  const link = chatLink(bot, `${facts.official('menu.register')} ${freshCode}`);
  return [
    ...(bot.site === undefined
      ? []
      : [{ kind: 'picture' as const, url: `${bot.site}${INVITATION_PICTURES}${freshCode}.png` }]),
    sentence(bot.site === undefined ? 'invite.link' : 'invite.linkOrPicture', { link }),
  ];
}

/** A person is no longer a member; what they reported stays, with their name. */
export const removeMember: Outcome = ({ facts, answer }) => {
  const found = facts.members.find(({ id }) => id === answer('member'));
  if (found === undefined || answer('sure') !== 'yes') return [say(sentence('members.kept'))];
  return [
    { type: 'removeMember', memberId: found.id },
    say(sentence('members.removed', { member: { text: memberText(found) } })),
  ];
};

/** The group hears this organisation, or no longer does. */
export const linkGroup: Outcome = ({ facts, answer }) => {
  const wanted = facts.group === 'linked' ? answer('unlink') !== 'undo' : answer('link') === 'yes';
  if (wanted === (facts.group === 'linked')) return [say(sentence('link.unchanged'))];
  return [
    { type: 'linkGroup', linked: wanted },
    say(sentence(wanted ? 'link.done' : 'link.undone', { organisation: facts.organisation?.name ?? '' })),
  ];
};
