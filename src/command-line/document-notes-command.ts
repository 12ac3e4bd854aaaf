import type { FrozenSnapshot, PlanRound, RoundNotes } from '../app/document-port.ts';
import { readSnapshot } from '../app/read-snapshot.ts';
import type { Store } from '../app/store-port.ts';
import type { DocumentChange } from '../conversation/document-settings.ts';
import type { Params } from '../conversation/message.ts';
import { settleFindings } from '../documents/check-snapshot.ts';
import { compareSnapshots } from '../documents/compare-snapshots.ts';
import type { SnapshotChange } from '../documents/compare-snapshots.ts';
import { NARRATIVE_PARTS } from '../documents/snapshot.ts';
import type { Snapshot } from '../documents/snapshot.ts';
import { AppError } from '../errors.ts';
import type { Speaker } from '../i18n.ts';
import { readLevelScale } from '../level-scale.ts';
import type { Finding, Status } from '../reporting/model.ts';
import { changeByHand } from './change-by-hand.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { planInRound } from './document-command.ts';
import { findingLine, findingWorded } from './finding-text.ts';
import { readOptions } from './options.ts';
import type { Words } from './options.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** What people add to the documents of a plan and round, what does not add up yet, and what was kept. */
interface Shown {
  notes: RoundNotes;
  open: Finding[];
  frozen: FrozenSnapshot['frozen'][];
  /** What became of the plan since one that was kept. */
  change?: SnapshotChange;
}

/**
 * `document-notes`: shows them; `reporter <name> <position>`, `text <part> [<text>]` and `explain <code> <where> <text> --by <name>`
 * change them. A text that is left out is generated again. `compare <number> [<number>]` says what became of the plan since a snapshot
 * that was kept, until another one or now.
 */
export const documentNotesCommand: Command = async (args, { config, speaker, now, out }) => {
  const words = readOptions(args, ['organisation', 'year', 'kind', 'round', 'by', 'json']);
  const shown = await withStore(config, async (store) => {
    const { organisation, plan, round } = await planInRound(store, words, undefined, now);
    const target = { planId: plan.id, round };
    const read = () => readSnapshot(store, organisation, plan, round, { scale: readLevelScale(), now });
    const compared = await comparison(store, organisation.id, target, words, read);
    if (compared === undefined)
      await change(store, organisation.id, target, words, now, async () => settleFindings(await read()).open);
    const [notes, frozen] = await Promise.all([
      store.roundNotes.read(organisation.id, target),
      store.snapshots.list(organisation.id, target),
    ]);
    const open = settleFindings(await read()).open;
    return { notes, frozen, open, ...(compared === undefined ? {} : { change: compared }) };
  });
  out(words.json ? `${JSON.stringify(asJson(shown, speaker))}\n` : `${readable(shown, speaker)}\n`);
  return EXIT.done;
};

/** The snapshots that `compare` names, compared; `undefined`: something else is asked for. */
async function comparison(
  store: Store,
  organisationId: string,
  target: PlanRound,
  { files: [act, first, second, ...more] }: Words,
  now: () => Promise<Snapshot>,
): Promise<SnapshotChange | undefined> {
  if (act !== 'compare') return undefined;
  if (first === undefined || more.length > 0) throw new WrongUse('compare <number> [<number>]');
  const kept = async (given: string): Promise<Snapshot> => {
    const number = /^\d{1,5}$/.test(given) ? Number(given) : 0;
    const found = number === 0 ? null : await store.snapshots.read(organisationId, target, number);
    if (found === null) throw new AppError('no-snapshot', { params: { number: given } });
    return found;
  };
  return compareSnapshots(await kept(first), second === undefined ? await now() : await kept(second));
}

async function change(
  store: Store,
  organisationId: string,
  target: PlanRound,
  { files: [act, ...given], by }: Words,
  now: number,
  findings: () => Promise<Finding[]>,
): Promise<void> {
  const [first = '', second = '', third = ''] = given;
  const changed = (wanted: DocumentChange) => changeByHand(store, organisationId, wanted, by, now);
  switch (act) {
    case undefined:
      return;
    case 'reporter':
      if (first === '' || second === '' || given.length > 2) throw new WrongUse('reporter <name> <position>');
      return changed({ what: 'reporter', ...target, name: first, position: second });
    case 'text': {
      const part = NARRATIVE_PARTS.find((one) => one === first);
      if (part === undefined || given.length > 2) throw new WrongUse(`text <${NARRATIVE_PARTS.join('|')}> [<text>]`);
      return changed({ what: 'narrative', ...target, part, paragraph: second === '' ? 'generated' : { text: second } });
    }
    case 'explain': {
      if (third === '' || by === undefined || given.length > 3) {
        throw new WrongUse('explain <code> <where> <text> --by <name>');
      }
      const isThere = (await findings()).some(({ code, where }) => code === first && where === second);
      if (!isThere) throw new AppError('no-such-finding', { params: { code: first, where: second } });
      return store.roundNotes.explain(organisationId, target, { code: first, where: second, text: third, by, at: now });
    }
    default:
      throw new WrongUse(act);
  }
}

const asJson = ({ notes, open, frozen, change: compared }: Shown, speaker: Speaker) => ({
  ...notes,
  ...(compared === undefined ? {} : { change: compared }),
  findings: open.map((one) => findingWorded(one, speaker)),
  frozen,
});

function readable({ notes, open, frozen, change: compared }: Shown, speaker: Speaker): string {
  if (compared !== undefined) return changeLines(compared, speaker).join('\n');
  const { reporter, narrative, explanations } = notes;
  const line = (name: string, params: Params = {}) => speaker.say({ key: `cli.documentNotes.${name}`, params });
  return [
    reporter === undefined ? line('noReporter') : line('reporter', { ...reporter }),
    ...Object.entries(narrative).flatMap(([part, text]) => (text === null ? [] : [line('text', { part, text })])),
    ...explanations.map(({ code, where, text, by }) => line('explained', { code, where, text, by })),
    ...frozen.map(({ number, at, by }) => line('frozen', { number, when: { instant: at }, by })),
    ...(open.length === 0 ? [line('nothingOpen')] : open.map((one) => `${findingLine(one, speaker)} (${one.code})`)),
  ].join('\n');
}

function changeLines({ moved, reworded, added, gone, same }: SnapshotChange, speaker: Speaker): string[] {
  const line = (name: string, params: Params) => speaker.say({ key: `cli.documentNotes.${name}`, params });
  const status = (name: Status): Params[string] => ({ text: { key: `status.${name}` } });
  return [
    line('compared', { moved: moved.length, reworded: reworded.length, added: added.length, gone: gone.length, same }),
    ...moved.map(({ number, title, status: { from, to }, disbursed }) =>
      line('moved', {
        number,
        title,
        from: status(from),
        to: status(to),
        before: { money: disbursed.from },
        after: { money: disbursed.to },
      }),
    ),
    ...reworded.map(({ number, title }) => line('reworded', { number, title })),
    ...added.map(({ number, title }) => line('added', { number, title })),
    ...gone.map(({ number, title }) => line('gone', { number, title })),
  ];
}
