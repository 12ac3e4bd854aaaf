import type { Connection } from 'mongoose';
import { FINAL_STATES } from '../../src/reminders/occurrence.ts';
import type { OccurrenceState, Subject } from '../../src/reminders/occurrence.ts';
import type { Target } from '../../src/reminders/targets.ts';
import { bangkok, END, isOpenTo } from './two-years-days.ts';
import { monthInJapan } from './two-years-fleet.ts';
import type { Attempt, LineWatch, Shared, Shown } from './two-years-fleet.ts';
import { namedIn, roundKey, unitsOf } from './two-years-town.ts';
import type { Town, Truth } from './two-years-town.ts';

interface Row {
  _id: string;
  organisationId: string;
  slot: string;
  subject: Subject;
  target: Target;
  dueAt: number;
  usefulUntil: number;
  notBefore: number;
  state: OccurrenceState;
  reason: string | null;
}

/** Reminders, and answers that came too late for their reply token: pushed to whoever asked, at any hour. */
interface Delivery {
  _id: string;
  retryKey: string;
  kind: 'reminder' | 'answer';
  state: string;
}

/** What the two years came to. */
export interface Outcome {
  sums: Record<OccurrenceState, number>;
  attempts: number;
  /** Messages LINE counted, of every month. */
  spent: number;
  violations: string[];
}

/** Holds everything that was sent, shown, counted and stored against what was promised. */
export async function check(
  connection: Connection,
  { town, line, shared, expected }: { town: Town; line: LineWatch; shared: Shared; expected: ReadonlySet<string> },
): Promise<Outcome> {
  const rows = await connection.collection<Row>('occurrences').find().toArray();
  const slots = await connection
    .collection<{ _id: string; organisationId: string; key: string; targets: Target[] }>('slots')
    .find()
    .toArray();
  const deliveries = await connection.collection<Delivery>('deliveries').find().toArray();
  const violations = shared.errors.map((error) => `an instance logged: ${error}`);
  const byId = new Map(rows.map((row) => [row._id, row]));
  const byKey = new Map(deliveries.map(({ retryKey, _id }) => [retryKey, byId.get(_id)]));

  for (const { _id, organisationId, key, targets } of slots) {
    const made = rows.filter((row) => row.organisationId === organisationId && row.slot === key);
    const same = targets.every((target) => made.some((row) => row.target.chatId === target.chatId));
    if (made.length !== targets.length || !same)
      violations.push(`${_id}: ${targets.length} targets, ${made.length} made`);
  }
  const known = new Set(slots.map(({ _id }) => _id));
  for (const id of expected) if (!known.has(id)) violations.push(`${id}: never came due`);
  for (const { _id, subject } of rows) {
    if (subject.kind === 'stage' && !/:(?:manual-|2570-|2571-)/.test(_id)) violations.push(`${_id}: of another round`);
  }
  for (const row of rows) violations.push(...endOf(row, shared.settled.get(row._id) ?? []));
  const answers = new Set(deliveries.filter(({ kind }) => kind === 'answer').map(({ retryKey }) => retryKey));
  for (const attempt of shared.attempts.filter(({ retryKey }) => !answers.has(retryKey))) {
    const row = byKey.get(attempt.retryKey);
    const problems = row === undefined ? ['nothing on record asks for it'] : wrongWith(attempt, row, town);
    for (const problem of problems)
      violations.push(`${row?._id ?? attempt.to} pushed ${bangkok(attempt.at)}: ${problem}`);
  }
  violations.push(...countedOnce(rows, deliveries, line, shared.attempts));

  const sums = { due: 0, delivered: 0, rejected: 0, expired: 0, suppressed: 0, held: 0 };
  for (const { state } of rows) sums[state] += 1;
  const spent = [...line.spent.values()].reduce((sum, one) => sum + one, 0);
  return { sums, attempts: shared.attempts.length, spent, violations };
}

/** Exactly one final state; only notices of the last days may still wait. */
function endOf({ _id, subject, state, usefulUntil, notBefore }: Row, settled: readonly string[]): string[] {
  if (state === 'due') {
    const waits = (subject.kind === 'notice' || subject.kind === 'unsent') && usefulUntil > END && settled.length === 0;
    return waits
      ? []
      : [`${_id}: still due at the end (not before ${bangkok(notBefore)}, useful until ${bangkok(usefulUntil)})`];
  }
  if (!FINAL_STATES.some((one) => one === state)) return [`${_id}: ended in none of the final states`];
  return settled.join() === state ? [] : [`${_id}: is ${state}, was settled as ${settled.join() || 'nothing'}`];
}

/** What an attempt to push promised not to do, by the truth of its moment. */
function wrongWith({ to, at, text, truth }: Attempt, row: Row, town: Town): string[] {
  const { subject, target, dueAt, usefulUntil } = row;
  const office = town.organisations.indexOf(row.organisationId);
  const problems: string[] = [];
  if (!isOpenTo(office, at)) problems.push('outside office hours');
  if (at < dueAt || at >= usefulUntil) problems.push(`due ${bangkok(dueAt)}, useful until ${bangkok(usefulUntil)}`);
  const home = target.kind === 'group' ? truth.groups.get(to) : truth.people.get(to)?.office;
  if (to !== target.chatId || home !== office) problems.push(`into a chat of office ${home}`);
  if (subject.kind !== 'stage') return problems;
  const isByHand = row.slot.startsWith('manual-');
  const resting = truth.pauses.some((one) => one.office === office && one.unit === undefined && one.until > at);
  if (resting && !isByHand) problems.push('while reminders rest');
  if (subject.wording === 'outlook' || subject.wording === 'closing') return problems;
  const { fiscalYear } = subject;
  const open = openTo(target, truth, { office, fiscalYear, round: subject.round, at, isByHand });
  if (open.length === 0) problems.push('nothing is open');
  const named = [...namedIn(text)].toSorted();
  const listed = target.kind === 'group' || subject.wording === 'digest' ? [] : open.slice(0, 10);
  const right = listed.map((number) => `${fiscalYear}-${number}`).toSorted();
  if (named.join() !== right.join()) problems.push(`names ${named.join()}, open are ${right.join()}`);
  return problems;
}

/** What is open for a target, by number: officers their own, supervisors what is under them, others everything. */
function openTo(
  { kind, audience, chatId }: Target,
  truth: Truth,
  when: { office: number; fiscalYear: number; round: 6 | 12; at: number; isByHand: boolean },
): number[] {
  const open = [...(truth.open.get(roundKey(when.office, when.fiscalYear, when.round)) ?? [])].toSorted(
    (a, b) => a - b,
  );
  const person = truth.people.get(chatId);
  if (kind === 'group' || audience === 'coordinator' || person === undefined) return open;
  const pauses = truth.pauses.filter(({ office, until }) => office === when.office && until > when.at);
  const rests = (number: number) => {
    const units = unitsOf(when.office, number);
    return units.length > 0 && units.every((unit) => pauses.some((one) => one.unit === unit));
  };
  const { unit = '' } = person;
  // Whoever's unit the plan does not name answers for what names no unit.
  const own = (number: number) =>
    unit === 'กองว่าง' ? unitsOf(when.office, number).length === 0 : unitsOf(when.office, number).includes(unit);
  const all = audience === 'supervisors' && unit === '';
  return open.filter((number) => (all || own(number)) && (when.isByHand || !rests(number)));
}

/** LINE showed and counted each occurrence at most once, and what it showed is what is on record as delivered. */
function countedOnce(
  rows: readonly Row[],
  deliveries: readonly Delivery[],
  { shown, spent, emulator }: LineWatch,
  attempts: readonly Attempt[],
): string[] {
  const violations: string[] = [];
  const keys = new Map(deliveries.map(({ _id, retryKey }) => [_id, retryKey]));
  const byKey = byRetryKey(shown);
  const attemptsByKey = byRetryKey(attempts);
  const counted = new Map<string, number>();
  const isAnswer = new Set(deliveries.filter(({ kind }) => kind === 'answer').map(({ retryKey }) => retryKey));
  const underWay = new Set(deliveries.filter((one) => one.state === 'pushing').map(({ retryKey }) => retryKey));
  const onRecord: Shown[] = shown.filter(({ retryKey }) => isAnswer.has(retryKey));
  for (const { _id, state, target, reason } of rows) {
    const key = keys.get(_id) ?? '';
    const seen = byKey.get(key) ?? [];
    const tried = attemptsByKey.get(key) ?? [];
    onRecord.push(...seen);
    if (seen.length > 1) violations.push(`${_id}: shown ${seen.length} times: ${tried.map(told).join('; ')}`);
    // LINE takes what is pushed to a person who has blocked the bot, and shows it to nobody.
    const accepted = tried.some(({ outcome }) => outcome === 'accepted');
    const dark = tried.some(({ outcome }) => outcome !== 'rejected');
    const unseen = seen.length === 0 && !(target.kind === 'person' && accepted);
    if (state === 'delivered' && unseen) violations.push(`${_id}: on record as delivered, and shown to nobody`);
    // Killed before it could note what LINE said, and useless or reported when it came back: it says that it does not know.
    const unknown = underWay.has(key) && (state === 'suppressed' || (state === 'expired' && reason === 'unconfirmed'));
    if (state !== 'delivered' && accepted && !unknown)
      violations.push(`${_id}: LINE accepted it, it ended as ${state}`);
    if (seen.length > 0 && !dark) violations.push(`${_id}: shown, though LINE refused it`);
  }
  if (onRecord.length !== shown.length)
    violations.push(`${shown.length - onRecord.length} pushes that nothing asked for`);
  for (const { at, cost } of onRecord) {
    counted.set(monthInJapan(at), (counted.get(monthInJapan(at)) ?? 0) + cost);
  }
  for (const [month, used] of spent) {
    if (counted.get(month) !== used)
      violations.push(`${month}: LINE counted ${used}, on record are ${counted.get(month)}`);
  }
  const onScreens = [...emulator.platform.people.keys(), ...emulator.platform.gatherings.keys()]
    .flatMap((chatId) => emulator.visible(chatId))
    .filter(({ fromBot, quotedMessageId }) => fromBot && quotedMessageId === undefined);
  if (onScreens.length < shown.length) violations.push('fewer messages stand in the chats than were shown');
  return violations;
}

function byRetryKey<Thing extends { retryKey: string }>(things: readonly Thing[]): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(thing.retryKey, [...(groups.get(thing.retryKey) ?? []), thing]);
  return groups;
}

const told = ({ at, really, outcome }: Attempt): string =>
  `${outcome ?? 'no outcome'} at ${bangkok(really)}, by its clock ${bangkok(at)}`;
