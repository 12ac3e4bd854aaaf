import { digitsNow, headingsNow } from '../app/document-settings.ts';
import type { Store } from '../app/store-port.ts';
import { headingLine } from '../conversation/document-settings.ts';
import type { DocumentChange } from '../conversation/document-settings.ts';
import { DOCUMENT_KINDS, HEADING_FIELDS } from '../documents/snapshot.ts';
import { folders } from '../folders.ts';
import { makeSpeakers } from '../i18n.ts';
import { readLocales } from '../locale-files.ts';
import { DIGITS } from '../reporting/document-kinds.ts';
import { reportingYear } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { changeByHand } from './change-by-hand.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { organisationOf } from './organisation.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/**
 * `document-settings`: the digits of each kind of document, and the headings of the tables of measures as they stand in a line;
 * `digits <kind> [thai|arabic]` and `heading <column> [<words>]` change them. What is left out is the usual again.
 */
export const documentSettingsCommand: Command = async (args, { config, speaker, now, out }) => {
  const { files, by, json, plan } = readOptions(args, ['organisation', 'by', 'json']);
  const change = changeIn(files);
  const { th } = makeSpeakers(readLocales(folders.locales));
  const { digits, headings } = await withStore(config, async (store) => {
    const { id } = await organisationOf(store, plan.organisation);
    if (change !== undefined) await changeByHand(store, id, change, by, now);
    const settings = await store.documentSettings.read(id);
    return { digits: digitsNow(settings), headings: headingsNow(settings, await measuresPlan(store, id, now), th) };
  });
  if (json) {
    const worded = Object.fromEntries(headings.map(({ field, now: wording }) => [field, wording ?? null]));
    out(`${JSON.stringify({ digits, headings: worded })}\n`);
    return EXIT.done;
  }
  const lines = [
    ...DOCUMENT_KINDS.map((kind) => {
      const named = { kind: { text: { key: `documents.kind.${kind}` } }, name: kind };
      const value = { text: { key: `documentSettings.digits.${digits[kind]}` } };
      return speaker.say({ key: 'documentSettings.command.digits', params: { ...named, digits: value } });
    }),
    speaker.say({ key: 'documentSettings.command.headings', params: { line: headingLine(headings) } }),
  ];
  out(`${lines.join('\n')}\n`);
  return EXIT.done;
};

const USES = `digits <${DOCUMENT_KINDS.join('|')}> [thai|arabic] | heading <${HEADING_FIELDS.join('|')}> [<words>]`;

function changeIn([act, name, value, ...more]: readonly string[]): DocumentChange | undefined {
  if (act === undefined) return undefined;
  if (act === 'digits' && more.length === 0) {
    const document = DOCUMENT_KINDS.find((one) => one === name);
    const digits = DIGITS.find((one) => one === value) ?? null;
    if (document !== undefined && (value === undefined || digits !== null)) return { what: 'digits', document, digits };
  }
  if (act === 'heading' && more.length === 0) {
    const field = HEADING_FIELDS.find((one) => one === name);
    const wording = value?.trim() ?? '';
    if (field !== undefined) return { what: 'heading', field, wording: wording === '' ? null : wording };
  }
  throw new WrongUse(USES);
}

async function measuresPlan(store: Store, organisationId: string, now: number) {
  const current = await store.plans.current(organisationId, reportingYear(bangkokDate(now)));
  return current.find(({ kind }) => kind === 'measures');
}
