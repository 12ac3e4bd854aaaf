import { carried, compose } from '../reminders/compose.ts';
import { decide } from '../reminders/decide.ts';
import type { Decision, Moment } from '../reminders/decide.ts';
import type { Claimed, EndReason, FinalState, LoggedOccurrence, Subject, Unsent } from '../reminders/occurrence.ts';
import { allRest, openFor } from '../reminders/office.ts';
import type { Office } from '../reminders/office.ts';
import type { Outlook } from '../reminders/outlook.ts';
import { roundWindow } from '../reminders/round-window.ts';
import { bangkokDate, fiscalYearOf } from '../thai/calendar.ts';
import type { Message } from '../conversation/message.ts';
import type { Locale } from '../i18n.ts';
import type { Deliver, PushResult } from './deliver.ts';
import { sayDocument } from './document-notice.ts';
import type { Render } from './ports.ts';
import { calendarOf, readOffice } from './read-office.ts';
import type { OfficeSource, ReminderDefaults } from './read-office.ts';
import type { Organisation } from './store-port.ts';
import type { Schedule } from './reminder-port.ts';

export interface SendParts extends OfficeSource {
  defaults: ReminderDefaults;
  deliver: Deliver;
  render: Render;
  defaultLocale: Locale;
  now: () => number;
  /** What a person's own conversation stands at, to be said again after something else came into its chat. */
  standing: (chatId: string) => Promise<Message[]>;
  /** What the fire drill found. */
  drill: (organisationId: string) => Promise<Message[]>;
  /** How it stands with the work that somebody took over. */
  brief: (organisationId: string, handover: string) => Promise<Message[]>;
}

/** What all occurrences of one sweep share. */
export interface SweepContext {
  organisations: ReadonlyMap<string, Organisation>;
  schedules: ReadonlyMap<string, Schedule>;
  /** Whether the month's messages reach for an occurrence. */
  affordable: (id: string) => boolean;
  outlook: (office: Office) => Promise<Outlook>;
}

/** What a claimed occurrence has come to. */
export type Ending = { state: FinalState; reason: EndReason } | { waitUntil: number };

/**
 * Sends one claimed occurrence, if it is still to be sent at this moment. Read as late as possible: who has reported a moment
 * ago is left alone. Nothing of anybody's conversation is changed by it.
 */
export async function sendReminder(parts: SendParts, claimed: Claimed, context: SweepContext): Promise<Ending> {
  const { store, defaults, deliver, render } = parts;
  const organisation = context.organisations.get(claimed.organisationId);
  const schedule = context.schedules.get(claimed.organisationId);
  if (organisation === undefined || schedule === undefined) return { state: 'suppressed', reason: 'targetGone' };
  // Delivered before a crash kept that from being noted.
  const before = await deliver.resultOf(claimed.id);
  if (before !== null && before !== 'begun') return endingOf(before);
  const now = parts.now();
  const moment: Moment = {
    now,
    calendar: calendarOf(defaults, schedule),
    awaited: claimed.subject.kind === 'document',
    reachable: true,
    resting: false,
    something: true,
    affordable: true,
  };
  // What time alone decides needs nothing to be read.
  const early = decide(claimed, moment);
  // It may have been seen: nobody is told that it came too late.
  if (early.act === 'end' && before === 'begun') return { state: 'expired', reason: 'unconfirmed' };
  if (early.act !== 'send') return asEnding(early);
  const office = await officeOf(parts, organisation, schedule, claimed.subject, now);
  // What a person sends by hand is not held back by a pause.
  const awake = { ...office, pauses: [] };
  const messages = await say(parts, claimed, isByHand(claimed) ? awake : office, context);
  const decision = decide(claimed, {
    ...moment,
    reachable: isReachable(claimed, office),
    resting: await isResting(parts, claimed, office, messages, context),
    something: messages !== null && messages.length > 0,
    // What LINE may have already costs nothing more: it is asked again under the same key.
    affordable: before === 'begun' || context.affordable(claimed.id),
  });
  if (decision.act !== 'send' || messages === null) return asEnding(decision);
  const { target } = claimed;
  const person = office.colleagues.find(({ id }) => id === target.memberId);
  const chat = target.kind === 'person' ? 'user' : 'group';
  const all = person === undefined ? messages : [...messages, ...(await parts.standing(target.chatId))];
  const said = { locale: person?.locale ?? parts.defaultLocale, chat } as const;
  const result = await deliver.push({
    id: claimed.id,
    organisationId: organisation.id,
    chatId: target.chatId,
    messages: render(all, said),
    plain: render(all, { ...said, mentions: false }),
    cost: target.cost,
  });
  if (result.state === 'rejected' && result.reason === 'notThere' && target.kind === 'group') {
    await store.groups.unlink(target.chatId, organisation.id);
  }
  return endingOf(result);
}

/** What an answer carries beside itself. */
export interface Carried {
  messages: Message[];
  /** The answer has certainly not been seen: what it carried waits for the next. */
  lost(): Promise<void>;
}

/**
 * What was held for want of messages, for the next free answer in its chat; each once, and nothing when nothing is open any more.
 * @param answered organisation and event of the answer that carries it: asked again for the same event, it says the same
 */
export async function carriedBy(
  parts: Omit<SendParts, 'deliver' | 'render'>,
  chatId: string,
  answered: { organisationId: string; eventId: string },
): Promise<Carried> {
  const { store } = parts;
  const { organisationId, eventId } = answered;
  const found = (await store.occurrences.heldFor(chatId, eventId)).filter(
    (one) => one.organisationId === organisationId,
  );
  if (found.length === 0) return NOTHING;
  const taken = await store.occurrences.carry(
    found.map(({ id }) => id),
    eventId,
  );
  const held = found.filter(({ id }) => taken.has(id)).toSorted((a, b) => b.dueAt - a.dueAt);
  const organisation = await store.organisations.byId(organisationId);
  const schedule = await store.schedules.read(organisationId);
  if (held.length === 0 || organisation === null || schedule === null) return NOTHING;
  const messages: Message[] = [];
  for (const { subject } of held) {
    if (subject.kind === 'unsent') messages.push(unsentCard(subject.items));
    if (subject.kind === 'notice') messages.push({ kind: 'text', text: subject.text });
    if (subject.kind === 'card') messages.push(subject.card);
    if (subject.kind === 'handover') messages.push(...(await parts.brief(organisationId, subject.handover)));
    if (subject.kind === 'document') messages.push(...((await sayDocument(store, subject, parts.now())) ?? []));
  }
  const stage = held.find(({ subject }) => subject.kind === 'stage');
  if (stage !== undefined) messages.push(...(await carriedStage(parts, stage, organisation, schedule)));
  return { messages, lost: () => store.occurrences.drop(eventId) };
}

const NOTHING: Carried = { messages: [], lost: () => Promise.resolve() };

async function carriedStage(
  parts: Omit<SendParts, 'deliver' | 'render'>,
  { subject, target }: LoggedOccurrence,
  organisation: Organisation,
  schedule: Schedule,
): Promise<Message[]> {
  const office = await officeOf(parts, organisation, schedule, subject, parts.now());
  const person = office.colleagues.find(({ id }) => id === target.memberId);
  const open = openFor(target, office, person);
  return open.length === 0 ? [] : [carried(office, open)];
}

async function say(
  parts: SendParts,
  claimed: Claimed,
  office: Office,
  context: SweepContext,
): Promise<Message[] | null> {
  const { subject, target, organisationId } = claimed;
  switch (subject.kind) {
    case 'notice':
      return [{ kind: 'text', text: subject.text }];
    case 'card':
      return [subject.card];
    case 'handover':
      return parts.brief(organisationId, subject.handover);
    case 'unsent':
      return [unsentCard(subject.items)];
    case 'drill':
      return parts.drill(organisationId);
    case 'document':
      return sayDocument(parts.store, subject, parts.now());
    case 'stage': {
      const { wording, named } = subject;
      const outlook = wording === 'outlook' ? { outlook: await context.outlook(office) } : {};
      return compose({ wording, named, target, ...outlook }, office);
    }
  }
}

function unsentCard(items: readonly Unsent[]): Message {
  return {
    kind: 'card',
    title: { key: 'reminders.unsent.title' },
    rows: items.map(({ wording, date, state, count }) => ({
      label: {
        key: 'reminders.unsent.what',
        params: { stage: { text: { key: `reminders.stage.${wording}` } }, date: { date } },
      },
      value: { key: 'reminders.unsent.state', params: { state: { text: { key: `reminders.state.${state}` } }, count } },
    })),
    note: { key: 'reminders.unsent.note' },
  };
}

/** The office in the round the occurrence is about; for notices the round hardly matters: the one of the day. */
function officeOf(
  source: Pick<SendParts, 'store' | 'organisations' | 'defaults'>,
  organisation: Organisation,
  schedule: Schedule,
  subject: Subject,
  now: number,
): Promise<Office> {
  const today = { fiscalYear: fiscalYearOf(bangkokDate(now)), round: 6 as const };
  const { fiscalYear, round } = subject.kind === 'stage' ? subject : today;
  const window = roundWindow(fiscalYear, round, calendarOf(source.defaults, schedule));
  return readOffice(source, source.defaults, organisation, schedule, window, now);
}

/** Whether the chat still belongs to the organisation. */
function isReachable({ target }: Claimed, office: Office): boolean {
  return target.kind === 'group'
    ? office.groups.some(({ chatId }) => chatId === target.chatId)
    : office.colleagues.some(
        ({ id, chatId, isUnreachable }) => id === target.memberId && chatId === target.chatId && isUnreachable !== true,
      );
}

/** Whether a pause of the organisation, or of every unit concerned, is what keeps this from being said. */
async function isResting(
  parts: SendParts,
  claimed: Claimed,
  office: Office,
  messages: Message[] | null,
  context: SweepContext,
): Promise<boolean> {
  if (claimed.subject.kind !== 'stage' || isByHand(claimed)) return false;
  if (allRest(office)) return true;
  return messages === null && (await say(parts, claimed, { ...office, pauses: [] }, context)) !== null;
}

/** Beginning of the slots that people send by hand. */
export const BY_HAND = 'manual-';
const isByHand = ({ slot }: Claimed): boolean => slot.startsWith(BY_HAND);

/** What was decided, when it was not to send; one that was and has nothing to say has nothing open. */
const asEnding = (decision: Decision): Ending => {
  if (decision.act === 'end') return { state: decision.state, reason: decision.reason };
  return decision.act === 'wait' ? { waitUntil: decision.until } : { state: 'suppressed', reason: 'nothingOpen' };
};

function endingOf(result: PushResult): Ending {
  switch (result.state) {
    case 'delivered':
      return { state: 'delivered', reason: 'sent' };
    case 'held':
      return { state: 'held', reason: 'quota' };
    case 'expired':
      return { state: 'expired', reason: 'unconfirmed' };
    case 'rejected':
      return { state: 'rejected', reason: REFUSED[result.reason] };
    case 'open':
      return { waitUntil: result.nextAttemptAt };
  }
}

const REFUSED = { notThere: 'left', forbidden: 'forbidden', badRequest: 'refused' } as const;
