import type { PlainDate, Round } from '../reporting/model.ts';
import { bangkokIso, bangkokTime, weekday } from '../thai/calendar.ts';
import type { Audience, Wording } from './ladder.ts';
import { allRest } from './office.ts';
import type { Office } from './office.ts';
import { expectedSends } from './outlook.ts';
import type { ExpectedSend } from './outlook.ts';
import { lineMonth, planQuota } from './quota-plan.ts';
import type { Quota } from './quota-plan.ts';
import type { Slot } from './schedule.ts';

/** One chat of a previewed reminder; `name` is a member's, or `group`: LINE's ids are nobody's business. */
export interface PreviewTarget {
  kind: 'group' | 'person';
  audience: Audience;
  name: string;
  cost: number;
  /** Whether the month's messages reach for it. */
  sent: boolean;
}

/** A stage on its day, as it would be sent if nothing changed until then. */
export interface PreviewEntry {
  date: PlainDate;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** `HH:MM`, Bangkok. */
  time: string;
  dueAt: string;
  usefulUntil: string;
  stage: string;
  wording: Wording;
  round: Round;
  fiscalYear: number;
  audience: readonly Audience[];
  priority: number;
  targets: PreviewTarget[];
  /** What it needs of LINE's messages; 0 when it is not going to be sent in any case. */
  cost: number;
  sent: 'all' | 'some' | 'none';
  /** Why nothing is going to be sent whatever the quota: it was due earlier this month, or the organisation's reminders rest. */
  why?: 'past' | 'resting';
}

/** A month as LINE counts them, with everything the channel is going to send in it. */
export interface PreviewMonth {
  /** `YYYY-MM` */
  month: string;
  cost: number;
  /** `null`: no limit. */
  available: number | null;
  kept: number;
  /** First dropped first. */
  dropped: {
    organisation: string | null;
    stage: string;
    wording: Wording;
    date: PlainDate;
    cost: number;
    priority: number;
  }[];
}

/** An organisation as far as a preview needs it; `name` is `null` when there is none yet. */
export interface PreviewSource {
  name: string | null;
  /** Every slot of the months that are looked at, and of the rounds around them. */
  slots: readonly Slot[];
  officeOf: (slot: Slot) => Office;
}

interface Planned {
  source: PreviewSource;
  slot: Slot;
  sends: ExpectedSend[];
  why?: 'past' | 'resting';
}

/**
 * What reminders are going to be sent, to whom and at what cost: entries by organisation in the order of `sources`, and the
 * months they lie in. Whole months are planned, since what comes before a span uses up their messages too.
 * @param span plain dates of Bangkok, both included
 */
export function previewOf(
  sources: readonly PreviewSource[],
  span: { from: PlainDate; to: PlainDate },
  quota: Quota,
  now: number,
): { entries: PreviewEntry[][]; months: PreviewMonth[] } {
  const [first, last] = [span.from.slice(0, 7), span.to.slice(0, 7)];
  const planned = sources.map((source) =>
    source.slots
      .filter(({ date }) => date.slice(0, 7) >= first && date.slice(0, 7) <= last)
      .map((slot) => plannedOf(source, slot, now)),
  );
  const sends = planned.flat().flatMap((one) => (one.why === undefined ? one.sends : []));
  const names = new Map(planned.flat().flatMap(({ source, sends }) => sends.map(({ key }) => [key, source.name])));
  const plans = planQuota(sends, quota, now);
  const kept = new Set(plans.flatMap((plan) => plan.kept.map(({ key }) => key)));
  return {
    entries: planned.map((own) =>
      own.filter(({ slot: { date } }) => date >= span.from && date <= span.to).map((one) => entryOf(one, kept)),
    ),
    months: plans.map(({ month, cost, available, kept, dropped }) => ({
      month,
      cost,
      available,
      kept: costOf(kept),
      dropped: droppedOf(dropped, names),
    })),
  };
}

function plannedOf(source: PreviewSource, slot: Slot, now: number): Planned {
  const office = { ...source.officeOf(slot), now: slot.dueAt };
  const sends = expectedSends([slot], office, source.slots);
  if (slot.dueAt <= now && lineMonth(slot.dueAt) === lineMonth(now)) return { source, slot, sends, why: 'past' };
  return { source, slot, sends, ...(allRest(office) ? { why: 'resting' } : {}) };
}

function entryOf({ source, slot, sends, why }: Planned, kept: ReadonlySet<string>): PreviewEntry {
  const { stage, window, date, dueAt, usefulUntil } = slot;
  const { colleagues } = source.officeOf(slot);
  const targets = sends.map(({ key, target: { kind, audience, memberId, cost } }): PreviewTarget => ({
    kind,
    audience,
    name: kind === 'group' ? kind : (colleagues.find(({ id }) => id === memberId)?.name ?? ''),
    cost,
    sent: kept.has(key),
  }));
  const sent = targets.filter((target) => target.sent).length;
  return {
    date,
    weekday: weekday(date),
    time: bangkokTime(dueAt),
    dueAt: bangkokIso(dueAt),
    usefulUntil: bangkokIso(usefulUntil),
    stage: stage.id,
    wording: stage.wording,
    round: window.round,
    fiscalYear: window.fiscalYear,
    audience: stage.to,
    priority: stage.priority,
    targets,
    cost: why === undefined ? costOf(sends) : 0,
    sent: sent === 0 ? 'none' : sent === targets.length ? 'all' : 'some',
    ...(why === undefined ? {} : { why }),
  };
}

/** Sends that are dropped, one line for each slot. */
function droppedOf(sends: readonly ExpectedSend[], names: ReadonlyMap<string, string | null>): PreviewMonth['dropped'] {
  const lines = new Map<string, PreviewMonth['dropped'][number]>();
  for (const { key, organisationId, slot, cost } of sends) {
    const id = `${organisationId}:${slot.key}`;
    const line = lines.get(id);
    if (line !== undefined) line.cost += cost;
    else {
      const { id: stage, wording, priority } = slot.stage;
      lines.set(id, { organisation: names.get(key) ?? null, stage, wording, date: slot.date, cost, priority });
    }
  }
  return [...lines.values()];
}

const costOf = (list: readonly { cost: number }[]): number => list.reduce((sum, { cost }) => sum + cost, 0);
