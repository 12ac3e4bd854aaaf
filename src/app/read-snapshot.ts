import { SNAPSHOT_SCHEMA } from '../documents/snapshot.ts';
import type { MeasureFacts } from '../conversation/facts.ts';
import type { Snapshot, SnapshotRow } from '../documents/snapshot.ts';
import type { Round } from '../reporting/model.ts';
import { summarise } from '../reporting/summary.ts';
import type { LevelScale, Summary } from '../reporting/summary.ts';
import { bangkokIso } from '../thai/calendar.ts';
import { assessedYearOf, readScores } from './ita-scores.ts';
import type { RoundNotes } from './document-port.ts';
import { readRound } from './read-plans.ts';
import type { Organisation, Plan, Store } from './store-port.ts';

/**
 * A plan in a round as it stands at an instant: read once, then everything is made from it.
 * @param now instant the figures are of, milliseconds since the epoch
 */
export async function readSnapshot(
  store: Store,
  organisation: Organisation,
  plan: Plan,
  round: Round,
  { scale, now }: { scale: LevelScale; now: number },
): Promise<Snapshot> {
  const target = { planId: plan.id, round };
  const [{ rows }, units, notes, settings, scores, previous] = await Promise.all([
    readRound(store, organisation.id, plan, round),
    store.units.list(organisation.id),
    store.roundNotes.read(organisation.id, target),
    store.documentSettings.read(organisation.id),
    plan.kind === 'measures' ? scoresFor(store, organisation.id, plan) : {},
    round === 12 ? summaryOfRound6(store, organisation, plan, { scale, now }) : null,
  ]);
  const { title, issues, headings, initialProjects, inOrdinanceStated } = plan;
  const reporter = notes.reporter ?? plan.reporter;
  return {
    schema: SNAPSHOT_SCHEMA,
    organisation: organisation.name,
    kind: plan.kind,
    fiscalYear: plan.fiscalYear,
    round,
    dataAsOf: now,
    dimensions: plan.dimensions,
    units: units.map(({ name }) => name),
    rows: rows.map(snapshotRow),
    indicators: [],
    ...scores,
    scale,
    headings: { ...headings, ...settings.headings },
    digits: settings.digits,
    narrative: writtenParagraphs(plan, notes),
    explanations: notes.explanations,
    ...(title === undefined ? {} : { planTitle: title }),
    ...(initialProjects === undefined ? {} : { initialProjects }),
    ...(inOrdinanceStated === undefined ? {} : { inOrdinanceStated }),
    ...(issues === undefined ? {} : { issues }),
    ...(reporter === undefined ? {} : { reporter }),
    ...(previous === null ? {} : { previous }),
  };
}

/** What documents take of a measure: no more of its evidence than shows what it is. */
const snapshotRow = ({ id, measure, report, evidence = [] }: MeasureFacts): SnapshotRow => ({
  id,
  measure,
  ...(report === undefined ? {} : { report }),
  ...(evidence.length === 0
    ? {}
    : { evidence: evidence.map(({ kind, name, sha256, at }) => ({ kind, name, sha256, at })) }),
});

/** The paragraphs that are not generated: a person's own before those of the plan's file. */
const writtenParagraphs = ({ narrative: ofFile }: Plan, { narrative: own }: RoundNotes): Snapshot['narrative'] =>
  Object.fromEntries(Object.entries({ ...ofFile, ...own }).filter(([, text]) => text !== null));

/**
 * The scores a plan of measures is written with: its own, else those of the assessment of its year. What the year before
 * scored is taken from that year's assessment where the file does not say it.
 */
async function scoresFor(
  store: Store,
  organisationId: string,
  plan: Plan,
): Promise<Partial<Pick<Snapshot, 'indicators' | 'statedTotal' | 'assessedYear'>>> {
  const own = plan.indicators === undefined ? await readScores(store, organisationId, plan.fiscalYear) : null;
  const indicators = plan.indicators ?? own?.indicators;
  if (indicators === undefined) return {};
  const assessedYear = own?.assessedYear ?? assessedYearOf(plan);
  const statedTotal = own === null ? plan.statedTotal : own.statedTotal;
  const before = await readScores(store, organisationId, assessedYear - 1);
  const scoreBefore = new Map(before?.indicators.map(({ number, score }) => [number, score]));
  return {
    assessedYear,
    indicators: indicators.map((indicator) => {
      const previousScore = indicator.previousScore ?? scoreBefore.get(indicator.number);
      return { ...indicator, ...(previousScore === undefined ? {} : { previousScore }) };
    }),
    ...(statedTotal === undefined ? {} : { statedTotal }),
  };
}

/** How far the plan was in round 6: as it was submitted, else as it stands; `null` when nothing was reported then. */
async function summaryOfRound6(
  store: Store,
  organisation: Organisation,
  plan: Plan,
  { scale, now }: { scale: LevelScale; now: number },
): Promise<Summary | null> {
  const frozen = await store.snapshots.read(organisation.id, { planId: plan.id, round: 6 });
  const rows = frozen?.rows ?? (await readRound(store, organisation.id, plan, 6)).rows;
  if (!rows.some(({ report }) => report !== undefined)) return null;
  return summarise({
    organisation: organisation.name,
    fiscalYear: plan.fiscalYear,
    kind: plan.kind,
    round: 6,
    dimensions: frozen?.dimensions ?? plan.dimensions,
    units: frozen?.units ?? [],
    rows,
    scale,
    dataAsOf: bangkokIso(frozen?.dataAsOf ?? now),
    ...(plan.initialProjects === undefined ? {} : { initialProjects: plan.initialProjects }),
  });
}
