import type { PlanFacts } from '../conversation/facts.ts';
import { isThere, rowsOfUnits, standingOf } from '../conversation/handover.ts';
import type { Message, Row } from '../conversation/message.ts';
import { commandTap } from '../conversation/tap.ts';
import { MEDIA_TYPES, writeDocument } from '../documents/write-document.ts';
import type { Speaker } from '../i18n.ts';
import { deadlineOf } from '../reporting/rounds.ts';
import { bangkokDate } from '../thai/calendar.ts';
import type { ReadBotAddress } from './bot-address.ts';
import { freshToken, hashToken } from './codes.ts';
import type { DocumentFile } from './document-files.ts';
import { briefContent } from './handover-page.ts';
import type { Brief, BriefPlan } from './handover-page.ts';
import type { OrganisationReader } from './organisation-facts.ts';
import { calendarOf } from './read-office.ts';
import type { ReminderDefaults } from './read-office.ts';
import type { Store } from './store-port.ts';

/** The brief of whoever takes over: one page of how it stands, as it stands when it is looked at. */
export interface Briefs {
  /** As a card, with the address of the page. `[]`: nobody has taken over, or they are no longer there. */
  say(organisationId: string, id: string, now: number): Promise<Message[]>;
  /** The page behind an address. */
  file(token: string, format: 'docx' | 'pdf', now: number): Promise<DocumentFile | 'expired' | null>;
}

/** Path of the addresses; what follows is the token and the format. */
export const BRIEF_PATH = '/handover/';

/** How long an address can be opened. */
const LINK_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

export function makeBriefs({
  store,
  organisations,
  defaults,
  address,
  official,
}: {
  store: Store;
  organisations: OrganisationReader;
  defaults: ReminderDefaults;
  address: ReadBotAddress;
  official: Speaker;
}): Briefs {
  const read = async (organisationId: string, id: string, now: number): Promise<Brief | null> => {
    const [handover, found, members, schedule] = await Promise.all([
      store.handovers.read(organisationId, id),
      organisations.read(organisationId),
      store.members.list(organisationId),
      store.schedules.read(organisationId),
    ]);
    const taker = members.find((one) => one.id === handover?.taker);
    if (handover === null || found === null || taker === undefined) return null;
    const { units } = handover;
    const calendar = calendarOf(defaults, schedule ?? { holidays: [] });
    const plans = (await found.plans(now)).flatMap((plan): BriefPlan[] => {
      const rows = rowsOfUnits(plan.rows, units);
      const closes = deadlineOf(plan.fiscalYear, plan.round);
      const until = calendar.lastWorkingDay(closes);
      const due = { closes, until, isOverdue: bangkokDate(now) > closes };
      return rows.length === 0 ? [] : [{ ...asked(plan), rows, due }];
    });
    const reviewers = members.filter(
      (one) =>
        one.id !== taker.id &&
        isThere(one) &&
        (one.role === 'coordinator' ||
          (one.role === 'supervisor' && (one.units.length === 0 || one.units.some((unit) => units.includes(unit))))),
    );
    return {
      organisation: found.organisation.name,
      giver: handover.giverName,
      taker: taker.name,
      units,
      plans,
      reviewers: reviewers.map(({ name }) => name),
      at: now,
    };
  };

  return {
    say: async (organisationId, id, now) => {
      const brief = await read(organisationId, id, now);
      if (brief === null) return [];
      const site = (await address())?.site;
      if (site === undefined) return [cardOf(brief)];
      const token = freshToken();
      const expiresAt = now + LINK_DAYS * DAY_MS;
      await store.handovers.addToken(organisationId, id, { hash: hashToken(token), expiresAt });
      const link = (format: string) => `${site}${BRIEF_PATH}${token}.${format}?openExternalBrowser=1`;
      const params = { pdf: link('pdf'), docx: link('docx'), until: { instant: expiresAt } };
      return [cardOf(brief), { kind: 'text', text: { key: 'handover.brief.link', params } }];
    },
    file: async (token, format, now) => {
      const found = await store.handovers.byToken(hashToken(token), now);
      if (found === null || found === 'expired') return found;
      const brief = await read(found.organisationId, found.id, now);
      if (brief === null) return null;
      const bytes = await writeDocument(briefContent(brief, official), format);
      return { name: `handover.${format}`, mediaType: MEDIA_TYPES[format], bytes };
    },
  };
}

const asked = ({ kind, fiscalYear, round }: PlanFacts) => ({ kind, fiscalYear, round });

function cardOf(brief: Brief): Message {
  const { units, plans, reviewers } = brief;
  const label = (name: string) => ({ key: `handover.brief.${name}` });
  const rows: Row[] = [
    { label: label('units'), value: { verbatim: units.length === 0 ? '–' : units.join(', ') } },
    ...plans.flatMap(({ kind, fiscalYear, round, rows: own, due }): Row[] => [
      {
        label: { key: 'handover.brief.plan', params: { plan: { text: { key: `plan.kind.${kind}` } }, round } },
        value: { key: 'handover.measures.shown', params: { ...standingOf(own) } },
      },
      {
        label: label('due'),
        value: {
          key: due.isOverdue ? 'handover.brief.overdue' : 'handover.brief.dueBy',
          params: { until: { day: due.until }, closes: { day: due.closes } },
        },
      },
      {
        label: label('before'),
        value: {
          key: 'handover.brief.beforeShown',
          params: { ...before(own), year: { fiscalYear } },
        },
      },
    ]),
    { label: label('reviewers'), value: { verbatim: reviewers.length === 0 ? '–' : reviewers.join(', ') } },
    { label: label('words'), value: label('fiveWords') },
  ];
  return {
    kind: 'card',
    title: { key: 'handover.brief.title', params: { giver: brief.giver } },
    rows,
    note: label('note'),
    choices: [
      { label: { key: 'menu.pending' }, data: commandTap('pending') },
      { label: { key: 'menu.remaining' }, data: commandTap('remaining') },
    ],
  };
}

/** What was reported last round, in numbers. */
const before = (rows: BriefPlan['rows']) => ({
  reported: rows.filter((row) => row.before !== undefined).length,
  completed: rows.filter((row) => row.before?.report.status === 'completed').length,
});
