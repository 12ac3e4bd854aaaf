import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { folders } from '../folders.ts';
import { makeSpeakers } from '../i18n.ts';
import { readLocales } from '../locale-files.ts';
import { backupCommand } from './backup-command.ts';
import { EXIT } from './command.ts';
import type { Command, Exit, Output } from './command.ts';
import { deliveriesCommand } from './deliveries-command.ts';
import { documentCommand } from './document-command.ts';
import { documentNotesCommand } from './document-notes-command.ts';
import { documentSettingsCommand } from './document-settings-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { holidaysCommand } from './holidays-command.ts';
import { importCommand } from './import-command.ts';
import { itaCommand } from './ita-command.ts';
import { remindersCommand } from './reminders-command.ts';
import { restoreCommand } from './restore-command.ts';
import { richMenuCommand } from './richmenu-command.ts';
import { summaryCommand } from './summary-command.ts';
import { templateCommand } from './template-command.ts';
import { WrongUse } from './wrong-use.ts';

const HELP = new Set(['help', '--help', '-h']);
const COMMANDS: Record<string, Command> = {
  template: templateCommand,
  import: importCommand,
  summary: summaryCommand,
  ita: itaCommand,
  document: documentCommand,
  'document-notes': documentNotesCommand,
  'document-settings': documentSettingsCommand,
  reminders: remindersCommand,
  holidays: holidaysCommand,
  deliveries: deliveriesCommand,
  richmenu: richMenuCommand,
  doctor: doctorCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

/** Runs one command of `sujarit`; never throws for anything a person typed or a file holds. */
export async function runCommand(
  argv: string[],
  env: NodeJS.ProcessEnv,
  output: Output,
  clock: Clock = systemClock,
): Promise<Exit> {
  const speakers = makeSpeakers(readLocales(folders.locales));
  const read = readConfig(env);
  if ('problems' in read) {
    for (const { name, key } of read.problems) {
      output.err(`${speakers.th.say({ key: 'config.problem', params: { name, reason: { text: { key } } } })}\n`);
    }
    return EXIT.refused;
  }
  const { config } = read;
  const speaker = speakers[config.defaultLocale];
  const [name = '', ...args] = argv;
  if (HELP.has(name)) {
    output.out(`${speaker.say({ key: 'cli.usage' })}\n`);
    return EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    output.err(`${speaker.say({ key: 'cli.usage' })}\n`);
    return EXIT.wrongUse;
  }
  try {
    return await command(args, { ...output, config, speaker, now: clock.now() });
  } catch (error) {
    if (error instanceof WrongUse) {
      output.err(`${speaker.say({ key: 'cli.wrongUse', params: { reason: error.message } })}\n`);
      output.err(`${speaker.say({ key: 'cli.usage' })}\n`);
      return EXIT.wrongUse;
    }
    if (!(error instanceof AppError)) throw error;
    output.err(`${speaker.say({ key: error.messageKey, params: error.params })}\n`);
    return EXIT.refused;
  }
}
