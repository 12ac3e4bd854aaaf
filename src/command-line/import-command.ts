import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { changeOf, storePlan } from '../app/store-plan.ts';
import type { Config } from '../config.ts';
import { differenceRows, differenceText } from '../conversation/upload.ts';
import { AppError } from '../errors.ts';
import { importPlan } from '../importing/import-plan.ts';
import type { ImportedPlan } from '../importing/imported-plan.ts';
import type { Measure } from '../reporting/model.ts';
import type { PlanDifference } from '../reporting/plan-difference.ts';
import type { Speaker } from '../i18n.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { findingLine, findingWorded } from './finding-text.ts';
import { readOptions } from './options.ts';
import { readBytes } from './read-bytes.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** `import <file>`: reads a plan, shows what does not add up, and stores it unless `--check`. */
export const importCommand: Command = async (args, { config, speaker, now, out }) => {
  const { files, json, check, plan } = readOptions(args, ['organisation', 'year', 'kind', 'round', 'json', 'check']);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new WrongUse('import <file>');
  const bytes = await readBytes(file);
  const imported = importPlan({ name: basename(file), bytes }, plan);
  const id = createHash('sha256').update(bytes).digest('hex');
  const change = check
    ? await changeIfKnown(config, imported)
    : await withStore(config, async (store) => {
        const before = await changeOf(store, imported);
        await storePlan(store, imported, id, now);
        return before;
      });
  if (json) {
    const findings = imported.findings.map((one) => findingWorded(one, speaker));
    out(
      `${JSON.stringify({ ...imported, findings, ...(isDifference(change) ? { difference: told(change) } : {}) })}\n`,
    );
  } else out(readable(imported, change, speaker, check));
  return EXIT.done;
};

/** What a file changes, or why that is not known. */
type Change = PlanDifference | 'newOffice' | AppError | null;

/** What the file would change; a check works without a store too, and says why when it could not look. */
async function changeIfKnown(config: Config, imported: ImportedPlan): Promise<Change> {
  if (config.mongodbUri === undefined && !existsSync(config.dataDir)) return null;
  try {
    return await withStore(config, (store) => changeOf(store, imported));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const isDifference = (change: Change): change is PlanDifference =>
  change !== null && change !== 'newOffice' && !(change instanceof AppError);

const told = ({ same, changed, added, gone }: PlanDifference) => ({
  same,
  changed: changed.map(({ before, after, fields }) => ({ ...named(after), before: named(before), fields })),
  added: added.map(named),
  gone: gone.map(named),
});

const named = ({ number, title }: Measure) => ({ number, title });

function readable(imported: ImportedPlan, change: Change, speaker: Speaker, check: boolean): string {
  const lines = [
    speaker.say({
      key: check ? 'cli.checked' : 'cli.imported',
      params: {
        organisation: imported.organisation,
        plan: { text: { key: `plan.kind.${imported.kind}` } },
        year: { fiscalYear: imported.fiscalYear },
        count: imported.measures.length,
      },
    }),
    ...changeLines(change, speaker),
    ...imported.findings.map((finding) => findingLine(finding, speaker)),
  ];
  return `${lines.join('\n')}\n`;
}

function changeLines(change: Change, speaker: Speaker): string[] {
  if (change === null) return [];
  if (change === 'newOffice') return [speaker.say({ key: 'cli.newOffice' })];
  if (change instanceof AppError) {
    return [
      speaker.say({
        key: 'cli.notCompared',
        params: { why: { text: { key: change.messageKey, params: change.params } } },
      }),
    ];
  }
  const summary = speaker.say({ key: 'cli.change', params: { what: { text: differenceText(change) } } });
  return [summary, ...differenceRows(change).map((row) => `  ${speaker.say(row.label)}: ${speaker.say(row.value)}`)];
}
