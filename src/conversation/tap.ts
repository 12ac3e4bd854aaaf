import { COMMANDS } from './flow.ts';
import type { Command } from './flow.ts';

/** What stands behind a button: LINE postback data, at most 300 UTF-16 units, ASCII only. */

export type Control = 'cancel' | 'back' | 'skip' | 'more' | 'save' | 'edit' | 'continue' | 'useHeld';
const CONTROLS: readonly Control[] = ['cancel', 'back', 'skip', 'more', 'save', 'edit', 'continue', 'useHeld'];

export type Tap =
  /** Starts a flow, from anywhere and at any time. */
  | { kind: 'command'; command: Command; argument?: string }
  /** Answers the question of one run: pressed later it is recognised as stale. */
  | { kind: 'answer'; run: string; at: string; value: string }
  | { kind: 'control'; run: string; control: Control };

/** The data of a button that starts a flow. */
export const commandTap = (command: Command, argument?: string): string =>
  argument === undefined ? `c/${command}` : `c/${command}/${argument}`;

/** The data of a button that answers the question `at` of a run. */
export const answerTap = (run: string, at: string, value: string): string => `a/${run}/${at}/${value}`;

/** The data of a button that steers a run. */
export const controlTap = (run: string, control: Control): string => `k/${run}/${control}`;

/** Reads postback data; `null` for anything this bot never sent. */
export function readTap(data: string): Tap | null {
  const [kind, first = '', second = '', ...rest] = data.split('/');
  if (kind === 'c') {
    const command = COMMANDS.find((name) => name === first);
    if (command === undefined) return null;
    const argument = [second, ...rest].join('/');
    return argument === '' ? { kind: 'command', command } : { kind: 'command', command, argument };
  }
  if (kind === 'a' && first !== '' && second !== '') {
    return { kind: 'answer', run: first, at: second, value: rest.join('/') };
  }
  const control = CONTROLS.find((name) => name === second);
  if (kind === 'k' && first !== '' && control !== undefined) return { kind: 'control', run: first, control };
  return null;
}
