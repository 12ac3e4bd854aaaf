import { codeToLookUp, historiesIn, needsOf, sentIn } from '../conversation/converse.ts';
import type { Book } from '../conversation/book.ts';
import type { Input } from '../conversation/converse.ts';
import { SETUP_ANSWER } from '../conversation/conditions.ts';
import type { Facts, InvitationFacts } from '../conversation/facts.ts';
import { mayReport } from '../conversation/sent.ts';
import type { Session } from '../conversation/session.ts';
import type { Speaker } from '../i18n.ts';
import { changesOf } from '../reporting/history.ts';
import type { Change } from '../reporting/history.ts';
import type { LevelScale } from '../reporting/summary.ts';
import type { ReadBotAddress } from './bot-address.ts';
import { freshCode, freshToken, hashCode, sameHash } from './codes.ts';
import type { Chat } from './incoming.ts';
import { readDocumentSettings } from './document-settings.ts';
import { readHandoverFacts } from './handover.ts';
import type { Documents } from './documents.ts';
import type { OrganisationReader } from './organisation-facts.ts';
import type { ReminderDefaults } from './read-office.ts';
import { readReminded, readReminderFacts } from './remind.ts';
import type { Member, Store } from './store-port.ts';
import type { Evidence } from './evidence.ts';
import type { Uploads } from './uploads.ts';

export interface FactReader {
  store: Store;
  organisations: OrganisationReader;
  book: Book;
  /** Speaks the language documents are written in. */
  official: Speaker;
  /** Every language the bot speaks. */
  speakers: readonly Speaker[];
  scale: LevelScale;
  reminders: ReminderDefaults;
  setupCodeHash: string;
  uploads: Uploads;
  evidence: Evidence;
  address: ReadBotAddress;
  documents: Documents;
}

/** Who speaks where: decides which organisation the conversation is about, and what may be said of it. */
export interface Situation {
  member: Member | null;
  /** The organisation of the chat: the one a group is linked to, or the member's own. */
  organisationId?: string;
  /** Whether the organisation ever held something back for want of messages. */
  held: boolean;
}

/**
 * Everything one pure call may know, scoped to one organisation: the group's in a linked group, whoever speaks,
 * the member's in a 1:1 chat, none for strangers.
 */
export async function readFacts(
  {
    store,
    organisations,
    book,
    official,
    speakers,
    scale,
    reminders,
    setupCodeHash,
    uploads,
    evidence,
    address,
    documents,
  }: FactReader,
  chat: Chat,
  lineUserId: string,
  session: Session,
  input: Input,
  now: number,
  destination = '',
): Promise<{ facts: Facts; situation: Situation }> {
  const [known, linkedTo] = await Promise.all([
    organisations.ofPerson(lineUserId),
    chat.type === 'user' ? null : store.groups.organisationOf(chat.id),
  ]);
  const organisationId = linkedTo ?? known?.member.organisationId;
  // In a group of another organisation a member of this one is somebody unknown.
  const own = known !== null && known.member.organisationId === organisationId ? known : null;
  const member = own?.member ?? null;
  const needs = needsOf(book, session, input);
  const code = codeToLookUp(book, session, input, now);
  const found = own?.own ?? (organisationId === undefined ? null : await organisations.read(organisationId));
  const [plans, members, invitation] = await Promise.all([
    found !== null && needs.has('plans') ? found.plans(now) : [],
    (member?.role === 'coordinator' && (needs.has('members') || needs.has('keepers'))) ||
    (member !== null && (needs.has('reviewers') || needs.has('handover')))
      ? store.members.list(member.organisationId)
      : [],
    code === null || chat.type !== 'user' ? null : lookUp(store, code, setupCodeHash, now),
  ]);
  const organisation = found?.organisation ?? null;
  const keeps = member?.role === 'coordinator' || member?.role === 'supervisor';
  const reminding =
    organisation !== null && keeps && needs.has('reminders')
      ? await readReminderFacts({ store, organisations }, reminders, organisation, member, now)
      : null;
  const shown = member === null ? undefined : sentIn(book, session, input, member.role);
  const inHand =
    organisation !== null && member !== null && mayReport(member.role) && needs.has('evidence')
      ? await evidence.read(organisation.id, { memberId: member.id, chatId: chat.id }, shown, now)
      : undefined;
  const sent = input.kind === 'file' && shown === undefined ? input.file : undefined;
  const files =
    organisation !== null && chat.type === 'user' && member?.role === 'coordinator' && needs.has('uploads')
      ? await uploads.read(organisation, session, sent, now)
      : [];
  const findings =
    organisation !== null && member?.role === 'coordinator' && needs.has('findings')
      ? await documents.findings(organisation, plans, now)
      : {};
  const documentSettings =
    organisation !== null && member?.role === 'coordinator' && needs.has('documentSettings')
      ? await readDocumentSettings({ store, scale, official }, organisation, plans, now)
      : undefined;
  const handover =
    member !== null && chat.type === 'user' && mayReport(member.role) && needs.has('handover')
      ? await readHandoverFacts({ store, book }, member, session, plans, destination)
      : undefined;
  // In a group much is taken to the 1:1 chat.
  const bot = needs.has('bot') || chat.type !== 'user' ? await address() : undefined;
  const settingUp =
    invitation?.state === 'setup' || session.runs.some(({ answers }) => answers['code'] === SETUP_ANSWER);
  const free = settingUp && needs.has('organisations') ? await store.organisations.withoutCoordinator() : [];
  const reminded =
    organisation !== null && needs.has('reminded') ? await readReminded(store, organisation.id) : undefined;
  const read: Facts = {
    now,
    chat: chat.type,
    standing: member?.role ?? (linkedTo === null ? 'stranger' : 'guest'),
    units: found?.units ?? [],
    plans,
    members,
    organisations: free,
    uploads: files,
    findings,
    scale,
    freshCode: freshCode(),
    freshToken: freshToken(),
    official: (key) => official.say({ key }),
    wordings: (key) => speakers.map((speaker) => speaker.say({ key })),
    ...(reminding === null ? {} : { reminders: reminding }),
    ...(inHand === undefined ? {} : { evidence: inHand }),
    ...(handover === undefined ? {} : { handover }),
    ...(member === null ? {} : { member }),
    ...(organisation === null ? {} : { organisation }),
    ...(documentSettings === undefined ? {} : { documentSettings }),
    ...(reminded === undefined ? {} : { reminded }),
    ...(bot === undefined ? {} : { bot }),
    ...(invitation === null ? {} : { invitation }),
    ...(chat.type === 'user' ? {} : { group: linkedTo === null ? 'unlinked' : 'linked' }),
  };
  const facts =
    organisation === null ? read : await withHistories(store, organisation.id, read, { book, session, input });
  const held = found?.held ?? false;
  return { facts, situation: { member, held, ...(organisationId === undefined ? {} : { organisationId }) } };
}

/** The facts with the histories the answer will speak of. */
async function withHistories(
  store: Store,
  organisationId: string,
  facts: Facts,
  { book, session, input }: { book: Book; session: Session; input: Input },
): Promise<Facts> {
  const histories = new Map<string, Change[]>();
  for (const { measureId, round } of historiesIn(book, session, input, facts)) {
    const stored = await store.reports.read(organisationId, measureId, round);
    histories.set(`${measureId}:${round}`, stored === null ? [] : changesOf(stored.history, stored.report));
  }
  if (histories.size === 0) return facts;
  return { ...facts, history: (measureId, round) => histories.get(`${measureId}:${round}`) };
}

async function lookUp(store: Store, code: string, setupCodeHash: string, now: number): Promise<InvitationFacts> {
  const hash = hashCode(code);
  return sameHash(hash, setupCodeHash) ? { state: 'setup' } : store.invitations.lookUp(hash, now);
}
