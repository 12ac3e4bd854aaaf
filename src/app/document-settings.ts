import type { DocumentSettingFacts, HeadingFacts, PlanTexts } from '../conversation/document-settings.ts';
import type { PlanFacts } from '../conversation/facts.ts';
import { digitsOf } from '../documents/make-document.ts';
import { generateNarrative, partsOf } from '../documents/narrative.ts';
import { DOCUMENT_KINDS, HEADING_FIELDS } from '../documents/snapshot.ts';
import type { DocumentKind, HeadingField } from '../documents/snapshot.ts';
import type { Speaker } from '../i18n.ts';
import type { PlanKind } from '../reporting/model.ts';
import type { LevelScale } from '../reporting/summary.ts';
import { assessable } from './ita-scores.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { Organisation, Plan, Store } from './store-port.ts';

/** Where it is read, and how documents speak. */
interface Source {
  store: Store;
  scale: LevelScale;
  /** Speaks the language documents are written in. */
  official: Speaker;
}

/** What can be set of the documents of an organisation, as it stands; `plans`: those that are reported now. */
export async function readDocumentSettings(
  source: Source,
  organisation: Organisation,
  plans: readonly PlanFacts[],
  now: number,
): Promise<DocumentSettingFacts> {
  const { store, official } = source;
  const [stored, settings] = await Promise.all([
    store.plans.all(organisation.id),
    store.documentSettings.read(organisation.id),
  ]);
  const found = plans.flatMap(({ id, round }) => {
    const plan = stored.find((one) => one.id === id);
    return plan === undefined ? [] : [{ plan, round }];
  });
  const texts = await Promise.all(
    found.map(async ({ plan, round }) => [plan.id, await textsOf(source, organisation, plan, round, now)] as const),
  );
  const measures = found.find(({ plan }) => plan.kind === 'measures')?.plan;
  return {
    plans: Object.fromEntries(texts),
    digits: digitsNow(settings),
    headings: headingsNow(settings, measures, official),
    assessments: assessable(stored),
  };
}

/** The digits each kind of document is written in. */
export const digitsNow = (settings: Parameters<typeof digitsOf>[1]): DocumentSettingFacts['digits'] =>
  Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, digitsOf(kind, settings)])) as DocumentSettingFacts['digits'];

/** The headings of the report of measures: the organisation's own, else those of the plan's file, else the usual ones. */
export function headingsNow(
  { headings }: { headings: Partial<Record<HeadingField, string>> },
  plan: Pick<Plan, 'headings' | 'measures'> | undefined,
  official: Speaker,
): HeadingFacts[] {
  return COLUMNS.map((field) => {
    const usual =
      plan?.headings?.[field] ??
      (hasColumn(field, plan) ? official.say({ key: `documents.reportHeading.${field}` }) : undefined);
    const now = headings[field] ?? usual;
    return { field, ...(now === undefined ? {} : { now }), ...(usual === undefined ? {} : { usual }) };
  }).filter(({ field }) => field !== 'topic' || hasColumn(field, plan));
}

/** As they stand in the report. */
const COLUMNS: readonly HeadingField[] = ['topic', ...HEADING_FIELDS.filter((field) => field !== 'topic')];

/** Topics have a column where there are any; remarks where their heading is worded. */
const hasColumn = (field: HeadingField, plan: Pick<Plan, 'measures'> | undefined): boolean =>
  field === 'topic' ? (plan?.measures.some(({ measure }) => measure.topic !== undefined) ?? false) : field !== 'remark';

/** The document the paragraphs of a plan are written for. */
const REPORT_OF: Record<PlanKind, DocumentKind> = {
  measures: 'measures-report',
  'action-plan': 'action-plan-report',
};

async function textsOf(
  { store, scale, official }: Source,
  organisation: Organisation,
  plan: Plan,
  round: PlanFacts['round'],
  now: number,
): Promise<PlanTexts> {
  const [snapshot, notes] = await Promise.all([
    readSnapshot(store, organisation, plan, round, { scale, now }),
    store.roundNotes.read(organisation.id, { planId: plan.id, round }),
  ]);
  const generated = generateNarrative(snapshot, official, digitsOf(REPORT_OF[plan.kind], snapshot));
  return {
    paragraphs: partsOf(snapshot).map((part) => {
      const file = plan.narrative?.[part];
      const own = notes.narrative[part];
      const from = typeof own === 'string' ? 'written' : file !== undefined && own === undefined ? 'file' : 'generated';
      return {
        part,
        now: snapshot.narrative[part] ?? generated[part],
        from,
        generated: generated[part],
        ...(file === undefined ? {} : { file }),
      };
    }),
    ...(snapshot.reporter === undefined ? {} : { reporter: snapshot.reporter }),
  };
}
