import type { Effect, ReportToSave } from '../conversation/effects.ts';
import type { InvitationFacts, MeasureFacts, MemberFacts, PlanFacts, UnitFacts } from '../conversation/facts.ts';
import type { AboutReport } from '../conversation/message.ts';
import type { Session } from '../conversation/session.ts';
import type { Locale } from '../i18n.ts';
import type {
  Dimension,
  HeadingField,
  Indicator,
  ItaIssue,
  Measure,
  NarrativePart,
  PlanKind,
  Report,
  Role,
  Round,
} from '../reporting/model.ts';
import type { Kept } from '../reporting/history.ts';
import type { WordsOf } from '../reporting/erase.ts';
import type { Review } from '../reporting/review.ts';
import type { EvidenceLinkStore, EvidenceStore } from './evidence-port.ts';
import type { HandoverStore } from './handover-port.ts';
import type { Incoming } from './incoming.ts';
import type { LineMessage } from './ports.ts';
import type {
  DocumentFileStore,
  DocumentLinkStore,
  DocumentSettingsStore,
  PublicationStore,
  RoundNotesStore,
  SnapshotStore,
} from './document-port.ts';
import type { OccurrenceStore, ScheduleStore } from './reminder-port.ts';

/** What the application keeps; `store/` implements it with mongoose. Nothing here rejects for "not found". */
export interface Store {
  inbox: InboxStore;
  sessions: SessionStore;
  deliveries: DeliveryStore;
  organisations: OrganisationStore;
  units: UnitStore;
  members: MemberStore;
  groups: GroupStore;
  handovers: HandoverStore;
  invitations: InvitationStore;
  plans: PlanStore;
  reports: ReportStore;
  uploads: UploadStore;
  evidence: EvidenceStore;
  evidenceLinks: EvidenceLinkStore;
  roundNotes: RoundNotesStore;
  documentSettings: DocumentSettingsStore;
  snapshots: SnapshotStore;
  documentLinks: DocumentLinkStore;
  documentFiles: DocumentFileStore;
  publications: PublicationStore;
  audit: AuditStore;
  settings: SettingStore;
  schedules: ScheduleStore;
  occurrences: OccurrenceStore;
}

/** An event on record: answered 200 and not lost. `receivedAt` in milliseconds. */
export interface InboxEvent {
  event: Incoming;
  receivedAt: number;
  attempts: number;
}

export type EventState = 'open' | 'done' | 'givenUp';

export interface InboxStore {
  /** Records events in one journaled write; returns those that were not on record before. */
  record(events: readonly Incoming[], receivedAt: number): Promise<InboxEvent[]>;
  /** Whether an event still has to take effect, has, or was given up; `null`: not on record, or no longer. */
  stateOf(eventId: string): Promise<EventState | null>;
  /** What still has to take effect in the lane of an event, up to this event itself, in the order it happened. */
  openUpTo(event: Incoming): Promise<InboxEvent[]>;
  /** The event has taken effect: its content is forgotten, its id stays to recognise duplicates. */
  finish(eventId: string, at: number): Promise<void>;
  /** Events received before an instant that still have to take effect, oldest first. */
  open(receivedBefore: number, limit: number): Promise<InboxEvent[]>;
  /** Counts an attempt that failed; past `most` the event is given up. Returns whether it was. */
  failed(eventId: string, most: number): Promise<boolean>;
  /** Forgets the ids of events finished before an instant. */
  forget(finishedBefore: number): Promise<number>;
}

/** The part of an event that answers and effects need. */
export type Occasion = Pick<Incoming, 'id' | 'destination' | 'chat' | 'userId' | 'replyToken' | 'timestamp'> & {
  receivedAt: number;
};

/** What an event's pure call left to be done, stored in the same write as the new session. */
export interface Debt {
  eventId: string;
  /** What paying needs of the event; its content is not kept. */
  occasion: Occasion;
  effects: Effect[];
  organisationId?: string;
  member?: MemberFacts;
  /** Name the answer is addressed to in a group; absent where nobody shall learn it. */
  addressee?: string;
  locale: Locale;
}

export interface StoredSession {
  revision: number;
  session: unknown;
  /** What the last event left to be done, and what was given up. Whether the last one has been paid, the inbox knows. */
  debts: readonly Debt[];
}

export interface SessionStore {
  read(key: string): Promise<StoredSession | null>;
  /** Compare-and-set: stores the session and what is owed if the revision is still `revision` (0: there is none yet). */
  advance(key: string, revision: number, session: Session, debts: readonly Debt[], at: number): Promise<boolean>;
  /** The conversations of everybody in a chat, by key; `chat`: what their keys begin with. `run`: only those that know this run. */
  inChat(chat: string, run?: string): Promise<{ key: string; session: unknown }[]>;
}

export type DeliveryState =
  /** A second attempt has begun to use the reply token, after a crash or beside the first: whose it was cannot be told any more. */
  | 'retrying'
  | 'pushing'
  | 'sent'
  | 'unknown'
  | 'failed'
  | 'expired'
  /** The month's messages are used up. */
  | 'held';

/** Why LINE refuses a push for good: the bot is not in the chat, the messages are not right, the token is void. */
export type PushRefusal = 'notThere' | 'badRequest' | 'forbidden';

/** A message of a delivery, by its place in it, that says a report was saved: a quote of it speaks of that report. */
export interface Receipt {
  index: number;
  about: AboutReport;
}

export interface Delivery {
  id: string;
  organisationId?: string;
  chatId: string;
  /** LINE user id of the person it answers. */
  person?: string;
  /** Which of its messages are receipts of reports. */
  receipts?: readonly Receipt[];
  messages: LineMessage[];
  retryKey: string;
  state: DeliveryState;
  createdAt: number;
  /** Pushes tried so far. */
  attempts: number;
  /** Not tried again before this instant. */
  nextAttemptAt: number;
  /** Why LINE refused it for good. */
  reason?: PushRefusal;
  /** `answer`: to an event; `reminder`: the reminders try it again themselves, within office hours. */
  kind: 'answer' | 'reminder';
}

export interface DeliveryStore {
  /** The delivery of this id; `fresh` itself when there was none. */
  open(fresh: Delivery): Promise<Delivery>;
  read(id: string): Promise<Delivery | null>;
  /** Puts the end of a delivery on record, whether it was there before or not; the messages are forgotten. Once it is sent, it is sent. */
  conclude(delivery: Delivery, sentIds: readonly string[]): Promise<void>;
  /** A final state; the messages are forgotten, the ids of what was sent recognise quotes. */
  settle(id: string, state: DeliveryState, sentIds: readonly string[], reason?: PushRefusal): Promise<void>;
  /** Whom a message of the bot in this chat answered, and of which report it told; `null`: it is none of the bot's. */
  saidTo(chatId: string, messageId: string): Promise<{ person?: string; about?: AboutReport } | null>;
  /**
   * Counts an attempt that begins now; the next one comes at `nextAttemptAt` at the earliest, unless this one ends it. False:
   * the first attempt began `keyLife` milliseconds ago or more, by the one clock all instances share; nothing was counted.
   */
  begin(id: string, nextAttemptAt: number, keyLife: number): Promise<boolean>;
  /** Answers that are to be pushed (again) by now. */
  pushing(now: number, limit: number): Promise<Delivery[]>;
}

export interface Organisation {
  id: string;
  name: string;
}

/** What one small read tells of an organisation: whether what is remembered of it still holds. */
export interface OrganisationMarks {
  /** Grows with every change of its units, plans and reports. */
  version: number;
  /** Grows with every change of its members. */
  people: number;
  /** Whether something was ever held back for want of messages. */
  held: boolean;
}

export interface OrganisationStore {
  /** `null`: there is no such organisation. */
  marks(id: string): Promise<OrganisationMarks | null>;
  byId(id: string): Promise<Organisation | null>;
  all(): Promise<Organisation[]>;
  /** Those that no active coordinator belongs to. */
  withoutCoordinator(): Promise<Organisation[]>;
  /** The organisation of this name, made when there is none. */
  ensure(name: string): Promise<Organisation>;
}

export interface UnitStore {
  list(organisationId: string): Promise<UnitFacts[]>;
  /** Adds units that are not there yet, and aliases that are new. */
  ensure(organisationId: string, units: readonly { name: string; aliases: readonly string[] }[]): Promise<void>;
  /** Forgets every unit but those of these names. */
  keepOnly(organisationId: string, names: readonly string[]): Promise<void>;
}

export interface Member extends MemberFacts {
  organisationId: string;
  lineUserId: string;
  locale: Locale;
}

export interface NewMember {
  lineUserId: string;
  name: string;
  role: Role;
  unit?: string;
  locale: Locale;
}

export interface MemberStore {
  byLineUser(lineUserId: string): Promise<Member | null>;
  list(organisationId: string): Promise<Member[]>;
  /** Makes a person a member, or adds the unit and the role to the member they are. `null`: they belong elsewhere. */
  join(organisationId: string, member: NewMember): Promise<Member | null>;
  /** Unlinks a person; the name stays with what they reported. Returns the LINE user id that was unlinked. */
  remove(organisationId: string, memberId: string): Promise<string | null>;
  /** A member, or one who has left: their LINE user id is '' then. */
  byId(organisationId: string, memberId: string): Promise<Member | null>;
  /** Those who have left and whose units have gone to nobody. */
  former(organisationId: string): Promise<Member[]>;
  /**
   * Takes units from a member, or from one who has left, once for one `key`. Returns those that were theirs; `null`: they
   * have none of them any more.
   */
  giveUnits(organisationId: string, memberId: string, units: readonly string[], key: string): Promise<string[] | null>;
  /** Gives units to a member, once for one `key`. */
  takeUnits(organisationId: string, memberId: string, units: readonly string[], key: string): Promise<void>;
  /** LINE tells that messages to a person arrive from `at` on, or no longer. `null`: nobody's member, or it has told later news. */
  reach(lineUserId: string, at: number, isReachable: boolean): Promise<Member | null>;
  /** LINE tells who came to a linked group, or went. */
  seenInGroup(organisationId: string, lineUserIds: readonly string[], at: number, isThere: boolean): Promise<void>;
  setLocale(lineUserId: string, locale: Locale): Promise<void>;
}

/** A linked group. */
export interface Group {
  lineGroupId: string;
  type: 'group' | 'room';
  organisationId: string;
  /** People in it when LINE last told; `null`: never. `countedAt` 0 then. */
  members: number | null;
  countedAt: number;
}

export interface GroupStore {
  organisationOf(lineGroupId: string): Promise<string | null>;
  link(organisationId: string, lineGroupId: string, by: string, at: number): Promise<boolean>;
  /** The groups of an organisation. */
  list(organisationId: string): Promise<Group[]>;
  /** Every linked group. */
  all(): Promise<Group[]>;
  /** Keeps how many people LINE says are in a group. */
  count(lineGroupId: string, members: number, at: number): Promise<void>;
  /** `before`: only when it was linked before this instant. */
  unlink(lineGroupId: string, organisationId?: string, before?: number): Promise<void>;
}

export interface NewInvitation {
  eventId: string;
  codeHash: string;
  role: Role;
  unit?: string;
  /** Whoever registers with it takes over. */
  handover?: string;
  uses: number;
  expiresAt: number;
  by: string;
}

export interface InvitationStore {
  lookUp(codeHash: string, now: number): Promise<InvitationFacts>;
  create(organisationId: string, invitation: NewInvitation): Promise<void>;
  /** Takes one use for a person, once however often it is called; `null` when it is used up or has expired. */
  redeem(
    invitationId: string,
    lineUserId: string,
    now: number,
  ): Promise<{ organisationId: string; role: Role; unit?: string; handover?: string } | null>;
}

/** What documents take of a plan beside its measures, as its file has it; absent where no file has said it. */
export interface PlanSource {
  title?: string;
  /** Scores of the ITA assessment of `assessedYear` (Buddhist Era), of the year before the plan's where that is absent. */
  indicators?: readonly Indicator[];
  /** The printed total of that assessment. */
  statedTotal?: number;
  assessedYear?: number;
  issues?: readonly ItaIssue[];
  headings?: Readonly<Partial<Record<HeadingField, string>>>;
  reporter?: { name: string; position: string };
  narrative?: Readonly<Partial<Record<NarrativePart, string>>>;
  /** The printed number of projects in the budget ordinance. */
  inOrdinanceStated?: number;
}

/** Its fields. */
export const PLAN_SOURCE = [
  'title',
  'indicators',
  'statedTotal',
  'assessedYear',
  'issues',
  'headings',
  'reporter',
  'narrative',
  'inOrdinanceStated',
] as const satisfies readonly (keyof PlanSource)[];

export interface NewPlan extends PlanSource {
  kind: PlanKind;
  fiscalYear: number;
  round?: Round;
  dimensions: readonly Dimension[];
  initialProjects?: number;
  measures: readonly Measure[];
}

/** A plan without what was reported. `round` as stored: the one the import named. */
export interface Plan extends Omit<PlanFacts, 'rows' | 'round'>, PlanSource {
  round?: Round;
  measures: readonly { id: string; measure: Measure }[];
}

/** The scores of an assessment. `previousScore` and `statedTotal` where the file has them. */
export interface NewScores {
  indicators: readonly Indicator[];
  statedTotal?: number;
  /** Buddhist Era. */
  assessedYear: number;
}

export interface PlanStore {
  /** The plan of each kind for a fiscal year (Buddhist Era), or the latest before it; the latest of all when there is neither, or no year is named. */
  current(organisationId: string, fiscalYear?: number): Promise<Plan[]>;
  find(organisationId: string, fiscalYear: number, kind: PlanKind): Promise<Plan | null>;
  /** Every plan of an organisation. */
  all(organisationId: string): Promise<Plan[]>;
  /**
   * Stores a plan; measures keep their identity as `matchMeasures` tells it, so that reports stay with them. What the new plan
   * does not say stays as it is stored; headings and narrative one by one. A stored total goes with the scores it is of.
   */
  save(organisationId: string, plan: NewPlan): Promise<Plan>;
  /** Stores the scores of an assessment with a plan, in the place of those there were. */
  saveScores(organisationId: string, planId: string, scores: NewScores): Promise<void>;
}

/** Where a change of a report came from. */
export interface Source {
  eventId: string;
  by: string;
  memberId?: string;
  at: number;
  /** Which messages gave the words of a report. */
  messages?: readonly WordsOf[];
}

/** A report that stands, and the version of the organisation since. */
export interface SavedReport {
  version: number;
  report: NonNullable<MeasureFacts['report']>;
}

export interface ReportStore {
  /** What was reported of the measures of a plan in a round, by measure. */
  ofPlan(
    organisationId: string,
    planId: string,
    round: Round,
  ): Promise<Map<string, NonNullable<MeasureFacts['report']>>>;
  /**
   * Stores a report, once however often it is called for one event; what stood there before goes to the history.
   * Returns what stands there now.
   * @param basis the revision the person saw (0: none), if it must still be the one that stands
   * @returns `null`: it is not, and nothing was stored
   */
  save(
    organisationId: string,
    target: { planId: string; measureId: string; round: Round },
    report: ReportToSave,
    source: Source,
    basis?: number,
  ): Promise<SavedReport | null>;
  /**
   * Keeps what was said of a revision of a report, once however often it is called for one event. Returns what stands
   * there now; `null`: the report is another one by now, and nothing was stored.
   */
  review(
    organisationId: string,
    target: { measureId: string; round: Round },
    verdict: Pick<Review, 'state' | 'revision' | 'comment'>,
    source: Source,
  ): Promise<SavedReport | null>;
  /**
   * Erases the words an unsent message gave, wherever they stand in reports and what came before them; that it was done is
   * kept. Returns whether there were any.
   */
  eraseMessage(organisationId: string, messageId: string, source: Source): Promise<boolean>;
  /** What is stored of one measure, with its history, oldest first. */
  read(
    organisationId: string,
    measureId: string,
    round: Round,
  ): Promise<{ report: Report; revision: number; history: HistoryEntry[] } | null>;
}

/** One change of a report: who, when, from which event, and what stood there before; or what was said of it. */
export type HistoryEntry = Source & Kept;

/** A file a coordinator sent, until it is known what becomes of it. */
export interface Upload {
  /** LINE's message id. */
  id: string;
  name: string;
  bytes: Uint8Array;
}

export interface UploadStore {
  /** Keeps a file, once however often it is called. */
  keep(organisationId: string, upload: Upload, at: number): Promise<void>;
  read(organisationId: string, id: string): Promise<Upload | null>;
  /** Forgets a file: its message was unsent. */
  drop(id: string): Promise<void>;
  /** Forgets the files that came before an instant. */
  forget(before: number): Promise<void>;
}

export interface AuditStore {
  /** Notes an act on people, groups or plans, once per event and act. */
  note(organisationId: string, act: string, source: Source, about: Record<string, string | number>): Promise<void>;
}

export interface SettingStore {
  /** The value of a setting; on first call it becomes `initial`. */
  once(key: string, initial: string): Promise<string>;
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
}
