import { folders } from '../folders.ts';
import { makeSpeakers } from '../i18n.ts';
import { writeTemplate } from '../importing/template/write-template.ts';
import { readLocales } from '../locale-files.ts';
import { bangkokDate, fiscalYearOf } from '../thai/calendar.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { writeFresh } from './write-fresh.ts';
import { WrongUse } from './wrong-use.ts';

/** `template --out <file.xlsx>`: a workbook to fill in for `import`, in Thai, whatever language the commands speak. */
export const templateCommand: Command = async (args, { speaker, now, out }) => {
  const { files, force, out: file, plan } = readOptions(args, ['kind', 'organisation', 'year', 'out', 'force']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  if (file?.endsWith('.xlsx') !== true) throw new WrongUse('template --out <file.xlsx>');
  const { kind = 'measures', fiscalYear = fiscalYearOf(bangkokDate(now)), organisation } = plan;
  const { th } = makeSpeakers(readLocales(folders.locales));
  const workbook = await writeTemplate(
    { kind, fiscalYear, ...(organisation === undefined ? {} : { organisation }) },
    (key, params = {}) => th.say({ key, params }),
  );
  await writeFresh(file, workbook, force);
  out(`${speaker.say({ key: 'cli.template', params: { file, plan: { text: { key: `plan.kind.${kind}` } } } })}\n`);
  return EXIT.done;
};
