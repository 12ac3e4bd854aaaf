import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { storePlan } from '../app/store-plan.ts';
import { importPlan } from '../importing/import-plan.ts';
import type { ImportedPlan } from '../importing/imported-plan.ts';
import type { Finding } from '../reporting/model.ts';
import type { Speaker } from '../i18n.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
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
  if (!check) {
    const id = createHash('sha256').update(bytes).digest('hex');
    await withStore(config, (store) => storePlan(store, imported, id, now));
  }
  if (json) out(`${JSON.stringify({ ...imported, findings: imported.findings.map((one) => worded(one, speaker)) })}\n`);
  else out(readable(imported, speaker, check));
  return EXIT.done;
};

const worded = (finding: Finding, speaker: Speaker) => ({
  code: finding.code,
  severity: finding.severity,
  where: finding.where,
  message: messageOf(finding, speaker),
  ...(finding.stated === undefined ? {} : { stated: finding.stated }),
  ...(finding.computed === undefined ? {} : { computed: finding.computed }),
});

function messageOf({ code, params, stated, computed, where }: Finding, speaker: Speaker): string {
  return speaker.say({
    key: `findings.${code}`,
    params: { where, ...params, stated: stated ?? '', computed: computed ?? '' },
  });
}

function readable(imported: ImportedPlan, speaker: Speaker, check: boolean): string {
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
    ...imported.findings.map((finding) => `[${finding.severity}] ${finding.where}: ${messageOf(finding, speaker)}`),
  ];
  return `${lines.join('\n')}\n`;
}
