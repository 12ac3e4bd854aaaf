import { BY_HAND } from '../app/send-reminder.ts';
import type { Organisation, Store } from '../app/store-port.ts';
import type { Speaker } from '../i18n.ts';
import type { LoggedOccurrence, OccurrenceState, Subject } from '../reminders/occurrence.ts';
import type { PlainDate } from '../reporting/model.ts';
import { addDays, bangkokInstant, bangkokIso } from '../thai/calendar.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import type { Words } from './options.ts';
import { organisationsOf } from './organisation.ts';
import { withStore } from './with-store.ts';
import { WrongUse } from './wrong-use.ts';

/** A reminder to one chat and what became of it. No LINE ids: people by the names the office knows. */
interface Delivered {
  organisation: string;
  /** When it was due, and when it ended; ISO 8601 with the offset of Bangkok. */
  dueAt: string;
  endedAt: string | null;
  subject: Subject['kind'];
  /** Of a stage: its place in the ladder (`null`: sent by hand), its wording and its round. */
  slot?: string | null;
  wording?: string;
  fiscalYear?: number;
  round?: number;
  kind: 'group' | 'person';
  audience: string;
  /** A member's name; `group`; `null`: no longer with the office. */
  name: string | null;
  cost: number;
  state: OccurrenceState;
  reason: string | null;
}

type Sums = Record<OccurrenceState, number>;

interface DeliveryDocument {
  from: PlainDate | null;
  to: PlainDate | null;
  state: OccurrenceState | null;
  /** Of every state in the span, whatever is listed. */
  sums: Sums;
  total: number;
  /** Latest first; `more`: how many that fit are not listed. */
  deliveries: Delivered[];
  more: number;
}

/** So many are listed for one organisation. */
const MOST = 500;

/** `deliveries`: the log of the reminders, and how many ended how. */
export const deliveriesCommand: Command = async (args, { config, speaker, out }) => {
  const words = readOptions(args, ['organisation', 'from', 'to', 'state', 'json']);
  const { files, json, plan } = words;
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const read = await withStore(config, async (store) =>
    readDeliveries(store, await organisationsOf(store, plan.organisation), words),
  );
  out(json ? `${JSON.stringify(read)}\n` : `${readable(read, speaker)}\n`);
  return EXIT.done;
};

async function readDeliveries(
  store: Store,
  organisations: readonly Organisation[],
  { from, to, state }: Words,
): Promise<DeliveryDocument> {
  const span = {
    ...(from === undefined ? {} : { from: bangkokInstant(from, '00:00') }),
    ...(to === undefined ? {} : { to: bangkokInstant(addDays(to, 1), '00:00') }),
  };
  const sums: Sums = { due: 0, delivered: 0, rejected: 0, expired: 0, suppressed: 0, held: 0 };
  const states = Object.keys(sums) as OccurrenceState[];
  const deliveries: Delivered[] = [];
  for (const organisation of organisations) {
    const own = await store.occurrences.sums(organisation.id, span);
    for (const one of states) sums[one] += own[one];
    const members = await store.members.list(organisation.id);
    const names = new Map(members.map(({ id, name }) => [id, name]));
    const wanted = { ...span, limit: MOST, ...(state === undefined ? {} : { states: [state] }) };
    const found = await store.occurrences.search(organisation.id, wanted);
    deliveries.push(...found.map((one) => deliveredOf(one, organisation.name, names)));
  }
  const fitting = states.filter((one) => state === undefined || one === state);
  return {
    from: from ?? null,
    to: to ?? null,
    state: state ?? null,
    sums,
    total: states.reduce((sum, one) => sum + sums[one], 0),
    deliveries: deliveries.toSorted((a, b) => (a.dueAt > b.dueAt ? -1 : a.dueAt < b.dueAt ? 1 : 0)),
    more: fitting.reduce((sum, one) => sum + sums[one], 0) - deliveries.length,
  };
}

function deliveredOf(
  { subject, slot, target, dueAt, endedAt, state, reason }: LoggedOccurrence,
  organisation: string,
  names: ReadonlyMap<string, string>,
): Delivered {
  const { kind, audience, memberId, cost } = target;
  return {
    organisation,
    dueAt: bangkokIso(dueAt),
    endedAt: endedAt === undefined ? null : bangkokIso(endedAt),
    subject: subject.kind,
    ...(subject.kind === 'stage'
      ? {
          // The slot of one that was sent by hand names the event that asked for it.
          slot: slot.startsWith(BY_HAND) ? null : slot,
          wording: subject.wording,
          fiscalYear: subject.fiscalYear,
          round: subject.round,
        }
      : {}),
    kind,
    audience,
    name: kind === 'group' ? kind : (names.get(memberId ?? '') ?? null),
    cost,
    state,
    reason: reason ?? null,
  };
}

function readable({ sums, total, deliveries, more }: DeliveryDocument, speaker: Speaker): string {
  const several = new Set(deliveries.map(({ organisation }) => organisation)).size > 1;
  return [
    ...deliveries.map((one) => lineOf(one, several, speaker)),
    ...(deliveries.length === 0 ? [speaker.say({ key: 'cli.deliveries.none' })] : []),
    ...(more > 0 ? [speaker.say({ key: 'cli.deliveries.more', params: { more } })] : []),
    speaker.say({ key: 'cli.deliveries.sums', params: { total, ...sums } }),
  ].join('\n');
}

function lineOf(one: Delivered, several: boolean, speaker: Speaker): string {
  const { dueAt, subject, wording, kind, name, cost, state, reason, organisation } = one;
  const ending = { key: `reminders.state.${state}` };
  const params = {
    at: { instant: Date.parse(dueAt) },
    what: {
      text: { key: subject === 'stage' ? `reminders.stage.${wording}` : `cli.deliveries.subject.${subject}` },
    },
    whom: kind === 'group' ? { text: { key: 'remind.log.group' } } : (name ?? '–'),
    cost,
    ending:
      reason === null || reason === 'sent'
        ? { text: ending }
        : {
            text: {
              key: 'remind.log.because',
              params: { ending: { text: ending }, reason: { text: { key: `reminders.reason.${reason}` } } },
            },
          },
  };
  return `${speaker.say({ key: 'cli.deliveries.line', params })}${several ? ` (${organisation})` : ''}`;
}
