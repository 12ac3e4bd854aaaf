import type { Command } from './command.ts';
import { resetCommand, setCommand, showCommand } from './ladder-command.ts';
import { previewCommand } from './preview-command.ts';
import { WrongUse } from './wrong-use.ts';

const COMMANDS: Record<string, Command> = {
  preview: previewCommand,
  show: showCommand,
  set: setCommand,
  reset: resetCommand,
};

/** `reminders preview | show | set <file.yaml> | reset` */
export const remindersCommand: Command = ([name = '', ...args], context) => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new WrongUse(`reminders ${Object.keys(COMMANDS).join(' | ')}`);
  return command(args, context);
};
