import { SETUP_ANSWER } from '../conditions.ts';
import type { Role } from '../../reporting/model.ts';
import type { Text } from '../message.ts';
import type { AnswerKind } from './kind.ts';

/**
 * A code of an invitation or of the installation. The application looks it up before the pure call; the answer is
 * the invitation's id, never the code.
 */
export const code: AnswerKind = {
  readsNumbers: true,
  secret: true,
  offers: () => [],
  read: (_typed, { situation }) => {
    const { invitation, member, organisation } = situation.facts;
    if (invitation === undefined) return { problem: { key: 'answers.code.shape' } };
    if (invitation.state === 'setup') {
      return member === undefined ? { answer: SETUP_ANSWER } : { problem: { key: 'answers.code.alreadyMember' } };
    }
    if (invitation.state !== 'valid') return { problem: { key: `answers.code.${invitation.state}` } };
    if (member !== undefined && invitation.organisation.id !== organisation?.id) {
      return { problem: { key: 'answers.code.alreadyMember' } };
    }
    return { answer: invitation.id, note: invitedAs(invitation.organisation.name, invitation) };
  },
  tapped: () => ({ problem: { key: 'answers.gone' } }),
  show: () => ({ verbatim: '••••' }),
};

const invitedAs = (organisation: string, { role, unit }: { role: Role; unit?: string }): Text => ({
  key: unit === undefined ? 'register.invited' : 'register.invitedUnit',
  params: { organisation, role: { text: { key: `role.${role}` } }, unit: unit ?? '' },
});

/** Whether a text could be a code: worth looking up. Letters, digits and hyphens, 4 to 64 of them, without spaces. */
export const looksLikeCode = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9-]{2,62}[A-Za-z0-9]$/.test(text.trim());

/** Wrong codes a person may type within an hour before the bot stops looking. */
export const MOST_WRONG_CODES = 5;
export const WRONG_CODE_WINDOW_MS = 60 * 60 * 1000;
