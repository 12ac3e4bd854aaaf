import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReminderDefaults } from './app/read-office.ts';
import { problemLine } from './checked-yaml.ts';
import { folders } from './folders.ts';
import { readLevelScale } from './level-scale.ts';
import { readLadder } from './reminders/ladder.ts';

const holidays = z.strictObject({
  fixed: z.array(
    z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31), name: z.string().min(1) }),
  ),
  lunar: z.array(z.string().min(1)),
});

const LADDER = 'reminder-ladder.yaml';

/**
 * What organisations are reminded by unless they say otherwise: editable data.
 * @throws Error naming every problem of the files, with its place
 */
export function readReminderDefaults(): ReminderDefaults {
  const ladder = readLadder(`data/${LADDER}`, readFileSync(join(folders.data, LADDER), 'utf8'));
  if ('problems' in ladder)
    throw new Error(`the ladder is not in order:\n${ladder.problems.map(problemLine).join('\n')}`);
  return {
    stages: ladder.ok,
    holidays: holidays.parse(JSON.parse(readFileSync(join(folders.data, 'holidays.json'), 'utf8'))),
    scale: readLevelScale(),
  };
}
