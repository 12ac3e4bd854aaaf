import type { Facts } from './facts.ts';
import type { Command, Standing } from './flow.ts';
import type { Choice } from './message.ts';
import { commandTap } from './tap.ts';

/** What a person can do next, as buttons; each can be typed as the word on it. */
export const menu = (facts: Facts): Choice[] =>
  (facts.group === 'unlinked' ? UNLINKED : MENU[facts.standing])
    .filter((command) => facts.chat === 'user' || !ONLY_PRIVATE.includes(command))
    .map((command) => ({ label: { key: `menu.${command}` }, data: commandTap(command) }));

/** What may come next, as buttons: only what this person may do. */
export const nextSteps = (facts: Facts, commands: readonly Command[]): Choice[] =>
  [...menu(facts), ...beside(facts)].filter(({ data }) => commands.some((command) => data === commandTap(command)));

/** What is offered only where it comes next: reporting one open measure after the other. */
const beside = (facts: Facts): Choice[] =>
  facts.chat === 'user' && REPORTING.includes(facts.standing)
    ? [{ label: { key: 'menu.remaining' }, data: commandTap('remaining') }]
    : [];

const REPORTING: readonly Standing[] = ['coordinator', 'supervisor', 'officer'];

const MENU: Record<Standing, readonly Command[]> = {
  coordinator: ['report', 'summary', 'pending', 'review', 'remind', 'invite', 'members', 'plan', 'documents', 'help'],
  supervisor: ['summary', 'pending', 'review', 'remind', 'report', 'documents', 'help'],
  officer: ['report', 'pending', 'summary', 'help'],
  observer: ['summary', 'pending', 'help'],
  guest: ['summary', 'pending'],
  stranger: ['register', 'language'],
};

const UNLINKED: readonly Command[] = ['link'];
const ONLY_PRIVATE: readonly Command[] = [
  'invite',
  'members',
  'handover',
  'plan',
  'documents',
  'documentSettings',
  'publish',
  'explain',
  'register',
  'remind',
  'review',
];
