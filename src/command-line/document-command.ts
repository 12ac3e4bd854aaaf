import { readSnapshot } from '../app/read-snapshot.ts';
import type { Organisation, Plan, Store } from '../app/store-port.ts';
import { settleFindings } from '../documents/check-snapshot.ts';
import { makeDocument } from '../documents/make-document.ts';
import { DOCUMENT_KINDS, PLANS_OF } from '../documents/snapshot.ts';
import type { DocumentKind, Snapshot } from '../documents/snapshot.ts';
import { writeDocument } from '../documents/write-document.ts';
import { AppError } from '../errors.ts';
import { folders } from '../folders.ts';
import { makeSpeakers } from '../i18n.ts';
import { readLevelScale } from '../level-scale.ts';
import { readLocales } from '../locale-files.ts';
import type { Round } from '../reporting/model.ts';
import { reportingRound } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { findingLine, findingWorded } from './finding-text.ts';
import { readOptions } from './options.ts';
import type { Words } from './options.ts';
import { organisationOf } from './organisation.ts';
import { planOf } from './plan-of.ts';
import { withStore } from './with-store.ts';
import { writeFresh } from './write-fresh.ts';
import { WrongUse } from './wrong-use.ts';

const OPTIONS = [
  'organisation',
  'year',
  'kind',
  'round',
  'format',
  'out',
  'frozen',
  'freeze',
  'by',
  'force',
  'json',
] as const;

/** `document <kind> --format <format> --out <file>`: what stands now, or what was kept with `--freeze` under a number. */
export const documentCommand: Command = async (args, { config, speaker, now, out }) => {
  const words = readOptions(args, OPTIONS);
  const { files, format, out: file, freeze, frozen, force, json } = words;
  const kind = DOCUMENT_KINDS.find((one) => one === files[0]);
  if (kind === undefined || files.length > 1) throw new WrongUse(`document <${DOCUMENT_KINDS.join('|')}>`);
  if (format === undefined) throw new WrongUse('--format');
  if (file === undefined) throw new WrongUse('--out');
  if (freeze && frozen !== undefined) throw new WrongUse('--freeze --frozen');
  const snapshot = await withStore(config, (store) => snapshotOf(store, kind, words, now));
  const { th } = makeSpeakers(readLocales(folders.locales));
  const content = makeDocument(kind, snapshot, th);
  const bytes = await writeDocument(content, format);
  await writeFresh(file, bytes, force);
  const { open, explained } = settleFindings(snapshot, kind);
  const isDraft = content.draft !== undefined;
  if (json) {
    const findings = open.map((one) => findingWorded(one, speaker));
    const kept = snapshot.frozen === undefined ? {} : { frozen: snapshot.frozen.number };
    out(`${JSON.stringify({ file, bytes: bytes.length, isDraft, ...kept, findings, explained: explained.length })}\n`);
    return EXIT.done;
  }
  const made = speaker.say({ key: isDraft ? 'cli.document.draft' : 'cli.document.done', params: { file } });
  const kept = snapshot.frozen;
  const lines = [
    made,
    ...(kept === undefined ? [] : [speaker.say({ key: 'cli.document.frozen', params: { number: kept.number } })]),
    ...open.map((finding) => findingLine(finding, speaker)),
  ];
  out(`${lines.join('\n')}\n`);
  return EXIT.done;
};

async function snapshotOf(store: Store, kind: DocumentKind, words: Words, now: number): Promise<Snapshot> {
  const { organisation, plan, round } = await planInRound(store, words, kind, now);
  if (words.frozen !== undefined) {
    const kept = await store.snapshots.read(organisation.id, { planId: plan.id, round }, words.frozen);
    if (kept === null) throw new AppError('no-snapshot', { params: { number: words.frozen } });
    return kept;
  }
  const snapshot = await readSnapshot(store, organisation, plan, round, { scale: readLevelScale(), now });
  if (!words.freeze) return snapshot;
  const by = { key: `command:${now}`, name: words.by ?? '', at: now };
  return store.snapshots.freeze(organisation.id, { planId: plan.id, round }, snapshot, by);
}

/** The plan and round a command about documents means. */
export async function planInRound(
  store: Store,
  words: Pick<Words, 'plan'>,
  kind: DocumentKind | undefined,
  now: number,
): Promise<{ organisation: Organisation; plan: Plan; round: Round }> {
  const organisation = await organisationOf(store, words.plan.organisation);
  const fitting = kind === undefined ? [] : PLANS_OF[kind];
  const only = fitting.length === 1 ? fitting[0] : undefined;
  const plan = await planOf(
    store,
    organisation.id,
    { ...words.plan, ...(only === undefined ? {} : { kind: only }) },
    now,
  );
  const round = words.plan.round ?? reportingRound(plan.fiscalYear, plan.round, bangkokDate(now));
  return { organisation, plan, round };
}
