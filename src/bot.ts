import type { Express, Router } from 'express';
import { makeReadBotAddress } from './app/bot-address.ts';
import { makeDocumentFiles } from './app/document-files.ts';
import { makeDocumentMaker } from './app/document-maker.ts';
import { makeDocuments } from './app/documents.ts';
import { makeDeliver } from './app/deliver.ts';
import { makeEvidence } from './app/evidence.ts';
import { makeBriefs } from './app/handover-brief.ts';
import { apologise, makeHandleEvent } from './app/handle-event.ts';
import type { HandlerParts } from './app/handle-event.ts';
import type { Log } from './app/log-port.ts';
import { makeMenuKeeper, tellingOfMembers } from './app/menu-keeper.ts';
import type { MenuKeeper } from './app/menu-keeper.ts';
import type { LineMenus } from './app/menu-port.ts';
import type { LineContent, LineGateway, LineInsight } from './app/ports.ts';
import { fireDrill } from './app/doctor.ts';
import type { DoctorParts } from './app/doctor.ts';
import type { FactReader } from './app/read-facts.ts';
import { makeOrganisationReader } from './app/organisation-facts.ts';
import { makeReadStanding } from './app/read-standing.ts';
import { makeIntake } from './app/receive-events.ts';
import type { Intake } from './app/receive-events.ts';
import { makeReminders } from './app/reminders.ts';
import { carriedBy } from './app/send-reminder.ts';
import type { SendParts } from './app/send-reminder.ts';
import { rememberSessions } from './app/sessions.ts';
import type { Store } from './app/store-port.ts';
import { makeUploads } from './app/uploads.ts';
import type { Clock } from './clock.ts';
import type { Content } from './content.ts';
import { makeEvidenceFiles } from './app/evidence-files.ts';
import { documentRouter } from './http/documents.ts';
import { evidenceRouter } from './http/evidence.ts';
import { handoverRouter } from './http/handover.ts';
import type { Render } from './documents/render.ts';
import { renderHere } from './documents/render.ts';
import { makeMetrics } from './http/metrics.ts';
import { makeHttp } from './http/server.ts';
import { makeSpeakers } from './i18n.ts';
import type { Locale, Speaker } from './i18n.ts';
import { makeRender } from './line/render.ts';
import { richMenus } from './rich-menu/rich-menu.ts';

export interface BotParts {
  store: Store;
  gateway: LineGateway;
  insight: LineInsight;
  lineContent: LineContent;
  /** The menus below people's chats, where people are to be given theirs as soon as it changes. */
  menus?: LineMenus;
  clock: Clock;
  log: Log;
  content: Content;
  defaultLocale: Locale;
  channelSecret: string;
  setupCodeHash: string;
  /** See `makeLanes`. */
  settleMs: number;
  ping: () => Promise<boolean>;
  /** Scheme and host of this program as people's phones reach it, if they do. */
  site?: string;
  /** Makes the files of documents; where it is not given, here and now. */
  render?: Render;
  /** The same for those nobody waits for: others are made beside them. */
  renderLarge?: Render;
  simulator?: Router;
}

export interface Bot {
  http: Express;
  intake: Intake;
  /** Finishes what a crash left, or what LINE did not confirm. */
  finish(olderThanMs?: number): Promise<void>;
  /** Makes the large documents that were asked for, until it is told to stop. */
  make(stop?: AbortSignal): Promise<void>;
  /** Sends the reminders that are due. */
  remind(): Promise<void>;
  /** All three, one after the other. */
  sweep(olderThanMs?: number): Promise<void>;
  /** Resolves when everybody has the menu they should have. */
  menusSettled(): Promise<void>;
}

/** The bot between a store and a way to LINE: no ports, no timers, no files. */
export function makeBot(parts: BotParts): Bot {
  const { gateway, insight, clock, log, content, defaultLocale } = parts;
  const speakers = makeSpeakers(content.sentences);
  const menus = menuKeeper(parts, speakers);
  const store =
    menus === undefined
      ? parts.store
      : { ...parts.store, members: tellingOfMembers(parts.store.members, (one) => menus.changed(one)) };
  const defaults = content.reminders;
  const metrics = makeMetrics(() => intake.waiting);
  const deliver = makeDeliver({ deliveries: store.deliveries, gateway, insight, clock, log, meter: metrics });
  const render = makeRender(speakers);
  const now = () => clock.now();
  const address = makeReadBotAddress(insight, parts.site);
  const facts: FactReader = {
    store,
    organisations: makeOrganisationReader(store),
    book: content.book,
    // Documents are written in Thai.
    official: speakers.th,
    speakers: Object.values(speakers),
    scale: defaults.scale,
    reminders: defaults,
    setupCodeHash: parts.setupCodeHash,
    address,
    documents: makeDocuments({ store, scale: defaults.scale, address }),
    uploads: makeUploads({ store, content: parts.lineContent }),
    evidence: makeEvidence({ store, content: parts.lineContent, address }),
  };
  const { organisations } = facts;
  const briefs = makeBriefs({ store, organisations, defaults, address, official: speakers.th });
  const doctor: DoctorParts = { store, insight, defaults, now };
  const sending: SendParts = {
    store,
    organisations: facts.organisations,
    defaults,
    deliver,
    render,
    defaultLocale,
    now,
    standing: makeReadStanding({ ...facts, insight, now }),
    drill: (organisationId) => fireDrill(doctor, organisationId),
    brief: (organisationId, handover) => briefs.say(organisationId, handover, now()),
  };
  const handler: HandlerParts = {
    ...facts,
    render,
    deliver,
    sessions: rememberSessions(store.sessions),
    clock,
    meter: metrics,
    log,
    briefs,
    defaultLocale,
    carried: (chatId, answered) => carriedBy(sending, chatId, answered),
  };
  const reminders = makeReminders({ ...sending, insight, clock, log, meter: metrics });
  const handleEvent = makeHandleEvent(handler);
  const intake = makeIntake({
    store,
    handle: async (event, receivedAt) => {
      const earlier = await handleEvent(event, receivedAt);
      // Who comes back after blocking the bot may have lost their menu.
      if (event.content.kind === 'follow' && event.userId !== undefined) menus?.changed(event.userId);
      return earlier;
    },
    clock,
    log,
    meter: metrics,
    settleMs: parts.settleMs,
    apologise: (event, receivedAt) => apologise(handler, event, receivedAt),
  });
  const makeFile = parts.render ?? renderHere(speakers.th);
  const maker = makeDocumentMaker({ store, render: parts.renderLarge ?? makeFile, clock, log, meter: metrics });
  const http = makeHttp({
    channelSecret: parts.channelSecret,
    botNames: Object.values(speakers).map((speaker) => speaker.say({ key: 'bot.name' })),
    take: (events) => intake.take(events),
    ping: parts.ping,
    metrics,
    log,
    address,
    documents: documentRouter({
      files: makeDocumentFiles({ store, official: speakers.th, render: makeFile }),
      official: speakers.th,
      clock,
    }),
    handover: handoverRouter({ briefs, official: speakers.th, clock }),
    evidence: evidenceRouter({ files: makeEvidenceFiles(store), official: speakers.th, clock }),
    registerWord: speakers.th.say({ key: 'menu.register' }),
    ...(parts.simulator === undefined ? {} : { simulator: parts.simulator }),
  });
  const finish = async (olderThanMs?: number): Promise<void> => {
    await intake.sweep(olderThanMs);
    await deliver.sweep();
  };
  const make = (stop?: AbortSignal) => maker.sweep(stop);
  const remind = () => reminders.sweep();
  return {
    http,
    intake,
    finish,
    make,
    remind,
    sweep: async (olderThanMs) => {
      await finish(olderThanMs);
      await make();
      await remind();
    },
    menusSettled: async () => menus?.idle(),
  };
}

function menuKeeper(
  { menus: line, store, log, defaultLocale }: BotParts,
  speakers: Record<Locale, Speaker>,
): MenuKeeper | undefined {
  if (line === undefined) return undefined;
  return makeMenuKeeper({ line, menus: () => richMenus(speakers, defaultLocale), members: store.members, log });
}
