import type { Effect } from '../conversation/effects.ts';
import type { PlanFacts } from '../conversation/facts.ts';
import type { Choice, Message, Params, Row } from '../conversation/message.ts';
import { commandTap } from '../conversation/tap.ts';
import { findingRow } from '../conversation/upload.ts';
import { settleFindings } from '../documents/check-snapshot.ts';
import type { Snapshot } from '../documents/snapshot.ts';
import { secondsIfLarge } from '../documents/time-to-make.ts';
import { oitAnswer } from '../oit-items.ts';
import type { Finding } from '../reporting/model.ts';
import { statusOf } from '../reporting/summary.ts';
import type { LevelScale } from '../reporting/summary.ts';
import type { ReadBotAddress } from './bot-address.ts';
import { hashToken } from './codes.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { Organisation, Plan, Source, Store } from './store-port.ts';

/** Documents as they are asked for in the chat: what is said of them, and under which address they are fetched. */
export interface Documents {
  /**
   * Keeps what a document is made of under its address, and says where that is and what does not add up. A large one is made
   * while nobody waits for it (`document-maker.ts`): then it says so, and that a notice comes.
   * @param chatId the 1:1 chat it was asked for in
   */
  offer(organisationId: string, wanted: Wanted, source: Source, chatId: string): Promise<Message[]>;
  /** What is open in the documents of plans as they stand, by the plan's id. */
  findings(organisation: Organisation, plans: readonly PlanFacts[], now: number): Promise<Record<string, Finding[]>>;
  /** Shows a plan as it stands to everyone, or no longer. */
  publish(organisationId: string, wanted: Published, source: Source): Promise<Message[]>;
}

type Wanted = Extract<Effect, { type: 'makeDocument' }>;
type Published = Extract<Effect, { type: 'publish' }>;

/** How long an address can be opened. */
const LINK_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Findings said in the chat, and measures offered to be reported at once. */
const MOST_FINDINGS = 12;
const MOST_BUTTONS = 3;

/** What is said of the time a large document takes: until it is begun and told of, and on a machine that is busy. Seconds. */
const AROUND = 20;
const BUSY = 3;

/** Paths of the addresses; what follows is the token, or the organisation and the fiscal year. */
export const DOCUMENT_PATH = '/documents/';
export const PUBLIC_PATH = '/public/';

export function makeDocuments({
  store,
  scale,
  address,
}: {
  store: Store;
  scale: LevelScale;
  address: ReadBotAddress;
}): Documents {
  const planOf = async (organisationId: string, planId: string) => {
    const organisation = await store.organisations.byId(organisationId);
    const plan = (await store.plans.all(organisationId)).find(({ id }) => id === planId);
    return organisation === null || plan === undefined ? null : { organisation, plan };
  };

  const snapshotOf = (found: { organisation: Organisation; plan: Plan }, round: 6 | 12, now: number) =>
    readSnapshot(store, found.organisation, found.plan, round, { scale, now });

  return {
    offer: async (organisationId, wanted, source, chatId) => {
      const site = (await address())?.site;
      if (site === undefined) return [sentence('documentFlow.noAddress')];
      const found = await planOf(organisationId, wanted.planId);
      if (found === null) return [sentence('documentFlow.gone')];
      const snapshot = await snapshotOf(found, wanted.round, source.at);
      const expiresAt = source.at + LINK_DAYS * DAY_MS;
      const { open } = settleFindings(snapshot, wanted.document);
      const rows = rowsOf(wanted, snapshot, open, expiresAt);
      const seconds = wanted.format === 'page' ? null : secondsIfLarge(snapshot, wanted.document, wanted.format);
      const { memberId } = source;
      const asker = seconds === null || memberId === undefined ? undefined : { memberId, chatId, site, rows };
      const kept = await store.documentLinks.keep(hashToken(wanted.token), {
        organisationId,
        eventId: source.eventId,
        format: wanted.format,
        kind: wanted.document,
        planId: wanted.planId,
        snapshot,
        expiresAt,
        ...(asker === undefined ? {} : { asker }),
      });
      const link = addressOf(site, wanted.token);
      const findings = findingsOf(open, snapshot);
      if (asker === undefined) {
        const card: Message = { kind: 'card', title: { key: 'documentFlow.ready' }, rows };
        return [card, ...findings, sentence('documentFlow.link', { link })];
      }
      const later = sentence('documentMaking.link', { link });
      if (kept.eventId !== source.eventId) {
        return [sentence('documentMaking.already', { ...named(wanted), at: { instant: kept.dataAsOf } }), later];
      }
      const minutes = Math.ceil((AROUND + BUSY * (seconds ?? 0)) / 60);
      return [sentence('documentMaking.begun', { ...named(wanted), minutes }), ...findings, later];
    },
    findings: async (organisation, plans, now) => {
      const stored = await store.plans.all(organisation.id);
      const open = await Promise.all(
        plans.map(async ({ id, round }) => {
          const plan = stored.find((one) => one.id === id);
          if (plan === undefined) return [id, []] as const;
          return [id, settleFindings(await snapshotOf({ organisation, plan }, round, now)).open] as const;
        }),
      );
      return Object.fromEntries(open);
    },
    publish: async (organisationId, { planId, round, isPublic }, source) => {
      const target = { planId, round };
      if (!isPublic) {
        await store.publications.remove(organisationId, target);
        return [sentence('publishFlow.withdrawn')];
      }
      const site = (await address())?.site;
      if (site === undefined) return [sentence('documentFlow.noAddress')];
      const found = await planOf(organisationId, planId);
      if (found === null) return [sentence('documentFlow.gone')];
      const by = { key: source.eventId, name: source.by, at: source.at };
      const snapshot = await snapshotOf(found, round, source.at);
      const { frozen } = await store.snapshots.freeze(organisationId, target, snapshot, by);
      const { fiscalYear } = found.plan;
      await store.publications.put(organisationId, { ...target, fiscalYear, number: frozen.number, at: frozen.at });
      const link = `${site}${PUBLIC_PATH}${organisationId}/${fiscalYear}`;
      return [sentence('publishFlow.done', { number: frozen.number, link })];
    },
  };
}

/** The address of a token; LINE's own browser cannot save files. */
export const addressOf = (site: string, token: string): string =>
  `${site}${DOCUMENT_PATH}${token}?openExternalBrowser=1`;

/** A document by its name and format. */
const named = ({ document, format }: Wanted) => ({
  name: { text: { key: `documents.kind.${document}` } },
  format: { text: { key: `documentFlow.format.${format}` } },
});

function rowsOf(wanted: Wanted, snapshot: Snapshot, open: readonly Finding[], expiresAt: number): Row[] {
  const errors = open.filter(({ severity }) => severity === 'error').length;
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const { kind, fiscalYear, round } = snapshot;
  const plan = { kind: { text: { key: `plan.kind.${kind}` } }, year: { fiscalYear }, round };
  return [
    {
      label: { key: 'documentFlow.row.document' },
      value: { key: 'documentFlow.value.document', params: named(wanted) },
    },
    { label: { key: 'documentFlow.row.plan' }, value: { key: 'documentFlow.value.plan', params: plan } },
    ...oitRows(wanted, snapshot),
    {
      label: { key: 'documentFlow.row.state' },
      value:
        errors + warnings === 0
          ? { key: 'documentFlow.value.final' }
          : { key: 'documentFlow.value.draft', params: { errors, warnings } },
    },
    {
      label: { key: 'documentFlow.row.until' },
      value: { key: 'documentFlow.value.until', params: { until: { instant: expiresAt } } },
    },
  ];
}

/** The item of the assessment that the document answers, where it is known. */
function oitRows({ document }: Wanted, snapshot: Snapshot): Row[] {
  const answered = oitAnswer(document, snapshot);
  if (answered === null) return [];
  const params = { item: answered.item, year: { fiscalYear: answered.assessedYear } };
  return [{ label: { key: 'documentSettings.oit' }, value: { key: 'documentSettings.oitItem', params } }];
}

/** What is to be mended, each where it can be, and the measures that are wrong or still wait, to be reported at once. */
function findingsOf(open: readonly Finding[], { rows }: Snapshot): Message[] {
  const wrong = open.filter(({ severity }) => severity !== 'info');
  if (wrong.length === 0) return [];
  const numbers = new Set(wrong.flatMap(({ where }) => /^measure (\d+)$/.exec(where)?.[1] ?? []));
  const choices = rows
    .filter((row) => numbers.has(String(row.measure.number)) || statusOf(row) === 'waitingReport')
    .slice(0, MOST_BUTTONS)
    .map(({ id, measure: { number } }): Choice => ({
      label: { key: 'documentFlow.fix', params: { number } },
      data: commandTap('report', id),
    }));
  return [
    {
      kind: 'card',
      title: { key: 'documentFlow.findings', params: { count: wrong.length } },
      rows: wrong.slice(0, MOST_FINDINGS).map(findingRow),
      note: { key: 'documentFlow.toDo' },
      choices,
    },
  ];
}

const sentence = (key: string, params: Params = {}): Message => ({ kind: 'text', text: { key, params } });
