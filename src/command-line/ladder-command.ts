import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { stagesOf } from '../app/read-office.ts';
import { problemLine } from '../checked-yaml.ts';
import { folders } from '../folders.ts';
import { decode } from '../importing/decode.ts';
import { readReminderDefaults } from '../reminder-defaults.ts';
import { readLadder } from '../reminders/ladder.ts';
import type { Stage } from '../reminders/ladder.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { organisationOf } from './organisation.ts';
import { readBytes } from './read-bytes.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** A ladder of forty stages has under ten thousand characters. */
const LARGEST_LADDER = 1024 * 1024;

/** `reminders show`: the ladder in force, as it can be edited and set again. */
export const showCommand: Command = async (args, { config, out }) => {
  const { files, plan } = readOptions(args, ['organisation']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const defaults = readReminderDefaults();
  const stages = await withStore(config, async (store) => {
    const isNew = plan.organisation === undefined && (await store.organisations.all()).length === 0;
    if (isNew) return defaults.stages;
    const { id } = await organisationOf(store, plan.organisation);
    const schedule = await store.schedules.read(id);
    return schedule === null ? defaults.stages : stagesOf(defaults, schedule);
  });
  out(ladderText(stages));
  return EXIT.done;
};

/** `reminders set <file.yaml>`: an organisation's own ladder. */
export const setCommand: Command = async (args, { config, speaker, now, out, err }) => {
  const { files, plan } = readOptions(args, ['organisation']);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new WrongUse('reminders set <file.yaml>');
  const read = readLadder(file, decode(await readBytes(file, LARGEST_LADDER)));
  if ('problems' in read) {
    err(`${read.problems.map(problemLine).join('\n')}\n`);
    return EXIT.refused;
  }
  const { ok: stages } = read;
  const organisation = await withStore(config, async (store) => {
    const { id, name } = await organisationOf(store, plan.organisation);
    await store.schedules.setStages(id, stages, now);
    return name;
  });
  out(`${speaker.say({ key: 'cli.ladder.set', params: { organisation, count: stages.length } })}\n`);
  return EXIT.done;
};

/** `reminders reset`: back to the ladder everybody has. */
export const resetCommand: Command = async (args, { config, speaker, now, out }) => {
  const { files, plan } = readOptions(args, ['organisation']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const organisation = await withStore(config, async (store) => {
    const { id, name } = await organisationOf(store, plan.organisation);
    await store.schedules.setStages(id, null, now);
    return name;
  });
  out(`${speaker.say({ key: 'cli.ladder.reset', params: { organisation } })}\n`);
  return EXIT.done;
};

/** The stages under the explanation that the file of the default ladder begins with. */
function ladderText(stages: readonly Stage[]): string {
  const written = readFileSync(join(folders.data, 'reminder-ladder.yaml'), 'utf8');
  const explained = /^(?:#.*\n)*/.exec(written)?.[0] ?? '';
  // Times are quoted, since older readers of YAML take 09:00 for a number.
  return `${explained}${stringify({ stages }, { version: '1.1', singleQuote: true, lineWidth: 0 })}`;
}
