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
  menu(facts).filter(({ data }) => commands.some((command) => data === commandTap(command)));

const MENU: Record<Standing, readonly Command[]> = {
  coordinator: ['report', 'summary', 'pending', 'remind', 'invite', 'members', 'plan', 'documents', 'help'],
  supervisor: ['summary', 'pending', 'remind', 'report', 'documents', 'help'],
  officer: ['report', 'pending', 'summary', 'help'],
  observer: ['summary', 'pending', 'help'],
  guest: ['summary', 'pending'],
  stranger: ['register', 'language'],
};

const UNLINKED: readonly Command[] = ['link'];
const ONLY_PRIVATE: readonly Command[] = [
  'invite',
  'members',
  'plan',
  'documents',
  'publish',
  'explain',
  'register',
  'remind',
];
